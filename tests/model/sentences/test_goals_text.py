"""The sentences on the goals are right in every scenario."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.model import goals as model
from energikontoret.sentences import goals
from pressroom.language.text import t

FIGURES = {"count": 5, "measurable": 3, "own_target": 1, "judged": 4, "on_track": 1, "on_track_own": 0}
COUNTS = {"current": 9, "current_base": 2, "current_project": 5, "current_grant": 2, "ended": 6, "later": 5}
COUNTS |= {"continued": 2, "contributing": 9, "count": 3}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ett av fem mål har ett eget målvärde som går att följa. För två mål till har rapporten tagit"),
        (
            {"measurable": 2},
            "För ett mål till har rapporten tagit målvärdet ur en tidigare plan eller andras riktmärken.",
        ),
        ({"own_target": 3}, "Tre av fem mål har ett eget målvärde som går att följa. "),
        ({}, "En av fyra bedömda indikatorer är i fas, mätt mot ett riktmärke som inte är länets."),
        (
            {"on_track": 2},
            "Två av fyra bedömda indikatorer är i fas, mätt mot riktmärken som inte är länets.",
        ),
        ({"on_track_own": 1}, "En av fyra bedömda indikatorer är i fas."),
        ({"on_track": 0}, "Ingen av fyra bedömda indikatorer är i fas."),
    ],
)
def test_the_sentence_follows_the_figures(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "One of five goals has a target of its own that can be followed. For two more goals the"),
        (
            {"own_target": 2},
            "Two of five goals have a target of their own that can be followed. For one more goal the",
        ),
        (
            {},
            "One of four judged indicators is on track, measured by a benchmark that is not the county’s own",
        ),
        (
            {"on_track": 2},
            "Two of four judged indicators are on track, measured by benchmarks that are not the county’s",
        ),
    ],
)
def test_the_english_verb_follows_the_number(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes), "en")


def test_the_activities_are_counted_by_what_they_rested_on():
    assert plain(goals.activities(COUNTS)) == (
        "Nio verksamheter pågick 2022: två betalades med basfinansiering, fem med projektpengar och två med "
        "riktade bidrag. Sex av dem har avslutats, varav två fortsätter i nya projekt. Ytterligare fem nämns "
        "först efter 2022."
    )


NAMES = {"rus": t("RUS"), "plan": t("transportplanen"), "free": t("Fossilbränslefritt 2030")}


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ([2, 0, 1], "Till transportplanen bidrog bara projekt och riktade bidrag."),
        ([0, 0, 1], "Till RUS och transportplanen bidrog bara projekt och riktade bidrag."),
        ([2, 1, 1], "betalades två av dem med basfinansieringen."),
    ],
)
def test_the_role_is_told_by_what_contributed_and_what_it_rested_on(base, said):
    counts = pd.DataFrame({"base": base, "project": 1}, index=list(NAMES))
    whole = plain(goals.role(COUNTS, counts, NAMES))
    assert whole.startswith(
        "Ärendet nämner tre mål eller program: RUS, transportplanen och Fossilbränslefritt 2030. Till dem "
        "bidrog nio av kontorets verksamheter 2022. "
    )
    assert whole.endswith(said)


def test_an_activity_is_told_with_its_goals_in_their_order():
    activities = pd.DataFrame({"id": ["a", "b"], "funding_kind": ["base", "grant"]})
    links = pd.DataFrame({"activity": ["a", "a", "b"], "goal": ["plan", "rus", "free"]})
    rows = goals.activity_rows(activities, links, NAMES)
    assert [plain(cell) for cell in rows["kind"]] == ["Basfinansiering", "Riktade bidrag"]
    assert [plain(cell) for cell in rows["goals"]] == ["RUS och transportplanen", "Fossilbränslefritt 2030"]


def test_no_share_of_the_contributions_is_told():
    assert "procent" not in plain(goals.conclusion(FIGURES)) + plain(goals.activities(COUNTS))


@pytest.mark.parametrize(
    ("latest_value", "latest_year", "state"),
    [
        (2900, 2019, "i fas"),
        (2000, 2019, "inte i fas"),
        (2900, 2020, "inte nått"),
        (3000, 2020, "nått"),
        (3100, 2024, "nått"),
    ],
)
def test_a_target_is_met_or_not_once_its_year_is_there(latest_value, latest_year, state):
    wind = {
        **dict(kind="path", direction="up", unit="GWh", target_owner="own"),
        **dict(baseline_value=534, baseline_year=2012, target_value=3000, target_year=2020),
        **dict(latest_value=latest_value, latest_year=latest_year),
    }
    judged = model.judge(pd.DataFrame([wind]))
    assert plain(goals.indicator_cells(judged)["state"].iloc[0]) == state
