"""The opening sentences on sharing and organisation are right in every scenario."""

import pytest

from energikontoret.sentences import conclusions
from pressroom.language.text import t

EVEN = {"cost_sek": 800_000, "region_sek": 400_000, "municipalities_sek": 400_000, "per_inhabitant_sek": 3.01}
LEAD = {"lead_points": 0.2, "best_win_share": 0.673}


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


def test_an_interval_is_written_with_both_ends():
    ends = conclusions.interval(-0.077, 0.09, "andel")
    assert [text.replace("\u00a0", " ") for text in ends] == ["−7,7 till 9,0", "−7.7 to 9.0"]


def test_points_are_written_with_their_range():
    assert conclusions.judgement(5, 4, 5).sv.replace("\u00a0", " ") == "5 (4 till 5)"
