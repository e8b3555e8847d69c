"""Small words in both languages: numbers, days, and a value with its year."""

from energikontoret.formatting import MISSING, format_value
from energikontoret.text import Text, t

_NUMBERS = t(
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv",
    "none one two three four five six seven eight nine ten eleven twelve",
)
_MONTHS = t(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)


def counted(number: int) -> Text:
    """Return a whole number up to twelve as a word, a larger one in digits."""
    sv, en = (words.split() for words in _NUMBERS)
    return t(sv[number], en[number]) if 0 <= number < len(sv) else t(str(number), str(number))


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
