"""What a parameter set costs the Region, beyond an agreement that goes on: every yearly series of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from energikontoret.model import keys, office, payments, people, years
from energikontoret.model.values import Values


@dataclass(frozen=True)
class Facts:
    """What does not depend on the assumptions.

    `amounts` are the paper's three by id of agreement_posts, `office` its facts by id of office_facts
    (turnover_sek, employees), `population` the inhabitants of each municipality by code.
    """

    amounts: Mapping[str, float]
    office: Mapping[str, float]
    population: pd.Series


@dataclass(frozen=True)
class Years:
    """The series of one parameter set over the horizon, each computed when it is asked for.

    `path` has one year more, the last before the horizon.
    """

    values: Values
    facts: Facts
    before: office.Office
    share: float

    @cached_property
    def year(self) -> np.ndarray:
        """The years of the horizon."""
        return years.horizon(self.values)

    @cached_property
    def price_level(self) -> np.ndarray:
        """The price level of each year, 1 in 2022."""
        return years.price_level(self.year, self.values)

    @cached_property
    def flows(self) -> Mapping[str, payments.Flow]:
        """Who pays what, by post."""
        return payments.flows(self.values, self.facts.amounts, self.share)

    @cached_property
    def path(self) -> office.Path:
        """The office's money and staff."""
        return office.path(self.values, self.before, self.share)

    @cached_property
    def positions(self) -> np.ndarray:
        """The redundant positions of each year."""
        return people.redundant(self.path.staff, self.values)

    @cached_property
    def redundancy_sek(self) -> np.ndarray:
        """What notice costs each year, nominal."""
        return people.redundancy_cost(self.positions, self.values)

    @property
    def running_sek(self) -> np.ndarray:
        """The own part of projects that run on, which somebody pays: prices of 2022."""
        return self.path.running[..., 1:]

    @property
    def net_sek(self) -> np.ndarray:
        """The Region's additional cost each year, nominal."""
        yearly = payments.total(self.flows, "region") + self.running_sek
        return yearly * self.price_level + self.redundancy_sek


def compute(values: Values, facts: Facts) -> Years:
    """Return every yearly series. Raise ValueError with the reason for a set that cannot be."""
    before = office.before(values, facts.amounts, facts.office)
    office.check(before)
    payments.check(values)
    return Years(values, facts, before, keys.paying_share(facts.population, values))


def once(series: Years) -> dict[str, np.ndarray]:
    """Return what comes once, nominal: redundancy_sek, and running_sek, the own part of running projects."""
    return {
        "redundancy_sek": series.redundancy_sek.sum(axis=-1),
        "running_sek": (series.running_sek * series.price_level).sum(axis=-1),
    }


def first_year_once(series: Years) -> dict[str, np.ndarray]:
    """Return what comes once in the first year, nominal: projects (their own part) and redundancy."""
    return {
        "projects": series.running_sek[..., 0] * series.price_level[..., 0],
        "redundancy": series.redundancy_sek[..., 0],
    }


def first_year(series: Years) -> dict[str, np.ndarray]:
    """Return what the Region pays for each post in the first year, nominal."""
    level = series.price_level[..., 0]
    return {post: flow.region[..., 0] * level for post, flow in series.flows.items()}


def first_year_whole(series: Years) -> dict[str, np.ndarray]:
    """Return all that the Region pays in the first year, nominal, with what comes once."""
    parts = first_year(series) | first_year_once(series)
    return {"whole": sum(parts.values(), np.zeros(()))}
