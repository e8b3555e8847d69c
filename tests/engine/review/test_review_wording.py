"""Values and differences read as a Swede or an Englishman would write them."""

import pytest

from pressroom.language.text import t
from pressroom.review.changes import Comparison, KeyFigureChange, Location
from pressroom.review.compare.grids import Column
from pressroom.review.show import terminal, wording


@pytest.mark.parametrize(
    ("old", "new", "unit", "shown"),
    [
        (2706000, 2773650, "kr", ("2 706 000 kronor", "2 773 650 kronor")),
        (0.025, 0.03, "andel", ("2,5 procent", "3 procent")),
        (8.763005154595884, 8.750870994258014, None, ("8,76301", "8,75087")),
        (1639999.9999999998, 1648000.0, None, ("1 640 000", "1 648 000")),
        (100.001, 100.002, "kr", ("100,001", "100,002")),
        (1e-9, 2e-9, "kvot", ("0,000000001", "0,000000002")),
        ("ja", "nej", "text", ("ja", "nej")),
        (True, False, None, ("ja", "nej")),
        (10**20, 1, None, ("100000000000000000000", "1")),
        (None, 5, "kr", ("–", "5 kronor")),
    ],
)
def test_a_pair_shows_that_it_differs(old, new, unit, shown):
    found = wording.pair(old, new, unit)
    assert tuple(text.replace("\u00a0", " ") for text in found) == shown


@pytest.mark.parametrize(
    ("apart", "unit", "shown"),
    [
        (67650, "kr", "+67 650 kronor"),
        (-0.005, "andel", "−0,5 procentenheter"),
        (-0.644273, "andel", "−64,43 procentenheter"),
        (0.0000094, "andel", "+0,00094 procentenheter"),
        (2, "år", "+2"),
        (0.0, "kr", "±0 kronor"),
        (0.0001, "antal", "+0,0001"),
    ],
)
def test_a_difference_has_a_sign_and_a_unit(apart, unit, shown):
    assert wording.amount(apart, unit).replace("\u00a0", " ") == shown


def test_small_shares_do_not_vanish():
    assert wording.percent(0.00002, "en") == "0.002%"


SAME = "Regionen har betalat hela beloppet i många år. " * 8


@pytest.mark.parametrize("old", ["Nu är det slut.", "Nu är det slut. " * 40, "Nu"])
def test_long_texts_are_shown_from_where_they_differ(old):
    before, after = wording.where_apart(SAME + old, f"{SAME}{old.replace('Nu', 'Då')}")
    assert before.startswith("… ")
    assert "år. Nu" in before
    assert "år. Då" in after
    assert max(map(len, (before, after))) < 300


def test_short_texts_and_those_that_differ_at_once_are_shown_from_their_start():
    assert wording.where_apart("a b", "a c") == ("a b", "a c")
    shown = wording.where_apart("a" * 300, "b" * 300)
    assert [words[:2] for words in shown] == ["aa", "bb"]


def test_the_lines_of_a_text_and_what_a_key_figure_says_show_where_they_differ():
    lines = dict(wording.text_lines(f"one\n{SAME}Nu", f"one\n{SAME}Då", 5))
    assert (lines["-"][-2:], lines["+"][-2:]) == ("Nu", "Då")
    said = wording.terminal_pair(t(f"{SAME}{{a}}", a="Nu"), t(f"{SAME}{{a}}", a="Då"), "text")
    assert [words[-2:] for words in said] == ["Nu", "Då"]
    assert dict(wording.text_lines("a\nb", "c", 5)) == {"-": "b", "+": "c"}


def test_a_line_far_down_is_shown_and_one_that_was_only_pushed_down_is_not():
    lines = [f"line {number}" for number in range(5_000)]
    changed = ["# more", *lines[:4_000], "new", *lines[4_001:]]
    found = [*wording.text_lines("\n".join(lines), "\n".join(changed), 5)]
    assert found == [("-", "line 4000"), ("+", "# more"), ("+", "new")]
    pushed = ["# more", *lines]
    assert [*wording.text_lines("\n".join(lines), "\n".join(pushed), 5)] == [("+", "# more")]


def test_a_key_figure_that_no_changed_input_explains_says_so_where_its_notebook_is_the_same():
    change = KeyFigureChange("a.b", "Tal", "kr", 1, 2, "changed", Location("n", "c"))
    said = [each.text for each in terminal.item_lines("key_figures", change, Comparison("a", "b"))]
    assert said[-1] == "no recorded input of its notebook changed"


@pytest.mark.parametrize(
    ("old", "new", "column", "shown"),
    [
        (106_806, 211_079, Column("a", "A", "kr", "mnkr", 1), ("0,1", "0,2")),
        (106_806, 111_079, Column("a", "A", "kr", "mnkr", 1), ("0,107", "0,111")),
        (0.5, 0.25, Column("a", "A", "andel", "", 0), ("50", "25")),
        (1.234, 2.345, Column("a", "A", "antal", "", 1), ("1,2", "2,3")),
        (1_000_000, 1_000_000, Column("a", "A", "kr", "mnkr", 1), ("1,0", "1,0")),
        (None, 1_000_000, Column("a", "A", "kr", "mnkr", 1), ("–", "1,0")),
        ("x", 1_000_000, Column("a", "A", "kr", "mnkr", 1), ("x", "1 000 000")),
        (1, 2, Column("a", "A", "kr", "evil", 1), ("1", "2")),
        (1, 2, Column("a", "A", "kr"), ("1", "2")),
        (2024, 2025, Column("a", "A", "år", "", 0), ("2024", "2025")),
        (10**400, 1, Column("a", "A", "kr", "mnkr", 1), None),
    ],
)
def test_a_cell_is_shown_as_the_report_shows_it_with_more_decimals_where_these_hide_a_change(
    old, new, column, shown
):
    found = tuple(
        text.replace("\u00a0", " ").replace("\u202f", " ") for text in wording.pair_in_table(old, new, column)
    )
    assert shown is None or found == shown
