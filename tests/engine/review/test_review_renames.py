"""What was only given another name is one change, and stays one that somebody decides on."""

import json
from copy import deepcopy
from itertools import pairwise

import pytest
from handmade import code, finances, notebook, parts, prose, result, side

from pressroom.notebook.ipynb import parse
from pressroom.review import diff, many, sides, verdicts
from pressroom.review.changes import Comparison, KeyFigureChange, Location
from pressroom.review.compare import details, renames
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.decisions import changes_of, open_changes
from pressroom.review.show import terminal

GAP, TABLE = "fig-gap", "tbl-posts"


def with_label(document, old, new, **more):
    """Return a notebook in which a cell has another label, and what else differs in it."""
    document = deepcopy(document)
    for cell in document["cells"]:
        if f"#| label: {old}\n" in cell["source"]:
            cell["source"] = cell["source"].replace(f"label: {old}", f"label: {new}")
            cell |= more
    return document


def files(document):
    return {"n.ipynb": document, "manifest.json": {"notebooks": {"n": {"parts": parts()}}}}


@pytest.fixture
def compared(project):
    def compare(old, new):
        pair = side("a", files(old)), side("b", files(new))
        return compare_runs(project, *pair, Tolerance())

    return compare


@pytest.fixture
def decided(project):
    def between(old, new):
        pair = side("a", files(old)), side("b", files(new))
        return changes_of(*pair, compare_runs(project, *pair, Tolerance()))

    return between


def lines(comparison, kind):
    [item] = getattr(comparison, kind)
    return [each.text for each in terminal.item_lines(kind, item, comparison)]


# Key figures.


def recorded(*figures):
    return notebook(prose("p", "# N"), code("c", "record()", *(result(*each) for each in figures)))


def test_a_key_figure_with_another_id_is_one_change(compared):
    found = compared(recorded(("a.b", 1)), recorded(("a.c", 1)))
    [change] = found.key_figures
    assert (change.id, change.renamed, change.status, change.old, change.new) == (
        "a.c",
        "a.b",
        "renamed",
        1,
        1,
    )
    assert lines(found, "key_figures")[0].replace("\u00a0", " ") == "renamed a.b → a.c: SEK 1"
    assert not change.is_moved
    assert found.texts == ()


def test_one_that_says_something_else_too_is_known_by_its_place(compared):
    old = recorded(("a.a", 1, "kr", "A"), ("a.b", 2), ("a.d", 3, "kr", "D"))
    new = recorded(("a.a", 1, "kr", "A"), ("a.c", 5), ("a.d", 3, "kr", "D"))
    found = compared(old, new)
    [change] = found.key_figures
    assert (change.renamed, change.id, change.absolute, change.is_moved) == ("a.b", "a.c", 3, True)
    said = lines(found, "key_figures")[0].replace("\u00a0", " ")
    assert said == "renamed a.b → a.c: SEK 2 → SEK 5  (+SEK 3, +150%)"


@pytest.mark.parametrize(
    "figures",
    [
        [("a.c", 5, "kr", "Annat")],
        [("a.c", 5, "antal")],
        [("a.c", 5), ("a.e", 6)],
        [("a.c c", 5)],
        [("c" * 61, 5)],
    ],
)
def test_what_could_be_another_stays_two_changes(compared, figures):
    found = compared(recorded(("a.b", 2)), recorded(*figures)).key_figures
    assert {each.status for each in found} == {"removed", "added"}
    assert {each.renamed for each in found} == {None}


def test_two_that_say_the_same_are_told_apart_by_their_places(compared):
    old = recorded(("a.b", 1), ("x", 0, "kr", "X"), ("a.d", 1))
    new = recorded(("b.b", 1), ("x", 0, "kr", "X"), ("b.d", 1))
    found = compared(old, new).key_figures
    assert {each.id: each.renamed for each in found} == {"b.b": "a.b", "b.d": "a.d"}


def test_what_differs_beside_the_value_of_a_renamed_one_is_told(compared):
    new = recorded()
    new["cells"][1]["outputs"] = [result("a.c", 1, note="x")]
    [text] = compared(recorded(("a.b", 1)), new).texts
    assert (text.place, text.what) == (Location("results.json", "a.c", "a.b"), "further details")
    assert "note" in text.new


def test_a_renamed_one_is_named_by_what_may_have_renamed_it():
    change = KeyFigureChange("a.c", "L", "kr", 1, 1, "renamed", Location("n", "c"), renamed="a.b")
    assert change.ids == ("a.c", "a.b")
    assert not change.is_moved


# Cells.


def test_a_figure_with_another_label_is_one_change(compared):
    found = compared(finances(), with_label(finances(), GAP, "fig-lack"))
    [figure] = found.figures
    assert (figure.status, figure.place) == ("renamed", Location("n", "fig-lack", GAP))
    assert figure.old == figure.new is not None
    assert (found.tables, found.texts, found.key_figures) == ((), (), ())
    assert found.unchanged["tables"] == 1
    assert "figures" not in found.unchanged
    assert (
        lines(found, "figures")
        == ["n fig-gap → fig-lack: renamed", "  may come from n"][:1] + lines(found, "figures")[1:]
    )


def test_a_figure_that_is_drawn_otherwise_too_is_known_by_the_id_of_its_cell(compared):
    found = compared(finances(), with_label(finances(colour="crimson"), GAP, "fig-lack"))
    [figure] = found.figures
    assert (figure.status, figure.place.before, figure.place.cell) == ("changed", GAP, "fig-lack")
    assert figure.pixels.share > 0


def test_a_table_with_another_label_is_one_change(compared):
    [table] = compared(finances(), with_label(finances(), TABLE, "tbl-lines")).tables
    assert (table.status, table.place.before, table.place.cell) == ("renamed", TABLE, "tbl-lines")


def test_a_cell_with_another_id_is_one_change_by_its_words(compared):
    old, new = (notebook(prose(id, "Samma ord"), prose("q", "Andra")) for id in ("p", "r"))
    [text] = compared(old, new).texts
    assert (text.what, text.status, text.old, text.new) == ("name", "renamed", "p", "r")


def test_a_caption_that_changes_with_the_label_is_told_with_both(compared):
    found = compared(finances(), with_label(finances(caption="Ny"), GAP, "fig-lack"))
    assert [(each.what, each.place.before) for each in found.texts] == [("fig-cap", GAP)]
    assert found.figures == ()


def test_a_cell_that_came_in_the_place_of_another_is_not_taken_for_it(compared):
    old = notebook(code("cell-2", "#| label: fig-a\none()"), prose("x", "X"))
    new = notebook(code("cell-2", "#| label: fig-b\nother()"), prose("x", "X"))
    assert renames.of_cells(*(parse("n", json.dumps(each).encode()) for each in (old, new))) == {}


def test_a_moved_and_renamed_cell_is_told_to_be_moved(compared):
    document = finances()
    moved = with_label(document, GAP, "fig-lack")
    moved["cells"].insert(1, moved["cells"].pop())
    assert ("order",) in {(each.what,) for each in compared(document, moved).texts}


def test_the_notebook_says_which_cell_it_calls_otherwise():
    pair = (finances(), with_label(finances(caption="Ny"), GAP, "fig-lack"))
    read = (parse("n", json.dumps(each).encode()) for each in pair)
    assert details.cell_changes(*read) == ("fig-lack: name, fig-cap",)


# Verdicts.


def accepted(changes, minute=1):
    when = f"2026-01-31T09:0{minute}:00Z"
    return [change.decided("accept", "Anna", "", when) for change in changes]


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        (GAP, "fig-lack", "figure n fig-gap → figure n fig-lack"),
        (TABLE, "tbl-lines", "table n tbl-posts → table n tbl-lines"),
    ],
)
def test_another_name_has_a_verdict_with_both_names(decided, old, new, id):
    changes = decided(finances(), with_label(finances(), old, new))
    assert [change.id for change in changes] == [id]
    assert len([*open_changes(changes, [])]) == 1
    given = [verdicts.checked(json.loads(each.as_line())) for each in accepted(changes)]
    assert [*open_changes(changes, given)] == []


STEPS = [("a.b", 1), ("a.b", 2), ("a.c", 2), ("a.c", 3)]


def step(number):
    """Return the notebook of a step, in which the second key figure stays."""
    return recorded(STEPS[number], ("x", 0, "kr", "X"))


def steps(decided, *numbers):
    pairs = [decided(step(a), step(b)) for a, b in pairwise(numbers)]
    return [line for minute, changes in enumerate(pairs) for line in accepted(changes, minute)]


def test_accepted_steps_before_and_after_another_name_are_an_accepted_change(decided):
    whole = decided(step(0), step(3))
    assert [change.id for change in whole] == ["key figure a.b → key figure a.c"]
    assert [*open_changes(whole, steps(decided, 0, 1, 2, 3))] == []


@pytest.mark.parametrize("numbers", [(1, 2, 3), (0, 1, 2), (0, 1)])
def test_a_step_that_lacks_a_verdict_leaves_it_open(decided, numbers):
    assert [*open_changes(decided(step(0), step(3)), steps(decided, *numbers))] != []


def test_another_name_that_was_rejected_stays_so(decided):
    changes = decided(step(1), step(2))
    given = [change.decided("reject", "Bo", "Oklart", "2026-01-31T09:05:00Z") for change in changes]
    assert [each.why for each in open_changes(changes, given)] == ["rejected by Bo: Oklart"]


def test_that_one_goes_is_not_accepted_by_another_name_that_did_not_come(decided):
    renamed = accepted(decided(step(1), step(2)))
    gone = decided(step(1), recorded(("x", 0, "kr", "X")))
    assert [each.change.id for each in open_changes(gone, renamed)] == ["key figure a.b"]


def test_a_name_of_two_names_is_not_taken_for_another_name():
    id = verdicts.identity("key figure", "a → b")
    assert verdicts.BECOMES not in id
    assert id.startswith("key figure a ? b #")


# Shown.


def test_every_form_tells_both_names(project, run):
    run("a", {"01_finances": finances()})
    new = with_label(finances(), GAP, "fig-lack")
    new = json.loads(json.dumps(new).replace("agreement.posts", "agreement.lines"))
    run("b", {"01_finances": new})
    page, markdown, machines = (project.root / f"r.{ending}" for ending in ("html", "md", "json"))
    diff.show_difference(project, "a", "b", diff.Shown(page, markdown, machines, "en"))
    for words in ("formerly <code>agreement.posts</code>", "formerly <code>fig-gap</code>", "renamed"):
        assert words in page.read_text()
    assert "renamed agreement.posts → agreement.lines" in markdown.read_text().replace("\\", "")
    assert "fig-gap → fig-lack: renamed" in markdown.read_text().replace("\\", "")
    held = json.loads(machines.read_text())
    assert [(each["renamed"], each["id"]) for each in held["key_figures"]] == [
        ("agreement.posts", "agreement.lines")
    ]
    assert held["figures"][0]["place"]["before"] == GAP


def test_of_more_than_two_sides_each_name_has_a_row(project, run):
    run("a", {"n": step(1)})
    run("b", {"n": step(2)})
    run("c", {"n": recorded(("a.b", 7), ("x", 0, "kr", "X"))})
    pair = [sides.find_side(project, name) for name in ("a", "b", "c")]
    found = many.compare_many(project, pair, Tolerance())
    figures = {item.change.id: item for item in found.items if item.kind == "key_figures"}
    assert [held.status for held in figures["a.b"].held] == ["same", "removed", "changed"]
    assert [held.status for held in figures["a.c"].held] == ["absent", "added", "absent"]
    assert figures["a.b"] in found.conflicts
    assert isinstance(found.comparisons[0, 1], Comparison)
