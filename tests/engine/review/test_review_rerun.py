"""The old side is run again with one input at a time in its new state, in a folder of its own."""

import json
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from handmade import commit, notebook, put, sha256, side

from places import SAMPLE
from pressroom.review import rerun
from pressroom.review.changes import Comparison, InputChange, KeyFigureChange, Location
from pressroom.review.tree import Tree

GAP, BRAND = "src/orchard/gap.py", "report/theme/brand.yml"
POSTS = {"name": "posts", "path": "posts.csv", "schema": {"primaryKey": "id"}}
OLD = {
    "params/base.yml": "rate: 1\nshare: 2\n",
    "params/README.md": "rate: 1\n",
    "data/datapackage.json": json.dumps({"resources": [POSTS, {"name": "other", "path": "other.csv"}]}),
    "data/posts.csv": "id\na\n",
    "data/other.csv": "id\nx\n",
    "notebooks/n.ipynb": "{}",
    GAP: "RATE = 1\n",
    BRAND: "a: 1\n",
    "report/key_figures.yml": "a.b:\n  unit: kr\na.c:\n  unit: kr\n",
    "report/brief.qmd": "Text.\n",
    "_quarto.yml": "a: 1\n",
    "pyproject.toml": (SAMPLE / "pyproject.toml").read_text(),
    "requirements.lock": "a==1\n",
    "requirements-lab.lock": "b==1\n",
    "README.md": "Text.\n",
}
VALUES = {"rate": 1, "share": 2}


def run_with(value):
    """Return the files of a run that recorded one key figure."""
    return {"manifest.json": "{}", "results.json": json.dumps({"results": [{"id": "a.b", "value": value}]})}


@pytest.fixture
def bench(project, monkeypatch):
    """Run again between the committed old state and a new one in the working folder.

    The runs themselves are replaced by one that keeps what it was given and the files in its folder.
    """
    seen = []

    def execute(root, scenario, notebooks):
        files = {
            path.relative_to(root).as_posix(): path.read_text()
            for path in root.rglob("*")
            if path.is_file() and ".store" not in path.parts
        }
        store = root / "runs" / ".store"
        seen.append(
            SimpleNamespace(
                root=root, scenario=scenario, notebooks=notebooks, files=files, store=store.resolve()
            )
        )
        run = root / "runs" / scenario["name"]
        put(run, run_with(10 if len(seen) == 1 else 12))
        return run

    monkeypatch.setattr(rerun, "execute", execute)
    made = commit(project.root, OLD)

    def run(*changes, new=None, old=OLD, figures=("n",), revision=made, manifest=None):
        put(project.root, new or {})
        about = {"scenario": {"name": "base", "parameters": VALUES}} if manifest is None else manifest
        files = {"manifest.json": about, **{f"{name}.ipynb": notebook() for name in figures}}
        before = side("a", files, Tree(project.root, revision), revision)
        after = side("b", files, Tree(project.root))
        found = tuple(
            KeyFigureChange("a.b", "Tal", "kr", 10, 15, "changed", Location(name, "c")) for name in figures
        )
        comparison = Comparison("a", "b", inputs=changes, key_figures=found)
        return rerun.attributed(project, before, after, comparison).attribution

    return SimpleNamespace(run=run, seen=seen, project=project)


def change(kind, name, old=None, new=None, notebooks=("n",), **more):
    """Return the change of an input from one content to another, by their hashes."""
    hashes = (None if each is None else sha256(each) for each in (old, new))
    return InputChange(kind, name, *hashes, notebooks, **more)


RATE = InputChange("parameter", "rate", 1, 3, ("n",))


def apart(bench):
    """Return the files that the second run had in another state than the first, as it had them."""
    first, second = (run.files for run in bench.seen)
    return {path: second.get(path) for path in {*first, *second} if first.get(path) != second.get(path)}


def test_the_old_side_is_run_first_as_it_was(bench):
    found = bench.run(RATE, new={"params/base.yml": "rate: 3\nshare: 2\n", "src/more.py": ""})
    first = bench.seen[0]
    assert {path: text for path, text in first.files.items() if path in OLD} == OLD | {
        "report/key_figures.yml": first.files["report/key_figures.yml"]
    }
    assert "src/more.py" not in first.files
    assert first.scenario == {"name": "attribution", "parameters": VALUES}
    assert [dict(effect.values) for effect in found.effects] == [{"a.b": 2}]
    assert dict(found.rest) == {"a.b": 3}


def test_each_run_has_a_folder_that_is_gone_afterwards_and_the_store_of_the_project(bench):
    bench.run(RATE)
    first, second = bench.seen
    assert first.root != second.root
    assert [run.root.exists() for run in bench.seen] == [False, False]
    assert first.store == second.store == (bench.project.runs / ".store").resolve()
    assert first.store.is_dir()


def test_the_folder_is_gone_where_a_run_fails(bench, monkeypatch):
    roots = []

    def fail(root, scenario, notebooks):
        roots.append(root)
        raise KeyError("x")

    monkeypatch.setattr(rerun, "execute", fail)
    with pytest.raises(KeyError):
        bench.run(RATE)
    assert not roots[0].exists()


def test_a_run_may_take_its_folder_away_itself(bench, monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere, run_with(10))
    monkeypatch.setattr(rerun, "execute", lambda root, *_: shutil.rmtree(root) or elsewhere)
    assert bench.run(RATE).effects


def test_a_store_that_is_there_is_kept(bench):
    put(bench.project.root, {"runs/.store/x": "kept"})
    bench.run(RATE)
    assert (bench.project.runs / ".store" / "x").read_text() == "kept"


def test_a_project_that_was_never_run_gets_a_store(bench):
    bench.project.runs.rmdir()
    bench.run(RATE)
    assert (bench.project.runs / ".store").is_dir()


def test_the_notebooks_that_read_a_changed_input_are_run(bench):
    bench.run(
        InputChange("parameter", "rate", 1, 3, ("n", "o", "x")),
        InputChange("parameter", "share", 1, 3, ("m",)),
        figures=("o", "n", "m"),
    )
    # As it was, each alone, and both together.
    assert [run.notebooks for run in bench.seen] == [["m", "n", "o"], ["n", "o"], ["m"], ["m", "n", "o"]]
    assert [run.scenario["parameters"] for run in bench.seen] == [
        VALUES, {"rate": 3, "share": 2}, {"rate": 1, "share": 3}, {"rate": 3, "share": 3}
    ]  # fmt: skip


def test_what_no_changed_key_figure_rests_on_and_mere_words_are_not_tried(bench):
    found = bench.run(
        InputChange("parameter", "rate", 1, 3, ("x",)),
        change("notebook", "n", "{}", "b", details=("p: text",)),
    )
    assert len(bench.seen) == 1
    assert (found.effects, dict(found.skipped)) == ((), {})


# Parameters.


def test_a_changed_parameter_is_given_and_written_where_it_stands(bench):
    bench.run(RATE, new={"params/base.yml": "rate: 3\nshare: 4\n", "params/README.md": "rate: 3\n"})
    assert bench.seen[1].scenario == {"name": "attribution", "parameters": {"rate": 3, "share": 2}}
    assert apart(bench) == {"params/base.yml": "rate: 3\nshare: 2\n"}


def test_a_parameter_that_is_nothing_now_is_given_so(bench):
    bench.run(InputChange("parameter", "rate", 1, "null", ("n",)))
    assert bench.seen[1].scenario["parameters"] == {"rate": None, "share": 2}
    assert apart(bench) == {}


@pytest.mark.parametrize(
    "new", ["share: 2\n", None, "rate: 1\n", "rate: 3 # \udcff\n".encode("utf-8", "surrogateescape")]
)
def test_a_parameter_is_written_only_where_both_files_hold_it_in_two_states(bench, new):
    bench.run(RATE, new={"params/base.yml": new})
    written = {} if not isinstance(new, bytes) else {"params/base.yml": "rate: 3 # \ufffd\nshare: 2\n"}
    assert apart(bench) == written


def test_a_scenario_file_that_is_new_does_not_matter(bench):
    bench.run(RATE, new={"params/other.yml": "rate: 3\n"})
    assert apart(bench) == {}


@pytest.mark.parametrize(
    "whole",
    [
        InputChange("parameter", "rate", None, 3, ("n",)),
        InputChange("parameter", "rate", 1, None, ("n",)),
        InputChange("environment", "Python", "3.11", "3.12", ("n",)),
        InputChange("other", "x.yml", "1", "2", ("n",)),
    ],
)
def test_what_cannot_be_exchanged_by_itself_is_named(bench, whole):
    found = bench.run(whole)
    assert dict(found.skipped) == {whole.ref: "it cannot be exchanged by itself"}


# Files.


@pytest.mark.parametrize(
    ("kind", "name", "path"),
    [
        ("code", "orchard/gap.py", GAP),
        ("code", GAP, GAP),
        ("notebook", "n", "notebooks/n.ipynb"),
        ("data", "params/base.yml", "params/base.yml"),
    ],
)
def test_a_changed_file_is_exchanged(bench, kind, name, path):
    bench.run(change(kind, name, OLD[path], "NEW = 1\n"), new={path: "NEW = 1\n", "_quarto.yml": "b: 1\n"})
    assert apart(bench) == {path: "NEW = 1\n"}


def test_a_changed_theme_is_exchanged(bench):
    old, new = Tree(bench.project.root).theme_digest(), "b: 2\n"
    put(bench.project.root, {BRAND: new})
    bench.run(InputChange("theme", "report/theme", old, Tree(bench.project.root).theme_digest(), ("n",)))
    assert apart(bench) == {BRAND: new}


def test_a_file_that_is_new_or_gone_is_exchanged(bench):
    bench.run(change("code", "very/deep/more.py", None, "A = 1\n"), new={"src/very/deep/more.py": "A = 1\n"})
    assert apart(bench) == {"src/very/deep/more.py": "A = 1\n"}
    bench.seen.clear()
    bench.run(change("code", "orchard/gap.py", OLD[GAP], None), new={GAP: None})
    assert apart(bench) == {GAP: None}


def test_a_file_that_neither_side_needs_is_left_out(bench):
    bench.run(change("code", "orchard/none.py", None, None))
    assert apart(bench) == {}


@pytest.mark.parametrize("kind", ["code", "data", "theme"])
def test_a_state_that_cannot_be_found_is_named(bench, kind):
    found = bench.run(InputChange(kind, "posts", None, "0" * 64, ("n",)))
    assert dict(found.skipped) == {f"{kind}:posts": "its file is neither in the working folder nor in git"}


def test_an_old_state_that_cannot_be_found_leaves_nothing_to_run(bench):
    found = bench.run(InputChange("code", "orchard/gap.py", "0" * 64, sha256(OLD[GAP]), ("n",)), RATE)
    assert {*found.skipped.values()} == {"its file is neither in the working folder nor in git"}
    assert bench.seen == []


def resource(bench, name="posts"):
    return Tree(bench.project.root).resource_digest(name)


def test_a_changed_resource_is_exchanged_with_what_is_said_of_it(bench):
    old, entry = resource(bench), POSTS | {"title": "New"}
    package = json.dumps({"resources": [entry, {"name": "other", "path": "other.csv", "title": "New"}]})
    put(
        bench.project.root,
        {"data/posts.csv": "id\nb\n", "data/other.csv": "id\ny\n", "data/datapackage.json": package},
    )
    bench.run(InputChange("data", "posts", old, resource(bench), ("n",)))
    found = apart(bench)
    assert json.loads(found.pop("data/datapackage.json")) == {
        "resources": [entry, {"name": "other", "path": "other.csv"}]
    }
    assert found == {"data/posts.csv": "id\nb\n"}


def test_a_new_resource_is_added(bench):
    entry = {"name": "more", "path": "more.csv"}
    package = json.dumps({"resources": [entry]})
    put(bench.project.root, {"data/more.csv": "id\nm\n", "data/datapackage.json": package})
    bench.run(InputChange("data", "more", None, resource(bench, "more"), ("n",)))
    found = apart(bench)
    resources = json.loads(found.pop("data/datapackage.json"))["resources"]
    assert [each["name"] for each in resources] == ["posts", "other", "more"]
    assert found == {"data/more.csv": "id\nm\n"}


def test_a_resource_that_is_gone_stays_for_those_that_read_it(bench):
    bench.run(InputChange("data", "posts", resource(bench), None, ("n",)))
    assert apart(bench) == {}


# A side that no commit holds.


def test_the_folders_and_files_that_a_run_needs_are_taken_from_the_working_folder(bench):
    put(bench.project.root, {"src/__pycache__/x.pyc": "x", "runs/other/x": "x"})
    bench.run(RATE, revision=None)
    taken = {path for path in bench.seen[0].files}
    assert taken == set(OLD) - {"README.md", "report/brief.qmd"}


def test_what_the_working_folder_lacks_is_not_taken(bench):
    gone = {path: None for path in OLD if path.startswith(("src", "_quarto", "requirements-"))}
    bench.run(RATE, revision=None, new=gone)
    assert not {*gone} & {*bench.seen[0].files}
    assert "pyproject.toml" in bench.seen[0].files


def test_an_input_is_put_back_into_its_old_state(bench):
    new = {GAP: "RATE = 2\n", "data/posts.csv": "id\nb\n"}
    old = resource(bench)
    put(bench.project.root, new)
    bench.run(
        change("code", "orchard/gap.py", OLD[GAP], new[GAP]),
        InputChange("data", "posts", old, resource(bench), ()),
        revision=None,
    )
    first = bench.seen[0].files
    assert (first[GAP], first["data/posts.csv"]) == (OLD[GAP], OLD["data/posts.csv"])
    assert apart(bench) == {GAP: "RATE = 2\n"}


def test_an_input_that_is_new_is_taken_out_of_the_old_state(bench):
    bench.run(change("code", "more.py", None, "A = 1\n"), new={"src/more.py": "A = 1\n"}, revision=None)
    assert "src/more.py" not in bench.seen[0].files
    assert apart(bench) == {"src/more.py": "A = 1\n"}


# Key figures that are declared.


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        (
            "a.b:\n  unit: kr\n",
            "a.b:\n  unit: andel\na.d:\n  unit: kr\n",
            "a.b:\n  unit: kr\n\na.d:\n  unit: kr\n",
        ),
        ("a.b: 1\n", "a.c: 2\na.d: 3\n", "a.b: 1\n\na.c: 2\na.d: 3\n"),
        ("a.b: 1\n", "a.b: 2\n", "a.b: 1\n\n"),
        (None, "a.b: 1\n", "\na.b: 1\n"),
    ],
)
def test_either_sides_notebooks_may_record_their_key_figures(bench, old, new, written):
    revision = commit(bench.project.root, {"report/key_figures.yml": old})
    bench.run(RATE, new={"report/key_figures.yml": new}, revision=revision)
    assert bench.seen[0].files["report/key_figures.yml"] == written


# What cannot be run.


def failing(error):
    def fail(root, scenario, notebooks):
        raise error

    return fail


def failed(words):
    return subprocess.CalledProcessError(1, "python", stderr=words)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (subprocess.TimeoutExpired("python", 900), "it takes longer than 900 s"),
        (failed("Traceback\n  x\nKeyError: 'a'\n\n"), "it does not run by itself: KeyError: 'a'"),
        (failed(" \n"), "it does not run by itself: it said nothing"),
        (failed("\x1b[31mred"), "it does not run by itself: red"),
    ],
)
def test_a_run_that_fails_is_told_by_its_last_words(bench, monkeypatch, error, why):
    monkeypatch.setattr(rerun, "execute", failing(error))
    assert dict(bench.run(RATE).skipped) == {"parameter:rate": why}


def test_a_run_without_a_manifest_cannot_be_repeated(bench):
    assert dict(bench.run(RATE, manifest={}).skipped) == {"parameter:rate": "the old run has no manifest"}


def test_a_commit_that_is_not_there_cannot_be_read(bench):
    found = bench.run(RATE, revision="0" * 40)
    assert dict(found.skipped) == {"parameter:rate": "the old commit cannot be read"}
