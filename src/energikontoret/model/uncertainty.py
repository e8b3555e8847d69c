"""How far the results move when the assumptions do: random draws, and one assumption at a time.

A range is a row (index: parameter) with low, mode, high and whole (True for whole numbers). Draws are
triangular: the scenario's value is the most likely one, and nothing outside of the range occurs.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import agreement, office

PERCENTILES = (10, 50, 90)
Values = Mapping[str, Any]


def draw(ranges: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return draws × parameters from one seeded generator; the same seed gives the same draws."""
    generator = np.random.default_rng(seed)
    columns = {}
    for row in ranges.itertuples():
        widened = (row.low - 0.5, row.high + 0.5) if row.whole else (row.low, row.high)
        flat = widened[0] == widened[1]
        sample = (
            np.full(draws, row.mode)
            if flat
            else generator.triangular(widened[0], row.mode, widened[1], draws)
        )
        columns[row.Index] = np.clip(np.rint(sample), row.low, row.high) if row.whole else sample
    return pd.DataFrame(columns)


def chosen(drawn: Values, values: Values, prefix: str) -> dict[str, Any]:
    """Return the draws with the scenario's own values of the parameters whose names begin with `prefix`."""
    return {name: values[name] if name.startswith(prefix) else value for name, value in drawn.items()}


def gap_horizon(posts: pd.DataFrame, values: Values) -> np.ndarray:
    """Return the gap over the horizon in kronor, one for each draw in `values` (arrays or numbers)."""
    span = agreement.years(values["first_year"], values["horizon_years"])
    total = np.zeros(1)
    for post in posts.itertuples():
        kept = _column(values[f"retention_{post.id}"])
        missing = agreement.gap(
            span,
            post.amount_sek,
            kept,
            first_year=values["first_year"],
            ramp_years=_column(values["retention_ramp_years"]),
            price_index=_column(values["price_index"]),
        )
        total = total + missing.sum(axis=-1)
    return total


def turnover_final(turnover_sek: float, joint_costs_sek: float, values: Values) -> np.ndarray:
    """Return the last year's turnover in kronor for each draw; NaN where the draw cannot have been."""
    lags = np.atleast_1d(values["project_lag_years"]).astype(int)
    result = np.full(lags.shape, np.nan)
    for lag in np.unique(lags):
        chosen = lags == lag
        part = {name: _chosen(value, chosen) for name, value in values.items()} | {"project_lag_years": lag}
        result[chosen] = _turnover(turnover_sek, joint_costs_sek, part)
    return result


def percentiles(sample: np.ndarray) -> dict[int, float]:
    """Return the 10th, 50th and 90th percentile of what is known in the sample."""
    return dict(zip(PERCENTILES, map(float, np.nanpercentile(sample, PERCENTILES)), strict=True))


def tornado(ranges: pd.DataFrame, values: Values, result: Callable[[Values], np.ndarray]) -> pd.DataFrame:
    """Return parameter × (low, high, at_low, at_high, swing): `result` with one assumption moved at a time.

    The largest swing comes first; parameters that move nothing are left out.
    """
    rows = [
        {
            "parameter": row.Index,
            "low": row.low,
            "high": row.high,
            "at_low": float(result({**values, row.Index: row.low})[0]),
            "at_high": float(result({**values, row.Index: row.high})[0]),
        }
        for row in ranges.itertuples()
    ]
    frame = pd.DataFrame(rows)
    frame["swing"] = (frame["at_high"] - frame["at_low"]).abs()
    moved = frame[frame["swing"] > 0.5]
    return moved.sort_values(["swing", "parameter"], ascending=[False, True], ignore_index=True)


def as_ranges(moved: pd.DataFrame, scenario: float) -> pd.DataFrame:
    """Return a tornado as parameter × (smallest, scenario, largest), for drawing."""
    ends = moved[["at_low", "at_high"]]
    return pd.DataFrame(
        {
            "parameter": moved["parameter"],
            "smallest": ends.min(axis=1).clip(upper=scenario),
            "scenario": scenario,
            "largest": ends.max(axis=1).clip(lower=scenario),
        }
    )


def spread(percentiles_of: Mapping[str, Mapping[int, float]], scenario: Mapping[str, float]) -> pd.DataFrame:
    """Return result × (p10, p50, p90, scenario) in kronor."""
    rows = [
        {"result": name}
        | {f"p{share}": value for share, value in found.items()}
        | {"scenario": scenario[name]}
        for name, found in percentiles_of.items()
    ]
    return pd.DataFrame(rows)


def _turnover(turnover_sek: float, joint_costs_sek: float, values: Values) -> np.ndarray:
    last = values["first_year"] + values["horizon_years"] - 1
    shares = ("base_funding_share", "core_task_share", "own_contribution_share")
    funding = office.Funding(turnover_sek, joint_costs_sek, *(np.atleast_1d(values[name]) for name in shares))
    result = office.turnover(last, funding, office.change(values))
    return np.where(funding.other_sek >= 0, result, np.nan)


def _column(value: Any) -> np.ndarray:
    return np.atleast_1d(value)[:, np.newaxis]


def _chosen(value: Any, chosen: np.ndarray) -> Any:
    return value[chosen] if isinstance(value, np.ndarray) and value.shape == chosen.shape else value
