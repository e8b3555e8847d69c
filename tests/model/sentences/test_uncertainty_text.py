"""The sentences on the uncertainty are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import uncertainty


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({10: 24.1e6, 90: 24.9e6}, "åtta dragningar av tio mellan 24,1 och 24,9 miljoner kronor."),
        ({10: 0.0, 90: 0.0}, "uppstår inget bortfall i åtta dragningar av tio."),
    ],
)
def test_the_spread_is_told_with_and_without_the_scenarios_choice(chosen, said):
    whole = plain(uncertainty.conclusion({10: 10.3e6, 90: 20.5e6}, chosen))
    assert said in whole
    assert "ersätts ligger det mellan 10,3 och 20,5 miljoner kronor." in whole


@pytest.mark.parametrize(("share", "said"), [(0.0, "finns inga"), (0.031, "är det 3,1 procent av")])
def test_rejected_draws_are_counted_or_there_are_none(share, said):
    assert said in plain(uncertainty.rejected(share))
