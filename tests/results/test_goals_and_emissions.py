"""What chapters 3 and 4 add to their key figures, again by plain arithmetic on the bare files."""

import math

import pytest

STARTS = (2020, 2022)
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
def strength(bare, current):
    """The strength of each activity of 2022 over all goals."""
    whole = dict.fromkeys(current, 0)
    for row in bare("activity_goals"):
        if row["activity"] in whole:
            whole[row["activity"]] += int(row["strength"])
    return whole


def test_six_of_nine_activities_have_ended(run, current):
    assert {name for name, (_, ended) in current.items() if not ended} == STILL_NAMED
    assert run.values["goals.activities_2022_count"] == len(current) == 9
    assert run.values["goals.activities_ended_count"] == 6


def test_the_ended_activities_share_of_the_contributions_is_a_sum_of_strengths(run, current, strength):
    ended = sum(strength[name] for name, (_, over) in current.items() if over)
    assert (ended, sum(strength.values())) == (31, 43)
    assert run.values["goals.ended_contribution_share"] == pytest.approx(31 / 43, abs=0.005)


def test_what_remains_of_ended_activities_follows_the_money_of_the_scenario(run, current, strength):
    kept = {kind: run.values[f"goals.{kind}_retained_share"] for kind in ("base", "project", "grant")}
    left = {name: strength[name] * kept[kind] for name, (kind, _) in current.items()}
    ended = sum(left[name] for name, (_, over) in current.items() if over)
    share = ended / sum(left.values()) if sum(left.values()) else 0.0
    assert run.values["goals.contribution_retained_ended_share"] == pytest.approx(share, abs=0.006)
    retained = sum(left.values()) / sum(strength.values())
    assert run.values["goals.contribution_retained_share"] == pytest.approx(retained, abs=0.006)


def test_half_of_what_remains_without_the_agreement_is_one_ended_activity(runs, strength):
    assert strength["laddbara_mil"] == strength["advice"] == 4
    assert runs["base"].values["goals.contribution_retained_ended_share"] == 0.5


@pytest.fixture(scope="session")
def county(bare):
    """The county's total emissions in the newest vintage, by year."""
    return {
        int(row["year"]): float(row["kt_co2e"])
        for row in bare("emissions")
        if (row["area_code"], row["sector"], row["vintage"]) == ("23", "total", "2026-06")
    }


def test_the_gap_is_told_for_every_start_of_the_targets_path(run, county):
    assert run.parameters["emission_vintage"] == "2026-06"
    left = 1 - run.parameters["target_rate"]
    starts = {*STARTS, run.parameters["trend_to"]}
    targets = {year: county[year] * left ** (2030 - year) for year in starts}
    gaps = [run.values["emissions.projected_2030_kt"] - target for target in targets.values()]
    assert run.values["emissions.gap_2030_low_kt"] == pytest.approx(min(gaps), abs=0.01)
    assert run.values["emissions.gap_2030_high_kt"] == pytest.approx(max(gaps), abs=0.01)
    fastest = (min(targets.values()) / county[2024]) ** (1 / 6) - 1
    assert run.values["emissions.required_rate_fastest_share"] == pytest.approx(fastest, abs=1e-6)


def test_the_starts_are_those_of_the_facts(bare):
    facts = {row["id"]: row["value"] for row in bare("facts")}
    stated = int(facts["facts.strategy_first_year"]), int(facts["facts.target_first_year"]) - 1
    assert stated == STARTS


def test_the_two_largest_sectors_make_almost_all_of_the_latest_rise(run, bare):
    steps = dict.fromkeys(("total", "transport", "work_machinery"), 0.0)
    for row in bare("emissions"):
        if (row["area_code"], row["vintage"]) == ("23", "2026-06") and row["sector"] in steps:
            steps[row["sector"]] += {"2024": 1, "2023": -1}.get(row["year"], 0) * float(row["kt_co2e"])
    assert run.values["emissions.transport_change_kt"] == pytest.approx(steps["transport"], abs=0.01)
    assert run.values["emissions.machinery_change_kt"] == pytest.approx(steps["work_machinery"], abs=0.01)
    assert math.isclose(steps["work_machinery"] / steps["total"], 0.435, abs_tol=0.005)
    assert "transporter och arbetsmaskiner" in run.values["emissions.last_step"]


def test_the_vintages_differ_little_after_the_break(run, bare):
    found = {}
    for row in bare("emissions"):
        if (row["area_code"], row["sector"]) == ("23", "total") and int(row["year"]) > 2017:
            found.setdefault(row["year"], {})[row["vintage"]] = float(row["kt_co2e"])
    both = [abs(pair["2026-06"] - pair["2026-01"]) for pair in found.values() if len(pair) == 2]
    assert len(both) == 4
    assert run.values["emissions.vintage_difference_later_kt"] == pytest.approx(max(both), abs=0.01)
