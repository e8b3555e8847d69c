"""Parameters as the report writes them: a value in words, and the ends of a range."""

import re
from collections.abc import Mapping
from typing import Any

from pressroom.language.numbers import NBSP, format_value, unit_named
from pressroom.language.text import t
from pressroom.scenarios import Parameter

Names = Mapping[str, str]


def shown(about: Parameter, value: Any, lang: str, names: Names | None = None) -> str:
    """Return a parameter's value; `names` says what a code stands for."""
    if about.type == "codes":
        named = (f"{names[code]} ({code})" if names and code in names else code for code in value)
        return ", ".join(named) or t("ingen").of(lang)
    if about.type == "word":
        return about.word(value).of(lang)
    unit = unit_named(about.unit)
    has_sign = bool(unit.scales) or unit.factor != 1
    return format_value(value, about.unit, lang, "exact" if has_sign else "table")


def span(about: Parameter, lang: str, names: Names | None = None) -> str:
    """Return the ends of a parameter's range; numbers stand close and share their unit: "20–80 procent"."""
    first, last = (shown(about, end, lang, names) for end in (about.low, about.high))
    if not about.is_number:
        return f"{first} – {last}"
    before = re.split(r"\d", last, maxsplit=1)[0]
    if before and first.startswith(before):
        return f"{first}–{last.removeprefix(before)}"
    number, _, word = last.rpartition(NBSP)
    if not word[:1].isalpha():
        return f"{first}–{last}"
    return f"{first.rpartition(NBSP)[0]}–{number} {word}"
