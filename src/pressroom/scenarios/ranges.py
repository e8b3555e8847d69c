"""What is drawn: the ranges of the assumptions."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pressroom.scenarios.declare import declared

if TYPE_CHECKING:
    import pandas as pd


def ranges(values: Mapping[str, Any], names: Iterable[str]) -> "pd.DataFrame":
    """Return the ranges of the assumptions among `names` that are numbers (index: parameter).

    Columns: low, high, mode (the scenario's value), whole, label and unit. A scenario's value
    outside of the declared range widens it.
    """
    import pandas as pd

    rows = {}
    for about in (declared()[name] for name in names):
        if about.status == "assumption" and about.is_number:
            value = values[about.name]
            rows[about.name] = {
                "low": min(about.low, value),
                "high": max(about.high, value),
                "mode": value,
                "whole": about.type == "integer",
                "label": about.label,
                "unit": about.unit,
            }
    return pd.DataFrame.from_dict(rows, orient="index")
