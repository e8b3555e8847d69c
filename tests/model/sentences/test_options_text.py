"""The sentences on the options tell a lead inside the noise as none."""

import pytest
from plain_text import plain

from energikontoret.sentences import options, parts
from pressroom.language.text import t

BEST, SECOND = t("Kvar i Regionen"), t("Egen organisation")
FIGURES = {"equal": True, "lead_points": 0.1667, "lead_p10_points": -0.3197, "lead_p90_points": 0.7567}


@pytest.mark.parametrize(
    ("equal", "said", "title"),
    [
        (
            True,
            "Kvar i Regionen och egen organisation går inte att skilja åt: "
            "skillnaden är mindre än bedömningarnas osäkerhet.",
            "Kvar i Regionen och egen organisation går inte att skilja åt",
        ),
        (
            False,
            "Kvar i Regionen är bäst. "
            "Skillnaden till egen organisation är större än bedömningarnas osäkerhet.",
            "Kvar i Regionen är bäst",
        ),
    ],
)
def test_a_lead_within_the_noise_is_told_as_none(equal, said, title):
    figures = FIGURES | {"equal": equal}
    assert plain(options.conclusion(figures, BEST, SECOND)) == said
    assert plain(options.title(figures, BEST, SECOND)) == title


def test_the_lead_is_told_with_one_decimal_and_its_span():
    assert plain(options.lead(FIGURES)) == (
        "Skillnaden är 0,2 poäng på en skala till fem. "
        "I åtta fall av tio ligger den mellan −0,3 och 0,8 poäng."
    )


@pytest.mark.parametrize(("lang", "written"), [("sv", "−7,7 till 9,0"), ("en", "−7.7 to 9.0")])
def test_an_interval_is_written_with_both_ends(lang, written):
    assert plain(parts.interval(-0.077, 0.09, "andel"), lang) == written


def test_points_are_written_with_their_range():
    assert plain(options.judgement(5, 4, 5)) == "5 (4 till 5)"
