"""All scenarios beside the reference: the same formulas, one row a scenario."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from energikontoret.model import agreement, office

SHOWN = (
    "gap_first_year_sek",
    "gap_horizon_sek",
    "consequence_horizon_sek",
    "turnover_final_fixed_sek",
    "turnover_change_share",
    "employees_final",
)


def table(
    scenarios: Mapping[str, Mapping[str, Any]], posts: pd.DataFrame, facts: pd.DataFrame, inhabitants: int
) -> pd.DataFrame:
    """Return scenario × the key figures of parts 1 and 2 (kronor, shares of one, persons).

    `scenarios` maps a name to its parameters; `facts` has the columns id and value.
    """
    employees = float(dict(zip(facts["id"], facts["value"], strict=True))["employees"])
    rows = {}
    for name, values in scenarios.items():
        funding = office.funding(facts, posts, values)
        finances = agreement.key_figures(posts, inhabitants, values)
        rows[name] = finances | office.key_figures(funding, office.change(values), employees)
    frame = pd.DataFrame.from_dict(rows, orient="index")[list(SHOWN)]
    return frame.rename_axis("scenario")


def against(frame: pd.DataFrame, reference: str) -> pd.DataFrame:
    """Return the difference of each row to the reference row, in the same units."""
    return frame - frame.loc[reference]


def with_run(
    scenarios: Mapping[str, Mapping[str, Any]], name: str, values: Mapping[str, Any]
) -> dict[str, Mapping[str, Any]]:
    """Return the scenarios with `values` added under `name`, unless one of them has the same values."""
    known = any(all(other[key] == value for key, value in values.items()) for other in scenarios.values())
    return dict(scenarios) if known else {**scenarios, name: values}
