"""Each single change is found, named as the cause, and nothing else is."""

import json

import pytest
from handmade import code, figure, finances, notebook, parts, result, table

from pressroom.rendering import embedded
from pressroom.review import sides
from pressroom.review.changes import KeyFigureChange, Location
from pressroom.review.compare.inputs import changed_inputs
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance
from pressroom.runs import Run


@pytest.fixture
def compared(project, run):
    """Compare a run with one in which something differs."""

    def compare_two(old=None, new=None, old_parts=None, new_parts=None, tolerance=None, **more):
        run("a", {"01_finances": old or finances()}, {"01_finances": old_parts or parts()})
        run("b", {"01_finances": new or finances()}, {"01_finances": new_parts or parts()}, **more)
        found = sides.find_side(project, "a"), sides.find_side(project, "b")
        return compare_runs(project, *found, tolerance or Tolerance())

    return compare_two


def test_two_runs_of_the_same_thing_do_not_differ(compared):
    assert not compared().differs


CHANGES = {
    "parameter": ({"rate": 0.05}, {"rate": 0.05}, "parameter:rate"),
    "data": ({"amount": 110}, {"data": "d2"}, "data:posts"),
    "formula": ({"amount": 110}, {"code": "c2"}, "code:orchard.agreement"),
    "formula in a cell": ({"formula": "gap(2)", "amount": 110}, {"notebook": "n2"}, "notebook:01_finances"),
    "caption": ({"caption": "Nytt"}, {"notebook": "n2"}, "notebook:01_finances"),
    "colour": ({"colour": "crimson"}, {"theme": "t2"}, "theme:report/theme"),
    "lock": ({"amount": 110}, {"lock": "l2"}, "environment:requirements.lock"),
}


@pytest.mark.parametrize(("output", "given", "ref"), CHANGES.values(), ids=CHANGES.keys())
def test_a_single_changed_input_is_named_and_nothing_else_is(compared, output, given, ref):
    found = compared(new=finances(**output), new_parts=parts(**given))
    items = [*found.key_figures, *found.tables, *found.figures, *found.texts]
    assert (
        {cause for item in items for cause in item.causes} == {ref} == {change.ref for change in found.inputs}
    )


def test_a_parameter_that_was_added_is_told_once(compared):
    new = finances()
    new["cells"][2]["source"] += "\nshare = 0.5"
    found = compared(new=new, new_parts=parts(), parameters={"share": 0.5})
    assert [change.ref for change in found.inputs] == ["parameter:share"]


def test_a_key_figure_has_its_old_and_new_value_and_both_differences(compared):
    (change,) = compared(new=finances(amount=110)).key_figures
    assert (change.old, change.new, change.absolute, change.relative) == (
        103.0,
        pytest.approx(113.3),
        pytest.approx(10.3),
        pytest.approx(0.1),
    )


def test_a_key_figure_names_the_cell_that_recorded_it(compared):
    (change,) = compared(new=finances(amount=110)).key_figures
    assert (change.place.notebook, change.place.cell) == ("01_finances", "record")


def test_a_table_is_compared_by_row_and_column_key(compared):
    (change,) = compared(new=finances(amount=110)).tables
    (row,) = change.grid.changes
    assert (row.key, [(cell.old, cell.new) for cell in row.cells if cell.grade]) == (
        ("common",),
        [(100, 110)],
    )


def test_a_row_that_moved_is_no_changed_row(compared):
    old, new = (notebook(code("t", "", table(rows))) for rows in ([["a", 1], ["b", 2]], [["b", 2], ["a", 1]]))
    grid = compared(old, new).tables[0].grid
    assert (grid.changes, grid.reordered) == ([], True)


def test_a_figure_says_which_share_of_its_pixels_changed(compared):
    (change,) = compared(new=finances(colour="crimson")).figures
    assert change.pixels.share == pytest.approx(400 / 2400)


def test_a_figure_says_which_text_in_it_changed(compared):
    (change,) = compared(new=finances(title="Another gap")).figures
    assert change.texts == (("Gap", "Another gap"),)


def test_a_drawing_that_differs_behind_an_equal_image_is_not_hidden(compared):
    old, new = figure([[1, 2]]), figure([[1, 2]])
    new["data"]["image/svg+xml"] = new["data"]["image/svg+xml"].replace("<rect", "<circle")
    (change,) = compared(notebook(code("f", "", old)), notebook(code("f", "", new))).figures
    assert change.notes == ("the drawing (SVG) differs while the image (PNG) is the same",)


def test_a_caption_is_named_by_its_option(compared):
    found = compared(new=finances(caption="Nytt"), new_parts=parts(notebook="n2"))
    assert ([text.what for text in found.texts], found.inputs[0].details) == (
        ["fig-cap"],
        ("fig-gap: fig-cap",),
    )


def test_a_number_typed_in_the_place_of_a_variable_is_a_change(compared):
    written = finances(caption="Gapet är {{< var agreement.gap >}} per år")
    assert compared(written, finances(caption="Gapet är 2,7 miljoner per år")).texts[0].what == "fig-cap"


def test_what_differs_within_tolerance_is_folded_and_counted(compared):
    found = compared(new=finances(amount=100.001), tolerance=parse_tolerance(["0.001"]))
    assert (found.differs, found.noise) == (False, {"key_figures": 1, "tables": 1, "figures": 1})


@pytest.mark.parametrize(("tolerance", "differs"), [(["kr=0.01"], False), (["antal=0.01"], True)])
def test_a_tolerance_counts_for_its_unit_alone(compared, tolerance, differs):
    old, new = (notebook(code("r", "", result("a.b", value))) for value in (100, 100.5))
    assert compared(old, new, tolerance=parse_tolerance(tolerance)).differs is differs


def test_addresses_of_objects_are_noise(compared):
    old, new = (
        notebook(code("o", "", {"output_type": "stream", "name": "stdout", "text": f"<Axes at 0x{address}>"}))
        for address in ("7f00aa11bb22", "7f99cc33dd44")
    )
    assert not compared(old, new).differs


def test_an_output_that_changed_without_a_changed_input_has_no_cause(compared):
    assert compared(new=finances(amount=110)).key_figures[0].causes == ()


def test_a_notebook_that_only_one_side_has_is_listed_with_its_results(project, run):
    run("a", {"01_finances": finances()})
    run("b", {"01_finances": finances(), "02_office": notebook(code("r", "", result("office.share", 1)))})
    found = compare_runs(project, sides.find_side(project, "a"), sides.find_side(project, "b"), Tolerance())
    assert ([c.ref for c in found.inputs], [c.id for c in found.key_figures]) == (
        ["notebook:02_office"],
        ["office.share"],
    )


def test_results_that_contradict_their_notebook_are_a_problem(project, run):
    run("a")
    home = run("b", {"01_finances": finances(words="Nytt")})
    file = home / "results.json"
    file.write_text(file.read_text().replace("103.0", "1.0"))
    found = compare_runs(project, sides.find_side(project, "a"), sides.find_side(project, "b"), Tolerance())
    assert "agreement.gap_sek is 1.0, but 01_finances says 103.0" in found.problems[0]


BROKEN = {
    "no JSON": "{",
    "a list": "[]",
    "no cells": '{"nbformat": 4}',
    "old format": '{"nbformat": 3, "cells": []}',
    "untyped cell": '{"nbformat": 4, "cells": [{}]}',
    "odd output": '{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [7]}]}',
    "deep": '{"nbformat": 4, "cells": [], "metadata": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "nested": '{"nbformat": 4, "cells": [], "metadata": ' + "[" * 100 + "]" * 100 + "}",
    "huge number": '{"nbformat": 4, "cells": [' + "9" * 5000 + "]}",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_an_invalid_notebook_is_one_line(project, run, content):
    run("a")
    run("b", {"01_finances": content})
    found = compare_runs(project, sides.find_side(project, "a"), sides.find_side(project, "b"), Tolerance())
    assert found.problems[0].startswith("runs/b/01_finances.ipynb ")


@pytest.fixture
def published(run):
    """A run whose caption names a result, and the same as the report embeds it; `edit` changes that file."""

    def publish(edit=lambda text: text):
        written = finances(caption="Gapet är {{< var agreement.gap >}} per år")
        del written["cells"][5]["outputs"]
        written["cells"][4]["outputs"][0]["data"]["text/markdown"] = "| a |"
        origin = run("a", {"01_finances": written}) / "01_finances.ipynb"
        text = embedded.embeddable(origin, {"agreement.gap": "103 kronor"})
        home = run("b", {"01_finances": json.loads(edit(text))})
        (home / "_variables.yml").write_text("agreement:\n")
        manifest = home / "manifest.json"
        manifest.write_text(manifest.read_text().replace('"started": "b", ', ""))

    return publish


def compare_a_and_b(project):
    return compare_runs(project, *(sides.find_side(project, name) for name in "ab"), Tolerance())


def test_a_published_notebook_equals_the_run_that_it_was_made_from(project, published):
    published()
    assert not compare_a_and_b(project).differs


@pytest.mark.parametrize(("old", "new"), [("per år", "om året"), ("| a |", "| b |")])
def test_a_published_notebook_is_compared_to_the_letter(project, published, old, new):
    published(lambda text: text.replace(old, new))
    assert compare_a_and_b(project).differs


def _with(packages, installed):
    made = {"key": "k", "parts": {"installed": installed}, "output": "o"}
    return Run({"notebooks": {"01_finances": made}, "packages": packages}, {})


def test_packages_are_told_by_name_and_version_and_only_those_that_changed():
    old = _with({"numpy": "2.3", "pandas": "3.0", "salib": "1.5"}, "a")
    new = _with({"numpy": "2.4", "pandas": "3.0", "typst": "0.14"}, "b")
    found = [(each.ref, each.old, each.new) for each in changed_inputs(old, new, {}, (None, None))]
    assert found == [
        ("environment:numpy", "2.3", "2.4"),
        ("environment:salib", "1.5", None),
        ("environment:typst", None, "0.14"),
    ]
    assert changed_inputs(old, old, {}, (None, None)) == ()
    [whole] = changed_inputs(_with({}, "a"), new, {}, (None, None))
    assert whole.ref == "environment:installed packages"


def test_a_package_that_changed_is_told_once_and_nothing_else_is(compared):
    old, new = ({"installed": mark, "parameters": {}} for mark in "ab")
    found = compared(old_parts=parts(**old), new_parts=parts(**new))
    assert [each.ref for each in found.inputs] == ["environment:installed packages"]
    assert not found.outputs_differ


def test_what_the_brief_names_comes_first_then_what_the_report_does(project, run, compared):
    (project.report / "chapters").mkdir()
    (project.report / "chapters" / "one.qmd").write_text(
        "{{< var c.c >}} {{< var b.b >}} {{< var no.one >}}\n"
    )
    (project.report / "brief.qmd").write_text("{{< include chapters/one.qmd >}}\n\n{{< var c.c >}}\n")
    (project.report / "report.qmd").write_text("{{< var d.d >}}\n")

    def recording(value):
        return notebook(code("c", "x", *(result(f"{name}.{name}", value) for name in "abcd")))

    found = compared(recording(1), recording(2))
    assert [change.id for change in found.key_figures] == ["c.c", "b.b", "d.d", "a.a"]
    assert set(found.headlines) == {"b.b", "c.c"}


@pytest.mark.parametrize(
    ("old", "new", "importance"),
    [
        (10, 15, 1 / 3),
        (15, 10, 1 / 3),
        (-1, 1, 2),
        (0, 5, 1),
        (0.0, 0.0, 0),
        ("a", "b", 0),
        (None, 3, 0),
        (1, 10**400, 1),
    ],
)
def test_how_much_a_key_figure_changed_is_measured_by_the_larger_value(old, new, importance):
    change = KeyFigureChange("a.b", "Tal", "kr", old, new, "changed", Location("n", "c"))
    assert change.importance == pytest.approx(importance)
