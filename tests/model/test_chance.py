"""What is drawn, from what, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parameter_sets
from energikontoret.model import chance, cost, figures, triangle
from parameter_sets import BASE, EVERY, FACTS, RANGES, decimals

CHOICES = ("municipal", "region_cover", "transition", "ramp", "sharing", "weight", "opted_out", "office_open")
INCOME = {"core_task_share", "own_contribution_share", "project_lag_years", "other_income_retained_share"}


def drawn_in(fixed=(), is_open=True, draws=400, seed=59):
    return chance.draw(chance.distributions(RANGES, BASE, fixed, is_open), draws, seed)


def row(low, mode, high, whole=False):
    frame = pd.DataFrame({"low": [low], "mode": [mode], "high": [high], "whole": [whole]}, index=["x"])
    return next(frame.itertuples())


def test_no_choice_is_drawn_and_everything_that_nobody_knows_is():
    assert set(chance.DRAWN) == set(RANGES.index)
    assert not [name for name in chance.DRAWN if name.startswith(CHOICES)]


def test_what_a_scenario_a_draft_or_the_command_line_sets_is_not_drawn():
    table = chance.distributions(RANGES, BASE, ["price_index", "office_open"], True)
    assert set(table.index) == set(RANGES.index) - {"price_index"}


def test_a_closed_office_has_no_income_or_lag_to_draw():
    assert set(chance.distributions(RANGES, BASE, (), False).index) == set(RANGES.index) - INCOME


def test_the_most_likely_value_is_the_references():
    table = chance.distributions(RANGES, BASE | {"notice_months": 3.0}, (), True)
    assert table.loc["notice_months", "mode"] == 3
    assert table.loc["position_cost_sek"].to_dict() == {
        "low": 450000,
        "high": 750000,
        "whole": False,
        "mode": 600000,
    }


@pytest.mark.parametrize("value", [0.1, 0.9])
def test_a_reference_outside_of_its_range_is_refused(value):
    with pytest.raises(ValueError, match=f"base_funding_share: {value} lies outside of its range 0.2 to 0.8"):
        chance.distributions(RANGES, BASE | {"base_funding_share": value}, (), True)


@given(ends=st.tuples(decimals(0, 1), decimals(0, 1), decimals(0, 1)).map(sorted), uniform=decimals(0, 1))
def test_the_inverse_undoes_the_triangles_distribution_function(ends, uniform):
    low, mode, high = ends
    value = float(triangle.inverse(low, mode, high, uniform))
    assert low <= value <= high
    if low == high:
        return
    below = (value - low) ** 2 / ((high - low) * (mode - low)) if value < mode else None
    above = 1 - (high - value) ** 2 / ((high - low) * (high - mode)) if value >= mode and mode < high else 1.0
    assert (above if below is None else below) == pytest.approx(uniform, abs=1e-6)


@pytest.mark.parametrize("mode", [0, 2, 4])
def test_whole_numbers_keep_the_weight_of_the_ends(mode):
    uniform = (np.arange(100000) + 0.5) / 100000
    found = chance.inverse(row(0, mode, 4, True), uniform)
    share = pd.Series(found).value_counts(normalize=True).sort_index()
    wider = {0: (-0.5, 0.5), 1: (0.5, 1.5), 2: (1.5, 2.5), 3: (2.5, 3.5), 4: (3.5, 4.5)}

    def below(x):
        left, right = mode + 0.5, 4.5 - mode
        return (x + 0.5) ** 2 / (5 * left) if x <= mode else 1 - (4.5 - x) ** 2 / (5 * right)

    expected = {number: below(high) - below(low) for number, (low, high) in wider.items()}
    assert share.to_dict() == pytest.approx(expected, abs=1e-4)


def test_a_whole_number_without_width_is_itself():
    assert list(chance.inverse(row(2, 2, 2, True), np.array([0.0, 0.5, 1.0]))) == [2, 2, 2]


def test_the_draws_have_the_triangles_mean_and_stay_within_the_range():
    drawn = drawn_in(draws=2000)
    for name in RANGES.index.drop("project_lag_years"):
        low, high = RANGES.loc[name, ["low", "high"]]
        assert drawn[name].between(low, high).all()
        assert drawn[name].mean() == pytest.approx((low + BASE[name] + high) / 3, rel=1e-3)
    assert set(drawn["project_lag_years"]) == {0, 1, 2, 3, 4}


def test_the_same_seed_gives_the_same_draws_and_another_others():
    assert drawn_in().equals(drawn_in())
    assert not (drawn_in() == drawn_in(seed=60)).any().all()


def test_a_fixed_parameter_moves_no_other():
    every, some = drawn_in(), drawn_in(["core_task_share"], is_open=True)
    assert every.drop(columns="core_task_share").equals(some)


def test_the_columns_are_drawn_apart():
    uniform = drawn_in(draws=5000).rank().corr().to_numpy()
    assert np.abs(uniform - np.eye(len(uniform))).max() < 0.05


# In the fourth year projects still run out: the last year is not as the one before it.
@pytest.mark.parametrize("horizon_years", [8, 4])
@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_each_result_of_a_draw_is_the_key_figure_of_that_draw(name, horizon_years):
    values = EVERY[name] | {"horizon_years": horizon_years}
    drawn = drawn_in(is_open=values["office_open"], draws=5)
    found = chance.results(values, FACTS, drawn)
    ids = {
        "region_net": "region.net_horizon_sek",
        "turnover_change": "office.turnover_change_share",
        "employees": "office.employees_final",
    }
    assert set(found) == set(ids) == set(chance.told(cost.compute(values, FACTS)))
    for place, changes in enumerate(drawn.to_dict("records")):
        each = figures.figures(values | changes, FACTS.amounts, FACTS.office, FACTS.population)
        assert {result: found[result][place] for result in ids} == pytest.approx(
            {result: each[figure] for result, figure in ids.items()}, abs=1e-6
        )


def test_a_draw_that_the_turnover_refuses_has_no_result_and_the_others_have_theirs():
    drawn = pd.DataFrame({"base_funding_share": [0.5, 1.0, 0.6], "own_contribution_share": [0.3, 0.1, 0.3]})
    assert list(chance.allowed(BASE, FACTS, drawn)) == [True, False, True]
    found = chance.results(BASE, FACTS, drawn)["turnover_change"]
    assert np.isnan(found[1])
    assert list(found[[0, 2]]) == pytest.approx([-1.92 / 6.74675, -2.304 / 6.74675])


def test_draws_that_are_all_refused_are_an_error():
    drawn = pd.DataFrame({"base_funding_share": [1.0], "own_contribution_share": [0.1]})
    with pytest.raises(ValueError, match="no draw fits within the turnover"):
        chance.results(BASE, FACTS, drawn)
