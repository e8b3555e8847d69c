"""What no comparison by meaning has read is told by its places, as text, or by its hash."""

import json

import pytest

from pressroom.notebook.ipynb import parse
from pressroom.review.compare import leftovers
from pressroom.review.compare.tolerance import MISSING, Grade, Tolerance


def listed(*apart):
    return [tuple(each) for each in leftovers.listed("what", apart)]


def changed(number):
    return [((f"p{n:02}",), n, n + 1, Grade.CHANGED) for n in range(number)]


def test_places_that_differ_are_listed_with_both_contents():
    apart = [
        (("a", 1), 1, "x", Grade.CHANGED),
        (("b",), 0.3, 0.4, Grade.NOISE),
        (("c",), MISSING, {"b": 1, "å": None, "a": 2}, Grade.CHANGED),
    ]
    assert listed(*apart) == [("what", "a.1: 1\nc: –", 'a.1: "x"\nc: {"a": 2, "b": 1, "å": null}')]


@pytest.mark.parametrize("apart", [[], [(("b",), 0.3, 0.4, Grade.NOISE)]])
def test_where_nothing_differs_nothing_is_listed(apart):
    assert listed(*apart) == []


@pytest.mark.parametrize(("number", "last"), [(20, "p19: 19"), (21, "… 1 more"), (25, "… 5 more")])
def test_of_more_than_twenty_places_the_others_are_counted(number, last):
    ((_, old, new),) = listed(*changed(number))
    lines = old.split("\n")
    assert (len(lines), lines[19], lines[-1]) == (min(number, 21), "p19: 19", last)
    assert new.split("\n")[-1] == last.replace("p19: 19", "p19: 20")


@pytest.mark.parametrize(("length", "is_cut"), [(198, False), (199, True)])
def test_a_value_of_more_than_two_hundred_signs_is_cut_and_still_counts(length, is_cut):
    one, other = (leftovers.short("x" * (length - 1) + end) for end in "ab")
    assert one != other
    assert one.startswith('"' + "x" * min(length - 1, 199))
    assert one.endswith("]") is is_cut
    assert not is_cut or f'"{"x" * 198}a… [201 characters, ' in one


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("abc", "abc", []),
        ("abc", "acb", [("order", "a\nb\nc", "a\nc\nb")]),
        ("abc", "abd", []),
        ("ab", "abc", []),
        ("", "", []),
    ],
)
def test_an_order_is_told_where_the_same_things_stand_in_another(old, new, told):
    assert [tuple(each) for each in leftovers.in_order([*old], [*new])] == told


def test_a_long_name_in_an_order_is_cut():
    ((_, old, _),) = leftovers.in_order(["x" * 80, "y" * 81], ["y" * 81, "x" * 80])
    assert old == f"{'x' * 80}\n{'y' * 80}… [81 characters]"


@pytest.mark.parametrize(
    ("value", "is_one"),
    [("a", True), (["a", "b"], True), ([], True), (["a", 1], False), (1, False), (None, False)],
)
def test_a_text_is_one_string_or_a_list_of_them(value, is_one):
    assert leftovers.is_text(value) is is_one


@pytest.mark.parametrize(("content", "unit"), [("åb", "2 characters"), ("åb".encode(), "3 bytes")])
def test_what_cannot_be_shown_is_told_by_length_and_hash(content, unit):
    mark = leftovers.hashed(content)
    assert mark.startswith(f"{unit}, SHA-256 ")
    assert mark.endswith("…: differs, cannot be shown")
    assert mark.split()[3] != leftovers.hashed(content + content[:1]).split()[3]


# Cells.


def cell(**parts):
    return {"cell_type": "code", "source": "x", "outputs": [], "metadata": {}} | parts


def of_cell(old, new):
    return [tuple(each) for each in leftovers.of_cell(old, new, Tolerance())]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (cell(), cell(), None),
        (cell(source="a"), cell(source=["b"]), None),
        (cell(outputs=[1]), cell(outputs=[2]), None),
        (cell(metadata={"scrolled": 1}), cell(metadata={"collapsed": 1}), None),
        (cell(source=1), cell(source=2), ("source: 1", "source: 2")),
        (cell(source="a"), cell(source=2), ('source: "a"', "source: 2")),
        (cell(source=1), cell(source="b"), ("source: 1", 'source: "b"')),
        (cell(metadata={"a": [1]}), cell(metadata={"a": [2]}), ("metadata.a.0: 1", "metadata.a.0: 2")),
        (cell(metadata=1), cell(metadata=2), ("metadata: 1", "metadata: 2")),
        (cell(cell_type="raw"), cell(), ('cell_type: "raw"', 'cell_type: "code"')),
        ({"outputs": [1]}, {}, ("outputs: [1]", "outputs: –")),
        ({}, {"outputs": [1]}, ("outputs: –", "outputs: [1]")),
        ({}, {"source": "a"}, ("source: –", 'source: "a"')),
    ],
)  # fmt: skip
def test_of_a_cell_all_counts_but_its_source_and_outputs(old, new, told):
    assert of_cell(old, new) == ([("further details", *told)] if told else [])


# Outputs.


def of_output(old, new, read=()):
    return [tuple(each) for each in leftovers.of_output(old, new, read, Tolerance())]


def bundle(**data):
    return {"output_type": "display_data", "data": data}


STREAM = {"output_type": "stream", "name": "stdout", "text": "x"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (STREAM, STREAM, []),
        (STREAM, STREAM | {"text": ["y"]}, []),
        (STREAM, STREAM | {"text": 7}, [("further details", 'text: "x"', "text: 7")]),
        (STREAM | {"text": 7}, STREAM, [("further details", "text: 7", 'text: "x"')]),
        (STREAM, STREAM | {"name": "stderr"}, [("further details", 'name: "stdout"', 'name: "stderr"')]),
        ({"traceback": ["a"]}, {"traceback": ["b"]}, []),
        ({"traceback": [1]}, {"traceback": [2]}, [("further details", "traceback.0: 1", "traceback.0: 2")]),
        ({"data": 7}, {"data": 8}, []),
    ],
)
def test_of_an_output_all_counts_but_its_text(old, new, told):
    assert of_output(old, new) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({}, {}, []),
        ({"text/plain": "a"}, {"text/plain": ["a"]}, []),
        ({"text/plain": "a"}, {"text/plain": "b"}, [("text/plain", "a", "b")]),
        ({"text/plain": "0.3"}, {"text/plain": "0.30000000000000004"}, []),
        ({"text/plain": "a"}, {}, [("text/plain", ': "a"', ": –")]),
        ({}, {"text/plain": "a"}, [("text/plain", ": –", ': "a"')]),
        ({"text/plain": 7}, {"text/plain": 8}, [("text/plain", ": 7", ": 8")]),
        ({"text/plain": 7}, {"text/plain": "a"}, [("text/plain", ": 7", ': "a"')]),
        ({"text/plain": "a"}, {"text/plain": 7}, [("text/plain", ': "a"', ": 7")]),
        ({"x/json": {"a": 1}}, {"x/json": {"a": 2}}, [("x/json", "a: 1", "a: 2")]),
        ({"x/json": {"a": 0.3}}, {"x/json": {"a": 0.1 + 0.2}}, []),
        ({"text/html": '<table id="T_0a1b2">'}, {"text/html": '<table id="T_9f8e7">'}, []),
        ({"text/plain": '<table id="T_0a1b2">'}, {"text/plain": '<table id="T_9f8e7">'},
         [("text/plain", '<table id="T_0a1b2">', '<table id="T_9f8e7">')]),
        ({"image/svg+xml": '<g id="p0123456789"/>'}, {"image/svg+xml": '<g id="p9876543210"/>'}, []),
        ({"x/y": "a"}, {"x/y": ["a"]}, []),
        ({"x/y": "0.3"}, {"x/y": "0.30000000000000004"}, [("x/y", "3 characters", "19 characters")]),
        ({"image/svg+xml": "a"}, {"image/svg+xml": "bc"},
         [("image/svg+xml", "1 characters", "2 characters")]),
    ],
)  # fmt: skip
def test_every_form_of_an_output_counts(old, new, told):
    found = of_output(bundle(**old), bundle(**new))
    assert [(what, old.partition(", SHA")[0], new.partition(", SHA")[0]) for what, old, new in found] == [
        (f"data of type {name}", old, new) for name, old, new in told
    ]


TABLE = "application/vnd.any.table+json"


@pytest.mark.parametrize(
    ("name", "old", "new", "is_told"),
    [
        ("text/plain", "a", "b", False),
        ("text/plain", "a", 7, True),
        ("text/plain", 7, "a", True),
        (TABLE, {"a": 1}, {"a": 2}, False),
        (TABLE, {"a": 1}, "b", True),
        (TABLE, "a", {"b": 1}, True),
        (TABLE, "a", "b", True),
    ],
)
def test_a_form_that_was_read_is_not_told_again_where_it_could_be_read(name, old, new, is_told):
    assert bool(of_output(bundle(**{name: old}), bundle(**{name: new}), [name])) is is_told
    assert of_output(bundle(**{name: old}), bundle(**{name: new}))


# Notebooks.


def python(version):
    return {"language_info": {"version": version}}


def document(*ids, **more):
    cells = [{"cell_type": "code", "id": id, "source": id, "outputs": []} for id in ids]
    whole = {"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}} | more
    return parse("n", json.dumps(whole).encode())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (document("a"), document("b"), []),
        (document(metadata={"papermill": 1}), document(), []),
        (document(metadata={"a": 1}), document(), [("further details", "metadata.a: 1", "metadata.a: –")]),
        (document(metadata=python("3.11")), document(metadata=python("3.12")), []),
        (document("a", "b", "c"), document("b", "x", "a"), [("order", "a\nb", "b\na")]),
        (document("a", "b"), document("a", "x", "b"), []),
    ],
)  # fmt: skip
def test_of_a_notebook_its_metadata_and_the_order_of_its_cells_count(old, new, told):
    assert [tuple(each) for each in leftovers.of_notebook(old, new, Tolerance())] == told
