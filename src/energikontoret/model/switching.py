"""What would change the answer: where each conclusion turns when one uncertain parameter moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import chance, cost, figures, tables
from energikontoret.model.values import Values

Margin = Callable[[np.ndarray], np.ndarray]

GRID = 201
"""Values tried over a range; between two of them a conclusion is taken to turn once at most."""
TOLERANCE = 1e-9
"""How close a turning point is found, as a share of the range."""


@dataclass(frozen=True)
class Conclusion:
    """A sentence that numbers can turn: a key figure of a scenario lies above or below a threshold.

    With `against`, it is the difference to that scenario's figure.
    """

    id: str
    figure: str
    threshold: float
    direction: str
    scenario: str
    against: str | None = None


@dataclass(frozen=True)
class Turn:
    """A value at which the conclusion turns, and a value on either side: where it holds, where it fails.

    For a whole number the value is the neighbour farther from the reference.
    """

    parameter: str
    value: float
    holds: float
    fails: float


CONCLUSIONS = (
    Conclusion("other_money", "keep.other_money_per_krona", 1.0, "above", "base"),
    Conclusion("loses_quarter", "office.turnover_change_share", -0.25, "below", "base"),
    Conclusion("closing_dearer", "region.net_horizon_sek", 0.0, "above", "office_closes", "base"),
    Conclusion(
        "keeping_dearer_than_closing",
        "region.net_horizon_sek",
        0.0,
        "above",
        "region_keeps_office",
        "office_closes",
    ),
)


def margin(
    conclusion: Conclusion, parameter: str, scenarios: Mapping[str, Values], facts: cost.Facts
) -> Margin:
    """Return a function from values of a parameter to how far the conclusion holds: above 0 where it does.

    The parameter takes the value in both scenarios of the pair. NaN where a value cannot be.
    """
    sign = {"above": 1.0, "below": -1.0}[conclusion.direction]

    def of(scenario: str, tried: pd.DataFrame) -> np.ndarray:
        result = np.full(len(tried), np.nan)
        can_be = chance.allowed(scenarios[scenario], facts, tried)
        values = chance.with_draws(scenarios[scenario], tried[can_be])
        if can_be.any():
            result[can_be] = figures.figure(conclusion.figure, values, facts)
        return result

    def result(values: np.ndarray) -> np.ndarray:
        tried = pd.DataFrame({parameter: values})
        other = of(conclusion.against, tried) if conclusion.against else 0.0
        return sign * (of(conclusion.scenario, tried) - other - conclusion.threshold)

    return result


def turns(parameter: str, limits: Any, reference: float, margin: Margin) -> list[Turn]:
    """Return where the conclusion turns within a range, the nearest to the reference first.

    `limits` has low, high and whole. A turning point at an end of the range is not within it.
    """
    tried = _tried(limits)
    margins = margin(tried)
    holds, can_be = margins > 0, ~np.isnan(margins)
    places = np.flatnonzero((holds[:-1] != holds[1:]) & can_be[:-1] & can_be[1:])
    find = _neighbours if limits.whole else _root
    every = [find(parameter, tried[place], tried[place + 1], reference, margin) for place in places]
    edge = TOLERANCE * 2 * (limits.high - limits.low)
    inner = [each for each in every if limits.whole or limits.low + edge < each.value < limits.high - edge]
    return sorted(inner, key=lambda each: abs(each.value - reference))


def table(
    conclusions: tuple[Conclusion, ...],
    ranges: pd.DataFrame,
    scenarios: Mapping[str, Values],
    facts: cost.Facts,
) -> pd.DataFrame:
    """Return conclusion, parameter, place (1 nearest the reference), value, holds, fails: one row a turn."""
    rows = []
    for conclusion in conclusions:
        for limits in tables.rows(ranges):
            name = limits.Index
            inner = turns(
                name, limits, scenarios[conclusion.scenario][name], margin(conclusion, name, scenarios, facts)
            )
            rows += [
                (conclusion.id, name, place, each.value, each.holds, each.fails)
                for place, each in enumerate(inner, 1)
            ]
    return pd.DataFrame(rows, columns=["conclusion", "parameter", "place", "value", "holds", "fails"])


def key_figures(turning_points: pd.DataFrame) -> dict[str, float]:
    """Return the turning points by the ids of the report: further ones end in _2, _3."""
    return {
        f"switching.{row.conclusion}_{row.parameter}" + (f"_{row.place}" if row.place > 1 else ""): row.value
        for row in tables.rows(turning_points)
    }


def _tried(limits: Any) -> np.ndarray:
    if limits.whole:
        return np.arange(limits.low, limits.high + 1)
    return np.linspace(limits.low, limits.high, GRID)


def _neighbours(parameter: str, low: float, high: float, reference: float, margin: Margin) -> Turn:
    farther = max(low, high, key=lambda value: abs(value - reference))
    holds, fails = (low, high) if margin(np.array([low]))[0] > 0 else (high, low)
    return Turn(parameter, float(farther), float(holds), float(fails))


def _root(parameter: str, low: float, high: float, reference: float, margin: Margin) -> Turn:
    """Return the turn between two values.

    The sentence's truth is followed, not the margin, which can be flat at 0 on one side; a grid at a time, as
    many values cost little more than one.
    """
    width, first = high - low, margin(np.array([low]))[0] > 0
    inner = low, high
    while inner[1] - inner[0] > TOLERANCE * width:
        tried = np.linspace(*inner, GRID)
        place = int(np.argmax((margin(tried) > 0) != first))
        inner = tried[place - 1], tried[place]
    root, side = sum(inner) / 2, 1e-3 * width
    below, above = max(low, root - side), min(high, root + side)
    holds, fails = (below, above) if first else (above, below)
    return Turn(parameter, float(root), float(holds), float(fails))
