"""The comparison uses the same formulas as the chapters, and adds a run that is no scenario."""

import pandas as pd
import pytest

from energikontoret.model import agreement, comparison, office
from pressroom import scenarios
from pressroom.notebook import data
from pressroom.project import find

PROJECT = find()
POSTS, FACTS = data.read(PROJECT, "agreement_posts"), data.read(PROJECT, "office_facts")
SCENARIOS = {scenario.name: scenario.values for scenario in scenarios.load_all(PROJECT)}


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_row_is_what_the_chapters_compute(name):
    row = comparison.table(SCENARIOS, POSTS, FACTS, 132670).loc[name]
    values = SCENARIOS[name]
    funding = office.funding(FACTS, POSTS, values)
    expected = agreement.key_figures(POSTS, 132670, values)
    expected |= office.key_figures(funding, office.change(values), 11)
    assert row.to_dict() == {key: pytest.approx(expected[key]) for key in comparison.SHOWN}


def test_the_reference_differs_from_itself_by_nothing():
    frame = comparison.table(SCENARIOS, POSTS, FACTS, 132670)
    assert (comparison.against(frame, "base").loc["base"] == 0).all()
    pd.testing.assert_frame_equal(comparison.against(frame, "base") + frame.loc["base"], frame)


def test_a_run_that_equals_a_scenario_is_not_shown_twice():
    assert set(comparison.with_run(SCENARIOS, "run", {"first_year": 2024})) == set(SCENARIOS)
    assert "run" in comparison.with_run(SCENARIOS, "run", SCENARIOS["base"] | {"price_index": 0.03})
