"""Numbers and units as a Swedish or an English reader expects them.

Everything that shows a number goes through here: running text, tables, axes and labels.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from pressroom.errors import near
from pressroom.language.text import Text, t

NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
STYLES = ("running", "exact", "short", "table")


class Unit(NamedTuple):
    """How one unit is written.

    `words` follow the number in running text, `one` when the number is 1, `short` in a label, `header` in the
    head of a column. `decimals` are shown in tables, at most `exact` of them in the exact style; running text
    keeps `significant` digits (None: all the whole ones).
    """

    words: Text
    one: Text
    short: Text
    header: Text
    decimals: int
    exact: int
    significant: int | None


def _unit(
    words: Text,
    one: Text | None = None,
    short: Text | None = None,
    header: Text | None = None,
    *,
    decimals: int = 0,
    exact: int = 2,
    significant: int | None = 3,
) -> Unit:
    short = words if short is None else short
    return Unit(words, one or words, short, short if header is None else header, decimals, exact, significant)


_NONE = t("", "")
_PER = {
    "kr": t("", ""),
    "kr/år": t(" per år", " a year"),
    "kr/invånare": t(" per invånare", " per inhabitant"),
}


def _money(per: Text, decimals: int) -> Unit:
    words = t(f"kronor{per.sv}", per.en.strip())
    one = t(f"krona{per.sv}", per.en.strip())
    short = t(f"kr{per.sv}", per.en.strip())
    header = t(f"kronor{per.sv}", f"SEK{per.en}")
    return _unit(words, one, short, header, decimals=decimals)


UNITS: dict[str, Unit] = {
    "kr": _money(_PER["kr"], 0),
    "kr/år": _money(_PER["kr/år"], 0),
    "kr/invånare": _money(_PER["kr/invånare"], 1),
    "andel": _unit(t("procent", "per cent"), short=t("%", "%"), header=t("procent", "per cent"), decimals=1),
    "kt CO2e": _unit(
        t("tusen ton", "thousand tonnes"),
        short=t("tusen ton", "kt"),
        header=t("tusen ton CO₂e", "thousand tonnes CO₂e"),
        decimals=1,
    ),
    "t CO2e": _unit(
        t("ton", "tonnes"),
        short=t("ton", "t"),
        header=t("ton CO₂e", "tonnes CO₂e"),
    ),
    "t CO2e/invånare": _unit(
        t("ton per invånare", "tonnes per inhabitant"),
        short=t("ton per invånare", "t per inhabitant"),
        header=t("ton CO₂e per invånare", "tonnes CO₂e per inhabitant"),
        decimals=1,
    ),
    "kvot": _unit(_NONE, decimals=1),
    "antal": _unit(_NONE, header=t("antal", "number"), exact=1, significant=None),
    "personer": _unit(t("personer", "people"), t("person", "person"), exact=1, significant=None),
    "årsarbetskrafter": _unit(
        t("årsarbetskrafter", "full-time equivalents"),
        t("årsarbetskraft", "full-time equivalent"),
        t("årsarbetskrafter", "FTE"),
        decimals=1,
    ),
    "år": _unit(t("år", "years"), t("år", "year"), header=_NONE, exact=1, significant=None),
    "månader": _unit(t("månader", "months"), t("månad", "month"), exact=1, significant=None),
    "MWh": _unit(t("MWh", "MWh")),
    "GWh": _unit(t("GWh", "GWh"), decimals=1),
    "MW": _unit(t("MW", "MW")),
    "km": _unit(t("kilometer", "kilometres"), short=t("km", "km"), header=t("km", "km"), decimals=1),
    "mil/invånare": _unit(
        t("mil per invånare", "Swedish miles (10\u00a0km) per inhabitant"),
        short=t("mil/inv.", "× 10\u00a0km/inh."),
        header=t("mil per invånare", "× 10\u00a0km per inhabitant"),
    ),
    "g CO2/kWh": _unit(
        t("gram koldioxid per kilowattimme", "grams of carbon dioxide per kilowatt-hour"),
        short=t("g/kWh", "g/kWh"),
        header=t("g CO₂/kWh", "g CO₂/kWh"),
    ),
    "poäng": _unit(t("poäng", "points"), t("poäng", "point"), decimals=1),
    "text": _unit(_NONE),
}


def format_value(value: Any, unit: str, lang: str = "sv", style: str = "running") -> str:
    """Return `value` in `unit` for a reader of `lang` ("sv" or "en").

    Styles: "running" rounds and spells the unit out ("2,7 miljoner kronor"), "exact" rounds as little as
    the unit allows ("2 706 000 kronor"), "short" abbreviates ("2,7 mnkr"), "table" leaves the unit out.
    A share is given as 0-1 and shown as per cent. Raises ValueError for an unknown unit or style.
    """
    how = unit_named(unit)
    if style not in STYLES:
        raise ValueError(f"There is no style '{style}'. {near(style, STYLES)}")
    if not _is_number(value):
        return _format_other(value, lang)
    number = _decimal(value) * (100 if unit == "andel" else 1)
    if unit == "år" and 1000 <= abs(number) <= 9999:
        return str(int(number)).replace("-", MINUS)
    if style == "table":
        return group(_rounded(number, how.decimals), lang)
    if style == "exact":
        decimals = 0 if unit in _PER and abs(number) >= 100 else how.exact
        return _with_words(group(_trimmed(number, decimals), lang), number, unit, lang, how.words, how.one)
    if unit in _PER and abs(_significant(number, 3)) >= (1_000_000 if style == "running" else 1_000):
        return _large_amount(number, unit, lang, style)
    rounded = _significant(number, how.significant, how.decimals) if how.significant else _trimmed(number, 1)
    words = how.words if style == "running" else how.short
    one = how.one if words == how.words else words
    return _with_words(group(rounded, lang), number, unit, lang, words, one)


def format_number(value: float | None, decimals: int, lang: str = "sv") -> str:
    """Return a bare number with exactly `decimals` decimals, grouped; missing values as a dash."""
    if not _is_number(value):
        return MISSING
    return group(_rounded(_decimal(value), decimals), lang)


def unit_named(unit: str) -> Unit:
    """Return how `unit` is written; raises ValueError with the nearest known unit."""
    if unit not in UNITS:
        raise ValueError(f"There is no unit '{unit}'. {near(unit, UNITS)}")
    return UNITS[unit]


def unit_header(unit: str, lang: str = "sv", scale: str = "") -> str:
    """Return the unit for the head of a column or an axis, with amounts in `scale` ("", "tkr" or "mnkr")."""
    index = _index(lang)
    if not scale:
        return unit_named(unit).header[index]
    word = {"tkr": t("tusen kronor", "SEK thousand"), "mnkr": t("miljoner kronor", "SEK million")}[scale]
    return word[index] + _PER[unit][index]


def scale_of(maximum: float, unit: str) -> tuple[float, str]:
    """Return (divisor, scale) that keep an axis or a column up to `maximum` in `unit` short."""
    if unit not in _PER:
        return (0.01, "") if unit == "andel" else (1.0, "")
    if abs(maximum) >= 2_000_000:
        return 1_000_000.0, "mnkr"
    return (1_000.0, "tkr") if abs(maximum) >= 20_000 else (1.0, "")


def group(number: Decimal, lang: str = "sv") -> str:
    """Return the digits of `number` with the group and decimal signs of `lang` and a true minus."""
    text = f"{number:,f}"
    if not any(c in "123456789" for c in text):
        text = text.lstrip("-")
    if _index(lang) == 0:
        text = text.replace(",", NBSP).replace(".", ",")
    return text.replace("-", MINUS)


def _large_amount(number: Decimal, unit: str, lang: str, style: str) -> str:
    """Write an amount in thousands (short style only), millions or billions."""
    steps = [
        (10**9, t("miljarder kronor", "billion"), t("miljard kronor", "billion"), t("mdkr", "bn")),
        (10**6, t("miljoner kronor", "million"), t("miljon kronor", "million"), t("mnkr", "m")),
        (10**3, t("tusen kronor", "thousand"), t("tusen kronor", "thousand"), t("tkr", "k")),
    ]
    size, many, one, short = next(step for step in steps if abs(_significant(number, 3)) >= step[0])
    scaled = number / size
    rounded = _significant(scaled, 3, 0 if size == 10**3 else 1)
    digits, per, index = group(rounded, lang), _PER[unit][_index(lang)], _index(lang)
    if style == "short":
        return f"SEK{NBSP}{digits}{short.en}{per}" if index else f"{digits}{NBSP}{short.sv}{per}"
    word = (one if digits == "1" else many)[index].replace(" ", NBSP)
    return f"SEK{NBSP}{digits}{NBSP}{word}{per}" if index else f"{digits}{NBSP}{word}{per}"


def _with_words(digits: str, number: Decimal, unit: str, lang: str, words: Text, one: Text) -> str:
    word = (one if abs(number) == 1 else words)[_index(lang)]
    if unit in _PER and lang == "en":
        return f"SEK{NBSP}{digits} {word}".rstrip()
    if word == "%" and lang == "en":
        return f"{digits}%"
    return f"{digits}{NBSP}{word}" if word else digits


def _format_other(value: Any, lang: str) -> str:
    """Write what is not a number: a missing value, yes or no, a bilingual text, a list, a string."""
    if isinstance(value, bool):
        return (t("ja", "yes") if value else t("nej", "no"))[_index(lang)]
    if isinstance(value, Text):
        return value[_index(lang)]
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
    return rounded if rounded.as_tuple().exponent < 0 else rounded.quantize(Decimal(1))


def _significant(number: Decimal, digits: int, decimals: int = 0) -> Decimal:
    """Round to `digits` significant digits, at most `decimals` decimals, but never a small number to zero."""
    if number == number.to_integral_value() and abs(number) < 10**digits:
        return number.quantize(Decimal(1))
    first = number.adjusted()
    keep = max(min(digits - 1 - first, decimals), -first if first < 0 else -9)
    return _rounded(number, min(keep, 9))


def _index(lang: str) -> int:
    return ("sv", "en").index(lang)
