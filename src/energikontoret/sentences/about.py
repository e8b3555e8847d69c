"""Numbers that rest on assumptions, with no more digits than these carry, and their range beside them.

`money` gives "ungefär 0,8 miljoner kronor (0,3–1,3)", `positions` "ungefär tre tjänster (två till fem)",
`share` "ungefär 30 procent (22–49)". Where the range has no width the number stands alone, and where it is
nothing the words say so. Titles and cells of tables take the same functions with `ends=False`.
"""

from pressroom.language.text import Text, plural, t

SAME = 1e-9
"""A range narrower than this share of the value is rounding in the arithmetic."""


def money(sek: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return kronor as millions with one decimal."""
    if max(abs(sek), abs(low), abs(high)) < 0.5:
        return t("ingenting")
    millions = {"value": _rounded(sek / 1e6, 0.1), "low": low / 1e6, "high": high / 1e6}
    if _is_point(sek, low, high):
        return t("{value:mnkr|exact}", value=sek / 1e6)
    if not ends:
        return t("ungefär {value:mnkr}", value=millions["value"])
    return t("ungefär {value:mnkr} ({low:mnkr|table}–{high:mnkr|table})", **millions)


def positions(number: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return whole positions, in words up to twelve."""
    value, least, most = (round(each) for each in (number, low, high))
    if (value, least, most) == (0, 0, 0):
        return t("ingen tjänst")
    if _is_point(number, low, high) and abs(number - value) < SAME:
        return plural("en tjänst", "{number:|word} tjänster", value)
    if not ends or least == most:
        return plural("ungefär en tjänst", "ungefär {number:|word} tjänster", value)
    return plural(
        "ungefär en tjänst ({least:|word} till {most:|word})",
        "ungefär {number:|word} tjänster ({least:|word} till {most:|word})",
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
    return round(round(value / step) * step, 10)
