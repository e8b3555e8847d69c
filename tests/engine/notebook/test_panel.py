"""The panel as data: what may be set, what is computed, and what is refused."""

import numpy as np
import pytest

from pressroom.language.numbers import NBSP
from pressroom.language.text import t
from pressroom.notebook import panel

GIVEN = {"sold_share": 0.025, "resting": "02", "kg_per_tree": 5}
# One result that both move: 4 computed values and 2 choices.
RESULT = np.arange(8.0).reshape(4, 2, 1)
NUMBER = panel.Number("a.b_sek", t("Belopp", "Amount"), "kr", RESULT)


@pytest.fixture
def slider():
    return panel.slider(GIVEN, "sold_share", [0.0, 0.02, 0.04], step=0.01)


@pytest.fixture
def axes(slider):
    choice = panel.choice(GIVEN, "resting", {"01": t("Astrakan"), "02": t("Gravensteiner")})
    return [slider, choice]


def test_a_slider_computes_the_scenarios_own_value_too(slider):
    assert slider.values == [0.0, 0.02, 0.025, 0.04]


def test_a_slider_stops_at_every_step_and_at_what_is_computed(slider):
    assert slider.stops == [0.0, 0.01, 0.02, 0.025, 0.03, 0.04]


def test_a_slider_reaches_a_scenario_beyond_its_ends():
    assert panel.slider({"sold_share": 0.07}, "sold_share", [0.0, 0.04], step=0.02).stops[-1] == 0.07


def test_stops_are_written_in_both_languages(slider):
    words = slider.words[3]
    assert (words.of("sv"), words.of("en")) == (f"2,5{NBSP}procent", f"2.5{NBSP}per cent")


def test_a_choice_offers_the_scenarios_own_value():
    assert panel.choice(GIVEN, "kg_per_tree", {0: t("Ingen")}).values == [0, 5]


def test_one_assumption_at_a_time_goes_to_its_ends_and_to_every_other_choice(axes):
    rows = panel.one_at_a_time(axes, {"amount": RESULT})
    assert [row["amount"] for row in rows] == [5.0, 1.0, 7.0, 4.0]
    assert rows[0]["set_to"] == t("Scenariot")
    assert rows[3]["set_to"].of("sv") == "Sorter som vilar i år: Astrakan"


def test_numbers_are_kept_on_one_line_in_the_order_of_the_axes(axes):
    spec = panel.specification(axes, [panel.Group(t("Tal", "Numbers"), [NUMBER])], [])
    assert spec["arrays"] == ["0 1 2 3 4 5 6 7"]
    assert (
        spec["groups"][0]["numbers"][0] | {"shape": [4, 2, 1], "array": 0} == spec["groups"][0]["numbers"][0]
    )


@pytest.mark.parametrize("shape", [(2, 4, 1), (4, 2, 2), (8, 1)])
def test_a_result_of_another_shape_is_refused(shape, axes):
    wrong = NUMBER._replace(values=np.resize(RESULT, shape))
    with pytest.raises(ValueError, match=r"a\.b_sek: its shape"):
        panel.specification(axes, [panel.Group(t("Tal", "Numbers"), [wrong])], [])
