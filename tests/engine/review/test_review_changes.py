"""The vocabulary of the review: what a change says of itself, and that it stays as it was found."""

import pytest
from handmade import is_fixed, kinds_of

from pressroom.review import changes
from pressroom.review.changes import (
    Comparison,
    FigureChange,
    InputChange,
    KeyFigureChange,
    Location,
    Stale,
    TableChange,
    TextChange,
)

PLACE = Location("n", "c")


@pytest.mark.parametrize("kind", kinds_of(changes), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [(None, 1, "added"), (1, None, "removed"), (1, 2, "changed"), (0, "", "changed")],
)
def test_an_input_was_added_removed_or_changed(old, new, status):
    change = InputChange("parameter", "rate", old, new)
    assert (change.status, change.ref) == (status, "parameter:rate")


@pytest.mark.parametrize(
    ("kind", "details", "is_wording"),
    [
        ("notebook", ("c: fig-cap",), True),
        ("notebook", ("c: fig-cap, tbl-alt", "p: text", "q: text added"), True),
        ("notebook", ("a: b: text",), True),
        ("notebook", ("c: fig-cap, code",), False),
        ("notebook", ("p: text", "c: code"), False),
        ("notebook", (), False),
        ("code", ("comments only",), True),
        ("code", ("gap",), False),
        ("data", ("comments only",), False),
    ],
)
def test_words_alone_are_wording(kind, details, is_wording):
    assert InputChange(kind, "x", details=details).is_wording is is_wording


@pytest.mark.parametrize(
    ("old", "new", "absolute", "relative"),
    [
        (4, 5, 1, 0.25),
        (-4, -5, -1, -0.25),
        (0.5, 0.25, -0.25, -0.5),
        (0, 5, 5, None),
        (5, 0, -5, -1),
        (4, 4, 0, 0),
        (None, 5, None, None),
        (5, None, None, None),
        ("a", 5, None, None),
        (5, "a", None, None),
        (True, 5, None, None),
        (1.5, 10**400, None, None),
        (3, 10**400, 10**400 - 3, None),
    ],
)
def test_a_key_figure_says_how_far_apart_its_values_are(old, new, absolute, relative):
    change = KeyFigureChange("a.b", "Tal", "kr", old, new, "changed", PLACE)
    assert (change.absolute, change.relative) == (absolute, relative)


INPUT = InputChange("parameter", "rate", 1, 2)
OUTPUTS = {
    "key_figures": KeyFigureChange("a.b", "Tal", "kr", 1, 2, "changed", PLACE),
    "tables": TableChange(PLACE, "", "changed", None),
    "figures": FigureChange(PLACE, "", "", "changed"),
    "texts": TextChange(PLACE, "prose", "changed", "a", "b"),
    "problems": "n.ipynb is no notebook",
}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_an_output_that_differs_is_a_difference(kind):
    found = Comparison("a", "b", **{kind: (OUTPUTS[kind],)})
    assert (found.outputs_differ, found.differs) == (True, True)


@pytest.mark.parametrize(
    ("found", "differs"),
    [
        ({"inputs": (INPUT,)}, True),
        ({"stale": (Stale("a", ("x",)),)}, True),
        ({"noise": {"texts": 1}}, False),
    ],
)
def test_an_input_alone_is_a_difference_and_not_of_outputs(found, differs):
    comparison = Comparison("a", "b", **found)
    assert (comparison.outputs_differ, comparison.differs) == (False, differs)
