"""The rule by which indicators are judged, and the activities, counted by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energikontoret.model import goals

PATH = {"kind": "path", "direction": "up", "baseline_value": 0.0, "baseline_year": 2010.0}
PATH |= {"target_value": 100.0, "target_year": 2030.0, "latest_value": 60.0, "latest_year": 2022.0}
NAN = math.nan
TWO_GOALS = pd.DataFrame({"id": ["first", "second"]})
ACTIVITIES = pd.DataFrame(
    {
        "id": ["old", "task", "advice", "project"],
        "start_year": [1999, 2020, 2014, 2022],
        "end_year": pd.Series([2016, 2022, None, 2023], dtype="Int64"),
        "end_basis": ["stated", "seen", None, "stated"],
        "funding_kind": ["project", "base", "grant", "project"],
        "continued_by": [None, None, None, "task"],
    }
)
LINKS = pd.DataFrame(
    {
        "activity": ["old", "task", "advice", "project", "project"],
        "goal": ["first", "first", "first", "first", "second"],
        "strength": [3, 1, 2, 3, 2],
    }
)


def test_the_last_year_in_which_a_source_names_an_activity_is_not_told_as_its_end():
    assert goals.years(ACTIVITIES) == ["1999–2016", "2020–", "2014–", "2022–2023"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, goals.ON_TRACK),
        ({"latest_value": 59.9}, goals.OFF_TRACK),
        ({"direction": "down", "target_value": -100.0, "latest_value": -60.0}, goals.ON_TRACK),
        ({"direction": "down", "target_value": -100.0, "latest_value": -59.0}, goals.OFF_TRACK),
        ({"latest_year": 2035.0, "latest_value": 99.0}, goals.OFF_TRACK),
        ({"latest_value": NAN}, goals.NO_DATA),
        ({"target_value": NAN}, goals.NO_TARGET),
        ({"target_year": NAN}, goals.NO_TARGET),
        ({"baseline_value": NAN}, goals.NO_TARGET),
        ({"kind": "worded", "latest_value": NAN}, goals.NO_TARGET),
        ({"kind": "direct", "target_value": 60.0}, goals.ON_TRACK),
        ({"kind": "direct", "target_value": 61.0}, goals.OFF_TRACK),
        (
            {"kind": "direct", "direction": "down", "target_value": -0.1, "latest_value": 0.016},
            goals.OFF_TRACK,
        ),
    ],
)
def test_an_indicator_is_judged_by_the_documented_rule(changes, expected):
    assert goals.status(PATH | changes) == expected


@given(
    baseline=st.floats(-1e3, 1e3),
    target=st.floats(-1e3, 1e3),
    first=st.integers(1990, 2020),
    span=st.integers(1, 40),
    passed=st.floats(0, 1),
)
def test_the_path_is_a_straight_line_from_baseline_to_target(baseline, target, first, span, passed):
    row = PATH | {"baseline_value": baseline, "target_value": target, "baseline_year": first}
    row |= {"target_year": first + span, "latest_year": first + passed * span}
    # Years around 2000 keep twelve digits of the fraction.
    assert goals.expected(row) == pytest.approx((1 - passed) * baseline + passed * target, abs=1e-6)


@given(st.floats(-1e3, 1e3, exclude_min=True))
def test_a_better_value_never_has_a_worse_status(latest):
    better = goals.status(PATH | {"latest_value": latest + 1})
    assert not (goals.status(PATH | {"latest_value": latest}) == goals.ON_TRACK and better != goals.ON_TRACK)


def test_only_what_goes_on_in_the_year_is_counted_under_its_goals_and_what_it_rests_on():
    assert list(goals.going_on(ACTIVITIES)["id"]) == ["task", "advice", "project"]
    table = goals.counts(ACTIVITIES, LINKS, TWO_GOALS)
    assert table.loc["first"].to_dict() == {"base": 1, "project": 1, "grant": 1, "activities": 3}
    assert table.loc["second"].to_dict() == {"base": 0, "project": 1, "grant": 0, "activities": 1}
    assert goals.counts(ACTIVITIES, LINKS, TWO_GOALS, 2000).loc["first", "project"] == 1


def test_a_goal_without_any_activity_is_there_with_zeros():
    three = pd.DataFrame({"id": ["third", "first", "second"]})
    table = goals.counts(ACTIVITIES, LINKS, three)
    assert list(table.index) == ["third", "first", "second"]
    assert table.loc["third"].sum() == 0


def test_what_came_after_began_after_the_year():
    assert list(goals.later(ACTIVITIES, 2020)["id"]) == ["project"]
    assert goals.later(ACTIVITIES).empty


def test_the_key_figures_count_what_went_on_what_ended_and_what_came_after_by_what_it_rests_on():
    later = ACTIVITIES.assign(start_year=[1999, 2020, 2014, 2022])
    later = pd.concat([later, later.iloc[[3]].assign(id="new", start_year=2023)])
    indicators = pd.DataFrame([PATH | {"goal": "first", "target_owner": "own"}])
    found = goals.key_figures(TWO_GOALS, indicators, later, LINKS, before=2024)
    assert {name: found[name] for name in ("current", "ended", "later")} == {
        "current": 3,
        "ended": 1,
        "later": 1,
    }
    assert {name: found[f"current_{name}"] for name in goals.KINDS} == {"base": 1, "project": 1, "grant": 1}
    assert {name: found[f"ended_{name}"] for name in goals.KINDS} == {"base": 0, "project": 1, "grant": 0}
    assert found["later_project"] == 1
    assert (found["continued"], found["contributing"]) == (1, 3)
    fewer = goals.key_figures(TWO_GOALS, indicators, later, LINKS[LINKS["activity"] != "advice"], before=2024)
    assert fewer["contributing"] == 2
    assert (found["count"], found["judged"], found["own_target_share"]) == (2, 1, 0.5)


def test_one_span_has_one_rate_where_another_chapter_computes_it():
    rows = pd.DataFrame([PATH | {"id": "rate"}, PATH | {"id": "other"}])
    found = goals.measured(rows, {"rate": 0.003})
    assert list(found["latest_value"]) == [0.003, 60.0]


def test_shares_without_any_judged_indicator_are_zero():
    judged = goals.judge(pd.DataFrame([PATH | {"goal": "first", "target_owner": "own", "target_value": NAN}]))
    figures = goals.shares(TWO_GOALS, judged)
    assert (figures["measurable_share"], figures["on_track_share"]) == (0, 0)


def test_an_activity_has_ended_where_a_source_carries_its_last_year():
    assert list(goals.ended(ACTIVITIES, before=2024)["id"]) == ["old", "project"]
    assert list(goals.ended(ACTIVITIES, before=2023)["id"]) == ["old"]
