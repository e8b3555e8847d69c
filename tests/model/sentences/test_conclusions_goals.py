"""The sentences on goals and decisions are right in every scenario."""

import pytest

from energikontoret.sentences import conclusions
from pressroom.language import words
from pressroom.language.text import t

FIGURES = {"count": 5, "measurable": 3, "own_target": 1, "judged": 4, "on_track": 1, "on_track_own": 0}
FIGURES |= {"contribution_retained_share": 0.186, "ended": 6, "current": 9}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ett av fem mål har ett eget målvärde som går att följa, och två till har lånade."),
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
def test_the_goal_sentence_follows_the_figures(changes, said):
    assert said in conclusions.goals(FIGURES | changes, 2030).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("on_track", "said"),
    [(1, "One of four indicators judged is on track"), (2, "Two of four indicators judged are on")],
)
def test_the_english_verb_follows_the_number(on_track, said):
    assert said in conclusions.goals(FIGURES | {"on_track": on_track}, 2030).en


def test_the_decision_sentence_counts_and_names():
    found = [t("Energikontoret", "The energy office"), t("Brysselkontoret", "The Brussels office")]
    said = conclusions.decisions(4, found)
    assert "ett utfall för två av dem, Energikontoret och Brysselkontoret, men inga belopp." in said.sv
    assert "an outcome for two of them, the energy office and the Brussels office, but" in said.en


@pytest.mark.parametrize(
    ("value", "unit", "year", "cell"),
    [
        (0.59, "andel", 1999, "59 % (1999)"),
        (-0.1, "andel", float("nan"), "−10 %"),
        (float("nan"), "antal", 2020, "–"),
        (None, "antal", None, "–"),
    ],
)
def test_a_cell_shows_the_value_with_its_year(value, unit, year, cell):
    assert words.dated(value, unit, year).sv.replace("\u00a0", " ") == cell
