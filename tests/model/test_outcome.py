"""Held against what happened: presence only, by rows of data."""

from pathlib import Path

import pandas as pd
import pytest

import parameter_sets
from energikontoret.model import cost, outcome
from parameter_sets import BASE, EVERY, FACTS

DATA = Path(__file__).parents[2] / "data"
TESTS = pd.read_csv(DATA / "outcome_tests.csv")
SOURCES = pd.read_csv(DATA / "sources.csv")


def test_the_sources_rule_out_that_the_office_closed_and_that_all_went_on_as_before():
    found = outcome.table(TESTS, EVERY, FACTS)
    assert outcome.ruled_out(found) == ["municipalities_continue", "office_closes"]
    verdicts = found.set_index(["test", "scenario"])["verdict"]
    assert verdicts["office_closed", "office_closes"] == verdicts["no_money", "office_closes"] == "ruled_out"
    assert verdicts["as_before", "municipalities_continue"] == "ruled_out"
    assert (verdicts == "ruled_out").sum() == 3
    assert len(found) == 3 * len(EVERY)


def test_a_row_says_what_scenario_and_source_say():
    found = outcome.table(TESTS, {"office_closes": EVERY["office_closes"]}, FACTS).set_index("test")
    assert found["says"].to_dict() == {"office_closed": False, "as_before": False, "no_money": False}
    assert found["observed"].to_dict() == {"office_closed": True, "as_before": False, "no_money": True}


@pytest.mark.parametrize(
    ("changes", "before"),
    [
        ({}, True),
        ({"municipal_share_archive": 0.99}, False),
        ({"office_open": False}, False),
        ({"opted_out": ["2303"]}, False),
        ({"transition_years": 1}, False),
    ],
)
def test_as_before_means_that_everybody_pays_everything(changes, before):
    series = cost.compute(EVERY["municipalities_continue"] | changes, FACTS)
    assert outcome.agreement_as_before(series, 2023) is before


def test_presence_is_read_in_its_own_year():
    values = EVERY["municipalities_continue"] | {"transition_years": 1}
    series = cost.compute(values, FACTS)
    assert [outcome.agreement_as_before(series, year) for year in (2023, 2024)] == [False, True]


def test_an_office_that_loses_everything_has_neither_people_nor_money():
    values = BASE | {"other_income_retained_share": 0.0, "project_lag_years": 2}
    series = cost.compute(values, FACTS)
    for presence in (outcome.office_exists, outcome.office_has_money):
        assert [presence(series, year) for year in (2023, 2024, 2025)] == [True, True, False]


def test_what_cannot_be_tested_says_whom_to_ask():
    rows = outcome.untestable(TESTS)
    assert list(rows["id"]) == ["turnover", "employees", "shares", "amounts", "archive"]
    assert set(rows["verdict"]) == {"untestable"}
    assert rows["ask_sv"].str.len().min() > 20


def test_every_test_of_presence_names_a_listed_source():
    assert set(TESTS["source_id"].dropna()) <= set(SOURCES["source_id"])
    assert TESTS.loc[TESTS["presence"].notna(), "source_id"].notna().all()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"presence": "office_is_loved"}, "unknown presence 'office_is_loved': choose office_exists"),
        ({"observed": "maybe"}, "office_closed: observed must be yes or no"),
        ({"presence": None}, "office_closed: what cannot be tested must say whom to ask"),
    ],
)
def test_a_row_that_tests_nothing_is_refused(changes, reason):
    with pytest.raises(ValueError, match=reason):
        outcome.table(TESTS.iloc[[0]].assign(**changes), {"base": BASE}, FACTS)


def test_every_scenario_is_held_against_every_test():
    assert tuple(outcome.table(TESTS, EVERY, FACTS)["scenario"].unique()) == parameter_sets.SCENARIOS
