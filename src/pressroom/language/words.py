"""Small words in both languages: numbers, days, and a value with its year."""

import re

from pressroom.language.numbers import MISSING, NBSP, format_value
from pressroom.language.text import Text, t

_NUMBERS = t(
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv",
    "none one two three four five six seven eight nine ten eleven twelve",
)
_MONTHS = t(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)

_NUMBER_FIRST = re.compile(rf"([−\d][\d.,{NBSP}]*){NBSP}(\D+)")


def counted(number: int) -> Text:
    """Return a whole number up to twelve as a word, a larger one in digits."""
    sv, en = (words.split() for words in _NUMBERS)
    return t(sv[number], en[number]) if 0 <= number < len(sv) else t(str(number), str(number))


def listed(names: list[str], last: str) -> str:
    """Return names with commas between them, and `last` before the last one."""
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def day_of(iso: str) -> Text:
    """Return a day (YYYY-MM-DD) as it is written in running text."""
    year, month, day = map(int, iso.split("-"))
    return Text(*(f"{day} {words.split()[month - 1]} {year}" for words in _MONTHS))


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
