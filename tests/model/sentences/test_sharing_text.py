"""The sentences on the sharing of cost are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import sharing

EVEN = {"cost_sek": 800_000, "region_sek": 400_000, "municipalities_sek": 400_000, "per_inhabitant_sek": 3.01}


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
def test_the_sentence_says_who_pays(changes, leaving, said):
    assert said in plain(sharing.conclusion(EVEN | changes, leaving, True))


@pytest.mark.parametrize(
    ("same", "said"),
    [
        (True, "Varje kommun som är med betalar 3,0 kronor per invånare."),
        (False, "För kommunerna blir det i snitt 3,0 kronor per invånare."),
    ],
)
def test_only_a_key_that_differs_between_municipalities_gives_a_mean(same, said):
    assert said in plain(sharing.conclusion(EVEN, [], same))


@pytest.mark.parametrize(
    ("leaving", "said"),
    [(["Åre"], "Åre stays outside, and"), (["Åre", "Berg"], "Åre and Berg stay outside, and")],
)
def test_the_english_verb_follows_how_many_stay_outside(leaving, said):
    assert said in plain(sharing.conclusion(EVEN, leaving, True), "en")
