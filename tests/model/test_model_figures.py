"""The key figures against the description's closed forms, and the figures that the board is given."""

import numpy as np
import pytest
from hypothesis import given

import closed_forms
import parameter_sets
import trials
from energikontoret.model import chance, figures
from parameter_sets import AMOUNTS, BASE, EVERY, FACTS, OFFICE, POPULATION

IDS = {
    "agreement.gap_first_year_sek",
    "agreement.gap_horizon_sek",
    "agreement.gap_horizon_present_value_fixed_sek",
    "agreement.state_grant_loss_horizon_sek",
    "region.net_first_year_sek",
    "region.net_horizon_sek",
    "region.net_steady_year_sek",
    "region.redundancy_cost_sek",
    "region.redundant_positions",
    "region.running_projects_sek",
    "municipalities.pay_steady_year_sek",
    "office.base_funding_sek",
    "office.turnover_final_fixed_sek",
    "office.turnover_change_share",
    "office.employees_final",
    "keep.cost_year_sek",
    "keep.turnover_kept_sek",
    "keep.positions_kept",
    "keep.other_money_per_krona",
    *(f"sharing.municipality_{code}_sek" for code in closed_forms.POPULATION),
}


def of(values):
    return figures.figures(values, AMOUNTS, OFFICE, POPULATION)


def by_hand(values):
    return {name: float(value) for name, value in closed_forms.figures(values).items()}


@trials.random_sets("key figures against their closed forms", 2000, 100)
@given(values=parameter_sets.valid_sets())
def test_every_figure_agrees_with_its_closed_form(values):
    assert of(values) == pytest.approx(by_hand(values), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_every_figure_of_a_scenario_agrees_with_its_closed_form(name):
    assert of(EVERY[name]) == pytest.approx(by_hand(EVERY[name]), rel=1e-12, abs=1e-8)


def test_the_ids_are_those_of_the_description_and_all_are_floats():
    assert set(of(BASE)) == IDS
    assert all(type(value) is float for value in of(BASE).values())


@pytest.mark.parametrize(
    ("scenario", "million"),
    [
        ("base", 1.25),
        ("region_keeps_office", 2.05),
        ("shared_from_2024", 1.65),
        ("two_municipalities_leave", 0.1068064),
        ("municipalities_continue", 0.0),
        ("phase_out", 1.25),
        ("office_closes", 1.25),
    ],
)
def test_the_regions_yearly_cost_in_the_steady_state_is_what_the_board_is_told(scenario, million):
    assert of(EVERY[scenario])["region.net_steady_year_sek"] == pytest.approx(million * 1e6, abs=1)


@pytest.mark.parametrize(("share", "million"), [(0.2, 1.73), (0.5, 1.25), (0.8, 0.77)])
def test_without_cover_the_regions_cost_falls_as_the_offices_share_rises(share, million):
    values = BASE | {"base_funding_share": share}
    assert of(values)["region.net_steady_year_sek"] == pytest.approx(million * 1e6)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.8])
def test_keeping_the_office_costs_the_region_the_same_whatever_its_share(share):
    values = EVERY["region_keeps_office"] | {"base_funding_share": share}
    assert of(values)["region.net_steady_year_sek"] == pytest.approx(2050000)


def test_what_the_municipalities_stop_paying_over_the_horizon_is_the_first_editions_corrected_sum():
    assert round(of(EVERY["shared_from_2024"])["agreement.gap_horizon_sek"] / 1e6, 1) == 20.2
    assert round(of(BASE)["agreement.gap_horizon_sek"] / 1e6, 1) == 24.2


@pytest.mark.parametrize(("scenario", "positions"), [("base", 3.1304), ("office_closes", 11.0)])
def test_the_positions_that_go_are_those_that_the_office_loses(scenario, positions):
    found = of(EVERY[scenario])
    assert found["region.redundant_positions"] == pytest.approx(positions, abs=5e-5)
    assert found["office.employees_final"] == pytest.approx(11 - positions, abs=5e-5)


@pytest.mark.parametrize("scenario", ["region_keeps_office", "municipalities_continue", "shared_from_2024"])
@pytest.mark.parametrize("retained", [0.0, 0.37, 0.6, 1.0])
def test_full_replacement_changes_turnover_by_exactly_nothing(scenario, retained):
    found = of(EVERY[scenario] | {"other_income_retained_share": retained})
    assert found["office.turnover_change_share"] == 0
    assert found["office.employees_final"] == 11
    assert found["region.redundant_positions"] == found["region.running_projects_sek"] == 0


@given(values=parameter_sets.valid_sets())
def test_cover_one_changes_the_open_office_by_exactly_nothing_whatever_else_is_assumed(values):
    found = of(values | {"region_cover_office": 1.0, "office_open": True})
    assert (found["office.turnover_change_share"], found["office.employees_final"]) == (0, 11)
    assert found["region.redundant_positions"] == values["other_redundant_positions"]


@pytest.mark.parametrize(
    "name", sorted(IDS - {f"sharing.municipality_{code}_sek" for code in POPULATION.index})
)
def test_a_figure_of_many_draws_is_that_of_each_draw(name):
    table = chance.distributions(parameter_sets.RANGES, BASE, (), True)
    drawn = chance.draw(table, 7, 1)
    values = EVERY["phase_out"] | {"transition_years": 1, "region_cover_office": 0.3}
    each = [of(values | row)[name] for row in drawn.to_dict("records")]
    many = figures.figure(name, chance.with_draws(values, drawn), FACTS)
    assert np.broadcast_to(many, 7) == pytest.approx(np.array(each), rel=1e-12, abs=1e-9)


def test_a_set_that_leaves_other_income_negative_is_refused_with_the_reason():
    with pytest.raises(ValueError, match=r"1,440,000 kr and projects of 5,760,000 kr .* base_funding_share"):
        of(BASE | {"base_funding_share": 0.9, "core_task_share": 0.0, "own_contribution_share": 0.2})
