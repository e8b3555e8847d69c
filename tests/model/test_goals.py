"""The rule by which indicators are judged, and what remains of the contributions, counted by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energikontoret.model import goals, office

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
    }
)
LINKS = pd.DataFrame(
    {
        "activity": ["old", "task", "advice", "project", "project"],
        "goal": ["first", "first", "first", "first", "second"],
        "strength": [3, 1, 2, 3, 2],
    }
)


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


def test_only_what_goes_on_in_the_year_counts():
    assert list(goals.going_on(ACTIVITIES)["id"]) == ["task", "advice", "project"]
    table = goals.contributions(ACTIVITIES, LINKS, TWO_GOALS)
    assert table.loc["first"].to_list() == [1, 3, 2]
    assert table.loc["second"].to_list() == [0, 2, 0]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_contributions_follow_the_kind_of_money_that_pays_them(base, project, grant):
    kept = pd.Series({"base": base, "project": project, "grant": grant})
    result = goals.retained(goals.contributions(ACTIVITIES, LINKS, TWO_GOALS), kept)
    assert result.loc["first", "after"] == pytest.approx(base + 3 * project + 2 * grant)
    assert result.loc["second", "share"] == pytest.approx(project)
    assert (result["before"] - result["after"]).to_list() == pytest.approx(result["lost"].to_list())


@given(keep=st.floats(0, 1), other=st.floats(0, 1), index=st.floats(0, 0.1), top_up=st.floats(0, 2e6))
def test_what_remains_of_each_kind_is_its_income_in_fixed_prices(keep, other, index, top_up):
    funding = office.Funding(6746750, 1600000, 0.5, 0.4, 0.3)
    change = office.Change(2023, 8, index, keep, 0, top_up, 0, other)
    kept = goals.retained_by_kind(office.path(funding, change, 11))
    base = keep * 800_000 + top_up
    assert kept["base"] == pytest.approx(min(1, base / 800_000), abs=1e-9)
    assert kept["project"] == pytest.approx(min(1, max(0, base - 320_000) / 480_000), abs=1e-9)
    assert kept["grant"] == pytest.approx(other, abs=1e-9)


def test_an_office_without_income_keeps_nothing():
    funding = office.Funding(6746750, 1600000, 0.5, 0.4, 0.3)
    path = office.path(funding, office.Change(2023, 8, 0.025, 0.0, 0, 0.0, 0, 0.0), 11)
    assert goals.retained_by_kind(path).to_list() == [0, 0, 0]


def test_shares_without_any_judged_indicator_are_zero():
    judged = goals.judge(pd.DataFrame([PATH | {"goal": "first", "target_owner": "own", "target_value": NAN}]))
    figures = goals.shares(TWO_GOALS, judged)
    assert (figures["measurable_share"], figures["on_track_share"]) == (0, 0)


def test_an_activity_has_ended_where_a_source_carries_its_last_year():
    assert list(goals.ended(ACTIVITIES, before=2024)["id"]) == ["old", "project"]
    assert list(goals.ended(ACTIVITIES, before=2023)["id"]) == ["old"]


@pytest.mark.parametrize(
    ("keep", "other", "of_what_remains"),
    [(0.0, 1.0, 0.0), (1.0, 1.0, 5 / 8), (1.0, 0.0, 5 / 6), (0.0, 0.0, 0.0)],
)
def test_ended_activities_are_counted_in_what_remains(keep, other, of_what_remains):
    funding = office.Funding(6746750, 1600000, 0.5, 0.4, 0.3)
    path = office.path(funding, office.Change(2023, 8, 0.025, keep, 0, 0.0, 0, other), 11)
    figures = goals.ended_figures(TWO_GOALS, ACTIVITIES, LINKS, before=2024)
    assert (figures["current"], figures["ended"], figures["ended_last_year"]) == (3, 1, 2023)
    assert figures["ended_contribution_share"] == pytest.approx(5 / 8)
    left = goals.retained_ended_share(TWO_GOALS, ACTIVITIES, LINKS, goals.retained_by_kind(path), before=2024)
    assert left == pytest.approx(of_what_remains)


def test_the_years_of_an_activity_are_a_span_open_where_its_end_is_unknown():
    ends = pd.Series([2016, 2020, None], dtype="Int64")
    activities = pd.DataFrame({"start_year": [1999, 2020, 2014], "end_year": ends})
    assert goals.years(activities) == ["1999–2016", "2020", "2014–"]
