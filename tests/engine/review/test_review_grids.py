"""Two tables laid over each other: which rows and columns belong together, and what is told of each."""

import pytest
from handmade import is_fixed, kinds_of

from pressroom.review.compare import grids
from pressroom.review.compare.grids import Column, Frame, lay_over
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance
from pressroom.review.show import terminal
from pressroom.review.show.grid_view import MOST_ROWS, grid_view


def frame(columns, *rows, key=()):
    return Frame(tuple(Column(name) for name in columns.split()), rows, key)


def laid(old, new, tolerance=None):
    return lay_over(old, new, tolerance or Tolerance())


def told(grid):
    return [(*row.key, row.status) for row in grid.rows]


def cells(grid):
    return [[(cell.old, cell.new, cell.grade.name.lower()) for cell in row.cells] for row in grid.rows]


def test_equal_tables_do_not_differ():
    one = frame("id n", ("a", 1), ("b", 2))
    grid = laid(one, one)
    assert told(grid) == [("a", "same"), ("b", "same")]
    assert (grid.differs, grid.changes, grid.noise, grid.reordered) == (False, [], 0, False)


def test_each_row_says_what_became_of_it():
    old = frame("id n", ("a", 1), ("b", 0.3), ("c", 3))
    new = frame("id n", ("a", 1), ("b", 0.1 + 0.2), ("c", 4), ("d", 5))
    grid = laid(old, new)
    assert told(grid) == [("a", "same"), ("b", "noise"), ("c", "changed"), ("d", "added")]
    assert [row.key for row in grid.changes] == [("c",), ("d",)]
    assert (grid.differs, grid.noise) == (True, 1)


def test_noise_alone_is_no_difference():
    grid = laid(*(frame("id n m", ("a", n, n)) for n in (0.3, 0.1 + 0.2)))
    assert (grid.differs, grid.noise) == (False, 2)


def test_a_row_of_one_side_alone_has_nothing_on_the_other():
    grid = laid(frame("id n", ("a", 1)), frame("id n", ("b", 2)))
    assert told(grid) == [("a", "removed"), ("b", "added")]
    assert cells(grid) == [
        [("a", None, "changed"), (1, None, "changed")],
        [(None, "b", "changed"), (None, 2, "changed")],
    ]
    assert grid.differs


def test_a_column_of_one_side_alone_is_named_and_changes_no_row():
    grid = laid(frame("id gone n", ("a", 1, 2)), frame("id n come", ("a", 2, 3)))
    assert [column.key for column in grid.columns] == ["id", "n", "come", "gone"]
    assert (grid.added, grid.removed) == (("come",), ("gone",))
    assert told(grid) == [("a", "same")]
    assert cells(grid)[0][2:] == [(None, 3, "changed"), (1, None, "changed")]


def test_nothing_in_a_column_that_came_is_a_cell_that_differs():
    assert cells(laid(frame("id", ("a",)), frame("id n", ("a", None)))) == [
        [("a", "a", "same"), (None, None, "changed")]
    ]


@pytest.mark.parametrize(("old", "new"), [("id n", "id n m"), ("id n m", "id n")])
def test_a_column_that_came_or_went_is_a_difference(old, new):
    rows = [("a", *range(len(names.split()) - 1)) for names in (old, new)]
    grid = laid(frame(old, rows[0]), frame(new, rows[1]))
    assert (grid.changes, grid.differs) == ([], True)


def test_columns_in_another_order_are_matched_by_their_keys():
    assert not laid(frame("id n m", ("a", 1, 2)), frame("id m n", ("a", 2, 1))).differs


@pytest.mark.parametrize("column", [Column("n", unit="kr"), Column("n", unit="antal")])
def test_a_tolerance_counts_for_the_unit_of_the_column(column):
    old, new = (Frame((Column("id"), column), (("a", n),)) for n in (100, 100.5))
    assert laid(old, new, parse_tolerance(["kr=0.01"])).differs == (column.unit != "kr")


def test_the_declared_key_is_taken_where_both_sides_have_it():
    old, new = (frame("n id", (n, "a"), (2, "b"), key=("id",)) for n in (1, 3))
    assert laid(old, new).key == ("id",)
    assert told(laid(old, new)) == [("a", "changed"), ("b", "same")]


def test_a_key_that_the_old_side_alone_declares_is_taken():
    old, new = (frame("n id", (1, "a"), key=key) for key in (("id",), ()))
    assert laid(old, new).key == laid(new, old).key == ("id",)


@pytest.mark.parametrize("declared", [("id", "m"), ("m",)])
def test_a_declared_key_that_one_side_lacks_is_not_taken(declared):
    old, new = frame("n id", (1, "a")), frame("n id m", (1, "a", 1), key=declared)
    assert laid(old, new).key == ("n",)


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([(1, 1, 1, 1, 1)], "a"),
        ([(1, 1, 1, 1, 1), (1, 2, 1, 1, 1)], "a b"),
        ([(1, 1, 1, 1, 1), (1, 1, 2, 1, 1)], "a b c"),
        ([(1, 1, 1, 1, 1), (1, 1, 1, 2, 1)], "a b c d"),
        ([(1, 1, 1, 1, 1), (1, 1, 1, 1, 2)], ""),
        ([(1, 1, 1, 1, 1, "x"), (1, 1, 1, 1, 1, "y")], "f"),
        ([(1, 1, 1, 1, "x", "y"), (1, 1, 1, 1, "x", "z")], "e f"),
        ([(1, 1, 1, 1, "x", "y"), (1, 1, 1, 1, "x", "y")], ""),
        ([(1, 1, 1, 1, "x", "y"), (1, 1, 1, 1, 2, "z")], "f"),
    ],
)
def test_without_a_key_the_first_columns_or_the_texts_that_tell_the_rows_apart_are_one(rows, key):
    one = frame("a b c d e f"[: 2 * len(rows[0])], *rows)
    assert laid(one, one).key == tuple(key.split())


def test_a_key_tells_the_rows_of_both_sides_apart():
    old, new = frame("a b", (1, 1), (1, 2)), frame("a b", (1, 1), (2, 2))
    assert laid(old, new).key == laid(new, old).key == ("a", "b")


def test_tables_without_a_common_column_have_no_key():
    assert laid(frame("a", (1,)), frame("b", (1,))).key == ()


def test_rows_without_a_key_are_numbered():
    old = frame("a b", (1, 1), (1, 1), (1, 1))
    new = frame("a b", (1, 1), (1, 1), (1, 2), (1, 1))
    grid = laid(old, new)
    assert told(grid) == [("1", "same"), ("2", "same"), ("3", "changed"), ("4", "added")]


def test_rows_without_a_key_are_never_in_another_order():
    rows = [(1, 1), (1, 1), (1, 2)]
    old, new = frame("a b", *rows), frame("a b", *rows[::-1])
    assert not laid(old, new).reordered


def test_rows_with_the_same_key_are_told_apart_by_their_order():
    old, new = (frame("id n", ("a", 1), ("a", n), ("a", 3), ("b", 1), key=("id",)) for n in (2, 4))
    assert told(laid(old, new)) == [
        ("a", "same"),
        ("a", "(2)", "changed"),
        ("a", "(3)", "same"),
        ("b", "same"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        (0.12345678901234, 0.12345678901235, [("0.123456789", "noise")]),
        (
            0.1234567890123,
            0.1234567890124,
            [("0.1234567890123", "removed"), ("0.1234567890124", "added")],
        ),
        (0.5, 0.5, [("0.5", "same")]),
        ("x" * 20, "y", [("x" * 20, "removed"), ("y", "added")]),
    ],
)
def test_a_float_of_all_digits_is_called_by_nine_of_them(old, new, rows):
    assert told(laid(*(frame("id n", (value, 1)) for value in (old, new)))) == rows


def test_a_removed_row_stands_after_the_one_that_it_followed():
    old = frame("id", *[(name,) for name in "xaybzc"])
    new = frame("id", *[(name,) for name in "abnc"])
    assert [row.key[0] for row in laid(old, new).rows] == [*"xaybznc"]


@pytest.mark.parametrize(
    ("new", "reordered"),
    [("abc", False), ("ab", False), ("anbc", False), ("acb", True), ("cb", True), ("nacb", True)],
)
def test_rows_are_in_another_order_where_those_of_both_sides_are(new, reordered):
    old = frame("id", *[(name,) for name in "abc"])
    grid = laid(old, frame("id", *[(name,) for name in new]))
    assert grid.reordered is reordered


def test_an_order_alone_is_a_difference():
    grid = laid(frame("id", ("a",), ("b",)), frame("id", ("b",), ("a",)))
    assert (grid.changes, grid.added, grid.removed, grid.differs) == ([], (), (), True)


@pytest.mark.parametrize("kind", kinds_of(grids), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)


def test_of_a_column_that_came_or_went_each_row_is_shown():
    old = frame("id n gone", ("a", 1, "x"), ("b", 2, "y"))
    new = frame("id n name", ("a", 1, "Anna"), ("b", 2, "Bo"), ("c", 3, "Cilla"))
    grid = laid(old, new)
    view = grid_view(grid, "sv")
    assert [column["status"] for column in view["columns"]] == ["", "", "added", "removed"]
    assert [row["cells"][2]["new"] for row in view["rows"]] == ["Anna", "Bo", "Cilla"]
    assert (view["same"], view["more"]) == (0, 0)
    assert [each.text for each in terminal._rows(grid, 0)] == [
        "column name: added: id a Anna; id b Bo",
        "column gone: removed: id a x; id b y",
        "id c: added",
    ]


def test_of_a_new_column_in_many_rows_those_that_differ_are_shown_first():
    old = frame("id n", *((str(number), number) for number in range(MOST_ROWS + 40)))
    rows = [(str(number), number + (number == MOST_ROWS + 20), "x") for number in range(MOST_ROWS + 40)]
    grid = laid(old, frame("id n name", *rows))
    view = grid_view(grid, "sv")
    assert view["rows"][0]["key"] == f"id {MOST_ROWS + 20}"
    assert (len(view["rows"]), view["more"], view["same"]) == (MOST_ROWS, 40, 0)
    first, *_ = terminal._rows(grid, 0, 2)
    assert first.text == f"column name: added: id 0 x; id 1 x; … and {MOST_ROWS + 38} more"
