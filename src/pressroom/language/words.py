"""Small words: numbers, days, lists, and two ends of an interval."""

import re
from collections.abc import Sequence
from typing import Any

from pressroom.language.catalogue import SOURCE, find, marked, translated
from pressroom.language.numbers import MISSING, NBSP, format_value

NUMBERS = marked("noll ett två tre fyra fem sex sju åtta nio tio elva tolv")
MONTHS = marked("januari februari mars april maj juni juli augusti september oktober november december")
LAST = {"and": marked("{names} och {last}"), "or": marked("{names} eller {last}"), "": "{names}, {last}"}
PAIRS = {"between": marked("mellan {low} och {high}"), "from-to": marked("från {low} till {high}")}
_NUMBER_FIRST = re.compile(rf"([−\d][\d.,{NBSP}]*){NBSP}(\D+)")


def formatted(value: Any, unit: str, style: str, lang: str) -> str:
    """Return a value in the style of its place; see `language.text`."""
    if style == "word":
        return number_word(int(value), lang)
    if style == "day":
        return day_written(value, lang)
    if style in PAIRS:
        low, high = (format_value(end, unit, lang) for end in value)
        return translated(PAIRS[style], lang).format(low=_without_shared_unit(low, high), high=high)
    if unit:
        return format_value(value, unit, lang, style or "running")
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(f"{value} needs a unit")
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return format_value(str(int(value)) if whole else value, "text", lang)


def number_word(number: int, lang: str = SOURCE) -> str:
    """Return a whole number up to twelve as a word, a larger one in digits."""
    words = (NUMBERS if lang == SOURCE else find(NUMBERS, lang)).split()
    return words[number] if 0 <= number < len(words) else str(number)


def day_written(iso: str, lang: str = SOURCE) -> str:
    """Return a day (YYYY-MM-DD) as it is written in running text."""
    year, month, day = map(int, iso.split("-"))
    months = (MONTHS if lang == SOURCE else find(MONTHS, lang)).split()
    if months:
        return f"{day} {months[month - 1]} {year}"
    from datetime import date

    from babel import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(date(year, month, day), "long", lang)
    except (UnknownLocaleError, ValueError):
        return iso


def enumeration(names: Sequence[str], last: str, lang: str) -> str:
    """Return names with commas between them, and before the last one the word for `last` ("and", "or")."""
    if len(names) < 2:
        return "".join(names) or MISSING
    together = translated(LAST[last], lang) if last else LAST[last]
    return together.format(names=", ".join(names[:-1]), last=names[-1])


def _without_shared_unit(low: str, high: str) -> str:
    first, second = _NUMBER_FIRST.fullmatch(low), _NUMBER_FIRST.fullmatch(high)
    return first[1] if first and second and first[2] == second[2] else low
