"""What is known of 2022-2026 and what is not: statements, verdicts, questions."""

from pathlib import Path

import pytest

from energikontoret.model import goals
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
TESTS, IMPLIED = data.read(PROJECT, "presence_tests"), data.read(PROJECT, "presence_scenarios")
QUESTIONS, OUTCOME = data.read(PROJECT, "questions"), data.read(PROJECT, "outcome")
ACTIVITIES = data.read(PROJECT, "activities")
SOURCES = data.read(PROJECT, "sources").set_index("source_id")


def test_every_statement_but_one_follows_from_a_scenario():
    # Where the municipalities go on, they do so in new forms.
    assert set(IMPLIED["presence_test"]) == set(TESTS["id"]) - {"agreement_went_on"}


def test_a_verdict_of_what_happened_rests_on_a_source_from_after_the_agreement():
    judged = TESTS.query("verdict != 'cannot_be_tested'")
    assert (SOURCES.loc[judged["source_id"], "published"].str[:4].astype(int) >= 2023).all()


def test_the_sources_rule_out_only_that_the_office_closed():
    ruled_out = IMPLIED.merge(TESTS.query("verdict == 'ruled_out'"), left_on="presence_test", right_on="id")
    assert set(ruled_out["scenario"]) == {"office_closes"}


@pytest.mark.parametrize("topic", ["municipal_money", "staff", "archive"])
def test_kronor_and_staff_after_2022_are_never_called_shown(topic):
    assert "ruled_out" not in set(TESTS.query("topic == @topic")["verdict"])


def test_every_decision_has_questions_and_a_parameter_has_one():
    assert set(QUESTIONS["decision"]) == set(data.read(PROJECT, "decisions")["id"])
    assert QUESTIONS["parameter"].dropna().is_unique
    assert QUESTIONS["question"].str.endswith("?").all()


def test_facts_of_the_outcome_are_from_2022_on_but_for_the_precedent():
    earlier = OUTCOME[OUTCOME["period"].str[:4].astype(int) < 2022]
    assert set(earlier["id"]) == {"joint_board_outside", "nseo_owners"}


def test_the_activities_of_2022_can_be_counted_by_funding_end_and_what_came_after():
    current = goals.going_on(ACTIVITIES)
    assert current["funding_kind"].value_counts().to_dict() == {"project": 5, "base": 2, "grant": 2}
    ended = goals.ended(current, before=2024)
    assert len(ended) == 6
    assert set(ended["continued_by"].dropna()) == {"fornybart_2030"}
    starts = ACTIVITIES.set_index("id")["start_year"]
    later = current.dropna(subset=["continued_by"])
    assert (starts[later["continued_by"]].to_numpy() >= later["end_year"].to_numpy()).all()
