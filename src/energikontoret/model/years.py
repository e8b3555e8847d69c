"""The years that are computed, and what a krona of 2022 is worth in each of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

BASE_YEAR = 2022
"""Year of the board paper's amounts; prices of this year are called fixed."""


def horizon(values: Mapping[str, Any]) -> np.ndarray:
    """Return the years without the agreement, the same in every scenario."""
    return np.arange(values["first_year"], values["first_year"] + values["horizon_years"])


def price_level(year: np.ndarray, values: Mapping[str, Any]) -> np.ndarray:
    """Return the price level of each year, 1 in 2022."""
    return (1 + values["price_index"]) ** (np.asarray(year) - BASE_YEAR)
