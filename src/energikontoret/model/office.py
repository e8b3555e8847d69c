"""The office's funding: base funding, own contribution, project volume, turnover and staff.

Kronor are in each year's prices unless a name says fixed (then in prices of 2022). Functions take numbers
or NumPy arrays that broadcast against each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model.agreement import price_level, retention, years


@dataclass(frozen=True)
class Funding:
    """The office as it stood in 2022 and what it is assumed to need.

    Kronor and shares of one; a field may be an array (one element a draw, shape (n, 1)).
    """

    turnover_sek: float
    joint_costs_sek: float
    base_funding_share: float
    core_task_share: float
    own_contribution_share: float

    @property
    def base_sek(self) -> float:
        """Base funding through the agreement, kronor of 2022."""
        return self.base_funding_share * self.joint_costs_sek

    @property
    def own_contribution_sek(self) -> float:
        """What is left for projects when core tasks are paid, kronor of 2022."""
        return (1 - self.core_task_share) * self.base_sek

    @property
    def projects_sek(self) -> float:
        """Project volume that the own contribution carries, kronor of 2022."""
        return self.own_contribution_sek / self.own_contribution_share

    @property
    def other_sek(self) -> float:
        """Income that is neither base funding nor projects on it, kronor of 2022."""
        return self.turnover_sek - self.base_sek - self.projects_sek

    @property
    def leverage(self) -> float:
        """Turnover per krona of base funding; infinite without base funding."""
        return self.turnover_sek / self.base_sek


@dataclass(frozen=True)
class Change:
    """What happens from the first year without the agreement."""

    first_year: int
    horizon_years: int
    price_index: float
    retention_common_costs: float
    retention_ramp_years: int
    region_top_up_sek: float
    project_lag_years: int
    other_income_retained_share: float = 1.0


def funding(facts: pd.DataFrame, posts: pd.DataFrame, values: Mapping[str, Any]) -> Funding:
    """Return the office of 2022 from the paper's figures and the assumptions in `values`.

    `facts` has the columns id and value, `posts` id and amount_sek.
    """
    stated = dict(zip(facts["id"], facts["value"], strict=True))
    joint = posts.set_index("id")["amount_sek"]["common_costs"]
    shares = {
        name: values[name] for name in ("base_funding_share", "core_task_share", "own_contribution_share")
    }
    return Funding(float(stated["turnover_sek"]), float(joint), **shares)


def change(values: Mapping[str, Any]) -> Change:
    """Return what happens to the office from the parameters of a scenario."""
    return Change(**{field.name: values[field.name] for field in fields(Change)})


def check(funding: Funding) -> None:
    """Raise ValueError where base funding and projects exceed the known turnover, or there is no base."""
    if np.any(np.asarray(funding.base_sek) <= 0):
        raise ValueError("base_funding_share is 0: no leverage can be computed; give a larger share")
    if np.any(np.asarray(funding.other_sek) < 0):
        raise ValueError(
            f"base funding {funding.base_sek:,.0f} kr and projects {funding.projects_sek:,.0f} kr exceed the "
            f"turnover of {funding.turnover_sek:,.0f} kr, so that other income would be negative."
        )


def base_funding(year: np.ndarray, funding: Funding, change: Change) -> np.ndarray:
    """Return the base funding of each year, kronor; before the first year it is whole."""
    kept = retention(year, change.first_year, change.retention_common_costs, change.retention_ramp_years)
    top_up = np.where(np.asarray(year) < change.first_year, 0.0, change.region_top_up_sek)
    return (funding.base_sek * kept + top_up) * price_level(year, change.price_index)


def own_contribution(year: np.ndarray, funding: Funding, change: Change) -> np.ndarray:
    """Return what is left for projects when core tasks are paid, kronor, never below zero."""
    core = funding.core_task_share * funding.base_sek * price_level(year, change.price_index)
    return np.maximum(0.0, base_funding(year, funding, change) - core)


def project_volume(year: np.ndarray, funding: Funding, change: Change) -> np.ndarray:
    """Return the project volume of each year, kronor: the mean over the lag of what own money carries."""
    lags = range(int(change.project_lag_years) + 1)
    carried = [own_contribution(np.asarray(year) - lag, funding, change) for lag in lags]
    return np.mean(carried, axis=0) / funding.own_contribution_share


def turnover(year: np.ndarray, funding: Funding, change: Change) -> np.ndarray:
    """Return the turnover of each year, kronor."""
    remains = np.where(np.asarray(year) < change.first_year, 1.0, change.other_income_retained_share)
    other = funding.other_sek * remains * price_level(year, change.price_index)
    return base_funding(year, funding, change) + project_volume(year, funding, change) + other


def path(funding: Funding, change: Change, employees: float) -> pd.DataFrame:
    """Return year × (base, projects, other, turnover, turnover_fixed in kronor; employees).

    The first row is 2022 as the paper states it; employees follow turnover in fixed prices.
    """
    span = years(change.first_year, change.horizon_years)
    frame = pd.DataFrame(index=pd.Index(span, name="year"))
    frame["base"] = base_funding(span, funding, change)
    frame["projects"] = project_volume(span, funding, change)
    frame["turnover"] = turnover(span, funding, change)
    frame["other"] = frame["turnover"] - frame["base"] - frame["projects"]
    frame.loc[2022] = {
        "base": funding.base_sek,
        "projects": funding.projects_sek,
        "turnover": funding.turnover_sek,
        "other": funding.other_sek,
    }
    frame = frame.sort_index()
    frame["turnover_fixed"] = frame["turnover"] / price_level(frame.index.to_numpy(), change.price_index)
    frame["employees"] = employees * frame["turnover_fixed"] / funding.turnover_sek
    return frame


def fixed_prices(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the kronor of `path` in prices of 2022."""
    level = frame["turnover_fixed"].div(frame["turnover"]).fillna(1.0)
    return frame[["base", "projects", "other", "turnover"]].mul(level, axis=0)


def key_figures(funding: Funding, change: Change, employees: float) -> dict[str, float]:
    """Return the key figures of part 2 by name; shares and staff follow turnover in fixed prices."""
    years_counted = path(funding, change, employees)
    final = years_counted.iloc[-1]
    return {
        "base_funding_sek": funding.base_sek,
        "leverage_ratio": funding.leverage,
        "turnover_final_sek": float(final["turnover"]),
        "turnover_final_fixed_sek": float(final["turnover_fixed"]),
        "turnover_change_share": float(final["turnover_fixed"] / funding.turnover_sek - 1),
        "employees_final": float(final["employees"]),
        "full_effect_year": full_effect_year(years_counted),
    }


def full_effect_year(frame: pd.DataFrame) -> int:
    """Return the first year from which turnover in fixed prices stays as in the last year of `path`."""
    fixed = frame["turnover_fixed"]
    differing = frame.index[(fixed - fixed.iloc[-1]).abs() > 0.0005 * fixed.max()]
    settled = frame.index[frame.index > differing.max()] if len(differing) else frame.index
    return int(settled[0])


def sensitivity(funding: Funding, change: Change, employees: float, shares: Sequence[float]) -> pd.DataFrame:
    """Return the key figures for each base funding share (column share) that the turnover allows."""
    tried = (replace(funding, base_funding_share=float(share)) for share in shares)
    possible = [each for each in tried if each.base_sek > 0 and each.other_sek >= 0]
    rows = [{"share": each.base_funding_share} | key_figures(each, change, employees) for each in possible]
    return pd.DataFrame(rows)
