"""The sentences on the options are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import options
from pressroom.language.text import t

LEAD = {"lead_points": 0.2, "best_win_share": 0.673}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "får flest poäng, 0,2 poäng före flytt till Kommunförbundet på en skala till fem."),
        ({"lead_points": 0.0}, "Kvar i Regionen och flytt till Kommunförbundet får lika många poäng."),
        ({}, "bäst i 67 procent av dragningarna"),
    ],
)
def test_the_sentence_says_how_sure_the_lead_is(changes, said):
    best, second = t("Kvar i Regionen"), t("Flytt till Kommunförbundet")
    assert said in plain(options.conclusion(LEAD | changes, best, second))


def test_points_are_written_with_their_range():
    assert plain(options.judgement(5, 4, 5)) == "5 (4 till 5)"
