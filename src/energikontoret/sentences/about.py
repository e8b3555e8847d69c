"""Numbers that rest on assumptions, with no more digits than these carry, and their range beside them.

`money` gives "ungefär 1,25 miljoner kronor (0,75–1,75)", `positions` "ungefär tre tjänster (2–5)", `share`
"ungefär 30 procent (22–49)", and `amount` a sum without a range. Where a range has no width the number stands
alone. With `ends=False` the range is left out, for titles and cells of tables.
"""

import math

from pressroom.language.text import Text, plural, t

SAME = 1e-9
"""A range narrower than this share of the value is rounding in the arithmetic."""


STEP = 0.05
"""Million kronor: sums are told in steps of it, so that parts and wholes add up to the eye."""


def amount(sek: float) -> Text:
    """Return a sum in million kronor, without a range."""
    if abs(sek) < 0.5:
        return t("ingenting")
    if abs(sek) / 1e6 < STEP / 2:
        return t("mindre än {least:kr}", least=STEP * 1e6)
    return t("{value:mnkr|exact}", value=millions(sek))


def millions(sek: float) -> float:
    """Return kronor as million kronor, in whole steps; whole millions from ten on."""
    return _rounded(sek / 1e6, STEP if abs(sek) < 1e7 else 1.0)


def money(sek: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return a sum in million kronor that lies between `low` and `high`."""
    if _is_point(sek, low, high) or millions(low) == millions(high):
        return amount(sek)
    if not ends:
        return t("ungefär {value:mnkr|exact}", value=millions(sek))
    span = {"value": millions(sek), "low": millions(low), "high": millions(high)}
    return t("ungefär {value:mnkr|exact} ({low:kvot|exact}–{high:kvot|exact})", **span)


def positions(number: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return whole positions, in words up to twelve."""
    value, least, most = (round(each) for each in (number, low, high))
    if max(abs(number), abs(low), abs(high)) < SAME:
        return t("ingen tjänst")
    if value == 0:
        return t("mindre än en tjänst")
    if _is_point(number, low, high) and abs(number - value) < SAME:
        return plural("en tjänst", "{number:|word} tjänster", value)
    if not ends or least == most:
        return plural("ungefär en tjänst", "ungefär {number:|word} tjänster", value)
    return plural(
        "ungefär en tjänst ({least}–{most})",
        "ungefär {number:|word} tjänster ({least}–{most})",
        value,
        least=least,
        most=most,
    )


def share(part: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return a share of one in per cent: whole ones, in steps of five or ten where the range is wide."""
    if _is_point(part, low, high):
        return t("{value:andel}", value=round(part, 2))
    least, most = sorted((abs(low), abs(high))) if low * high >= 0 else (low, high)
    value = _rounded(abs(part) if low * high >= 0 else part, _step(most - least))
    if not ends:
        return t("ungefär {value:andel}", value=value)
    span = {"low": round(100 * least), "high": round(100 * most)}
    return t("ungefär {value:andel} ({low:antal}–{high:antal})", value=value, **span)


def _is_point(value: float, low: float, high: float) -> bool:
    return high - low <= SAME * max(1.0, abs(value))


def _step(width: float) -> float:
    """Return how finely a share is told whose range is so wide."""
    return 0.1 if width >= 0.2 else 0.05 if width >= 0.1 else 0.01


def _rounded(value: float, step: float) -> float:
    """Return the nearest step, halves away from zero, as people round."""
    return round(math.copysign(math.floor(abs(value) / step + 0.5 + SAME) * step, value), 10)
