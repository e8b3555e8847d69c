"""The people whose positions go, and what notice costs the employer."""

import numpy as np

from energikontoret.model import years
from energikontoret.model.values import Values


def lost(staff: np.ndarray) -> np.ndarray:
    """Return the positions that go each year after the first of `staff`, gross: none that come back count."""
    return np.maximum(0.0, staff[..., :-1] - staff[..., 1:])


def redundant(staff: np.ndarray, values: Values) -> np.ndarray:
    """Return the redundant positions of each year of the horizon.

    Those outside the office, `other_redundant_positions`, go in the first year.
    """
    first = years.horizon(values) == values["first_year"]
    return lost(staff) + values["other_redundant_positions"] * first


def redundancy_cost(positions: np.ndarray, values: Values) -> np.ndarray:
    """Return what notice costs each year, nominal kronor: salaries of those who get no other position."""
    notice = values["position_cost_sek"] * values["notice_months"] / 12
    return (
        positions
        * notice
        * (1 - values["redeployed_share"])
        * years.price_level(years.horizon(values), values)
    )
