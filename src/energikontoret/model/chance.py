"""What nobody knows, drawn: the inputs and results that a scenario's bands rest on.

Choices are never drawn. What is drawn is triangular: the reference is the most likely value, and nothing
outside of the declared range occurs. A draw is a uniform number through the inverse distribution function,
with a column for each parameter of `DRAWN`: all scenarios meet the same chance, and a parameter that is fixed
moves no other.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import cost, office, tables, triangle
from energikontoret.model.values import Values

INCOME = (
    "core_task_share",
    "own_contribution_share",
    "project_lag_years",
    "other_income_retained_share",
)
"""What moves nothing once the office is closed."""
DRAWN = (
    "base_funding_share",
    *INCOME,
    "price_index",
    "state_grant_ratio",
    "redeployed_share",
    "notice_months",
    "position_cost_sek",
)


def distributions(
    ranges: pd.DataFrame, reference: Values, fixed: Iterable[str], is_open: bool
) -> pd.DataFrame:
    """Return low, mode, high, whole of each parameter that is drawn, in the order of `DRAWN`.

    `ranges` has low, high and whole by parameter; `reference` is base.yml's values; `fixed` names what
    another scenario file, a draft or the command line sets. A closed office has no income to draw, but
    the split of the joint costs still says what the Region pays for the rest of them. Raise ValueError for
    a reference outside of its range.
    """
    outside = set(fixed) | (set() if is_open else set(INCOME))
    table = ranges.reindex([name for name in DRAWN if name not in outside])[["low", "high", "whole"]]
    table = table.assign(mode=[float(reference[name]) for name in table.index])
    wrong = table.index[(table["mode"] < table["low"]) | (table["mode"] > table["high"])]
    if len(wrong):
        row = table.loc[wrong[0]]
        raise ValueError(
            f"{wrong[0]}: {row['mode']:g} lies outside of its range {row.low:g} to {row.high:g}."
        )
    return table


def of_scenario(
    values: Values, reference: Values, ranges: pd.DataFrame, draws: int, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is drawn in a scenario, as `distributions` and `draw` do: what it sets itself is fixed."""
    fixed = [name for name in DRAWN if values[name] != reference[name]]
    table = distributions(ranges, reference, fixed, values["office_open"])
    return table, draw(table, draws, seed)


def inverse(distribution: Any, uniform: np.ndarray) -> np.ndarray:
    """Return a parameter's values for uniform numbers from its row of `distributions`."""
    function = triangle.inverse_whole if distribution.whole else triangle.inverse
    return function(distribution.low, distribution.mode, distribution.high, uniform)


def draw(table: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return draws × parameters for a table of `distributions`; the same seed gives the same draws.

    Each column has one number in each of `draws` equal parts of 0-1, in random order: percentiles are far
    steadier than those of numbers drawn freely.
    """
    uniform = dict(zip(DRAWN, _uniform(draws, seed), strict=True))
    columns = {row.Index: inverse(row, uniform[row.Index]) for row in tables.rows(table)}
    return pd.DataFrame(columns, index=range(draws))


@lru_cache(maxsize=1)
def _uniform(draws: int, seed: int) -> np.ndarray:
    """Return numbers in 0-1, a row for each parameter of `DRAWN`; nobody changes them."""
    generator = np.random.default_rng(seed)
    parts = generator.permuted(np.tile(np.arange(draws), (len(DRAWN), 1)), axis=1)
    return (parts + generator.random(parts.shape)) / draws


def allowed(values: Values, facts: cost.Facts, drawn: pd.DataFrame) -> np.ndarray:
    """Return which draws leave no income negative; the others cannot be and are refused."""
    before = office.before(with_draws(values, drawn), facts.amounts, facts.office)
    return np.broadcast_to(np.atleast_2d(office.possible(before)), (len(drawn), 1))[:, 0]


def with_draws(values: Values, drawn: pd.DataFrame) -> dict[str, Any]:
    """Return the values with the drawn parameters as columns, one row a draw."""
    return {**values, **{str(name): drawn[name].to_numpy()[:, np.newaxis] for name in drawn}}


def sample(values: Values, facts: cost.Facts, drawn: pd.DataFrame) -> cost.Years:
    """Return the series of the draws that are not refused. Raise ValueError where all are."""
    accepted = allowed(values, facts, drawn)
    if not accepted.any():
        raise ValueError("no draw fits within the turnover: narrow the range of base_funding_share.")
    return cost.compute(with_draws(values, drawn[accepted]), facts)


def of_office(series: cost.Years) -> dict[str, np.ndarray]:
    """Return the last year's turnover_change and employees, the results of the office that have a band."""
    return {
        "turnover_change": series.path.turnover[..., -1] / series.before.turnover_sek - 1,
        "employees": series.path.staff[..., -1],
    }


def told(series: cost.Years) -> dict[str, np.ndarray]:
    """Return the results that have a band: region_net, the Region's over the horizon, and the office's."""
    return {"region_net": series.net_sek.sum(axis=-1), **of_office(series)}


def results(values: Values, facts: cost.Facts, drawn: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the results of each draw as `told`, NaN where it is refused. Raise ValueError as `sample`."""
    accepted = allowed(values, facts, drawn)
    every = {}
    for name, result in told(sample(values, facts, drawn)).items():
        every[name] = np.full(len(drawn), np.nan)
        every[name][accepted] = result
    return every
