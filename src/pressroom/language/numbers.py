"""Numbers and units as a reader of each language expects them.

Everything that shows a number goes through here: running text, tables, axes and labels.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from pressroom.errors import NoSuchName
from pressroom.language.catalogue import SOURCE, marked, translated
from pressroom.language.units import HEADING, RUNNING, SHORT, Scale, Unit, units

NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
YES, NO = marked("ja"), marked("nej")
STYLES = ("running", "exact", "short", "table")
# Between groups of three digits, and before the decimals. Other languages have their signs from Babel.
_SIGNS = {"sv": (NBSP, ","), "en": (",", ".")}


def format_value(value: Any, unit: str, lang: str = SOURCE, style: str = "running") -> str:
    """Return `value` in `unit` for a reader of `lang`.

    Styles: "running" rounds and spells the unit out ("2,7 miljoner kronor"), "exact" rounds as little as
    the unit allows ("2 706 000 kronor"), "short" abbreviates ("2,7 mnkr"), "table" leaves the unit out.
    A share is given as 0-1 and shown as per cent. Raises ValueError for an unknown unit or style.
    """
    how = unit_named(unit)
    if style not in STYLES:
        raise NoSuchName(f"There is no style '{style}'", style, STYLES)
    if not _is_number(value):
        return _format_other(value, lang)
    number = _decimal(value) * how.factor
    if how.calendar and 1000 <= abs(number) <= 9999:
        return str(int(number)).replace("-", MINUS)
    if style == "table":
        return group(_rounded(number, how.decimals), lang)
    if style == "exact":
        decimals = 0 if how.scales and abs(number) >= 100 else how.exact
        return _with_unit(_trimmed(number, decimals), number, how.words, lang)
    for scale in how.scales:
        if (scale.words or style == "short") and abs(_significant(number, 3)) >= scale.size:
            return _scaled(number, scale, lang, style)
    rounded = _significant(number, how.significant, how.decimals) if how.significant else _trimmed(number, 1)
    if style == "short" and how.short:
        return in_short(group(rounded, lang), unit, lang)
    return _with_unit(rounded, number, how.words, lang)


def format_number(value: float | None, decimals: int, lang: str = SOURCE) -> str:
    """Return a bare number with exactly `decimals` decimals, grouped; missing values as a dash."""
    if not _is_number(value):
        return MISSING
    return group(_rounded(_decimal(value), decimals), lang)


def in_short(digits: str, unit: str, lang: str = SOURCE) -> str:
    """Return digits with the short form of their unit."""
    return translated(unit_named(unit).short or "{n}", lang, SHORT).replace("{n}", digits)


def unit_named(unit: str) -> Unit:
    """Return how `unit` is written; raises ValueError with the nearest unit."""
    known = units()
    if unit not in known:
        raise NoSuchName(f"There is no unit '{unit}'", unit, known)
    return known[unit]


def unit_header(unit: str, lang: str = SOURCE, scale: str = "") -> str:
    """Return the unit for the head of a column or an axis, with values in the unit's `scale`."""
    head = scale_named(unit, scale).heading if scale else unit_named(unit).head
    return translated(head, lang, HEADING) if head else ""


def scale_named(unit: str, name: str) -> Scale:
    """Return a scale of `unit`; raises ValueError with the nearest one."""
    scales = {scale.name: scale for scale in unit_named(unit).scales}
    if name not in scales:
        raise NoSuchName(f"The unit '{unit}' has no scale '{name}'", name, scales)
    return scales[name]


def scale_of(maximum: float, unit: str) -> tuple[float, str]:
    """Return (divisor, scale) that keep an axis or a column up to `maximum` in `unit` short."""
    how = unit_named(unit)
    for scale in how.scales:
        if abs(maximum) >= scale.axis_from:
            return float(scale.size), scale.name
    return 1 / how.factor, ""


def group(number: Decimal, lang: str = SOURCE) -> str:
    """Return the digits of `number` with the group and decimal signs of `lang` and a true minus."""
    text = f"{number:,f}"
    if not any(c in "123456789" for c in text):
        text = text.lstrip("-")
    between, decimal = signs(lang)
    if (between, decimal) != (",", "."):
        text = text.replace(",", "\0").replace(".", decimal).replace("\0", between)
    return text.replace("-", MINUS)


@cache
def signs(lang: str) -> tuple[str, str]:
    """Return the signs of a language between groups of digits and before decimals."""
    if lang in _SIGNS:
        return _SIGNS[lang]
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(lang, sep="-").number_symbols["latn"]
    except (UnknownLocaleError, ValueError):
        return _SIGNS[SOURCE]
    return symbols["group"], symbols["decimal"]


def _with_unit(rounded: Decimal, number: Decimal, words: tuple[str, str], lang: str) -> str:
    """Write a rounded number with the words of its unit, in the form that suits the number as it was."""
    one, many = words
    message = translated(one, lang, RUNNING, many, abs(number)) if one != "{n}" else one
    return message.replace("{n}", group(rounded, lang))


def _scaled(number: Decimal, scale: Scale, lang: str, style: str) -> str:
    """Write a large value in thousands (in short only), millions or billions."""
    scaled = number / scale.size
    rounded = _significant(scaled, 3, 0 if scale.words is None else 1)
    if style == "short" or scale.words is None:
        return translated(scale.short, lang, SHORT).replace("{n}", group(rounded, lang))
    one = group(rounded, lang) == "1"
    return _with_unit(rounded, Decimal(1) if one else max(scaled, Decimal(2)), scale.words, lang)


def _format_other(value: Any, lang: str) -> str:
    """Write what is not a number: a missing value, yes or no, a text, a list, a string."""
    if isinstance(value, bool):
        return translated(YES if value else NO, lang)
    if hasattr(value, "of"):
        return value.of(lang)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or MISSING
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return MISSING
    return str(value)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not hasattr(value, "__float__") or isinstance(value, str):
        return False
    return math.isfinite(float(value))


def _decimal(value: Any) -> Decimal:
    # Fifteen digits hide the noise of binary fractions, so that 0.1 + 0.2 is 0.3 and halves round up.
    return value if isinstance(value, Decimal) else Decimal(f"{float(value):.15g}")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if decimals >= 0 else rounded.quantize(Decimal(1))


def _trimmed(number: Decimal, decimals: int) -> Decimal:
    """Round to at most `decimals`, and drop the zeros at the end."""
    rounded = _rounded(number, decimals).normalize()
    return rounded if int(rounded.as_tuple().exponent) < 0 else rounded.quantize(Decimal(1))


def _significant(number: Decimal, digits: int, decimals: int = 0) -> Decimal:
    """Round to `digits` significant digits, at most `decimals` decimals, but never a small number to zero."""
    if number == number.to_integral_value() and abs(number) < 10**digits:
        return number.quantize(Decimal(1))
    first = number.adjusted()
    keep = max(min(digits - 1 - first, decimals), -first if first < 0 else -9)
    return _rounded(number, min(keep, 9))
