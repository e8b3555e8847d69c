"""A new edition of data is laid over the one before; the rows that differ most are shown, and linked to."""

from pressroom.review.changes import Comparison, InputChange, KeyFigureChange, Location
from pressroom.review.compare.grids import Column, Frame, lay_over
from pressroom.review.compare.successions import succession
from pressroom.review.compare.tolerance import Exact
from pressroom.review.show import view
from pressroom.review.show.grid_view import MOST_ROWS, by_importance, grid_view
from pressroom.review.show.told import told

OLD = [("a", "1", "5"), ("a", "2", "6"), ("b", "1", "7"), ("b", "2", "8")]
NEW = [*OLD, ("c", "1", "7.0"), ("c", "2", "9"), ("c", "3", "1")]


def grid(old, new, key=("edition", "year"), columns=("edition", "year", "n")):
    heads = tuple(Column(name, name) for name in columns)
    return lay_over(*(Frame(heads, tuple(rows), key) for rows in (old, new)), Exact())


def test_a_new_edition_is_laid_over_the_latest_that_is_most_like_it():
    found = succession(grid(OLD, NEW))
    assert (found.column, found.old, found.new) == ("edition", "b", "c")
    assert [(row.key, row.status) for row in found.grid.rows] == [
        (("1",), "same"), (("2",), "changed"), (("3",), "added"),
    ]  # fmt: skip


def test_other_rows_are_no_edition():
    assert succession(grid(OLD, OLD)) is None
    assert succession(grid(OLD, [*NEW[1:]])) is None
    assert succession(grid(OLD, [*OLD, ("c", "9", "1")])) is None
    assert succession(grid(OLD, NEW, ("edition",), ("edition", "year", "n"))) is None


def test_editions_are_alike_by_all_that_names_their_rows_but_the_edition():
    key = ("edition", "place", "year")
    old = [("a", "Åre", "1", "5"), ("b", "Berg", "1", "6"), ("b", "Berg", "2", "7")]
    new = [*old, ("c", "Åre", "1", "8"), ("c", "Åre", "2", "9")]
    assert succession(grid(old, new, key, (*key, "n"))).old == "a"


def changed():
    laid = grid(OLD, NEW)
    return InputChange("data", "posts", "1", "2", ("n",), grid=laid, succession=succession(laid))


def test_an_edition_is_told_by_its_rows_and_by_what_differs_from_the_one_before():
    assert told(changed()) == "3 nya rader; c mot b: 1 ändrad rad, 1 ny rad"
    [shown] = view.page_view(Comparison("a", "b", inputs=(changed(),)), {}, "sv")["inputs"]
    assert [row["status"] for row in shown["grid"]["rows"]] == ["changed", "added"]
    assert shown["grid"]["same"] == 1


def many(count):
    old = [("a", f"{number:04}", f"{number}") for number in range(count)]
    new = [(*row[:2], str(int(row[2]) + (90 if row[1] == "0100" else 1))) for row in old]
    return grid(old, [*new, ("a", "9998", "1"), ("a", "9999", "1")])


def test_the_rows_that_differ_most_are_shown_first_and_the_others_counted():
    shown = grid_view(many(200), "sv")
    assert [row["key"] for row in shown["rows"][:2]] == ["edition a, year 0000", "edition a, year 0001"]
    assert "edition a, year 0100" in [row["key"] for row in shown["rows"][:4]]
    assert (len(shown["rows"]), shown["more"]) == (MOST_ROWS, 202 - MOST_ROWS)


def test_of_new_rows_the_last_come_first_and_numbers_may_be_text_or_none():
    laid = grid([], [("a", "1", "x"), ("a", "2", "inf")])
    assert [row.key[1] for row in by_importance(laid)] == ["2", "1"]
    words = grid([("a", "1", "x"), ("a", "2", "1")], [("a", "1", "y"), ("a", "2", "9" * 400)])
    assert len(by_importance(words)) == 2


def test_a_key_figure_leads_to_the_rows_behind_it_that_differ_most_and_says_where_none_does():
    figure = KeyFigureChange("a.b", "Tal", None, 1, 2, "changed", Location("n"), sources=("posts", "same"))
    behind = {"posts": many(200), "same": grid(OLD, OLD)}
    [shown] = view.page_view(Comparison("a", "b", key_figures=(figure,)), behind, "sv")["key_figures"]
    posts, same = shown["data"]
    assert ("edition a, year 0100" in [name for _, name in posts["rows"]], posts["same"]) == (True, False)
    assert (same["rows"], same["same"]) == ([], True)
