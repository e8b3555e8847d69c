"""What a run publishes and a reader reads is compared, whether it is understood or not."""

import json
import subprocess
from functools import partial

import pytest
from handmade import code, display, figure, finances, notebook, png, result, table

from pressroom.notebook import mime
from pressroom.review import sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance


@pytest.fixture
def compared(project, run):
    """Compare a run with one in which something differs; `edit` changes the second one's folder."""

    def compare(old=None, new=None, edit=lambda folder: None, tolerance=None):
        run("a", {"01_finances": old or finances()})
        edit(run("b", {"01_finances": new or finances()}))
        found = (sides.find_side(project, name) for name in "ab")
        return compare_runs(project, *found, tolerance or Tolerance())

    return compare


def shown(found):
    return [(text.place.notebook, text.place.cell, text.what) for text in found.texts]


FORMS = {
    "application/pdf": ("JVBERi0x", "JVBERi0y"),
    "application/vnd.plotly.v1+json": ({"data": [{"y": [1, 2]}]}, {"data": [{"y": [1, 3]}]}),
    "application/json": ([1], [2]),
    "text/latex": ("$1$", "$2$"),
    "application/javascript": ("f(1)", "f(2)"),
    "text/x-custom": ("1", "2"),
    "application/x-custom": (1, None),
}


@pytest.mark.parametrize(("name", "contents"), FORMS.items(), ids=FORMS.keys())
def test_data_of_any_type_is_compared_and_named(compared, name, contents):
    old, new = (
        notebook(code("c", "", display(**{name: content, "text/plain": "x"}))) for content in contents
    )
    assert shown(compared(old, new)) == [("01_finances", "c", f"data of type {name}")]


@pytest.mark.parametrize("name", ["image/gif", "image/webp"])
def test_a_picture_that_is_not_decoded_is_compared_by_its_hash(compared, name):
    old, new = (notebook(code("c", "", display(**{name: content}))) for content in ("R0lG", "R0lH"))
    assert "differs, cannot be shown" in compared(old, new).texts[0].new


def edited(path, value):
    """Return the small notebook with another value at a place; `path` leads there."""
    document = finances()
    place = document
    *names, last = (name() if callable(name) else name for name in path)
    for name in names:
        place = place[name]
    place[last] = value
    return document


CELL, RESULT, TABLE, FIGURE = ("cells", 3), *(("cells", number, "outputs", 0) for number in (3, 4, 5))
# The names are those of the publication that a test stands in.
RESULT_DATA, TABLE_DATA, FIGURE_DATA = (partial(mime.of, kind) for kind in ("result", "table", "figure"))
LEAVES = {
    "a tag": ((*CELL, "metadata", "tags"), ["x"]),
    "metadata": ((*CELL, "metadata", "x"), 1),
    "an attachment": (("cells", 0, "attachments"), {"a.png": {"image/png": png()}}),
    "an id": ((*CELL, "id"), "other"),
    "a count": ((*CELL, "execution_count"), 3),
    "the notebook's metadata": (("metadata", "widgets"), {"state": 1}),
    "the format": (("nbformat_minor",), 4),
    "a type of output": ((*RESULT, "output_type"), "execute_result"),
    "metadata of an output": ((*FIGURE, "metadata"), {"image/png": {"width": 1}}),
    "a result's unit": ((*RESULT, "data", RESULT_DATA, "unit"), "mnkr"),
    "a result's source": ((*RESULT, "data", RESULT_DATA, "sources"), []),
    "a result's plain text": ((*RESULT, "data", "text/plain"), "x"),
    "a column's label": ((*TABLE, "data", TABLE_DATA, "columns", 1, "label"), {"message": "x"}),
    "a column's unit": ((*TABLE, "data", TABLE_DATA, "columns", 1, "unit"), "mnkr"),
    "a table's key": ((*TABLE, "data", TABLE_DATA, "key"), []),
    "a table's sum": ((*TABLE, "data", TABLE_DATA, "total"), True),
    "a table's HTML": ((*TABLE, "data", "text/html"), "<table></table>"),
    "a figure's note": ((*FIGURE, "data", FIGURE_DATA, "markdown"), "x"),
    "a figure's plain text": ((*FIGURE, "data", "text/plain"), "x"),
    "a figure that has no data": ((*FIGURE, "data", FIGURE_DATA), None),
    "a line break in code": ((*CELL, "source"), "gap(posts)\n"),
    "a space in prose": (("cells", 0, "source"), "# Ekonomi\n\nText. "),
    "the values given": (("cells", 2, "source"), "rate = 0.04"),
}


@pytest.mark.parametrize(("path", "value"), LEAVES.values(), ids=LEAVES.keys())
def test_every_leaf_of_a_notebook_counts(compared, path, value):
    assert compared(new=edited(path, value)).differs


def test_the_order_of_cells_counts(compared):
    document = finances()
    document["cells"][3:5] = document["cells"][4:2:-1]
    assert shown(compared(new=document)) == [("01_finances", "", "order")]


def test_the_order_of_outputs_counts(compared):
    outputs = table([["a", 1]]), figure([[1, 2]])
    found = compared(notebook(code("c", "", *outputs)), notebook(code("c", "", *outputs[::-1])))
    assert shown(found) == [("01_finances", "c", "order")]


def test_a_result_recorded_once_more_counts(compared):
    once, twice = (notebook(code("c", "", *[result("a.b", 1)] * number)) for number in (1, 2))
    assert ("01_finances", "c", "a.b further details") in shown(compared(once, twice))


def test_a_long_value_counts_to_its_end(compared):
    old, new = (notebook(code("c", "", table([["a", "x" * 5000 + end]]))) for end in "ab")
    assert compared(old, new).tables


def replaced(name, old, new):
    def edit(folder):
        file = folder / name
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))

    return edit


def written(name, content):
    return lambda folder: (folder / name).write_bytes(content)


FILES = {
    "results.json sources": (replaced("results.json", '["posts"]', "[]"), "results.json"),
    "results.json added": (replaced("results.json", '"results"', '"x": 1, "results"'), "results.json"),
    "manifest.json key": (replaced("manifest.json", '"key": "k"', '"key": "l"'), "manifest.json"),
    "manifest.json scenario": (replaced("manifest.json", '"name": "b"', '"name": "c"'), "manifest.json"),
    "results.json scenario": (
        replaced("results.json", '"scenario": "b"', '"scenario": "c"'),
        "manifest.json",
    ),
    "a file of text": (written("_variables.yml", b"a: 1\n"), "_variables.yml"),
    "a file that is no text": (written("x.bin", b"\xff"), "x.bin"),
}


@pytest.mark.parametrize(("edit", "name"), FILES.values(), ids=FILES.keys())
def test_every_file_of_a_run_counts(compared, edit, name):
    assert name in {place for place, _, _ in shown(compared(edit=edit))}


def test_json_files_are_compared_by_their_places(project, run):
    for name, number in (("a", 1), ("b", 2)):
        (run(name) / "dependence.json").write_text(json.dumps({"x": [1, number], "y": 3}))
    found = compare_runs(project, *(sides.find_side(project, name) for name in "ab"), Tolerance())
    assert [(text.old, text.new) for text in found.texts] == [("x.1: 1", "x.1: 2")]


def test_a_part_of_a_run_key_that_came_without_a_change_counts(compared):
    found = compared(edit=replaced("manifest.json", '"data": {', '"data": {"other": "d9", '))
    assert found.differs


def test_what_ones_own_tolerance_covers_has_no_words_that_differ(compared):
    def of(number):
        outputs = result("a.b", number), table([["a", number]]), figure([[2023, number]])
        return notebook(code("c", "", *outputs))

    assert not compared(of(100), of(100.5), tolerance=parse_tolerance(["0.01"])).differs


@pytest.fixture
def revisions(project, run):
    """Commit a run and the report's texts twice; `edit` changes the folder between."""

    def git(*arguments):
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", project.root, *named, *arguments], check=True, capture_output=True)

    def compare(path, content):
        run("x", folder=project.executed)
        for name in ("chapters", "en", "theme", "reviews"):
            (project.report / name).mkdir()
            (project.report / name / "old.qmd").write_text("Text.\n")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"]):
            git(*command)
        (project.root / path).write_text(content)
        git("add", "-A"), git("commit", "-qm", "2")
        found = (sides.find_side(project, name) for name in ("HEAD~", "HEAD"))
        return compare_runs(project, *found, Tolerance())

    return compare


@pytest.mark.parametrize(
    "path",
    ["report/chapters/old.qmd", "report/en/old.qmd", "report/en/messages.po", "report/theme/report.css",
     "report/brief.qmd", "_quarto.yml"],
)  # fmt: skip
def test_what_a_reader_reads_is_compared_between_revisions(revisions, path):
    assert shown(revisions(path, "Annat.\n")) == [(path, "", "content")]


def test_what_was_said_of_a_review_is_no_part_of_it(revisions):
    assert not revisions("report/reviews/old.qmd", "Annat.\n").differs


def test_a_chapter_of_the_working_folder_is_compared_with_a_revision(project, revisions, run):
    revisions("report/brief.qmd", "Annat.\n")
    (project.report / "brief.qmd").write_text("Inte sparat.\n")
    found = (sides.find_side(project, name) for name in ("HEAD", str(project.executed)))
    (text,) = compare_runs(project, *found, Tolerance()).texts
    assert (text.place.notebook, text.old, text.new) == ("report/brief.qmd", "Annat.\n", "Inte sparat.\n")
