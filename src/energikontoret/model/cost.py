"""What a parameter set costs the Region, beyond an agreement that goes on: every yearly series of it."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    """The series of one parameter set over the horizon; `path` has one year more, the last before it."""

    values: Values
    facts: Facts
    before: office.Office
    year: np.ndarray
    price_level: np.ndarray
    flows: Mapping[str, payments.Flow]
    path: office.Path
    positions: np.ndarray
    redundancy_sek: np.ndarray

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
    share = keys.paying_share(facts.population, values)
    path = office.path(values, before, share)
    positions = people.redundant(path.staff, values)
    return Years(
        values=values,
        facts=facts,
        before=before,
        year=years.horizon(values),
        price_level=years.price_level(years.horizon(values), values),
        flows=payments.flows(values, facts.amounts, share),
        path=path,
        positions=positions,
        redundancy_sek=people.redundancy_cost(positions, values),
    )


def once(values: Values, facts: Facts) -> dict[str, np.ndarray]:
    """Return what comes once, nominal: redundancy_sek, and running_sek, the own part of running projects."""
    series = compute(values, facts)
    return {
        "redundancy_sek": series.redundancy_sek.sum(axis=-1),
        "running_sek": (series.running_sek * series.price_level).sum(axis=-1),
    }


def first_year_once(values: Values, facts: Facts) -> dict[str, np.ndarray]:
    """Return what comes once in the first year, nominal: projects (their own part) and redundancy."""
    series = compute(values, facts)
    return {
        "projects": series.running_sek[..., 0] * series.price_level[..., 0],
        "redundancy": series.redundancy_sek[..., 0],
    }


def first_year(series: Years) -> dict[str, float]:
    """Return what the Region pays for each post in the first year, of one parameter set, nominal."""
    level = series.price_level[..., 0]
    return {post: float(flow.region[..., 0] * level) for post, flow in series.flows.items()}
