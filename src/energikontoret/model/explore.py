"""What if: results for every combination of a few parameters, with the formulas of the other parts.

`axes` maps each parameter that varies to its values. A result has one dimension an axis, in their order, and
the years as its last; it is one long where the parameter does not move it.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import agreement, office, sharing

Axes = Mapping[str, Sequence[Any]]
Values = Mapping[str, Any]
KINDS = ("base", "projects", "other")


def possible_shares(shares: Sequence[float], values: Values, facts: pd.DataFrame, posts: pd.DataFrame):
    """Return those base funding shares that the turnover the paper states allows."""
    known = office.funding(facts, posts, values)
    tried = [replace(known, base_funding_share=share) for share in shares]
    return [each.base_funding_share for each in tried if each.base_sek > 0 and each.other_sek >= 0]


def missing(axes: Axes, values: Values, posts: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the missing kronor of each year, by post."""
    point = _spread(axes, values)
    terms = {"ramp_years": point["retention_ramp_years"], "price_index": point["price_index"]}
    span = agreement.years(values["first_year"], values["horizon_years"])
    return {
        post.id: agreement.gap(
            span, post.amount_sek, point[f"retention_{post.id}"], first_year=values["first_year"], **terms
        )
        for post in posts.itertuples()
    }


def finances(axes: Axes, values: Values, gaps: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the key figures of part 1 from the missing kronor by post."""
    point = _spread(axes, values)
    terms = ("redundant_positions", "position_cost_sek", "notice_months", "redeployed_share")
    once = agreement.redundancy_cost(*(point[name] for name in terms))
    yearly = sum(gaps.values())
    total = yearly.sum(axis=-1, keepdims=True)
    grant = point["state_grant_ratio"] * gaps["archive"].sum(axis=-1, keepdims=True)
    return {
        "agreement.gap_first_year_sek": yearly[..., :1],
        "agreement.gap_horizon_sek": total,
        "agreement.consequence_horizon_sek": total + grant + once,
    }


def turnover(axes: Axes, values: Values, facts: pd.DataFrame, posts: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the office's income by kind in kronor of 2022: the year 2022 as stated, then each year."""
    point = _spread(axes, values)
    funding, change = office.funding(facts, posts, point), office.change(point)
    span = agreement.years(values["first_year"], values["horizon_years"])
    level = agreement.price_level(span, point["price_index"])
    base = office.base_funding(span, funding, change) / level
    projects = office.project_volume(span, funding, change) / level
    other = office.turnover(span, funding, change) / level - base - projects
    stated = (funding.base_sek, funding.projects_sek, funding.other_sek)
    return {
        kind: _moved(_after(first, later))
        for kind, first, later in zip(KINDS, stated, (base, projects, other), strict=True)
    }


def office_figures(incomes: Mapping[str, np.ndarray], facts: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the key figures of part 2 from the incomes by kind."""
    stated = dict(zip(facts["id"], facts["value"], strict=True))
    left = sum(income[..., -1:] for income in incomes.values()) / stated["turnover_sek"]
    return {"office.turnover_change_share": left - 1, "office.employees_final": stated["employees"] * left}


def payments(axes: Axes, values: Values, posts: pd.DataFrame, population: pd.Series) -> dict[str, np.ndarray]:
    """Return what each municipality pays a year, in whole kronor (see part 5)."""
    moving = [name for name in axes if name in ("base_funding_share", "sharing_key")]
    rows = [
        _paid({**values, **dict(zip(moving, chosen, strict=True))}, posts, population)
        for chosen in itertools.product(*(axes[name] for name in moving))
    ]
    shape = [len(axes[name]) if name in moving else 1 for name in axes]
    table = np.array(rows).reshape([*shape, len(population)])
    return {
        f"sharing.municipality_{code}_sek": table[..., [place]] for place, code in enumerate(population.index)
    }


def largest(paid: Mapping[str, np.ndarray], population: pd.Series) -> np.ndarray:
    """Return kronor per inhabitant where a municipality pays most for each of its own."""
    return np.maximum.reduce(
        [paid[f"sharing.municipality_{code}_sek"] / number for code, number in population.items()]
    )


def refined(axes: Axes) -> dict[str, list[Any]]:
    """Return the axes with the middle between any two values of a share or a rate."""
    return {name: _with_middles(axis) for name, axis in axes.items()}


def largest_error(result: np.ndarray, exact: np.ndarray, axes: Axes, fine: Axes) -> float:
    """Return how far interpolation in `result` is from `exact` on the finer axes, as a share of it."""
    for place, (name, axis) in enumerate(axes.items()):
        if result.shape[place] > 1 and len(fine[name]) > len(axis):
            weights = np.array([np.interp(fine[name], axis, one) for one in np.eye(len(axis))])
            result = np.moveaxis(np.tensordot(result, weights, (place, 0)), -1, place)
    return float((np.abs(result - exact) / np.maximum(np.abs(exact), 1.0)).max())


def _with_middles(axis: Sequence[Any]) -> list[Any]:
    if not all(isinstance(value, float) for value in axis):
        return list(axis)
    return sorted([*axis, *((low + high) / 2 for low, high in itertools.pairwise(axis))])


def _paid(values: Values, posts: pd.DataFrame, population: pd.Series) -> np.ndarray:
    amounts = posts.set_index("id")["amount_sek"]
    base = values["base_funding_share"] * amounts["common_costs"]
    cost = sharing.cost(values["shared_cost"], base, amounts.sum(), values["shared_amount_sek"])
    out = tuple(values["opted_out"])
    rule = sharing.Rule(values["sharing_key"], values["sharing_fixed_share"], values["region_share"], out)
    return sharing.amounts(cost, population, rule)[population.index].to_numpy()


def _spread(axes: Axes, values: Values) -> dict[str, Any]:
    """Return the values with each axis along a dimension of its own; the last one is for the years."""
    shapes = {name: [-1 if other == name else 1 for other in axes] for name in axes}
    return dict(values) | {name: np.asarray(axis).reshape([*shapes[name], 1]) for name, axis in axes.items()}


def _after(first: np.ndarray, later: np.ndarray) -> np.ndarray:
    return np.concatenate([np.broadcast_to(first, [*later.shape[:-1], 1]), later], axis=-1)


def _moved(result: np.ndarray) -> np.ndarray:
    """Return the result without the axes that move it by no more than the noise of the arithmetic."""
    for axis in range(result.ndim - 1):
        one = result.take([0], axis)
        if np.allclose(result, one, rtol=1e-9, atol=1e-6):
            result = one
    return result
