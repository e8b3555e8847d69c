"""The office's money and staff: base funding, projects on it, other income.

Kronor in prices of 2022. What is drawn may be an array of shape (draws, 1); the last axis of every result is
the years. Full replacement changes nothing, to the last bit, whatever is assumed: income is counted
as the loss against 2022, never as a sum of parts.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from energikontoret.model import payments
from energikontoret.model.values import Number, Values


@dataclass(frozen=True)
class Office:
    """The office of 2022: what the paper states, and how the assumptions divide its turnover."""

    turnover_sek: float
    employees: float
    base_sek: Number
    projects_sek: Number

    @property
    def other_sek(self) -> Number:
        """Income that is neither base funding nor others' money in projects on it."""
        return self.turnover_sek - self.base_sek - self.projects_sek


@dataclass(frozen=True)
class Path:
    """The office year by year; the first year is the last one before the change.

    `base` is there whoever pays it, `own` is what it leaves for projects, `running` what granted projects
    need beyond that, `projects` is others' money in them.
    """

    year: np.ndarray
    base: np.ndarray
    own: np.ndarray
    running: np.ndarray
    projects: np.ndarray
    other: np.ndarray
    turnover: np.ndarray
    staff: np.ndarray


def before(values: Values, amounts: Mapping[str, float], office_facts: Mapping[str, float]) -> Office:
    """Return the office of 2022 from the paper's amounts, its facts by id and the assumptions."""
    base = values["base_funding_share"] * amounts["common_costs"]
    projects = _own(1.0, base, values) * _others_money(values)
    return Office(office_facts["turnover_sek"], office_facts["employees"], base, projects)


def possible(office: Office) -> np.ndarray:
    """Return whether base funding and projects fit within the turnover that the paper states."""
    return np.asarray(office.other_sek) >= 0


def check(office: Office) -> None:
    """Raise ValueError with the reason where other income would be negative."""
    if not np.all(possible(office)):
        parts = np.broadcast_arrays(office.base_sek, office.projects_sek, office.other_sek)
        worst = np.argmin(parts[2])
        base, projects = (np.ravel(part)[worst] for part in parts[:2])
        raise ValueError(
            f"base funding of {base:,.0f} kr and projects of {projects:,.0f} kr on it exceed the turnover of "
            f"{office.turnover_sek:,.0f} kr: lower base_funding_share, or raise core_task_share or "
            "own_contribution_share."
        )


def base_share(year: np.ndarray, values: Values, key_share: float) -> np.ndarray:
    """Return the part of the office's base funding that is there each year, whoever pays it."""
    paid = payments.municipal_share("office", year, values, key_share)
    there = paid + values["region_cover_office"] * (1 - paid)
    before_change = np.asarray(year) < values["first_year"]
    return np.where(before_change, 1.0, there * bool(values["office_open"]))


def path(values: Values, office: Office, key_share: float) -> Path:
    """Return the office's years from the one before the change to the last of the horizon."""
    year = np.arange(values["first_year"] - 1, values["first_year"] + values["horizon_years"])
    is_there = bool(values["office_open"]) | (year < values["first_year"])
    share = base_share(year, values, key_share)
    own, beyond = _own_money(year, values, office, key_share)
    projects = np.where(is_there, (own + beyond) * _others_money(values), 0.0)
    running = np.where(is_there, np.maximum(0.0, beyond), 0.0)
    retained = 1 - (1 - values["other_income_retained_share"]) * (1 - share)
    other = np.where(is_there, office.other_sek * retained, 0.0)
    base = office.base_sek * share
    lost = (office.base_sek - base) + (office.projects_sek - projects) + (office.other_sek - other)
    turnover = np.where(is_there, office.turnover_sek - lost, 0.0)
    staff = office.employees * (turnover / office.turnover_sek)
    return Path(year, base, own, running, projects, other, turnover, staff)


def frame(path: Path) -> pd.DataFrame:
    """Return the path of one parameter set as a table by year, with the series of `Path` as columns."""
    columns = asdict(path)
    return pd.DataFrame(columns | {"year": path.year}).set_index("year")


def _own_money(
    year: np.ndarray, values: Values, office: Office, key_share: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return what is left for projects each year, and how much more (or less) the running projects need.

    They need the mean over the year and the `project_lag_years` before it. Summed as differences to the
    year itself, the rest is exactly 0 where nothing has changed.
    """
    lag = np.asarray(values["project_lag_years"])
    longest = int(lag.max())
    since = np.concatenate([year[0] - np.arange(longest, 0, -1), year])
    every = _own(base_share(since, values, key_share), office.base_sek, values)
    own = every[..., longest:]
    beyond = np.zeros_like(own)
    for back in range(1, longest + 1):
        earlier = every[..., longest - back : -back]
        beyond = beyond + np.where(back <= lag, earlier - own, 0.0)
    return own, beyond / (lag + 1)


def _own(share: Number, base_sek: Number, values: Values) -> np.ndarray:
    return base_sek * np.maximum(0.0, share - values["core_task_share"])


def _others_money(values: Values) -> Number:
    """Return the kronor that others add to each krona of own contribution in a project."""
    return (1 - values["own_contribution_share"]) / values["own_contribution_share"]
