"""The sentences on money and staff are right in every scenario."""

import pytest

from energikontoret.sentences import conclusions, money
from pressroom.language import words
from pressroom.language.text import t

GAP = {"gap_first_year_sek": 2_773_650, "gap_horizon_sek": 24_230_928}
OFFICE = {
    "turnover_change_share": -0.356,
    "turnover_final_fixed_sek": 4_346_750,
    "employees_final": 7.1,
    "full_effect_year": 2025,
}


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "replaced", "ramp", "said"),
    [
        ({}, 0, 0, "Om ingenting ersätter överenskommelsen är bortfallet 2,8 miljoner kronor 2023. Till och"),
        ({}, 0, 3, "Om kommunernas betalning trappas ned under tre år är bortfallet 2,8 miljoner kronor"),
        ({}, 0.296, 0, "Om 29,6 procent av överenskommelsens dokumenterade del ersätts är bortfallet 2,8"),
        ({"gap_horizon_sek": 0}, 1, 0, "ersätts helt uppstår inget bortfall."),
    ],
)
def test_the_sentence_on_the_agreement_sets_its_condition(changes, replaced, ramp, said):
    assert said in spaced(money.agreement(GAP | changes, 2023, 2030, replaced, ramp).sv)


def test_a_single_year_has_no_sum():
    assert money.agreement(GAP, 2023, 2023, 0, 0).sv.endswith(" 2023.")


@pytest.mark.parametrize(
    ("changes", "share", "said"),
    [
        ({}, 0.5, "Om hälften av de gemensamma kostnaderna är basfinansiering minskar Energikontorets"),
        ({}, 0.4, "Om 40 procent av de gemensamma kostnaderna är basfinansiering minskar"),
        ({}, 0.5, "med 35,6 procent i fasta priser, från 6,7 till 4,3 miljoner kronor."),
        ({}, 0.5, "Antalet anställda minskar från elva till ungefär sju. Hela minskningen syns från 2025."),
        ({"employees_final": 1.2}, 0.5, "från elva till ungefär ett."),
        ({"turnover_change_share": 0.2, "employees_final": 13.2}, 0.5, "ökar från elva till ungefär 13."),
        ({"turnover_change_share": -0.006, "employees_final": 10.9}, 0.5, "är då fortfarande ungefär elva."),
        ({"turnover_change_share": 0.0}, 0.5, "behåller Energikontoret sin omsättning"),
        ({"turnover_change_share": -1.0}, 0.5, "ingen personal kvar från 2025"),
    ],
)
def test_the_office_sentence_says_from_what_to_what(changes, share, said):
    assert said in spaced(money.office(OFFICE | changes, 6_746_750, 11, share).sv)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [-0.14, -0.57],
            "Om andelen är 20 procent minskar omsättningen med 14 procent, och vid 80 procent med 57",
        ),
        ([0.15, -0.16], "ökar omsättningen med 15 procent, och vid 80 procent minskar den med 16 procent."),
        ([0.0, -0.16], "är omsättningen oförändrad, och vid 80 procent minskar den med 16 procent."),
        ([-1.0, -1.0], "detsamma vid alla andelar"),
    ],
)
def test_the_ends_of_the_unknown_share_are_said(changes, said):
    assert said in spaced(money.office_range([0.2, 0.8], changes).sv)


def test_the_loss_is_split_by_the_bodies_that_bear_it():
    said = spaced(money.by_bearer(1_640_000, 461_250, 672_400).sv)
    assert "1,6 miljoner kronor hos regionala utvecklingsnämnden, 461 000 kronor hos regionstyrelsen" in said
    assert "något bortfall" in money.by_bearer(0, 0, 0).sv


def test_the_nearest_scenario_names_itself_only_in_other_reports():
    near = {"gap_horizon_sek": 15.1e6, "turnover_change_share": -0.006}
    said = [spaced(money.nearest(t("Delad", "Shared"), near, 2030, own).sv) for own in (False, True)]
    assert "”Delad”. Där är bortfallet 15,1 miljoner kronor" in said[0]
    assert "Det här scenariot" in said[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Ingenting"),
        ({"retention_ramp_years": 3}, "Ingenting efter tre års nedtrappning"),
        ({"retention_common_costs": 0.5}, "50 procent av de gemensamma kostnaderna"),
        ({f"retention_{post}": 1.0 for post in money.POSTS}, "Allt"),
        ({f"retention_{post}": 0.915 for post in money.POSTS}, "91,5 procent av varje post"),
        ({"other_income_retained_share": 0.0}, "Ingenting. Övriga intäkter upphör."),
    ],
)
def test_a_scenario_says_what_it_replaces(given, said):
    nothing = {f"retention_{post}": 0.0 for post in money.POSTS}
    values = nothing | {"retention_ramp_years": 0, "other_income_retained_share": 1.0} | given
    assert spaced(money.replaced(values).sv) == said


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({10: 24.1e6, 90: 24.9e6}, "åtta dragningar av tio mellan 24,1 och 24,9 miljoner kronor."),
        ({10: 0.0, 90: 0.0}, "uppstår inget bortfall i åtta dragningar av tio."),
    ],
)
def test_the_spread_is_told_with_and_without_the_scenarios_choice(chosen, said):
    whole = conclusions.uncertainty({10: 10.3e6, 90: 20.5e6}, chosen).sv.replace("\u00a0", " ")
    assert said in whole
    assert "ersätts ligger det mellan 10,3 och 20,5 miljoner kronor." in whole


@pytest.mark.parametrize(
    ("low", "high", "unit", "sv", "en"),
    [
        (-0.569, -0.142, "andel", "mellan −56,9 och −14,2 procent", "between −56.9 and −14.2 per cent"),
        (0, 12.9e6, "kr", "mellan 0 kronor och 12,9 miljoner kronor", "between SEK 0 and SEK 12.9 million"),
    ],
)
def test_two_ends_say_a_shared_unit_once(low, high, unit, sv, en):
    assert [text.replace("\u00a0", " ") for text in words.between(low, high, unit)] == [sv, en]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([-0.569, -0.142], "minskar med mellan 14,2 och 56,9 procent"),
        ([0.02, 0.1], "ökar med mellan 2 och 10 procent"),
        ([-0.16, 0.149], "minskar med upp till 16 procent eller ökar med upp till 14,9 procent"),
        ([-1.0, -1.0], "minskar med 100 procent vid alla andelar"),
        ([0.0, 0.0], "är oförändrad vid alla andelar"),
    ],
)
def test_the_unknown_share_moves_turnover_up_or_down(changes, said):
    title = money.sensitivity_title(changes).sv.replace("\u00a0", " ")
    assert title == f"Omsättningen {said}"
