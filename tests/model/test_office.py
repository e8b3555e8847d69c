"""The office's money and staff, year by year against loops over the description."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import closed_forms
import parameter_sets
from energikontoret.model import chance, cost, office
from parameter_sets import AMOUNTS, BASE, EVERY, FACTS, OFFICE

INCOMES = {"base": closed_forms.b, "projects": closed_forms.v, "other": closed_forms.other}


def path_of(values):
    return cost.compute(values, FACTS).path


@given(values=parameter_sets.valid_sets())
def test_every_year_of_the_office_is_what_the_description_says(values):
    p, path = closed_forms.exact(values), path_of(values)
    hand = {**INCOMES, "turnover": closed_forms.turnover, "staff": closed_forms.staff}
    hand |= {"running": closed_forms.running, "own": closed_forms.c}
    for place, year in enumerate(range(p["first_year"] - 1, closed_forms.last(p) + 1)):
        assert path.year[place] == year
        found = {name: float(getattr(path, name)[place]) for name in hand}
        by_hand = {name: float(function(p, year)) for name, function in hand.items()}
        assert found == pytest.approx(by_hand, rel=1e-9, abs=1e-6)


@given(values=parameter_sets.valid_sets())
def test_the_incomes_add_up_to_turnover_and_none_is_negative(values):
    path = path_of(values)
    assert path.base + path.projects + path.other == pytest.approx(path.turnover, abs=1e-6)
    assert min(path.base.min(), path.projects.min(), path.other.min(), path.staff.min()) >= -1e-6


@given(values=parameter_sets.valid_sets())
def test_the_year_before_the_change_is_the_papers(values):
    path = path_of(values)
    assert (path.turnover[0], path.staff[0], path.year[0]) == (6746750, 11, values["first_year"] - 1)


@given(values=parameter_sets.valid_sets())
def test_a_closed_office_has_no_money_and_no_staff_in_any_cell(values):
    path = path_of(values | {"office_open": False})
    for name in ("base", "own", "running", "projects", "other", "turnover", "staff"):
        assert np.all(getattr(path, name)[1:] == 0), name


def test_the_reference_office_falls_to_its_other_income_at_the_pace_of_its_projects():
    table = office.frame(path_of(BASE)) / 1e6
    assert list(table["base"].head(3)) == pytest.approx([0.8, 0, 0])
    assert list(table["projects"].head(5)) == pytest.approx([1.12, 0.7466667, 0.3733333, 0, 0])
    assert list(table["running"].head(5)) == pytest.approx([0, 0.32, 0.16, 0, 0])
    assert set(table["other"]) == {4.82675}
    assert list(table.index) == list(range(2022, 2031))


def test_less_of_other_income_remains_only_as_base_funding_goes():
    values = BASE | {"region_cover_office": 0.5, "other_income_retained_share": 0.6}
    assert path_of(values).other[-1] == pytest.approx(4826750 * 0.8)


def test_the_split_of_2022_adds_up_to_the_papers_turnover():
    changes = office.before(BASE, AMOUNTS, OFFICE)
    assert (changes.base_sek, changes.projects_sek, changes.other_sek) == pytest.approx(
        (8e5, 1.12e6, 4826750)
    )


@pytest.mark.parametrize(("share", "fits"), [(0.8433, True), (0.8434, False)])
def test_the_turnover_bounds_what_base_funding_can_be(share, fits):
    values = BASE | {"base_funding_share": share, "core_task_share": 0.2, "own_contribution_share": 1 / 6}
    found = office.before(values, AMOUNTS, OFFICE)
    assert bool(office.possible(found)) is fits
    if fits:
        return office.check(found)
    with pytest.raises(ValueError, match="exceed the turnover of 6,746,750 kr: lower base_funding_share"):
        office.check(found)


def test_of_many_sets_the_refusal_names_the_one_that_exceeds_most():
    table = pd.DataFrame({"base_funding_share": [0.5, 0.9, 1.0], "own_contribution_share": [0.3, 0.1, 0.2]})
    values = chance.with_draws(BASE | {"core_task_share": 0.0}, table)
    with pytest.raises(ValueError, match=r"base funding of 1,440,000 kr and projects of 12,960,000 kr"):
        office.check(office.before(values, AMOUNTS, OFFICE))


@given(values=parameter_sets.any_set())
def test_a_set_is_refused_exactly_where_other_income_would_be_negative(values):
    found = office.before(values, AMOUNTS, OFFICE)
    exact = closed_forms.other0(closed_forms.exact(values))
    if abs(exact) > 1:
        assert bool(office.possible(found)) is (exact > 0)


def test_a_lag_of_none_lets_projects_follow_at_once():
    assert list(path_of(BASE | {"project_lag_years": 0}).projects[1:]) == [0] * 8


def test_projects_that_catch_up_again_need_no_extra_money():
    values = EVERY["shared_from_2024"] | {
        "municipal_transition_share_office": 0.0,
        "region_cover_office": 0.0,
    }
    path = path_of(values | {"municipal_share_office": 1.0})
    assert list(path.running[1:4]) == pytest.approx([320000, 0, 0])
    assert path.projects[2] < path.projects[4] == 1120000


@pytest.mark.parametrize(("other", "fits"), [(0.0, True), (-0.01, False)])
def test_an_office_without_any_other_income_can_be(other, fits):
    assert bool(office.possible(office.Office(100.0 + other, 1, 60.0, 40.0))) is fits
