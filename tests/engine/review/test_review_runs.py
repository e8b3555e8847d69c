"""Two runs compared as a whole: which notebooks are read, what cannot be, and what is counted."""

import json

import pytest
from handmade import code, display, figure, notebook, prose, published, result, side

from pressroom.notebook.ipynb import parse
from pressroom.review.changes import Location
from pressroom.review.compare.runs import compare_runs, outputs_apart, outputs_left
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.sides import File


@pytest.fixture
def compared(project):
    def compare(old, new):
        return compare_runs(project, side("a", old), side("b", new), Tolerance())

    return compare


def recording(value, id="a.b", cell="c", source="gap()"):
    return notebook(code(cell, source, result(id, value)))


def test_notebooks_with_equal_bytes_are_counted_and_not_read(compared):
    broken = {"a.ipynb": "{", "b.ipynb": "{", "c.ipynb": json.dumps(recording(1))}
    found = compared(broken, broken | {"c.ipynb": json.dumps(recording(2))})
    assert (found.unchanged, found.problems) == ({"notebooks": 2}, ())
    assert [figure.id for figure in found.key_figures] == ["a.b"]


def test_equal_sides_are_answered_by_their_notebooks_alone(compared):
    files = published({"n": recording(1), "m": recording(1, "x.y")})
    found = compared(files, files)
    assert (found.differs, found.unchanged) == (False, {"notebooks": 2})


def test_nothing_that_is_the_same_is_not_counted(compared):
    assert compared(published({"n": recording(1)}), published({"n": recording(2)})).unchanged == {}


@pytest.mark.parametrize("flip", [False, True])
def test_a_notebook_that_one_side_cannot_give_is_named_and_the_others_are_compared(compared, flip):
    good = {"m.ipynb": recording(1, "x.y"), "n.ipynb": recording(1)}
    sides = [good, {"m.ipynb": recording(2, "x.y"), "n.ipynb": "{"}]
    found = compared(*(sides[::-1] if flip else sides))
    assert [problem.partition(" (")[0] for problem in found.problems] == [
        f"{'a' if flip else 'b'}/n.ipynb is not valid JSON"
    ]
    assert [figure.id for figure in found.key_figures] == ["x.y"]


def test_a_notebook_that_the_disk_does_not_give_is_named_with_the_reason(project):
    def read():
        raise OSError(5, "gone")

    old, new = (side(name, {"n.ipynb": name}) for name in "ab")
    new.files["n.ipynb"] = File(1, lambda: "x", read)
    old.files["n.ipynb"] = File(1, lambda: "y", lambda: json.dumps(recording(1)).encode())
    assert compare_runs(project, old, new, Tolerance()).problems == ("b/n.ipynb cannot be read (gone)",)


def test_what_could_not_be_read_of_a_side_is_told_of_it(project):
    old, new = (side(name, {"n.ipynb": json.dumps(recording(1))}) for name in "ab")
    new.problems.append("x is no regular file")
    assert compare_runs(project, old, new, Tolerance()).problems == ("b/x is no regular file",)


def test_the_title_of_a_notebook_is_the_new_one_where_there_is_one(compared):
    def titled(words):
        return notebook({"cell_type": "markdown", "id": "t", "metadata": {}, "source": f"# {words}"})

    old = {"m.ipynb": titled("Före"), "n.ipynb": titled("Borta")}
    found = compared(old, {"m.ipynb": titled("Efter")})
    assert found.titles == {"m": "Efter", "n": "Borta"}


def test_the_cell_of_a_changed_key_figure_is_kept_once_from_both_sides(compared):
    def of(n):
        cells = (
            code("c", f"gap({n})", result("a.b", n), result("a.c", n)),
            code("d", "same", result("a.d", 1)),
        )
        return {"n.ipynb": notebook(*cells)}

    found = compared(of(1), of(2))
    assert [(each.place, each.old, each.new) for each in found.cells] == [
        (Location("n", "c"), "gap(1)", "gap(2)")
    ]


def test_the_cell_of_a_key_figure_of_one_side_alone_is_kept_from_it(compared):
    found = compared({}, {"n.ipynb": recording(1)})
    assert [(each.old, each.new) for each in found.cells] == [("", "gap()")]
    found = compared({"n.ipynb": recording(1)}, {})
    assert [(each.old, each.new) for each in found.cells] == [("gap()", "")]


def results(value):
    return {"results": [{"id": "a.b", "value": value, "unit": "kr", "notebook": "n"}]}


def test_a_key_figure_that_no_notebook_recorded_has_no_cell_and_may_be_a_contradiction(compared):
    same = {"n.ipynb": json.dumps(recording(1))}
    found = compared(*(same | {"results.json": results(value)} for value in (1, 2)))
    assert found.cells == ()
    assert found.problems == ("results.json: a.b differs, but n is the same",)


def test_a_key_figure_of_a_notebook_that_is_not_there_is_no_contradiction(compared):
    found = compared(*({"results.json": results(value)} for value in (1, 2)))
    assert [figure.id for figure in found.key_figures] == ["a.b"]
    assert found.problems == ()


# A run and a published one.

CAPTION = '#| label: fig-a\n#| fig-cap: "{}"\nshow()'


def captioned(words, is_published):
    drawn = figure([[1, 2]])
    manifest = {} if is_published else {"started": "now"}
    return {"n.ipynb": notebook(code("c", CAPTION.format(words), drawn)), "manifest.json": manifest}


@pytest.mark.parametrize(
    ("old", "new", "captions"),
    [
        (False, True, []),
        (True, False, []),
        (True, True, ["fig-cap"]),
        (False, False, ["fig-cap"]),
    ],
)
def test_a_caption_that_is_filled_in_is_none_that_differs_from_a_run(compared, old, new, captions):
    words = ["Gapet {{< var x.a >}}", "Gapet 3 kr"]
    words = words[::-1] if old and not new else words
    found = compared(captioned(words[0], old), captioned(words[1], new))
    assert [text.what for text in found.texts] == captions


@pytest.mark.parametrize("flip", [False, True])
def test_a_notebook_that_the_run_or_the_published_one_lacks_is_told(compared, flip):
    sides = [{"manifest.json": {"started": "now"}}, {"manifest.json": {}, "n.ipynb": recording(1)}]
    found = compared(*(sides[::-1] if flip else sides))
    assert [figure.status for figure in found.key_figures] == ["removed" if flip else "added"]


# Runs of one side with other inputs.


def ran(**given):
    """Return the notebook of a run, by its name."""
    words = {"text": "Text.", "cap": "Gapet", "shown": "a", "rows": [[2023, 1]], "value": 1, "unit": "kr"}
    words |= {"label": "Tal"} | given
    cells = (
        prose("intro", words["text"]),
        code("f", f"#| label: fig-a\n#| fig-cap: {words['cap']}\nshow()", figure(words["rows"])),
        code("o", "shown", display(**{"text/plain": words["shown"]})),
        code("r", "record()", result("a.b", words["value"], words["unit"], words["label"])),
    )
    return {"n": parse("n", json.dumps(notebook(*cells)).encode())}


MOVED = {"shown": "n o", "rows": "n fig-a", "value": "a.b"}
WORDS = {"text": "Annat.", "cap": "Glappet", "unit": "andel", "label": "Andel"}


@pytest.mark.parametrize("what", [*MOVED, *WORDS])
def test_of_two_runs_the_outputs_that_differ_are_named_and_no_words(what):
    other = ran(**{what: {"shown": "b", "rows": [[2023, 2]], "value": 2, **WORDS}[what]})
    # The cell that records the key figure is named too where its unit or label is stored otherwise.
    apart = [name for name in outputs_apart(ran(), other) if name != "n r"]
    assert apart == ([MOVED[what]] if what in MOVED else [])


def test_of_two_runs_the_notebooks_that_both_have_are_compared():
    assert outputs_apart(ran(), {}) == outputs_apart({}, ran()) == ()


@pytest.mark.parametrize("started", [{}, {"started": "2026-01-31T10:00:00Z"}])
def test_what_a_run_gives_is_compared_with_a_side_published_or_not(started):
    manifest = {"scenario": {"name": "base"}, "notebooks": {"n": {}}} | started
    kept = {"n.ipynb": ran()["n"].document, "manifest.json": manifest}
    given = outputs_left(ran(shown="b") | {"m": ran()["n"]}, side("b", kept))
    assert given == ("n o",)
    assert outputs_left({}, side("b", kept)) == ()
