"""Where a conclusion turns: known turning points, and a run on either side."""

import itertools

import numpy as np
import pandas as pd
import pytest

import closed_forms
from energikontoret.model import figures, switching
from energikontoret.model.switching import Conclusion
from parameter_sets import AMOUNTS, BASE, EVERY, FACTS, OFFICE, POPULATION, RANGES

FOUND = switching.table(switching.CONCLUSIONS, RANGES, EVERY, FACTS)


def limits(low, high, whole=False):
    frame = pd.DataFrame({"low": [low], "high": [high], "whole": [whole]}, index=["x"])
    return next(frame.itertuples())


def turns(function, low, high, reference, whole=False):
    return switching.turns("x", limits(low, high, whole), reference, function)


def holds(conclusion, parameter, value):
    """Run both scenarios of the pair with the value, and read whether the sentence is true."""
    whole = RANGES.loc[parameter, "whole"]
    given = {parameter: int(value) if whole else float(value)}

    def figure(scenario):
        values = EVERY[scenario] | given
        return figures.figures(values, AMOUNTS, OFFICE, POPULATION)[conclusion.figure]

    other = figure(conclusion.against) if conclusion.against else 0.0
    difference = figure(conclusion.scenario) - other
    return (
        difference > conclusion.threshold
        if conclusion.direction == "above"
        else difference < conclusion.threshold
    )


def test_others_money_per_krona_falls_below_one_at_an_own_contribution_of_three_eighths():
    ids = switching.key_figures(FOUND)
    assert ids["switching.other_money_own_contribution_share"] == pytest.approx(0.375, abs=1e-8)
    assert ids["switching.other_money_core_task_share"] == pytest.approx(4 / 7, abs=1e-8)


@pytest.mark.parametrize("row", list(FOUND.itertuples()), ids=lambda row: f"{row.conclusion}-{row.parameter}")
def test_a_run_on_either_side_turns_the_sentence(row):
    conclusion = next(each for each in switching.CONCLUSIONS if each.id == row.conclusion)
    assert holds(conclusion, row.parameter, row.holds)
    assert not holds(conclusion, row.parameter, row.fails)
    assert min(row.holds, row.fails) <= row.value <= max(row.holds, row.fails)
    low, high = RANGES.loc[row.parameter, ["low", "high"]]
    assert abs(row.holds - row.fails) < 1e-4 * (high - low)


@pytest.mark.parametrize("conclusion", switching.CONCLUSIONS, ids=lambda conclusion: conclusion.id)
def test_no_turning_point_is_missed(conclusion):
    for name, row in RANGES.iterrows():
        tried = np.arange(row.low, row.high + 1) if row.whole else np.linspace(row.low, row.high, 23)
        truth = [bool(holds(conclusion, name, value)) for value in tried]
        changes = sum(first != second for first, second in itertools.pairwise(truth))
        found = FOUND[(FOUND["conclusion"] == conclusion.id) & (FOUND["parameter"] == name)]
        assert len(found) == changes, name


@pytest.mark.parametrize("conclusion", switching.CONCLUSIONS, ids=lambda conclusion: conclusion.id)
def test_each_conclusion_is_true_of_the_reference(conclusion):
    assert holds(conclusion, "base_funding_share", BASE["base_funding_share"])


def test_several_turning_points_are_numbered_outwards_from_the_reference():
    found = turns(lambda x: np.sin(x), 0.5, 12.0, 3.0)
    assert [each.value for each in found] == pytest.approx([np.pi, 2 * np.pi, 3 * np.pi], abs=1e-7)
    assert found[0].holds < np.pi < found[0].fails
    assert found[1].fails < 2 * np.pi < found[1].holds
    rows = pd.DataFrame(
        {"conclusion": ["c"] * 3, "parameter": ["p"] * 3, "place": [1, 2, 3], "value": [3.1, 6.2, 9.4]}
    )
    assert switching.key_figures(rows) == {
        "switching.c_p": 3.1,
        "switching.c_p_2": 6.2,
        "switching.c_p_3": 9.4,
    }


@pytest.mark.parametrize("root", [0.0, 1.0])
def test_a_turning_point_at_an_end_is_not_within_the_range(root):
    assert turns(lambda x: x - root, 0.0, 1.0, 0.5) == []
    assert turns(lambda x: root - x, 0.0, 1.0, 0.5) == []


@pytest.mark.parametrize(("root", "count"), [(1.5e-9, 0), (1e-8, 1), (1 - 1.5e-9, 0), (1 - 1e-8, 1)])
def test_a_turning_point_as_near_to_an_end_as_it_can_be_found_is_at_the_end(root, count):
    assert len(turns(lambda x: x - root, 0.0, 1.0, 0.5)) == count


def test_a_margin_that_is_flat_at_zero_turns_where_it_rises():
    found = turns(lambda x: np.maximum(0.0, x - 0.333), 0.0, 1.0, 0.5)
    assert [each.value for each in found] == pytest.approx([0.333], abs=1e-8)
    assert found[0].fails < 0.333 < found[0].holds


@pytest.mark.parametrize(("reference", "value"), [(2, 3), (4, 2)])
def test_a_whole_number_turns_between_two_neighbours(reference, value):
    found = turns(lambda x: 2.5 - x, 0, 4, reference, whole=True)
    assert [(each.value, each.holds, each.fails) for each in found] == [(value, 2, 3)]
    found = turns(lambda x: x - 2.5, 0, 4, reference, whole=True)
    assert [(each.value, each.holds, each.fails) for each in found] == [(value, 3, 2)]


def test_a_conclusion_does_not_hold_where_its_margin_is_nothing():
    found = turns(lambda x: x - 2, 0, 4, 4, whole=True)
    assert [(each.value, each.holds, each.fails) for each in found] == [(2, 3, 2)]


def test_a_whole_number_may_turn_at_the_ends_neighbour():
    assert [each.value for each in turns(lambda x: x - 0.5, 0, 4, 2, whole=True)] == [0]


def test_values_that_cannot_be_turn_nothing():
    found = turns(lambda x: np.where(x > 0.6, np.nan, 0.3 - x), 0.0, 1.0, 0.2)
    assert [each.value for each in found] == pytest.approx([0.3], abs=1e-8)
    assert turns(lambda x: np.where(x > 0.2, np.nan, 0.3 - x), 0.0, 1.0, 0.1) == []


@pytest.mark.parametrize(("direction", "sign"), [("above", 1), ("below", -1)])
def test_the_margin_is_the_difference_of_the_pair_to_the_threshold(direction, sign):
    row = Conclusion("c", "region.net_horizon_sek", 1e6, direction, "region_keeps_office", "base")
    margin = switching.margin(row, "price_index", EVERY, FACTS)

    def net(name, value):
        return float(closed_forms.figures(EVERY[name] | {"price_index": value})["region.net_horizon_sek"])

    expected = [
        sign * (net("region_keeps_office", value) - net("base", value) - 1e6) for value in (0.02, 0.03)
    ]
    assert list(margin(np.array([0.02, 0.03]))) == pytest.approx(expected)


def test_the_margin_of_a_value_that_cannot_be_is_missing():
    margin = switching.margin(switching.CONCLUSIONS[1], "own_contribution_share", EVERY, FACTS)
    assert list(np.isnan(margin(np.array([0.3, 0.05])))) == [False, True]
    assert np.isnan(margin(np.array([0.05]))).all()
