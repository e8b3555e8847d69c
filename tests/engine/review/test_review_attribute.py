"""Each input is given its share of a difference, and what is left is called interaction."""

import pytest

from pressroom.review.attribute import CannotRun, Fails, Ran, Runs, attribute
from pressroom.review.changes import InputChange, KeyFigureChange, Location


def change(name):
    return InputChange("parameter", name, 1, 2, ("01_finances",))


def figure(old, new, notebook="01_finances"):
    return KeyFigureChange("a.b", "Tal", "kr", old, new, "changed", Location(notebook, "c"))


def runs(values, new=None):
    """Return runs whose one result, or the failure of which, `values` gives for the names of the inputs."""

    def execute(changes):
        given = values(*(change.name for change in changes))
        if isinstance(given, CannotRun):
            raise given
        return Ran(given if isinstance(given, dict) else {"a.b": given})

    def apart(one, other):
        return tuple(name for name in other.values if one.values.get(name) != other.values[name])

    return Runs(execute, apart, lambda ran: apart(Ran({"a.b": new}), ran))


def area(width, height, new=None):
    """Run a model with two inputs, whose old states are `width` 2 and `height` 3."""
    return runs(lambda *names: (width if "width" in names else 2) * (height if "height" in names else 3), new)


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
    found = attribute(
        [change("width")], [figure(6, 12)], runs(lambda *names: CannotRun("it is lost") if names else 6)
    )
    assert (found.effects, found.skipped) == ((), {"parameter:width": "it is lost"})
    assert (found.together, found.left) == ((), None)


@pytest.mark.parametrize("again", [7, {}])
def test_nothing_is_attributed_when_the_old_run_cannot_be_repeated(again):
    found = attribute([change("width")], [figure(6, 12)], runs(lambda *names: again))
    assert (found.effects, list(found.skipped)) == ((), ["parameter:width"])


def test_a_rounding_is_no_difference():
    noisy = runs(lambda *names: 0.1 + 0.2 if names else 0.3)
    found = attribute([change("width")], [figure(0.3, 0.5)], noisy)
    assert [dict(effect.values) for effect in found.effects] == [{"a.b": 0.0}]
    assert found.rest == {"a.b": pytest.approx(0.2)}


def test_what_is_left_within_a_rounding_is_no_interaction():
    values = runs(lambda *names: 0.4 if names else 0.1)
    assert attribute([change("width")], [figure(0.1, 0.1 + 0.2 + 0.1)], values).rest == {}


@pytest.mark.parametrize(("old", "new"), [("ja", "nej"), (None, 6), (6, None), (1.5, 10**400)])
def test_a_key_figure_that_is_no_number_or_of_one_side_alone_is_not_attributed(old, new):
    found = attribute([change("width")], [figure(old, new)], runs(lambda *names: 6))
    assert (dict(found.skipped), dict(found.rest)) == ({}, {})
    assert [dict(effect.values) for effect in found.effects] == [{}]


def test_a_key_figure_that_a_run_does_not_give_has_no_part():
    found = attribute([change("width")], [figure(6, 12)], runs(lambda *names: {} if names else 6))
    assert ([dict(effect.values) for effect in found.effects], found.rest) == ([{}], {"a.b": 6})


def test_what_no_input_explains_is_left_as_a_whole():
    found = attribute([change("width")], [figure(6, 12, "02_office")], area(4, 3))
    assert found.rest == {"a.b": 6}


@pytest.mark.parametrize("again", [CannotRun("it is gone"), 7])
def test_where_the_old_run_cannot_be_repeated_the_reason_is_told_for_each_input(again):
    odd = "the old run gives another a.b when it is repeated here"
    reason = "it is gone" if isinstance(again, CannotRun) else odd
    found = attribute([change("width"), change("height")], [figure(6, 12)], runs(lambda *names: again))
    assert dict(found.skipped) == {"parameter:width": reason, "parameter:height": reason}


# What fails alone.


def vintage(*names):
    """A parameter that chooses data which are new: alone it fails, and beside the others it adds 5."""
    if "choice" in names and "data" not in names:
        return Fails("it does not run by itself")
    return 6 + (5 if "choice" in names else 0) + ("width" in names)


def test_an_input_that_fails_alone_is_tried_on_top_of_another_with_which_it_runs():
    changed = [change("choice"), change("width"), change("data")]
    found = attribute(changed, [figure(6, 12)], runs(vintage, 12))
    assert [(e.ref, dict(e.values), e.moved, e.needed) for e in found.effects] == [
        ("parameter:choice", {"a.b": 5}, ("a.b",), ("parameter:data",)),
        ("parameter:width", {"a.b": 1}, ("a.b",), ()),
        ("parameter:data", {"a.b": 0}, (), ()),
    ]
    assert (dict(found.skipped), dict(found.rest), found.left) == ({}, {}, ())


@pytest.mark.parametrize(
    ("error", "notebooks"),
    [(CannotRun, ("01_finances",)), (Fails, ("02_office",))],
    ids=["lost", "elsewhere"],
)
def test_what_cannot_be_had_or_shares_no_notebook_is_not_tried_with_another(error, notebooks):
    seen = []

    def values(*names):
        seen.append(names)
        return error("no") if "choice" in names else 6

    data = InputChange("data", "data", 1, 2, notebooks)
    found = attribute([change("choice"), data], [figure(6, 12)], runs(values))
    assert seen == [(), ("choice",), ("data",)]
    assert [*found.skipped] == ["parameter:choice"]


def test_what_fails_with_each_of_the_others_is_named_with_its_first_reason():
    found = attribute(
        [change("choice"), change("data")],
        [figure(6, 12)],
        runs(lambda *names: Fails(f"no {len(names)}") if "choice" in names else 6),
    )
    assert dict(found.skipped) == {"parameter:choice": "no 1"}


# All together.


@pytest.mark.parametrize(("new", "left"), [(20, ()), (21, ("a.b",))])
def test_what_all_inputs_move_together_and_leave_is_told(new, left):
    found = attribute([change("width"), change("height")], [figure(6, new)], area(4, 5, new))
    assert (found.together, found.left) == (("a.b",), left)


def test_a_single_input_is_not_run_twice():
    seen = []
    found = attribute([change("width")], [figure(6, 12)], runs(lambda *names: seen.append(names) or 6, 6))
    assert (seen, found.left) == ([(), ("width",)], ())


def test_where_all_together_fail_nothing_is_said_of_what_is_left():
    found = attribute(
        [change("width"), change("height")],
        [figure(6, 12)],
        runs(lambda *names: Fails("no") if len(names) > 1 else 6),
    )
    assert (found.together, found.left) == ((), None)


def test_what_no_tried_input_reads_is_as_it_was():
    values = {(): {"a.b": 6, "c.d": 1}, ("width",): {"a.b": 12}}
    found = attribute([change("width")], [figure(6, 12)], runs(lambda *names: values[names], 12))
    assert found.left == ("c.d",)
