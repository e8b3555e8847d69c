"""The sentences on goals and decisions are right in every scenario."""

import pytest

from energikontoret import conclusions, words
from energikontoret.text import t

FIGURES = {"count": 5, "measurable": 3, "judged": 4, "on_track": 1, "contribution_retained_share": 0.186}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Av fem mål går tre att följa med tal."),
        ({}, "Av fyra bedömda indikatorer är en i fas."),
        ({"on_track": 0}, "är noll i fas"),
        ({}, "återstår 19 procent 2030."),
        ({"contribution_retained_share": 1.0}, "Kontorets bidrag till målen består till 2030."),
        ({"contribution_retained_share": 0.0}, "Inget av kontorets bidrag till målen återstår 2030."),
    ],
)
def test_the_goal_sentence_follows_the_figures(changes, said):
    assert said in conclusions.goals(FIGURES | changes, 2030).sv.replace("\u00a0", " ")


@pytest.mark.parametrize(("on_track", "said"), [(1, "one is on track"), (2, "two are on track")])
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
