"""The key figures of a parameter set, by the ids under which the report publishes them.

Each group of ids has a function. What is drawn may be an array of shape (draws, 1); then so is the figure,
except a municipality's part.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from energikontoret.model import cost, keep, payments, sharing
from energikontoret.model.values import Values

Group = dict[str, np.ndarray]


def figures(
    values: Values, amounts: Mapping[str, float], office_facts: Mapping[str, float], population: pd.Series
) -> dict[str, float]:
    """Return every key figure of one parameter set by id.

    `amounts` by id of agreement_posts, `office_facts` by id of office_facts, `population` by municipality
    code. Raise ValueError with the reason for a set that cannot be.
    """
    series = cost.compute(values, cost.Facts(amounts, office_facts, population))
    groups = (group(series).items() for group in GROUPS.values())
    return {name: float(value) for items in groups for name, value in items}


def figure(name: str, values: Values, facts: cost.Facts) -> np.ndarray:
    """Return one key figure by id, an array where a parameter is one."""
    return np.asarray(GROUPS[name.partition(".")[0]](cost.compute(values, facts))[name])


def agreement(series: cost.Years) -> Group:
    """Return what the municipalities stop paying; `gap_first_year_sek` and `gap_horizon_sek` are nominal."""
    shortfall = payments.total(series.flows, "shortfall")
    grant = payments.state_grant_loss(series.flows, series.values)
    nominal = shortfall * series.price_level
    return {
        "agreement.gap_first_year_sek": nominal[..., 0],
        "agreement.gap_horizon_sek": nominal.sum(axis=-1),
        "agreement.gap_horizon_present_value_fixed_sek": payments.present_value(
            series.year, shortfall, series.values
        ),
        "agreement.state_grant_loss_horizon_sek": grant.sum(axis=-1),
    }


def region(series: cost.Years) -> Group:
    """Return the Region's additional cost, nominal but for `net_steady_year_sek`, and the redundancy."""
    return {
        "region.net_first_year_sek": series.net_sek[..., 0],
        "region.net_horizon_sek": series.net_sek.sum(axis=-1),
        "region.net_steady_year_sek": payments.total(series.flows, "region")[..., -1],
        "region.redundancy_cost_sek": series.redundancy_sek.sum(axis=-1),
        "region.redundant_positions": series.positions.sum(axis=-1),
        "region.running_projects_sek": (series.running_sek * series.price_level).sum(axis=-1),
    }


def municipalities(series: cost.Years) -> Group:
    """Return what the municipalities pay together in the last year, prices of 2022."""
    paid = payments.total(series.flows, "municipalities")
    return {"municipalities.pay_steady_year_sek": paid[..., -1]}


def shares(series: cost.Years) -> Group:
    """Return each municipality's part of what they pay together in the last year, prices of 2022."""
    paid = sharing.parts(series.values, series.facts)
    return {f"sharing.municipality_{code}_sek": np.asarray(sek) for code, sek in paid.items()}


def the_office(series: cost.Years) -> Group:
    """Return the office's base funding of 2022 and its last year, prices of 2022."""
    turnover, before = series.path.turnover[..., -1], series.before
    return {
        "office.base_funding_sek": np.broadcast_to(np.atleast_1d(before.base_sek)[..., 0], turnover.shape),
        "office.turnover_final_fixed_sek": turnover,
        "office.turnover_change_share": turnover / before.turnover_sek - 1,
        "office.employees_final": series.path.staff[..., -1],
    }


def keeping(series: cost.Years) -> Group:
    """Return what keeping the office costs a year and keeps, the same in every scenario."""
    figures = keep.keeping(series)
    names = ("cost_year_sek", "turnover_kept_sek", "positions_kept", "other_money_per_krona")
    return {f"keep.{name}": figures[name] for name in names}


GROUPS: dict[str, Callable[[cost.Years], Group]] = {
    "agreement": agreement,
    "region": region,
    "municipalities": municipalities,
    "sharing": shares,
    "office": the_office,
    "keep": keeping,
}
"""The function that gives a group's figures, by what stands before the dot of their ids."""
