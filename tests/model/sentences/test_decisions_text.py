"""The sentence on the decisions counts and names those with an outcome."""

import pytest
from plain_text import plain

from energikontoret.sentences import decisions
from pressroom.notebook import data


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "ett utfall för två av dem, Energikontoret och Brysselkontoret, men inga belopp."),
        ("en", "an outcome for two of them, the energy office and the Brussels office, but no amounts."),
    ],
)
def test_the_decisions_with_an_outcome_are_named(lang, said):
    named = data.load("decisions")["label"].tolist()[:2]
    assert said in plain(decisions.conclusion(4, named), lang)
