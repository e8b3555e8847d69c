"""The Region's choice against the municipalities' response: cost, staff and turnover in each cell."""

from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import cost, payments
from energikontoret.model.values import Values

CHOICES: dict[str, dict[str, Any]] = {
    "cover_none": {"region_cover_office": 0.0, "office_open": True},
    "cover_half": {"region_cover_office": 0.5, "office_open": True},
    "cover_all": {"region_cover_office": 1.0, "office_open": True},
    "close": {"region_cover_office": 0.0, "office_open": False},
}
RESPONSES = {"pay_none": 0.0, "pay_half": 0.5, "pay_all": 1.0}


def table(reference: Values, facts: cost.Facts) -> pd.DataFrame:
    """Return one row for each choice and response, all other choices as in `reference` (base.yml's values).

    Columns choice, response; region_year_sek, staff, turnover_sek of the last year, prices of 2022; then what
    comes once, nominal: redundancy_sek and running_sek.
    """
    rows = [
        {"choice": choice, "response": response}
        | _cell({**reference, **chosen, "municipal_share_office": share}, facts)
        for choice, chosen in CHOICES.items()
        for response, share in RESPONSES.items()
    ]
    return pd.DataFrame(rows)


def closing_once(series: cost.Years) -> dict[str, np.ndarray]:
    """Return what shrinking costs once against keeping, and closing against shrinking.

    The municipalities pay nothing; the Region all, nothing, or closes. Nominal kronor: shrinking_sek;
    more_redundancy_sek, spared_running_sek of the own part of running projects, and dearer_sek, which is the
    first less the second.
    """
    alone = {**series.values, "municipal_share_office": RESPONSES["pay_none"]}
    close, shrink, keep = (
        cost.once(cost.compute({**alone, **CHOICES[name]}, series.facts))
        for name in ("close", "cover_none", "cover_all")
    )
    redundancy = close["redundancy_sek"] - shrink["redundancy_sek"]
    spared = shrink["running_sek"] - close["running_sek"]
    return {
        "shrinking_sek": np.sum([shrink[name] - keep[name] for name in shrink], axis=0),
        "more_redundancy_sek": redundancy,
        "spared_running_sek": spared,
        "dearer_sek": redundancy - spared,
    }


def _cell(values: Values, facts: cost.Facts) -> dict[str, float]:
    series = cost.compute(values, facts)
    return {
        "region_year_sek": float(payments.total(series.flows, "region")[-1]),
        "staff": float(series.path.staff[-1]),
        "turnover_sek": float(series.path.turnover[-1]),
        **{name: float(sek) for name, sek in cost.once(series).items()},
    }
