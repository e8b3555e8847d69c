"""Tables out of what a notebook stored and out of data files: what is read, and what is none."""

import json

import pytest

from pressroom.language.text import Text
from pressroom.review.compare import frames
from pressroom.review.compare.grids import Column, Frame

MILLE = 1_000


def stored(columns, rows, key=None):
    return {"columns": columns, "rows": rows} | ({"key": key} if key is not None else {})


def test_a_stored_table_is_read_with_its_key():
    read = frames.from_table(stored(["id", "n"], [["a", 1], ["b", 2]], ["id"]))
    assert read == Frame((Column("id", "id"), Column("n", "n")), (("a", 1), ("b", 2)), ("id",))


def test_the_data_behind_a_figure_are_read_as_a_table_is():
    table = stored(["id"], [["a"]], ["id"])
    assert frames.from_figure({"data": table}) == frames.from_table(table)


@pytest.mark.parametrize("figure", [{}, {"data": None}, {"data": [1]}, {"data": {}}])
def test_a_figure_without_data_has_no_table(figure):
    assert frames.from_figure(figure) is None


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (None, [[1]]),
        ({"a": 1}, [[1]]),
        (["a"], None),
        (["a"], {"0": [1]}),
        (["a"], [{"a": 1}]),
        (["a"], ["x"]),
        (["a", "b"], [[1, 2], [1]]),
        (["a"], [[1, 2]]),
        (["a", "a"], [[1, 2]]),
        ([{"key": "1"}, {}, {"name": "2"}], [[1, 2, 3]]),
    ],
)
def test_what_has_no_columns_and_rows_that_fit_is_no_table(columns, rows):
    assert frames.from_table(stored(columns, rows)) is None


@pytest.mark.parametrize(("number", "is_one"), [(100 * MILLE, True), (100 * MILLE + 1, False)])
def test_a_table_has_at_most_a_hundred_thousand_rows(number, is_one):
    assert (frames.from_table(stored(["a"], [[1]] * number)) is not None) is is_one
    assert (frames.from_csv(b"a\n" * number) is not None) is is_one


@pytest.mark.parametrize(
    ("key", "read"),
    [(["a", "b"], ("a", "b")), (["a", 1, None], ("a",)), ("a", ()), (None, ()), ({"a": 1}, ())],
)
def test_a_key_is_the_names_in_a_list(key, read):
    assert frames.from_table(stored(["a", "b"], [[1, 2]], key)).key == read


@pytest.mark.parametrize(
    ("column", "read"),
    [
        ("a", Column("a", "a")),
        (7, Column("1", "1")),
        (None, Column("1", "1")),
        ({}, Column("1", "1")),
        ({"key": "a"}, Column("a", "a")),
        ({"name": "a"}, Column("a", "a")),
        ({"key": "a", "name": "b"}, Column("a", "a")),
        ({"key": 7, "name": "b"}, Column("b", "b")),
        ({"key": "a", "label": "A", "unit": "kr"}, Column("a", "A", "kr")),
        ({"key": "a", "unit": "kr", "scale": "mnkr", "decimals": 1}, Column("a", "a", "kr", "mnkr", 1)),
        ({"key": "a", "scale": 7, "decimals": -1}, Column("a", "a")),
        ({"key": "a", "decimals": 1.5}, Column("a", "a")),
        ({"key": "a", "decimals": 400}, Column("a", "a")),
        ({"key": "a", "label": {"message": "A"}}, Column("a", Text("A"))),
        ({"key": "a", "label": {"other": "A"}}, Column("a", "a")),
        ({"key": "a", "label": 7, "unit": 7}, Column("a", "a")),
    ],
)
def test_a_column_has_a_key_a_label_and_a_unit(column, read):
    assert frames.from_table(stored([column], [[1]])).columns == (read,)


def test_a_column_without_a_name_is_called_by_its_place():
    read = frames.from_table(stored(["a", {}, 7], [[1, 2, 3]]))
    assert [column.key for column in read.columns] == ["a", "2", "3"]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (1.5, 1.5),
        ("x", "x"),
        (float("inf"), "Infinity"),
        (float("nan"), "NaN"),
        ({"message": "så"}, Text("så")),
        ({"message": "så", "x": 1}, '{"message": "så", "x": 1}'),
        ({"message": 5}, '{"message": 5}'),
        ({}, "{}"),
        ({"b": 1, "å": 2, "a": 3}, '{"a": 3, "b": 1, "å": 2}'),
        ([1, "å"], '[1, "å"]'),
        ("x" * 2 * MILLE, "x" * 2 * MILLE),
    ],
)
def test_a_value_is_a_plain_one(value, plain):
    found = frames.plain_value(value)
    assert (type(found), found) == (type(plain), plain)


def test_a_longer_value_is_cut_and_still_counts():
    one, other = (frames.plain_value("x" * 2 * MILLE + end) for end in "ab")
    assert one.startswith("x" * 2 * MILLE + "… [2001 characters, ")
    assert one != other


@pytest.mark.parametrize(("more", "is_one"), [(0, True), (1, False)])
def test_a_text_longer_than_a_reader_wants_is_not_taken_for_one(more, is_one):
    value = {"message": "x" * (2 * MILLE + more)}
    assert isinstance(frames.plain_value(value), Text) is is_one


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a", "a"),
        (7, 7),
        ({"message": "a"}, "a"),
        ({"message": "{n}", "values": {"n": "b"}}, "b"),
        ({"title": {"message": "a"}, "labels": ["b"]}, {"title": "a", "labels": ["b"]}),
        ([{"message": "a"}, "b"], ["a", "b"]),
        ({"message": "a", "x": {"message": "b"}}, {"message": "a", "x": "b"}),
        ([], []),
    ],
)
def test_every_text_in_a_stored_document_becomes_its_words(content, words):
    assert frames.worded(content) == words


def test_a_file_of_csv_is_a_table_of_texts():
    read = frames.from_csv("\ufeffid,n\nå,1\n".encode(), ("id",))
    assert read == Frame((Column("id", "id"), Column("n", "n")), (("å", "1"),), ("id",))


def test_a_file_of_csv_may_have_no_rows():
    assert frames.from_csv(b"id,n\n") == Frame((Column("id", "id"), Column("n", "n")), ())


@pytest.mark.parametrize("raw", [b"", b"\xff", b'a\n"b', b'a\n"b"c', b"a,b\n1\n", b"a\n1,2\n"])
def test_what_is_no_csv_is_no_table(raw):
    assert frames.from_csv(raw) is None


def features(*pairs):
    found = [{"properties": properties, "geometry": geometry} for properties, geometry in pairs]
    return json.dumps({"features": found}).encode()


def test_a_map_is_a_table_of_properties_and_geometry():
    read = frames.from_geojson(features(({"a": 1}, [2]), ({"b": None}, {"x": [3]})))
    assert [column.key for column in read.columns] == ["a", "geometry", "b"]
    assert [column.label for column in read.columns] == ["a", "geometry", "b"]
    assert read.rows == ((1, "[2]", None), (None, '{"x": [3]}', None))


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"features": 7}',
        b'{"features": [{}]}',
        b'{"features": [{"properties": 7, "geometry": 1}]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_map_is_no_table(raw):
    assert frames.from_geojson(raw) is None
