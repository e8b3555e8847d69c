"""What the chapters on goals and emissions record, again by plain arithmetic on the bare files."""

import math
import statistics

import pytest

STARTS = (2020, 2022, 2024)
STILL_NAMED = {"advice", "s3_lead", "property_network"}


@pytest.fixture(scope="session")
def current(bare):
    """The activities of 2022 by id: their kind of funding, and whether a source carries that they ended."""
    return {
        row["id"]: (row["funding_kind"], row["end_year"] != "" and row["end_basis"] != "seen")
        for row in bare("activities")
        if int(row["start_year"]) <= 2022 <= int(row["end_year"] or 9999)
    }


@pytest.fixture(scope="session")
def county(bare):
    """The county's total emissions in the newest vintage, by year."""
    return {
        int(row["year"]): float(row["kt_co2e"])
        for row in bare("emissions")
        if (row["area_code"], row["sector"], row["vintage"]) == ("23", "total", "2026-06")
    }


def test_six_of_nine_activities_have_ended(run, current):
    assert {name for name, (_, ended) in current.items() if not ended} == STILL_NAMED
    assert run.values["goals.activities_2022_count"] == len(current) == 9
    assert run.values["goals.activities_ended_count"] == 6


def test_the_sentence_counts_the_activities_by_what_they_rested_on(run, current):
    kinds = [kind for kind, _ in current.values()]
    assert [kinds.count(kind) for kind in ("base", "project", "grant")] == [2, 5, 2]
    assert (
        "två betalades med basfinansiering, fem med projektpengar och två med riktade bidrag"
        in run.values["goals.activities"]
    )


def test_no_share_of_the_contributions_is_recorded(run):
    assert [id for id in run.values if id.startswith("goals.") and "contribution" in id] == []


def test_goals_and_emissions_are_the_same_in_every_scenario(runs):
    found = [
        {id: value for id, value in run.values.items() if id.split(".")[0] in ("goals", "emissions")}
        for run in runs.values()
    ]
    assert all(each == found[0] for each in found)


def test_the_pace_needed_covers_every_start_of_the_targets_path(run, county):
    assert run.parameters["emission_vintage"] == "2026-06"
    left = 1 - run.parameters["target_rate"]
    targets = [county[year] * left ** (2030 - year) for year in STARTS]
    assert run.values["emissions.target_2030_lowest_kt"] == pytest.approx(min(targets), abs=0.01)
    assert run.values["emissions.target_2030_highest_kt"] == pytest.approx(max(targets), abs=0.01)
    paces = [(target / county[2024]) ** (1 / 6) - 1 for target in targets]
    assert run.values["emissions.required_rate_lowest_share"] == pytest.approx(min(paces), abs=1e-6)
    assert run.values["emissions.required_rate_highest_share"] == pytest.approx(max(paces), abs=1e-6)
    assert "mellan 10 och 17" in run.values["emissions.required"]


def test_the_latest_year_is_above_the_first(run, county):
    assert run.values["emissions.latest_above_first_kt"] == pytest.approx(
        county[2024] - county[2020], abs=0.01
    )
    assert county[2024] > county[2020]
    assert "större än 2020" in run.values["emissions.sure"]


def test_two_rates_for_the_same_years_are_told_as_two_ways_to_measure_them(run, county):
    years = range(run.parameters["trend_from"], run.parameters["trend_to"] + 1)
    slope, _ = statistics.linear_regression(years, [math.log(county[year]) for year in years])
    assert run.values["emissions.trend_rate_share"] == pytest.approx(math.exp(slope) - 1, abs=1e-6)
    low, high = (run.values[f"emissions.trend_rate_{end}_share"] for end in ("low", "high"))
    assert low < 0 < high
    between_ends = (county[years[-1]] / county[years[0]]) ** (1 / (len(years) - 1)) - 1
    said = run.values["emissions.trend"]
    for share in (between_ends, run.values["emissions.trend_rate_share"]):
        assert f"{100 * share:.1f}".replace(".", ",") in said
    assert said.startswith("Två sätt att mäta samma år ger olika svar.")


def test_the_starts_are_those_of_the_facts(bare):
    facts = {row["id"]: row["value"] for row in bare("facts")}
    assert int(facts["facts.strategy_first_year"]) == STARTS[0]
    assert int(facts["facts.target_first_year"]) - 1 == STARTS[1]
