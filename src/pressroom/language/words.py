"""Small words: numbers, days, lists, and two ends of an interval."""

import re
from typing import Any

from pressroom.language.numbers import MISSING, NBSP, format_value
from pressroom.language.text import Text, t

_NUMBERS = {
    "sv": "noll ett två tre fyra fem sex sju åtta nio tio elva tolv",
    "en": "none one two three four five six seven eight nine ten eleven twelve",
}
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_LAST = {"and": t(" och ", " and "), "or": t(" eller ", " or "), "": t(", ", ", ")}
_PAIRS = {
    "between": t("mellan {} och {}", "between {} and {}"),
    "from-to": t("från {} till {}", "from {} to {}"),
}
_NUMBER_FIRST = re.compile(rf"([−\d][\d.,{NBSP}]*){NBSP}(\D+)")


def formatted(value: Any, unit: str, style: str, lang: str) -> str:
    """Return a value in the style of its place; see `language.text`."""
    if style == "word":
        return number_word(int(value), lang)
    if style == "day":
        return day_written(value, lang)
    if style in _PAIRS:
        low, high = (format_value(end, unit, lang) for end in value)
        return _PAIRS[style].of(lang).format(_without_shared_unit(low, high), high)
    if unit:
        return format_value(value, unit, lang, style or "running")
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(f"{value} needs a unit")
    return format_value(
        value if isinstance(value, bool | str) or value is None else str(int(value)), "text", lang
    )


def number_word(number: int, lang: str) -> str:
    """Return a whole number up to twelve as a word, a larger one in digits."""
    words = _NUMBERS[lang].split()
    return words[number] if 0 <= number < len(words) else str(number)


def day_written(iso: str, lang: str) -> str:
    """Return a day (YYYY-MM-DD) as it is written in running text."""
    year, month, day = map(int, iso.split("-"))
    return f"{day} {_MONTHS[lang].split()[month - 1]} {year}"


def enumeration(names: list[str], last: str, lang: str) -> str:
    """Return names with commas between them, and before the last one the word for `last` ("and", "or")."""
    return listed(names, _LAST[last].of(lang)) or MISSING


def quantity(value: float | None, unit: str, style: str = "") -> Text:
    """Return a value in its unit as a text of its own."""
    return t(f"{{value:{unit}|{style}}}".replace("|}", "}"), value=value)


def counted(number: int) -> Text:
    """Return a whole number up to twelve as a word, a larger one in digits."""
    sv, en = (words.split() for words in _NUMBERS.values())
    return t(sv[number], en[number]) if 0 <= number < len(sv) else t(str(number), str(number))


def listed(names: list[str], last: str) -> str:
    """Return names with commas between them, and `last` before the last one."""
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def day_of(iso: str) -> Text:
    """Return a day (YYYY-MM-DD) as it is written in running text."""
    year, month, day = map(int, iso.split("-"))
    return Text(*(f"{day} {months.split()[month - 1]} {year}" for months in _MONTHS.values()))


def dated(value: float | None, unit: str, year: float | None) -> Text:
    """Return a value with its year in brackets, for a cell of a table; a missing value is a dash."""
    words = Text(*(format_value(value, unit, lang, "short") for lang in Text._fields))
    if words.sv == MISSING or year is None or year != year:
        return words
    return Text(*(f"{word} ({int(year)})" for word in words))


def between(low: float, high: float, unit: str, style: str = "running") -> Text:
    """Return "mellan 10,3 och 20,0 miljoner kronor": the unit is said once where both ends share it."""
    ends = [[format_value(value, unit, lang, style) for value in (low, high)] for lang in Text._fields]
    return t(
        f"mellan {_without_shared_unit(*ends[0])} och {ends[0][1]}",
        f"between {_without_shared_unit(*ends[1])} and {ends[1][1]}",
    )


def from_to(before: float, after: float, unit: str) -> Text:
    """Return "från 6,7 till 4,3 miljoner kronor": the unit is said once where both ends share it."""
    ends = [[format_value(value, unit, lang) for value in (before, after)] for lang in Text._fields]
    return t(
        f"från {_without_shared_unit(*ends[0])} till {ends[0][1]}",
        f"from {_without_shared_unit(*ends[1])} to {ends[1][1]}",
    )


def _without_shared_unit(low: str, high: str) -> str:
    ends = [_NUMBER_FIRST.fullmatch(end) for end in (low, high)]
    return ends[0][1] if all(ends) and ends[0][2] == ends[1][2] else low
