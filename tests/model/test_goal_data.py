"""Goals, activities and decisions in the data: complete, sourced, and in step with the other resources."""

from pathlib import Path

import pytest

from energikontoret.model import emissions, goals
from pressroom.language.units import units
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
GOALS, INDICATORS = data.read(PROJECT, "goals"), data.read(PROJECT, "goal_indicators")
ACTIVITIES, LINKS = data.read(PROJECT, "activities"), data.read(PROJECT, "activity_goals")
DECISIONS, EVENTS = data.read(PROJECT, "decisions"), data.read(PROJECT, "decision_events")
EVIDENCE, SOURCES = data.read(PROJECT, "decision_evidence"), data.read(PROJECT, "sources")
EMISSIONS = ("fossil_free_rate",)


def test_there_are_five_goals_and_each_has_an_indicator():
    assert len(GOALS) == 5
    assert set(INDICATORS["goal"]) == set(GOALS["id"])


def test_units_are_those_of_the_project():
    assert set(INDICATORS["unit"]) <= set(units())


def test_every_target_that_can_be_judged_says_whose_it_is():
    judged = goals.judge(INDICATORS)
    decided = judged["status"].isin([goals.ON_TRACK, goals.OFF_TRACK])
    assert judged.loc[decided, "target_owner"].notna().all()


@pytest.mark.parametrize("column", ["source_id", "target_source_id"])
def test_every_indicator_names_a_listed_source(column):
    assert set(INDICATORS[column].dropna()) <= set(SOURCES["source_id"])


def test_no_emissions_are_compared_across_the_series_break():
    spans = INDICATORS[INDICATORS["label"].str.contains("tsläpp")]
    assert tuple(spans["id"]) == EMISSIONS
    assert "2020" in spans["label"].item()
    assert emissions.BREAK_AFTER < 2020


def test_the_yearly_change_of_emissions_follows_from_the_newest_vintage():
    totals = data.read(PROJECT, "emissions").query(
        "vintage == '2026-06' and area_code == '23' and sector == 'total'"
    )
    first, before, last = (totals.set_index("year")["kt_co2e"][year] for year in (2020, 2023, 2024))
    row = INDICATORS.set_index("id").loc["fossil_free_rate"]
    assert row["latest_value"] == pytest.approx((last / first) ** (1 / 4) - 1, abs=5e-4)
    assert (before / first) ** (1 / 3) - 1 == pytest.approx(-0.036, abs=5e-4)
    assert "3,6 procent" in row["note"]


@pytest.mark.parametrize(
    ("indicator", "column", "metric", "year"),
    [
        ("fossil_free_cars", "baseline_value", "cars_in_use", 2018),
        ("fossil_free_cars", "latest_value", "cars_in_use", 2025),
        ("public_electric_buses", "baseline_value", "buses_in_use", 2018),
        ("public_electric_buses", "latest_value", "buses_in_use", 2025),
    ],
)
def test_electric_cars_and_buses_are_those_of_the_vehicle_data(indicator, column, metric, year):
    found = data.read(PROJECT, "vehicles").query(
        f"metric == '{metric}' and area_code == '23' and fuel == 'electric' and year == {year}"
    )
    assert INDICATORS.set_index("id").loc[indicator, column] == found["number"].item()


@pytest.mark.parametrize(
    ("indicator", "metric"),
    [
        ("fossil_free_cars", "cars_in_use"),
        ("public_electric_buses", "buses_in_use"),
        ("plan_charging", "charging_points"),
    ],
)
def test_the_indicators_of_vehicles_show_the_newest_year_of_the_data(indicator, metric):
    newest = data.read(PROJECT, "vehicles").query("metric == @metric")["year"].max()
    assert INDICATORS.set_index("id").loc[indicator, "latest_year"] == newest


def test_the_charging_points_for_ten_cars_follow_from_the_vehicle_data():
    county = data.read(PROJECT, "vehicles").query("area_code == '23' and year == 2025")
    points = county.query("metric == 'charging_points'")["number"].item()
    cars = county.query("metric == 'cars_in_use' and fuel in ('electric', 'plug_in_hybrid')")["number"].sum()
    assert INDICATORS.set_index("id").loc["plan_charging", "latest_value"] == pytest.approx(
        10 * points / cars, abs=0.005
    )


@pytest.mark.parametrize(("column", "year"), [("baseline_value", 2012), ("latest_value", 2020)])
def test_wind_power_is_that_of_the_energy_data(column, year):
    found = data.read(PROJECT, "energy").query(
        f"metric == 'electricity_production' and carrier == 'wind' and area_code == '23' and year == {year}"
    )
    shown = INDICATORS.set_index("id").loc["rus_wind", column]
    assert shown == pytest.approx(found["value"].item() / 1000, abs=0.5)


def test_every_activity_contributes_to_a_goal_for_a_reason_of_its_own():
    assert set(LINKS["activity"]) == set(ACTIVITIES["id"])
    assert not LINKS.duplicated(["goal", "motivation"]).any()
    assert LINKS["motivation"].str.len().min() > 20


def test_activities_lie_between_1999_and_2026():
    assert ACTIVITIES["start_year"].between(1999, 2026).all()
    assert (ACTIVITIES["end_year"].fillna(2026) >= ACTIVITIES["start_year"]).all()
    assert (ACTIVITIES["end_basis"].isna() == ACTIVITIES["end_year"].isna()).all()


def test_nine_activities_went_on_in_2022_and_most_of_them_were_projects():
    found = goals.key_figures(GOALS, INDICATORS, ACTIVITIES, LINKS, before=2026)
    assert (found["current"], found["current_base"], found["current_project"], found["current_grant"]) == (
        9,
        2,
        5,
        2,
    )
    assert (found["ended"], found["later"]) == (6, 5)
    table = goals.counts(ACTIVITIES, LINKS, GOALS)
    assert table.loc["fossil_free"].to_dict() == {"base": 1, "project": 4, "grant": 2, "activities": 7}


def test_the_titles_of_the_figures_hold():
    recent = ACTIVITIES[ACTIVITIES["end_year"].fillna(2026) >= goals.PAPER_YEAR]
    links = LINKS[LINKS["activity"].isin(recent["id"])].groupby("goal").size()
    assert (links.idxmax(), links.idxmin()) == ("fossil_free", "public_transport")
    assert (ACTIVITIES["funding_kind"] == "project").mean() > 0.5


@pytest.mark.parametrize("kind", ["evidence", "open"])
def test_every_decision_has_evidence_and_open_questions(kind):
    assert set(EVIDENCE.query("kind == @kind")["decision"]) == set(DECISIONS["id"])


def test_every_decision_has_dated_events_up_to_2026():
    assert set(EVENTS["decision"]) == set(DECISIONS["id"])
    assert EVENTS["date"].str[:4].astype(int).between(2022, 2026).all()
