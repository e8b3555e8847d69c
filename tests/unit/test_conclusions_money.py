"""The sentences on money and staff are right in every scenario."""

import pytest

from energikontoret import conclusions, words

GAP = {"gap_first_year_sek": 2_773_650, "gap_horizon_sek": 24_230_928}
OFFICE = {"turnover_change_share": -0.356, "employees_final": 7.1}


@pytest.mark.parametrize(
    ("changes", "last_year", "said"),
    [
        ({}, 2030, "När överenskommelsen upphör saknas 2,8 miljoner kronor 2023. Till och med 2030 växer"),
        ({}, 2023, "När överenskommelsen upphör saknas 2,8 miljoner kronor 2023."),
        ({"gap_horizon_sek": 0}, 2030, "Inget bortfall uppstår."),
    ],
)
def test_the_sentence_on_the_agreement_names_its_years(changes, last_year, said):
    assert said in conclusions.agreement(GAP | changes, 2023, last_year).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "minskar med 35,6 procent i fasta priser till 2030. Den räcker då till ungefär sju anställda."),
        ({"employees_final": 1.2}, "ungefär en anställd."),
        ({"turnover_change_share": 0.2, "employees_final": 13.2}, "ungefär 13 anställda."),
        ({"turnover_change_share": 0.0}, "behåller sin omsättning"),
        ({"turnover_change_share": -1.0}, "ingen personal kvar 2030"),
    ],
)
def test_the_office_sentence_counts_the_employees(changes, said):
    assert said in conclusions.office(OFFICE | changes, 2030).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({10: 24.1e6, 90: 24.9e6}, "åtta dragningar av tio mellan 24,1 och 24,9 miljoner kronor."),
        ({10: 0.0, 90: 0.0}, "åtta dragningar av tio vid noll kronor."),
    ],
)
def test_the_spread_is_told_with_and_without_the_scenarios_choice(chosen, said):
    whole = conclusions.uncertainty({10: 10.3e6, 90: 20.5e6}, chosen).sv.replace("\u00a0", " ")
    assert said in whole
    assert "ersätts ligger de mellan 10,3 och 20,5 miljoner kronor." in whole


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
    title = conclusions.sensitivity_title(changes).sv.replace("\u00a0", " ")
    assert title == f"Omsättningen {said}"
