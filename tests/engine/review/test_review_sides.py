"""A side is found by its name: a folder, a scenario's run, a git revision; all else is said."""

import json

import pytest
from handmade import commit, git, is_fixed, kinds_of, put

from pressroom.errors import UserError
from pressroom.notebook import bounded
from pressroom.notebook.bounded import Refused
from pressroom.review import sides

NOTEBOOK = {"n.ipynb": "{}"}


def at(folder, files):
    return {f"{folder}/{name}": content for name, content in files.items()}


def read(side):
    return {name: file.read().decode() for name, file in side.files.items()}


def refused(project, given, **more):
    with pytest.raises(UserError) as error:
        sides.find_side(project, given, **more)
    return error.value.what, error.value.todo


# Folders.


def test_a_run_is_found_by_its_name_before_a_folder_of_that_name(project, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    put(project.root, at("runs/a", {"n.ipynb": "run"}))
    put(elsewhere, at("a", {"n.ipynb": "other"}))
    monkeypatch.chdir(elsewhere)
    side = sides.find_side(project, "a")
    assert (side.title, side.given, read(side)) == ("runs/a", "a", {"n.ipynb": "run"})
    assert read(sides.find_side(project, "./a")) == {"n.ipynb": "other"}


def test_a_name_with_a_slash_is_a_folder_and_no_run(project, monkeypatch):
    monkeypatch.chdir(project.root)
    put(project.root, at("runs/a/b", NOTEBOOK))
    assert sides.find_side(project, "runs/a/b").title == "runs/a/b"
    assert "is no folder" in refused(project, "a/b")[0]


def test_all_files_of_a_folder_and_those_below_it_are_its(project):
    put(
        project.root,
        at("runs/a", {"n.ipynb": "1", "results.json": "2", "more/x.csv": "3", "more/n.ipynb": "4"}),
    )
    side = sides.find_side(project, "a")
    assert read(side) == {"n.ipynb": "1", "results.json": "2", "more/x.csv": "3", "more/n.ipynb": "4"}
    assert side.notebooks == ["n"]
    assert [file.size for file in side.files.values()] == [1] * 4


def test_what_a_failed_run_left_is_not_of_it(project):
    put(project.root, at("runs/a", NOTEBOOK | {"failed/n.ipynb": "x", "more/failed/x": "x"}))
    assert [*read(sides.find_side(project, "a"))] == ["n.ipynb"]


@pytest.mark.parametrize(("manifest", "is_of_it"), [({"notebooks": {}}, True), ({"started": "now"}, False)])
def test_beside_a_published_run_a_folder_of_that_name_is_compared_too(project, manifest, is_of_it):
    left = {"failed/n.ipynb": "x", "more/failed/x": "x"}
    put(project.root, at("runs/a", NOTEBOOK | left | {"manifest.json": json.dumps(manifest)}))
    found = {*read(sides.find_side(project, "a"))}
    assert found == {"n.ipynb", "manifest.json", *(left if is_of_it else ())}


def test_a_link_to_a_folder_is_not_followed(project, tmp_path_factory):
    put(project.root, at("runs/a", NOTEBOOK))
    (project.runs / "a" / "link").symlink_to(tmp_path_factory.mktemp("other"))
    side = sides.find_side(project, "a")
    assert [*side.files] == ["n.ipynb"]
    assert side.problems == ["link is no regular file and was not read"]


def test_a_folder_elsewhere_has_its_path_as_its_title_and_no_tree(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("other")
    put(folder, NOTEBOOK)
    side = sides.find_side(project, str(folder))
    assert (side.title, side.tree, side.commit, side.is_dirty) == (str(folder), None, None, False)


@pytest.mark.parametrize(
    ("folder", "is_own"),
    [("runs/a", True), ("report/executed", True), ("runs/a/b", False), ("data/a", False)],
)
def test_the_working_folder_belongs_to_its_own_runs(project, folder, is_own):
    put(project.root, at(folder, NOTEBOOK))
    side = sides.find_side(project, str(project.root / folder))
    assert side.title == folder
    assert (side.tree is not None) is is_own
    assert not is_own or (side.tree.root, side.tree.commit) == (project.root, None)


def test_a_folder_without_a_notebook_is_refused_unless_it_may_be_empty(project):
    put(project.root, at("runs/a", {"x.csv": "1", "more/n.ipynb": "{}"}))
    assert refused(project, "a") == (
        "'a' holds no executed notebook.",
        "Name a folder under runs/, or report/executed, or a git revision.",
    )
    assert sides.find_side(project, "a", may_be_empty=True).notebooks == []


def test_a_file_that_is_too_large_is_not_read(project, monkeypatch):
    put(project.root, at("runs/a", {"n.ipynb": "{}"}))
    side = sides.find_side(project, "a")
    monkeypatch.setattr(bounded, "LARGEST", 1)
    with pytest.raises(Refused, match="too large"):
        side.files["n.ipynb"].read()


# Revisions.


def test_a_revision_holds_what_was_published_in_it(project):
    files = at("report/executed", {"n.ipynb": "{}", "more/x.csv": "åä", "å.txt": "x"})
    made = commit(project.root, files | {"report/brief.qmd": "Text.\n"})
    put(project.root, {"report/executed/n.ipynb": "[]"})
    side = sides.find_side(project, "HEAD")
    assert read(side) == {"n.ipynb": "{}", "more/x.csv": "åä", "å.txt": "x"}
    assert side.files["more/x.csv"].size == 4
    assert side.files["n.ipynb"].blob() == git(project.root, "rev-parse", "HEAD:report/executed/n.ipynb")
    assert side.title == f"git HEAD ({made[:9]})"
    assert (side.commit, side.revision, side.tree.commit, side.problems) == (made, made, made, [])


def test_what_is_no_file_in_a_revision_is_named(project):
    (project.executed / "link.ipynb").symlink_to("n.ipynb")
    commit(project.root, at("report/executed", NOTEBOOK))
    side = sides.find_side(project, "HEAD")
    assert [*side.files] == ["n.ipynb"]
    assert side.problems == ["link.ipynb is no regular file and was not read"]


def test_a_revision_without_a_notebook_is_refused_unless_it_may_be_empty(project):
    commit(project.root, at("report/executed", {"x.csv": "1"}))
    assert refused(project, "HEAD") == (
        "The git revision 'HEAD' holds no executed notebook under report/executed/.",
        "Name a later revision, or a folder under runs/.",
    )
    assert sides.find_side(project, "HEAD", may_be_empty=True).notebooks == []


def test_a_file_that_git_cannot_give_any_more_is_refused(project):
    commit(project.root, at("report/executed", NOTEBOOK))
    side = sides.find_side(project, "HEAD")
    blob = side.files["n.ipynb"].blob()
    (project.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(Refused, match="cannot be read from git"):
        side.files["n.ipynb"].read()


def test_a_file_in_git_that_is_too_large_is_not_read(project, monkeypatch):
    commit(project.root, at("report/executed", NOTEBOOK))
    side = sides.find_side(project, "HEAD")
    monkeypatch.setattr(bounded, "LARGEST", 1)
    with pytest.raises(Refused, match="too large"):
        side.files["n.ipynb"].read()


# What is none of them.


def test_a_scenario_without_a_run_is_told_to_be_run(project):
    put(project.root, {"params/frost.yml": "a: 1\n"})
    what, todo = refused(project, "frost")
    assert what == "The scenario 'frost' has no run."
    assert todo.startswith("Run it first: ")
    assert todo.endswith(" run frost")


@pytest.mark.parametrize(
    ("given", "todo"),
    [("frosty", "Did you mean 'frost'?"), ("bose", "Did you mean 'base'?"), ("HEAP", "Did you mean 'HEAD'?")],
)
def test_what_is_nothing_is_told_with_the_nearest_name(project, given, todo):
    put(project.root, {"params/frost.yml": "a: 1\n", "runs/base/n.ipynb": "{}", "runs/.hidden/x": ""})
    what, said = refused(project, given)
    assert what == f"'{given}' is no folder, no scenario, no run and no git revision."
    assert said.startswith(todo)


def test_hidden_folders_and_files_of_runs_are_no_names(project):
    put(project.root, {"runs/base/n.ipynb": "{}", "runs/.hidden/x": "", "runs/file": ""})
    assert refused(project, "xxxxxxxx")[1] == "Valid names: HEAD, base."


# What a run left.


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "manifest.json is not valid JSON"),
        ("[]", "manifest.json holds no names and values"),
        ("[" * 100 + "]" * 100, "manifest.json is nested deeper"),
    ],
)
def test_a_broken_file_of_a_run_is_a_problem_and_read_as_empty(project, content, problem):
    put(project.root, at("runs/a", NOTEBOOK | {"manifest.json": content, "results.json": '{"results": []}'}))
    side = sides.find_side(project, "a")
    assert (side.run.manifest, side.run.has_results) == ({}, True)
    assert [each[: len(problem)] for each in side.problems] == [problem]


def test_a_run_without_its_files_is_empty_and_no_problem(project):
    put(project.root, at("runs/a", NOTEBOOK))
    side = sides.find_side(project, "a")
    assert (side.run.manifest, side.run.results, side.problems) == ({}, {}, [])


@pytest.mark.parametrize(
    ("about", "commit_of", "is_dirty"),
    [
        ('{"git": {"commit": "abc", "clean": true}}', "abc", False),
        ('{"git": {"commit": "abc", "clean": false}}', "abc", True),
        ("{}", None, False),
    ],
)
def test_a_run_says_which_commit_made_it(project, about, commit_of, is_dirty):
    put(project.root, at("runs/a", NOTEBOOK | {"manifest.json": about}))
    side = sides.find_side(project, "a")
    assert (side.commit, side.is_dirty) == (commit_of, is_dirty)


def test_a_revision_is_made_by_its_own_commit_whatever_the_run_says(project):
    about = '{"git": {"commit": "abc", "clean": false}}'
    made = commit(project.root, at("report/executed", NOTEBOOK | {"manifest.json": about}))
    side = sides.find_side(project, "HEAD")
    assert (side.commit, side.is_dirty) == (made, False)


@pytest.mark.parametrize("kind", kinds_of(sides), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)
