"""A side whose outputs are older than its inputs says so first, whatever else is the same."""

import json
import subprocess

import pytest

from pressroom.review import diff, sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.stale import stale_sides
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.equality import newer_inputs, nothing_to_say
from pressroom.review.show import terminal
from pressroom.runs.blob import blob_id

BASE, NOTEBOOK = "params/base.yml", "notebooks/01_finances.ipynb"


@pytest.fixture
def made(project, run):
    """A committed project with a published run and one under runs/, both made from two files."""
    for path in (BASE, NOTEBOOK, "data/unread.csv"):
        (project.root / path).parent.mkdir(exist_ok=True)
        (project.root / path).write_text(f"{path}\n")
    files = {path: blob_id(project.root / path) for path in (BASE, NOTEBOOK)}
    for folder in (run("base"), run("published", folder=project.executed)):
        document = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps(document | {"files": files}))
    commit(project, ["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"])
    return project


def commit(project, *commands):
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in commands:
        subprocess.run(["git", "-C", project.root, *named, *command], check=True, capture_output=True)


def stale(project, *names):
    found = compare_runs(project, *(sides.find_side(project, name) for name in names), Tolerance())
    assert found.differs == bool(found.stale)
    return [(late.side, late.inputs) for late in found.stale]


def test_what_is_up_to_date_is_not_stale(made):
    assert stale(made, "HEAD", "base") == []


def test_a_run_is_stale_once_an_input_is_saved(made):
    (made.root / BASE).write_text("a: 2\n")
    assert stale(made, "HEAD", "base") == [("runs/base", (BASE,))]


def test_a_revision_is_judged_by_what_it_holds(made):
    (made.root / BASE).write_text("a: 2\n")
    commit(made, ["commit", "-qam", "a forgotten accept"])
    (late,) = stale(made, "HEAD~", "HEAD")
    assert (late[0].startswith("git HEAD ("), late[1]) == (True, (BASE,))


def test_an_input_that_is_gone_and_a_new_notebook_are_named(made):
    (made.root / BASE).unlink()
    (made.root / "notebooks" / "02_new.ipynb").write_text("{}")
    assert stale(made, "base", "base")[0] == ("runs/base", ("notebooks/02_new.ipynb", BASE))


@pytest.mark.parametrize(
    ("path", "read", "named"),
    [
        ("params/more.yml", [BASE], True),
        ("params/more.yml", ["params/parameters.yml"], False),
        ("params/more.yml", [], False),
        ("params/drafts/more.yml", [BASE], False),
        ("params/README.md", [BASE], False),
    ],
)
def test_a_new_scenario_is_named_where_a_notebook_reads_them_all(made, path, read, named):
    manifest = made.runs / "base" / "manifest.json"
    document = json.loads(manifest.read_text())
    for made_from in document["notebooks"].values():
        made_from["parts"]["data"] = dict.fromkeys(read, "1")
    manifest.write_text(json.dumps(document))
    (made.root / path).parent.mkdir(exist_ok=True)
    (made.root / path).write_text("a: 2\n")
    assert newer_inputs(sides.find_side(made, "base")) == ((path,) if named else ())


def test_a_file_that_no_notebook_reads_makes_nothing_stale(made):
    (made.root / "data" / "unread.csv").write_text("2")
    assert newer_inputs(sides.find_side(made, "base")) == ()
    found = compare_runs(made, *(sides.find_side(made, name) for name in ("HEAD", "base")), Tolerance())
    assert [change.ref for change in found.inputs] == ["other:data/unread.csv"]


def test_a_folder_from_elsewhere_is_not_judged_by_this_project(made, tmp_path_factory):
    copy = tmp_path_factory.mktemp("other") / "run"
    (made.runs / "base").rename(copy)
    (made.root / BASE).write_text("a: 2\n")
    assert stale(made, "HEAD", str(copy)) == []


@pytest.mark.parametrize("path", ["../outside", "/etc/hostname", "params"])
def test_a_manifest_cannot_make_other_files_be_read(made, path):
    assert sides.find_side(made, "base").tree.blob(path) is None


def test_that_a_side_is_stale_is_said_before_all_else(made, tmp_path, capsys):
    (made.root / BASE).write_text("a: 2\n")
    page, summary = tmp_path / "page.html", tmp_path / "summary.md"
    assert diff.show_difference(made, "HEAD", "base", diff.Shown(page, summary, lang="en")) == 1
    assert capsys.readouterr().out.splitlines()[1:5] == [
        "! runs/base is older than its inputs: params/base.yml",
        "  a: – → 2",
        "",
        "No difference in what is there, but it is not of these inputs.",
    ]
    assert summary.read_text().splitlines()[2].startswith("**Stale:** runs/base is older than its inputs")
    assert "- a: – → 2" in summary.read_text()
    assert "runs/base: <code>params/base.yml</code>" in page.read_text()
    assert "The results are not of the inputs that are there now." in page.read_text()
    assert "No difference" not in page.read_text()


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            BASE,
            'rate: 0.02\nword: "a"\n',
            'rate: 0.03\nword: "b"\n',
            ["rate: 2 per cent → 3 per cent", "word: a → b"],
        ),
        (BASE, "a:\n  b: 1\n", "a:\n  b: 2\n", [f"{BASE}: b: 1 → b: 2"]),
        (NOTEBOOK, "x\n", "y\n", [f"{NOTEBOOK}: x → y"]),
    ],
)
def test_what_of_the_newer_inputs_differs_is_told(made, path, old, new, told):
    (made.root / "params" / "parameters.yml").write_text("rate:\n  unit: andel\n")
    (made.root / path).write_text(old)
    manifest = made.runs / "base" / "manifest.json"
    document = json.loads(manifest.read_text())
    document["files"][path] = blob_id(made.root / path)
    manifest.write_text(json.dumps(document))
    commit(made, ["add", "-A"], ["commit", "-qm", "second"])
    (made.root / path).write_text(new)
    [late] = stale_sides(made.root, sides.find_side(made, "base"))
    assert [each.replace("\u00a0", " ") for each in terminal.changed_since(late)] == told


@pytest.mark.parametrize("id", ["--help", "HEAD", 7, "0" * 40])
def test_of_what_git_does_not_have_only_the_name_is_told(made, id):
    manifest = made.runs / "base" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"files": {BASE: id}}))
    [late] = stale_sides(made.root, sides.find_side(made, "base"))
    assert (late.inputs[-1], [each for each in late.changes if each.name == BASE]) == (BASE, [])


def test_a_file_behind_two_runs_that_differs_is_an_input(made):
    manifest = made.runs / "base" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(blob_id(made.root / BASE), "0" * 40))
    found = compare_runs(made, *(sides.find_side(made, name) for name in ("HEAD", "base")), Tolerance())
    assert [change.ref for change in found.inputs] == [f"other:{BASE}"]


def test_a_file_that_one_run_alone_was_made_from_is_an_input(made):
    manifest = made.runs / "base" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"{BASE}": ', '"src/x.py": "1", "params/base.yml": '))
    found = compare_runs(made, *(sides.find_side(made, name) for name in ("HEAD", "base")), Tolerance())
    assert [change.ref for change in found.inputs] == ["other:src/x.py"]


def answered_at_once(project, *names):
    return nothing_to_say(*(sides.find_side(project, name) for name in names))


def test_equal_sides_are_answered_at_once(made):
    assert answered_at_once(made, "HEAD", "HEAD")


def test_equal_outputs_of_a_stale_side_are_not(made):
    (made.root / BASE).write_text("a: 2\n")
    commit(made, ["commit", "-qam", "a forgotten accept"])
    assert not answered_at_once(made, "HEAD~", "HEAD")


def test_equal_outputs_beside_another_text_are_not(made):
    (made.report / "brief.qmd").write_text("Text.\n")
    commit(made, ["add", "-A"], ["commit", "-qm", "a text"])
    assert not answered_at_once(made, "HEAD~", "HEAD")
