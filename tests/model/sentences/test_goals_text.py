"""The sentences on the goals are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import goals

FIGURES = {"count": 5, "measurable": 3, "own_target": 1, "judged": 4, "on_track": 1, "on_track_own": 0}
FIGURES |= {"contribution_retained_share": 0.186, "ended": 6, "current": 9}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ett av fem mål har ett eget målvärde som går att följa, och två till har lånade."),
        ({"measurable": 2}, "ett eget målvärde som går att följa, och ett till har ett lånat."),
        ({"own_target": 3}, "Tre av fem mål har ett eget målvärde som går att följa. "),
        ({}, "En av fyra bedömda indikatorer är i fas, mätt mot ett lånat mål."),
        ({"on_track": 2}, "Två av fyra bedömda indikatorer är i fas, mätt mot lånade mål."),
        ({"on_track_own": 1}, "En av fyra bedömda indikatorer är i fas. "),
        ({"on_track": 0}, "Ingen av fyra bedömda indikatorer är i fas. "),
        ({}, "År 2030 återstår 19 procent av bidragen till målen, räknat på 2022 års verksamheter."),
        ({"contribution_retained_share": 1.0}, "Bidragen till målen består till 2030, räknat på 2022 års"),
        ({"contribution_retained_share": 0.0}, "År 2030 återstår inget av bidragen till målen, räknat på"),
        ({}, "räkneexempel: bidragen är bedömda, och sex av nio verksamheter har avslutats."),
    ],
)
def test_the_sentence_follows_the_figures(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes, 2030))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "One of five goals has a target of its own that can be followed, and two more have borrowed"),
        (
            {"own_target": 2},
            "Two of five goals have a target of their own that can be followed, and one more",
        ),
        ({}, "One of four indicators judged is on track, measured by a borrowed target"),
        ({"on_track": 2}, "Two of four indicators judged are on track, measured by borrowed targets"),
    ],
)
def test_the_english_verb_follows_the_number(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes, 2030), "en")
