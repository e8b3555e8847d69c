"""Each scenario's own band around its results, and how the value lies in it.

A band is the 10-90 % of the scenario's draws, widened to its own value where that lies outside: the value
always lies in its band, and so do at least eight draws in ten. The percentile says where, and `widened` which
end is the value itself. Where nothing moves the result, the band is the value and has no percentile.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from energikontoret.model import cost

Numbers = Callable[[cost.Years], dict[str, np.ndarray]]
"""Numbers by name; of a sample, arrays of draws."""
NOISE = 1e-9
"""Difference, as a share of the value and at least of 1, that is rounding in the arithmetic."""


@dataclass(frozen=True)
class Band:
    """A result's value and its band.

    `percentile` is the share of the draws below the value, in per cent; None where nothing moves the value.
    `widened` is the end that is the value instead of the percentile: "p10", "p90" or None.
    """

    value: float
    p10: float
    p90: float
    percentile: float | None
    widened: str | None

    @property
    def span(self) -> tuple[float, float, float]:
        """The value and the ends of its band."""
        return self.value, self.p10, self.p90

    @property
    def has_width(self) -> bool:
        """Whether there is a band to draw."""
        return self.percentile is not None


def of(numbers: Numbers, own: cost.Years, sample: cost.Years) -> dict[str, Band]:
    """Return the band of each of some numbers of a parameter set, from a sample of it (`chance.sample`)."""
    drawn, values = numbers(sample), numbers(own)
    return {name: band(np.ravel(drawn[name]), float(values[name])) for name in values}


def share_below(numbers: Numbers, name: str, limit: float, sample: cost.Years) -> float:
    """Return the share of the draws, in per cent, in which one of the numbers is below a limit."""
    return 100 * float((np.ravel(numbers(sample)[name]) < limit).mean())


def band(drawn: np.ndarray, value: float) -> Band:
    """Return the band of a result's draws around the value of the scenario itself."""
    noise = NOISE * max(1.0, abs(value))
    if np.all(np.abs(drawn - value) <= noise):
        return Band(value, value, value, None, None)
    low, high = (float(end) for end in np.percentile(drawn, (10, 90)))
    widened = "p10" if value < low - noise else "p90" if value > high + noise else None
    below, equal = drawn < value - noise, np.abs(drawn - value) <= noise
    percentile = 100 * float(below.mean() + equal.mean() / 2)
    return Band(value, min(low, value), max(high, value), percentile, widened)


def key_figures(scenario_bands: Mapping[str, Band]) -> dict[str, float]:
    """Return the bands by the ids of the report; no percentile where a band has no width."""
    rows: dict[str, float] = {}
    for name, each in scenario_bands.items():
        rows |= {f"uncertainty.{name}_p10": each.p10, f"uncertainty.{name}_p90": each.p90}
        if each.percentile is not None:
            rows[f"uncertainty.{name}_percentile"] = each.percentile
    return rows


def fan(year: np.ndarray, drawn: np.ndarray, values: np.ndarray) -> pd.DataFrame:
    """Return year × (value, p10, p90): a band a year, from draws × years."""
    yearly = [band(drawn[:, place], float(value)) for place, value in enumerate(values)]
    columns = {name: [getattr(year_band, name) for year_band in yearly] for name in ("value", "p10", "p90")}
    return pd.DataFrame(columns, index=pd.Index(year, name="year"))


def fans(own: cost.Years, sample: cost.Years) -> dict[str, pd.DataFrame]:
    """Return the fans of turnover and staff, from the last known year, which has no width."""
    return {
        name: fan(own.path.year, np.atleast_2d(getattr(sample.path, name)), getattr(own.path, name))
        for name in ("turnover", "staff")
    }
