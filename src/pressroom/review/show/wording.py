"""Values and differences as a reader of a language expects them."""

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from pressroom.language.catalogue import SOURCE, TERMINAL
from pressroom.language.numbers import MINUS, format_number, format_value, group, scale_named, signs
from pressroom.language.text import Text, t
from pressroom.language.units import units
from pressroom.review.changes import KeyFigureChange
from pressroom.review.compare.frames import MOST_DECIMALS
from pressroom.review.compare.grids import Column, Row
from pressroom.review.compare.tolerance import is_number
from pressroom.safe import line

MOST_COMPARED = 20_000
# How many characters of a text are compared, and shown, and how many before what differs.
LONGEST, SHOWN, LEAD = 20_000, 200, 60
LONG_NUMBER = re.compile(r"-?\d{1,20}\.\d{4,20}")
SIGNS = {1: "+", 0: "±", -1: ""}


def value(content: object, unit: str | None = None, lang: str = SOURCE, style: str = "exact") -> str:
    """Return a value in its unit; one that is no plain number of a known unit as it stands."""
    if is_number(content) and unit is not None and unit in units() and not _is_huge(content):
        return format_value(content, unit, lang, style)
    if is_number(content):
        return _digits(content, lang)
    if isinstance(content, bool) or content is None:
        return format_value(content, "text", lang)
    return line(content.of(lang) if isinstance(content, Text) else content)


def terminal_pair(old: object, new: object, unit: str | None, old_unit: str | None = None) -> tuple[str, str]:
    """Return both values as the terminal writes them: numbers as in English, words as in the source."""
    old, new = (str(content) if isinstance(content, Text) else content for content in (old, new))
    return pair(old, new, unit, TERMINAL, old_unit=old_unit)


def in_language(text: Text | str, lang: str) -> str:
    """Return a text in a language; other words as they stand."""
    return text.of(lang) if isinstance(text, Text) else text


def label_of(words: str, lang: str) -> str:
    """Return a label or a caption of the report in a language."""
    return line(t(words).of(lang))


def pair(
    old: object,
    new: object,
    unit: str | None = None,
    lang: str = SOURCE,
    style: str = "exact",
    old_unit: str | None = None,
) -> tuple[str, str]:
    """Return both values, with all their digits where rounding would hide that they differ.

    `old_unit` is that of the old value where it is another.
    """
    if old_unit is not None:
        return value(old, old_unit, lang, style), value(new, unit, lang, style)
    words = [content.of(lang) if isinstance(content, Text) else content for content in (old, new)]
    if isinstance(words[0], str) and isinstance(words[1], str):
        return where_apart(words[0], words[1])
    before, after = (value(content, unit, lang, style) for content in (old, new))
    if before != after or old == new or not is_number(old) or not is_number(new):
        return before, after
    decimals = next((n for n in range(1, 16) if round(old, n) != round(new, n)), 17)
    return _digits(old, lang, decimals), _digits(new, lang, decimals)


def pair_in_table(old: object, new: object, column: Column, lang: str = SOURCE) -> tuple[str, str]:
    """Return two values of a column as the report's table shows them, with more decimals where these hide
    that they differ.
    """
    usual, factor = pair(old, new, column.unit, lang, "table"), _factor(column)
    numbers = [number for number in (old, new) if number is not None]
    if (
        factor is None
        or column.decimals is None
        or not all(is_number(n) and not _is_huge(n) for n in numbers)
    ):
        return usual
    for decimals in range(column.decimals, MOST_DECIMALS + 1):
        before, after = (
            format_number(number * factor, decimals, lang) if is_number(number) else usual[side]
            for side, number in enumerate((old, new))
        )
        if before != after or old == new:
            return before, after
    return usual


def _factor(column: Column) -> float | None:
    """Return what a number of a column is multiplied with where the report shows it; None where it is shown
    as it is.
    """
    unit = units().get(column.unit) if column.unit else None
    if unit is None or not column.unit or column.unit == "text" or unit.calendar:
        return None
    try:
        return 1 / scale_named(column.unit, column.scale).size if column.scale else float(unit.factor)
    except ValueError:
        return None


def where_apart(old: str, new: str) -> tuple[str, str]:
    """Return both texts as one harmless line each; of long ones, from a little before what differs first."""
    before, after = (line(text, LONGEST) for text in (old, new))
    if max(len(before), len(after)) > SHOWN:
        pairs = zip(before, after, strict=False)
        same = sum(1 for _ in takewhile(_is_pair, pairs))
        start = before.rfind(" ", 0, max(same - LEAD, 0)) + 1
        before, after = (f"{'… ' if start else ''}{line(text[start:])}" for text in (before, after))
    return before, after


def difference(change: KeyFigureChange, lang: str = SOURCE) -> str:
    """Return new - old with its sign and unit, "" where there is none."""
    return "" if change.absolute is None else amount(change.absolute, change.unit, lang)


def amount(apart: float, unit: str | None, lang: str = SOURCE) -> str:
    """Return a difference with its sign and unit, one of shares in percentage points."""
    known = units().get(unit) if unit else None
    if known and known.factor == 100:
        # The values beside it have two decimals; what they would hide keeps all of its own.
        hundredths = round(apart * 100, 2) or round(apart * 100, 10)
        points = _signed(_digits(hundredths, lang), apart)
        return t("{number}\u00a0procentenheter", number=points).of(lang)
    written = value(apart, None if known and known.calendar else unit, lang)
    if apart and not any(digit in written for digit in "123456789"):
        written = _digits(apart, lang)
    return _signed(written, apart)


def share(change: KeyFigureChange, lang: str = SOURCE) -> str:
    """Return the change as a signed share of the old value, "" where there is none."""
    if change.relative is None:
        return ""
    return _signed(percent(change.relative, lang), change.relative)


def percent(part: float, lang: str = SOURCE) -> str:
    """Return a share with as many decimals as make it differ from nothing: 12 %, 0.3 %, 0.002 %."""
    hundred = part * 100
    digits = (
        f"{hundred:.2g}"
        if abs(hundred) < 10
        else f"{hundred:.3g}"
        if abs(hundred) < 100
        else f"{hundred:.0f}"
    )
    return t("{number}\u00a0%", number=_localised(digits, lang)).of(lang)


def row_name(row: Row, names: tuple[str, ...]) -> str:
    """Return what identifies a row: 'code 01, year 2022', or its number."""
    if len(names) == len(row.key):
        return ", ".join(f"{name} {_part(part)}" for name, part in zip(names, row.key, strict=True))
    return ", ".join(_part(part) for part in row.key)


def _part(part: str) -> str:
    return f"{float(part):.7g}" if LONG_NUMBER.fullmatch(part) else line(part, 60)


def short_notebook(name: str) -> str:
    """Return the number that a notebook's name begins with, else its name."""
    number = name.partition("_")[0]
    return number if number.isdigit() else line(name, 60)


def without_same_ends(olds: list[str], news: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of two lists without what they begin and end with alike."""
    start = sum(1 for _ in takewhile(_is_pair, zip(olds, news, strict=False)))
    olds, news = olds[start:], news[start:]
    end = sum(1 for _ in takewhile(_is_pair, zip(reversed(olds), reversed(news), strict=False)))
    return olds[: len(olds) - end], news[: len(news) - end]


def _is_pair(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def text_lines(old: str, new: str, most: int) -> Iterator[tuple[str, str]]:
    """Yield (sign, text) of the lines that differ, at most `most` of each sign, then how many more."""
    olds, news = (lines[:MOST_COMPARED] for lines in without_same_ends(old.splitlines(), new.splitlines()))
    removed: list[str] = []
    added: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, olds, news).get_opcodes():
        if kind != "equal":
            both = [where_apart(*pair) for pair in zip(olds[a:b], news[c:d], strict=False)]
            removed += [*(before for before, _ in both), *olds[a + len(both) : b]]
            added += [*(after for _, after in both), *news[c + len(both) : d]]
    yield from (("-", text) for text in removed[:most])
    yield from (("+", text) for text in added[:most])
    left = max(len(removed) - most, 0) + max(len(added) - most, 0)
    if left:
        yield "…", f"{left}"


def _digits(number: float, lang: str, decimals: int | None = None) -> str:
    """Return a bare number with at most `decimals` decimals; more where none would show."""
    if decimals is None:
        decimals = max(0, 6 - len(str(int(abs(number))))) if abs(number) < 10**15 else 0
    if _is_huge(number):
        return str(number) if abs(number) < 10**40 else _localised(f"{Decimal(number):.6e}", lang)
    if not abs(number) < 10**15:
        return _localised(f"{number:.6e}", lang)
    if number and not round(number, decimals):
        return _localised(f"{number:.3g}", lang)
    return group(Decimal(repr(round(number, decimals))).normalize() + 0, lang)


def _is_huge(number: float) -> bool:
    """Return whether a whole number is larger than what has a unit, and may be too large for a float."""
    return isinstance(number, int) and abs(number) >= 10**15


def _localised(digits: str, lang: str) -> str:
    return digits.replace(".", signs(lang)[1]).replace("-", MINUS)


def _signed(written: str, amount: float) -> str:
    return SIGNS[(amount > 0) - (amount < 0)] + written
