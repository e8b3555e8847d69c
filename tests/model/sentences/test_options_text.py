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
            "Flest poäng får alternativet ”Kvar i Regionen”, men försprånget framför ”Egen organisation” är "
            "mindre än bedömningarnas osäkerhet.",
            "Kvar i Regionen och egen organisation går inte att skilja åt",
        ),
        (
            False,
            "Flest poäng får alternativet ”Kvar i Regionen”. Försprånget framför ”Egen organisation” är "
            "större än bedömningarnas osäkerhet.",
            "Kvar i Regionen är bäst",
        ),
    ],
)
def test_a_lead_within_the_noise_is_told_as_none(equal, said, title):
    figures = FIGURES | {"equal": equal}
    assert plain(options.conclusion(figures, BEST, SECOND, [])) == said
    assert plain(options.title(figures, BEST, SECOND)) == title


def test_options_whose_whole_range_lies_behind_are_named_as_clearly_behind():
    said = plain(options.conclusion(FIGURES, BEST, SECOND, [t("Flytt till förbundet"), t("Uppdelning")]))
    assert said.endswith("Tydligt färre får ”Flytt till förbundet” och ”Uppdelning”.")


def test_the_points_are_told_from_the_most_with_one_decimal_and_the_leads_span():
    said = plain(options.lead(FIGURES, {"own": 3.0, "stay": 3.6667}, {"stay": BEST, "own": SECOND}))
    assert said == (
        "Poängen på en skala till fem är: kvar i Regionen 3,7 och egen organisation 3,0. I åtta beräkningar "
        "av tio ligger försprånget framför den närmaste mellan −0,3 och 0,8 poäng."
    )


@pytest.mark.parametrize(("lang", "written"), [("sv", "−7,7 till 9,0"), ("en", "−7.7 to 9.0")])
def test_an_interval_is_written_with_both_ends(lang, written):
    assert plain(parts.interval(-0.077, 0.09, "andel"), lang) == written


def test_points_are_written_with_their_range():
    assert plain(options.judgement(5, 4, 5)) == "5 (4 till 5)"
