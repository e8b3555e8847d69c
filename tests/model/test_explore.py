"""Every combination at once gives what the formulas of the other parts give one by one."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energikontoret.model import agreement, explore, office, sharing
from pressroom import scenarios
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
VALUES = scenarios.load(PROJECT, "base").values
POSTS, FACTS = (data.read(PROJECT, name) for name in ("agreement_posts", "office_facts"))
PEOPLE = data.read(PROJECT, "population").query("year == 2022 and area_code != '23'")
PEOPLE = PEOPLE.set_index("area_code")["population"]
AXES = {
    "retention_common_costs": [0.0, 0.3, 1.0],
    "base_funding_share": [0.2, 0.5, 0.8],
    "price_index": [0.0, 0.025, 0.05],
    "state_grant_ratio": [0.0, 0.5],
    "retention_ramp_years": [0, 1, 3],
    "sharing_key": ["population", "equal", "mixed"],
}
GAPS = explore.missing(AXES, VALUES, POSTS)
INCOMES = explore.turnover(AXES, VALUES, FACTS, POSTS)
FOUND = explore.finances(AXES, VALUES, GAPS) | explore.office_figures(INCOMES, FACTS)
FOUND |= explore.payments(AXES, VALUES, POSTS, PEOPLE)
PLACES = st.tuples(*(st.integers(0, len(axis) - 1) for axis in AXES.values()))


def at(result, places):
    return result[tuple(min(place, size - 1) for place, size in zip(places, result.shape, strict=False))]


def one_by_one(values):
    """Return the key figures of parts 1, 2 and 5 as their own notebooks compute them."""
    funding = office.funding(FACTS, POSTS, values)
    base = values["base_funding_share"] * 1_600_000
    rule = sharing.Rule(values["sharing_key"], values["sharing_fixed_share"], values["region_share"])
    parts = {
        "agreement": agreement.key_figures(POSTS, 1, values),
        "office": office.key_figures(funding, office.change(values), 11),
        "sharing": sharing.key_figures(base, PEOPLE, rule),
    }
    return {f"{part}.{name}": value for part, found in parts.items() for name, value in found.items()}


@given(PLACES)
def test_each_point_of_the_grid_is_what_the_parts_give(places):
    chosen = {name: axis[place] for (name, axis), place in zip(AXES.items(), places, strict=True)}
    expected = one_by_one(VALUES | chosen)
    assert {id: at(result, places)[0] for id, result in FOUND.items()} == pytest.approx(
        {id: expected[id] for id in FOUND}
    )


@given(PLACES)
def test_the_years_of_a_point_are_those_of_the_parts(places):
    values = VALUES | {name: axis[place] for (name, axis), place in zip(AXES.items(), places, strict=True)}
    path = office.path(office.funding(FACTS, POSTS, values), office.change(values), 11)
    expected = office.fixed_prices(path)
    for kind, income in INCOMES.items():
        assert at(income, places) == pytest.approx(expected[kind].to_numpy(), abs=1e-3)
    assert sum(at(gap, places).sum() for gap in GAPS.values()) == pytest.approx(
        agreement.key_figures(POSTS, 1, values)["gap_horizon_sek"]
    )


@pytest.mark.parametrize(
    ("result", "moving"),
    [
        (GAPS["archive"], [2, 4]),
        (FOUND["agreement.consequence_horizon_sek"], [0, 2, 3, 4]),
        (INCOMES["base"], [0, 1, 4]),
        (INCOMES["other"], [1]),
        (FOUND["sharing.municipality_2303_sek"], [1, 5]),
    ],
)
def test_a_result_is_one_long_along_what_does_not_move_it(result, moving):
    assert [axis for axis, size in enumerate(result.shape[:-1]) if size > 1] == moving


def test_shares_that_the_turnover_does_not_allow_are_left_out():
    tight = VALUES | {"own_contribution_share": 0.1, "core_task_share": 0.0}
    # 1.6 million kronor times the share, and ten times as much in projects, within 6.75 million.
    assert explore.possible_shares([0.0, 0.2, 0.38, 0.39], tight, FACTS, POSTS) == [0.2, 0.38]


def test_the_largest_payment_for_each_inhabitant_is_found():
    paid = {
        "sharing.municipality_a_sek": np.array([[10.0]]),
        "sharing.municipality_b_sek": np.array([[90.0]]),
    }
    people = PEOPLE.iloc[:2].set_axis(["a", "b"]) * 0 + [2, 30]
    assert explore.largest(paid, people).tolist() == [[5.0]]


def test_the_error_of_interpolation_is_found_halfway():
    # Of x squared between 0, 1 and 3, interpolation is 1/4 too high at 1/2, and 1 too high at 2, which is 4.
    axes, fine = {"x": [0.0, 1.0, 3.0]}, explore.refined({"x": [0.0, 1.0, 3.0]})
    squares, exact = (np.array(axis["x"])[:, np.newaxis] ** 2 for axis in (axes, fine))
    assert fine == {"x": [0.0, 0.5, 1.0, 2.0, 3.0]}
    assert explore.largest_error(squares, exact, axes, fine) == pytest.approx(0.25)


def test_whole_numbers_and_choices_have_nothing_in_between():
    axes = {"retention_ramp_years": [0, 1], "sharing_key": ["equal", "mixed"]}
    assert explore.refined(axes) == axes
