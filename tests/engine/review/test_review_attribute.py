"""Each input is given its share of a difference, and what is left is called interaction."""

import pytest

from pressroom.review.attribute import CannotRun, attribute
from pressroom.review.changes import InputChange, KeyFigureChange, Location


def change(name):
    return InputChange("parameter", name, 1, 2, ("01_finances",))


def figure(old, new, notebook="01_finances"):
    return KeyFigureChange("a.b", "Tal", "kr", old, new, "changed", Location(notebook, "c"))


def area(width, height):
    """Run a model with two inputs, whose old states are `width` 2 and `height` 3."""
    states = {None: (2, 3), "width": (width, 3), "height": (2, height)}
    return lambda changed: {"a.b": states[changed and changed.name][0] * states[changed and changed.name][1]}


def test_a_single_changed_input_explains_everything():
    found = attribute([change("width")], [figure(6, 12)], area(4, 3))
    assert (dict(found.effects[0].values), found.rest) == ({"a.b": 6}, {})


def test_two_inputs_and_their_interaction_add_up_to_the_difference():
    found = attribute([change("width"), change("height")], [figure(6, 20)], area(4, 5))
    assert [effect.values["a.b"] for effect in found.effects] == [6, 4]
    assert found.rest == {"a.b": 4}


def test_an_input_that_the_notebook_does_not_read_explains_nothing():
    found = attribute([change("width")], [figure(6, 12, "02_office")], area(4, 3))
    assert "a.b" not in found.effects[0].values


def test_an_input_that_cannot_be_run_alone_is_named_with_the_reason():
    def execute(changed):
        if changed:
            raise CannotRun("it does not run by itself")
        return {"a.b": 6}

    found = attribute([change("width")], [figure(6, 12)], execute)
    assert (found.effects, found.skipped) == ((), {"parameter:width": "it does not run by itself"})


@pytest.mark.parametrize("again", [{"a.b": 7}, {}])
def test_nothing_is_attributed_when_the_old_run_cannot_be_repeated(again):
    found = attribute([change("width")], [figure(6, 12)], lambda changed: again)
    assert (found.effects, list(found.skipped)) == ((), ["parameter:width"])
