"""The opening sentences of chapters 4 to 6 are right in every scenario."""

import pytest

from energikontoret import conclusions
from energikontoret.text import t

FALLING = {
    "trend_rate_share": -0.04,
    "trend_rate_low_share": -0.06,
    "trend_rate_high_share": -0.02,
    "projected_2030_kt": 305.0,
    "projected_2030_low_kt": 212.0,
    "projected_2030_high_kt": 438.0,
    "gap_2030_kt": 109.0,
}
EVEN = {"cost_sek": 800_000, "region_sek": 400_000, "municipalities_sek": 400_000, "per_inhabitant_sek": 3.01}
LEAD = {"lead_points": 0.2, "best_win_share": 0.673}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "minskade med 4 procent om året 2018–2023"),
        (
            {"trend_rate_share": 0.04, "trend_rate_low_share": 0.01, "trend_rate_high_share": 0.1},
            "ökade med 4",
        ),
        ({"trend_rate_high_share": 0.01}, "visar ingen säker trend 2018–2023"),
        ({}, "109 tusen ton mer än målet"),
        ({"gap_2030_kt": -20.0}, "20 tusen ton mindre än målet"),
        ({}, "Intervallet ligger mellan 212 och 438 tusen ton."),
        ({"gap_2030_kt": 90.0}, "438 tusen ton, så även målet ryms i det."),
    ],
)
def test_the_emission_sentence_follows_the_trend_and_the_gap(changes, said):
    assert said in conclusions.emissions(FALLING | changes, 2018, 2023).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "leaving", "said"),
    [
        ({}, [], "betalar Regionen 400 000 kronor och kommunerna 400 000 kronor"),
        (
            {"region_sek": 0, "municipalities_sek": 800_000},
            [],
            "betalar kommunerna hela kostnaden, 800 000 kronor om året",
        ),
        ({"region_sek": 800_000, "municipalities_sek": 0}, [], "betalar Regionen hela kostnaden"),
        ({}, ["Åre", "Berg", "Krokom"], "Åre, Berg och Krokom står utanför, och de andra betalar den delen."),
        ({}, ["Åre"], "Åre står utanför, och"),
    ],
)
def test_the_sharing_sentence_says_who_pays(changes, leaving, said):
    assert said in conclusions.sharing(EVEN | changes, leaving, True).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("same", "said"),
    [
        (True, "Varje kommun som är med betalar 3,0 kronor per invånare."),
        (False, "För kommunerna blir det i snitt 3,0 kronor per invånare."),
    ],
)
def test_only_a_key_that_differs_between_municipalities_is_told_as_a_mean(same, said):
    sentence = conclusions.sharing(EVEN | {"per_inhabitant_sek": 3.01}, [], same).sv
    assert said in sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "får flest poäng, 0,2 poäng före flytt till Kommunförbundet på en skala till fem."),
        ({"lead_points": 0.0}, "Kvar i Regionen och flytt till Kommunförbundet får lika många poäng."),
        ({}, "bäst i 67 procent av dragningarna"),
    ],
)
def test_the_option_sentence_says_how_sure_the_lead_is(changes, said):
    best, second = t("Kvar i Regionen", "Staying"), t("Flytt till Kommunförbundet", "Moving")
    assert said in conclusions.options(LEAD | changes, best, second).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("before", "latest", "said"),
    [
        (400, 476, "Från 2023 till 2024 ökade utsläppen med 19 procent"),
        (400, 396, "minskade utsläppen med 1 procent"),
    ],
)
def test_the_latest_step_is_told_as_a_rise_or_a_fall(before, latest, said):
    sentence = conclusions.last_step(before, latest, 2024, t("Transporter", "Transport")).sv
    assert said in sentence.replace("\u00a0", " ")
    assert sentence.endswith(", mest inom transporter.")


def test_the_pace_needed_is_told_as_a_fall():
    said = conclusions.required(-0.1, -0.146, 2024).sv.replace("\u00a0", " ")
    assert "minska med 10 procent om året från 2024" in said
    assert said.endswith("minska med 14,6 procent om året.")
    assert "redan lägre" in conclusions.required(0.02, 0.03, 2024).sv


def test_savings_are_set_beside_the_gap():
    sentence = conclusions.savings(0.5, 4.5, 100.0).sv.replace("\u00a0", " ")
    assert sentence.endswith("Det är mellan 0,5 och 4,5 procent av det som saknas till målet 2030.")


def test_savings_are_not_compared_with_a_gap_that_is_not_there():
    assert "saknas inget" in conclusions.savings(0.5, 4.5, -3.0).sv


def test_an_interval_is_written_with_both_ends():
    ends = conclusions.interval(-0.077, 0.09, "andel")
    assert [text.replace("\u00a0", " ") for text in ends] == ["−7,7 till 9,0", "−7.7 to 9.0"]


def test_points_are_written_with_their_range():
    assert conclusions.judgement(5, 4, 5).sv.replace("\u00a0", " ") == "5 (4 till 5)"
