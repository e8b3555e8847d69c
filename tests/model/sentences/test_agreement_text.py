"""The sentences on the agreement are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import agreement

GAP = {"gap_first_year_sek": 2_773_650, "gap_horizon_sek": 24_230_928}


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
    assert said in plain(agreement.conclusion(GAP | changes, 2023, 2030, replaced, ramp))


def test_a_single_year_has_no_sum():
    assert plain(agreement.conclusion(GAP, 2023, 2023, 0, 0)).endswith(" 2023.")


def test_the_loss_is_split_by_the_bodies_that_bear_it():
    said = plain(agreement.by_bearer(1_640_000, 461_250, 672_400))
    assert "1,6 miljoner kronor hos regionala utvecklingsnämnden, 461 000 kronor hos regionstyrelsen" in said
    assert "något bortfall" in plain(agreement.by_bearer(0, 0, 0))
