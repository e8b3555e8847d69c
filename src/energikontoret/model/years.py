"""The years that are computed, and what a krona of 2022 is worth in each of them."""

import numpy as np

from energikontoret.model.values import Values

BASE_YEAR = 2022
"""Year of the board paper's amounts; prices of this year are called fixed."""


def horizon(values: Values) -> np.ndarray:
    """Return the years without the agreement, the same in every scenario."""
    return np.arange(values["first_year"], values["first_year"] + values["horizon_years"])


def price_level(year: np.ndarray, values: Values) -> np.ndarray:
    """Return the price level of each year, 1 in 2022."""
    return (1 + values["price_index"]) ** (np.asarray(year) - BASE_YEAR)


def settled(year: np.ndarray, yearly: np.ndarray) -> int | None:
    """Return the first year from which nothing changes any more; None where that is the first of all."""
    same = np.isclose(yearly, yearly[-1], rtol=1e-9, atol=1e-6)
    first = len(year) - int(np.argmin(same[::-1])) if not same.all() else 0
    return int(year[first]) if first else None
