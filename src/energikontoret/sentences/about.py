"""Numbers that rest on assumptions, with no more digits than these carry, and their range beside them.

`money` gives "ungefär 1,25 miljoner kronor (0,75–1,75)", `count` "ungefär tre (2–5)", `share` "ungefär 30
procent (22–49)", and `amount` a sum without a range. Where a range has no width the number stands alone. With
`ends=False` the range is left out, for titles and cells of tables.
"""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pressroom.language.text import Text, quantity, t

SAME = 1e-9
"""A range narrower than this share of the value is rounding in the arithmetic."""
MILLION = 1e6
STEP = 0.05
"""Million kronor: sums are told in steps of it, so that parts and wholes add up to the eye."""
Span = tuple[float, float, float]
"""A value, and the ends of the range that it lies in."""
LARGE = 10 * MILLION
WIDE = 2 * MILLION
"""Kronor: a range from this width on allows no finer steps than tenths of a million."""
ENDS = ("mid", "low", "high")
SMALL = 0.5 * MILLION
"""Kronor: sums below it are told in kronor."""


def span(value: float, *others: float) -> Span:
    """Return a value with the lowest and the highest of it and of the others."""
    every = (value, *others)
    return float(value), float(min(every)), float(max(every))


def amount(sek: float) -> Text:
    """Return a sum without a range: million kronor, or kronor with two digits where it is small."""
    if abs(sek) < 0.5:
        return t("ingenting")
    if abs(sek) < SMALL:
        return t("{value:kr}", value=_two_digits(sek))
    return t("{value:mnkr|exact}", value=millions(sek))


def roughly(sek: float) -> Text:
    """Return a sum of parts that each have a range: small ones in tens of thousands."""
    return amount(_rounded(sek, 10_000) or sek if abs(sek) < SMALL else sek)


def millions(sek: float, step: float = STEP) -> float:
    """Return kronor as million kronor in whole steps; large sums without a range in whole millions."""
    return _rounded(sek / MILLION, 1.0 if step == STEP and abs(sek) >= LARGE else step)


def _step_of(sek: float, width: float) -> float:
    """Return how finely a sum and the ends of its range are told, in million kronor."""
    if width >= WIDE:
        return 1.0 if abs(sek) >= LARGE else 0.1
    return 0.1 if abs(sek) >= LARGE else STEP


def money(sek: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return a sum that lies between `low` and `high`."""
    if high < SMALL:
        return _small(sek, low, high, ends=ends)
    step = _step_of(sek, high - low)
    value, least, most = (millions(end, step) for end in (sek, low, high))
    if least == most:
        return amount(sek)
    if not ends:
        return t("ungefär {value:mnkr|exact}", value=value)
    return t(
        "ungefär {value:mnkr|exact} ({low:kvot|exact}–{high:kvot|exact})", value=value, low=least, high=most
    )


def _small(sek: float, low: float, high: float, *, ends: bool) -> Text:
    value, least, most = _of_width(sek, low, high)
    if least == most:
        return amount(sek)
    if not ends:
        return t("ungefär {value:kr}", value=value)
    return t("ungefär {value:kr} ({low:antal}–{high:antal})", value=value, low=least, high=most)


def before(yearly: Mapping[int, Span], since: int) -> Text:
    """Say what the municipalities pay together in each year before `since`; empty where they pay nothing."""
    paid = {year: money(*sek) for year, sek in yearly.items() if year < since and sek[0] > 0.5}
    if not paid:
        return t("")
    if len(paid) == 1:
        [(year, sek)] = paid.items()
        return t("År {year} betalar kommunerna tillsammans {sek}.", year=year, sek=sek)
    return t("Innan dess betalar kommunerna tillsammans {paid:|and}.", paid=by_year(paid))


def by_year(paid: Mapping[int, Text]) -> list[Text]:
    """Return sums with their years, for a list of them."""
    return [t("{sek} år {year}", sek=sek, year=year) for year, sek in paid.items()]


def as_told(rows: pd.DataFrame) -> pd.DataFrame:
    """Return sums and their ends (mid, low, high; kronor) as `money` tells them, for a figure beside it."""
    told = [_told(*(float(row[end]) for end in ENDS)) for row in rows.to_dict("records")]
    return rows.assign(**pd.DataFrame(told, columns=list(ENDS), index=rows.index))


def _told(sek: float, low: float, high: float) -> tuple[float, ...]:
    if high < SMALL:
        return _of_width(sek, low, high)
    step = _step_of(sek, high - low)
    return tuple(MILLION * millions(end, step) for end in (sek, low, high))


def count(number: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return how many persons, whole and in words up to twelve."""
    value, least, most = (round(each) for each in (number, low, high))
    if value == 0:
        return t("färre än en")
    words = t("en", context="anställd") if value == 1 else quantity(value, "", "word")
    if _is_point(number, low, high) and abs(number - value) < SAME:
        return words
    if not ends or least == most:
        return t("ungefär {number}", number=words)
    return t("ungefär {number} ({least}–{most})", number=words, least=least, most=most)


def share(part: float, low: float, high: float, *, ends: bool = True) -> Text:
    """Return a share of one in per cent: whole ones, in steps of five or ten where the range is wide."""
    if _is_point(part, low, high):
        return t("{value:andel}", value=round(part, 2))
    least, most = sorted((abs(low), abs(high))) if low * high >= 0 else (low, high)
    exact = abs(part) if low * high >= 0 else part
    # A change that is there is never told as none.
    value = _rounded(exact, _step(most - least)) or _rounded(exact, 0.01)
    if not ends:
        return t("ungefär {value:andel}", value=value)
    span: dict[str, Any] = {"low": round(100 * least), "high": round(100 * most)}
    return t("ungefär {value:andel} ({low:antal}–{high:antal})", value=value, **span)


def _is_point(value: float, low: float, high: float) -> bool:
    return high - low <= SAME * max(1.0, abs(value))


def _step(width: float) -> float:
    """Return how finely a share is told whose range is so wide."""
    return 0.1 if width >= 0.2 else 0.05 if width >= 0.1 else 0.01


def _of_width(sek: float, low: float, high: float) -> Span:
    """Return a small sum and its ends with two digits, and fewer where the range is wide."""
    step = 10.0 ** math.floor(math.log10(max(1.0, (high - low) / 8)))
    step = min(step, _step_that_shows(sek))
    # What is something is not told as nothing.
    value, least, most = (_rounded(_two_digits(end), step) or _two_digits(end) for end in (sek, low, high))
    return value, least, most


def _step_that_shows(sek: float) -> float:
    """Return the coarsest step in which a sum is still told with a digit of its own."""
    return 10.0 ** math.floor(math.log10(abs(sek))) if abs(sek) >= 1 else 1.0


def _two_digits(sek: float) -> float:
    """Return a sum rounded to two digits."""
    step = 10.0 ** max(0, math.floor(math.log10(abs(sek))) - 1) if sek else 1.0
    return _rounded(sek, step)


def _rounded(value: float, step: float) -> float:
    """Return the nearest step, halves away from zero, as people round."""
    return round(math.copysign(math.floor(abs(value) / step + 0.5 + SAME) * step, value), 10)
