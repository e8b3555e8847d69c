"""What keeping the office costs whoever pays for it, and what it buys: the same in every scenario."""

import numpy as np

from energikontoret.model import cost
from energikontoret.model.values import Values


def steady(values: Values, facts: cost.Facts, cover: float) -> cost.Years:
    """Return the open office with nothing from the municipalities until nothing changes any more.

    `cover` is the part of its base funding that somebody else pays.
    """
    alone = {
        "office_open": True,
        "opted_out": [],
        "municipal_share_office": 0.0,
        "region_cover_office": cover,
        "transition_years": 0,
        "ramp_years": 0,
        "horizon_years": int(np.max(values["project_lag_years"])) + 1,
    }
    return cost.compute({**values, **alone}, facts)


def keeping(series: cost.Years) -> dict[str, np.ndarray]:
    """Return what a year of the office costs and keeps, prices of 2022.

    Keys: cost_year_sek, turnover_kept_sek, positions_kept, other_money_per_krona, and the cost per position
    kept and per inhabitant of the county.
    """
    covered, lapsed = (steady(series.values, series.facts, cover) for cover in (1.0, 0.0))
    cost_sek = _last(covered.flows["office"].region)
    turnover = _last(covered.path.turnover - lapsed.path.turnover)
    positions = _last(covered.path.staff - lapsed.path.staff)
    return {
        "cost_year_sek": cost_sek,
        "turnover_kept_sek": turnover,
        "positions_kept": positions,
        "other_money_per_krona": (turnover - cost_sek) / cost_sek,
        "cost_per_position_sek": cost_sek / positions,
        "cost_per_inhabitant_sek": cost_sek / series.facts.population.sum(),
    }


def _last(yearly: np.ndarray) -> np.ndarray:
    return yearly[..., -1]
