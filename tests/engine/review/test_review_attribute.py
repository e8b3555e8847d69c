"""Each input is given its share of a difference, and what is left is called interaction."""

import pytest

from pressroom.review.attribute import CannotRun, Ran, attribute
from pressroom.review.changes import InputChange, KeyFigureChange, Location


def change(name):
    return InputChange("parameter", name, 1, 2, ("01_finances",))


def figure(old, new, notebook="01_finances"):
    return KeyFigureChange("a.b", "Tal", "kr", old, new, "changed", Location(notebook, "c"))


def area(width, height):
    """Run a model with two inputs, whose old states are `width` 2 and `height` 3."""
    states = {None: (2, 3), "width": (width, 3), "height": (2, height)}

    def execute(changed):
        wide, high = states[changed and changed.name]
        return Ran({"a.b": wide * high})

    return execute


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
        return Ran({"a.b": 6})

    found = attribute([change("width")], [figure(6, 12)], execute)
    assert (found.effects, found.skipped) == ((), {"parameter:width": "it does not run by itself"})


@pytest.mark.parametrize("again", [{"a.b": 7}, {}])
def test_nothing_is_attributed_when_the_old_run_cannot_be_repeated(again):
    found = attribute([change("width")], [figure(6, 12)], lambda changed: Ran(again))
    assert (found.effects, list(found.skipped)) == ((), ["parameter:width"])


def noisy(changed):
    return Ran({"a.b": 0.3 if changed is None else 0.1 + 0.2})


def test_a_rounding_is_no_difference():
    found = attribute([change("width")], [figure(0.3, 0.5)], noisy)
    assert [dict(effect.values) for effect in found.effects] == [{"a.b": 0.0}]
    assert found.rest == {"a.b": pytest.approx(0.2)}


def test_what_is_left_within_a_rounding_is_no_interaction():
    values = {None: 0.1, "width": 0.4}
    found = attribute(
        [change("width")],
        [figure(0.1, 0.1 + 0.2 + 0.1)],
        lambda each: Ran({"a.b": values[each and each.name]}),
    )
    assert found.rest == {}


@pytest.mark.parametrize(("old", "new"), [("ja", "nej"), (None, 6), (6, None), (1.5, 10**400)])
def test_a_key_figure_that_is_no_number_or_of_one_side_alone_is_not_attributed(old, new):
    found = attribute([change("width")], [figure(old, new)], lambda changed: Ran({"a.b": 6}))
    assert (dict(found.skipped), dict(found.rest)) == ({}, {})
    assert [dict(effect.values) for effect in found.effects] == [{}]


def test_a_key_figure_that_a_run_does_not_give_has_no_part():
    found = attribute([change("width")], [figure(6, 12)], lambda changed: Ran({} if changed else {"a.b": 6}))
    assert ([dict(effect.values) for effect in found.effects], found.rest) == ([{}], {"a.b": 6})


def test_what_no_input_explains_is_left_as_a_whole():
    found = attribute([change("width")], [figure(6, 12, "02_office")], area(4, 3))
    assert found.rest == {"a.b": 6}


@pytest.mark.parametrize("again", [CannotRun("it is gone"), {"a.b": 7}])
def test_where_the_old_run_cannot_be_repeated_the_reason_is_told_for_each_input(again):
    def execute(changed):
        if isinstance(again, CannotRun):
            raise again
        return Ran(again)

    reason = (
        "it is gone"
        if isinstance(again, CannotRun)
        else "the old run gives another a.b when it is repeated here"
    )
    found = attribute([change("width"), change("height")], [figure(6, 12)], execute)
    assert dict(found.skipped) == {"parameter:width": reason, "parameter:height": reason}
