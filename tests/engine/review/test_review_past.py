"""The files behind a manifest's hashes are found again, and what changed in them is named."""

import json
import shutil
import subprocess

import pytest
from handmade import commit, git, put, sha256, side

import small_project
from places import ROOT
from pressroom import scenarios
from pressroom.review import past, sides
from pressroom.review.changes import InputChange
from pressroom.review.compare import details
from pressroom.runs import keys

OLD_CSV = "id,amount\ncommon,100\narchive,50\n"
NEW_CSV = "id,amount\ncommon,110\nextra,7\n"


@pytest.fixture
def pasts(project, run):
    """A project whose first run is committed; what a test writes afterwards belongs to the second run."""
    entry = {"name": "posts", "path": "posts.csv", "schema": {"primaryKey": "id"}}
    write(project, "data/datapackage.json", json.dumps({"resources": [entry]}))
    write(project, "data/posts.csv", OLD_CSV)
    write(project, "src/orchard/gap.py", "RATE = 1\n\n\ndef gap():\n    return 1\n")
    write(project, "report/theme/brand.yml", 'light:\n  accent: "#0b5566"  # links\n')
    run("a", folder=project.executed)
    commit(project.root, {})
    run("b", {"01_finances": "{}"})
    return (
        past.Past(project.root, sides.find_side(project, "HEAD")),
        past.Past(project.root, sides.Side("b", "runs/b", sides.find_side(project, "b").files)),
    )


def write(project, path, text):
    put(project.root, {path: text})


def change(project, kind, name, made_of):
    """Return the change of an input as two manifests would tell it: with the hashes of both sides."""
    old, new = (made_of(tree) for tree in (past.Tree(project.root, "HEAD"), past.Tree(project.root)))
    return InputChange(kind, name, old, new)


def test_rows_are_added_removed_and_changed_by_key(project, pasts):
    write(project, "data/posts.csv", NEW_CSV)
    told = change(project, "data", "posts", lambda tree: tree.resource_digest("posts"))
    rows = details.with_details(told, pasts).grid.changes
    assert {(row.key, row.status) for row in rows} == {
        (("common",), "changed"),
        (("archive",), "removed"),
        (("extra",), "added"),
    }


def test_a_changed_function_is_named(project, pasts):
    path = "src/orchard/gap.py"
    write(project, path, "RATE = 1\n\n\ndef gap():\n    return 2\n")
    told = change(project, "code", "orchard/gap.py", lambda tree: tree.digest(path))
    assert details.with_details(told, pasts).details == ("gap",)


def test_a_change_of_comments_is_called_one(project, pasts):
    path = "src/orchard/gap.py"
    write(project, path, "RATE = 1  # why\n\n\ndef gap():\n    return 1\n")
    told = change(project, "code", "orchard/gap.py", lambda tree: tree.digest(path))
    assert details.with_details(told, pasts).details == ("comments only",)


def test_a_changed_colour_is_named(project, pasts):
    write(project, "report/theme/brand.yml", 'light:\n  accent: "#9d3722"  # links\n')
    told = change(project, "theme", "report/theme", past.Tree.theme_digest)
    assert details.with_details(told, pasts).details == ('light.accent: "#0b5566" → "#9d3722"',)


def test_the_hash_decides_which_file_made_a_run(project, pasts):
    write(project, "data/posts.csv", NEW_CSV)
    told = InputChange("data", "posts", "0" * 64, "1" * 64)
    assert details.with_details(told, pasts).grid is None


def test_hashes_are_those_of_the_run_keys(tmp_path):
    project = small_project.build(tmp_path / "whole")
    project.theme.mkdir()
    shutil.copy(ROOT / "report" / "theme" / "brand.yml", project.theme)
    tree, path = past.Tree(project.root), project.notebooks / "01_first.ipynb"
    parts = keys.Inputs(project).parts_of(path, scenarios.load(project, "base").values)
    resource = next(iter(parts["data"]))
    assert (tree.resource_digest(resource), tree.theme_digest()) == (parts["data"][resource], parts["theme"])


def test_no_path_leads_out_of_the_project(project, tmp_path):
    assert past.Tree(project.data).read("../_quarto.yml") is None


# Where the files of a side are looked for.


def of(root, **more):
    """Return the past of a side; `commit` and `clean` as its manifest says them."""
    about = {"git": {"commit": more.get("commit"), "clean": more.get("clean", True)}}
    return past.Past(root, side("a", {"manifest.json": about}, revision=more.get("revision")))


@pytest.fixture
def first(tmp_path):
    """A file in its first state in a commit, and in another in the working folder."""
    made = commit(tmp_path, {"a.txt": "first"})
    put(tmp_path, {"a.txt": "now", "new.txt": "new"})
    return made


@pytest.mark.parametrize(("clean", "content"), [(True, b"first"), (False, b"now")])
def test_a_file_is_read_from_the_commit_of_a_clean_run_and_else_from_the_folder(
    tmp_path, first, clean, content
):
    found = of(tmp_path, commit=first, clean=clean)
    assert (found.read("a.txt"), found.read("new.txt"), found.read("gone.txt")) == (content, b"new", None)


def test_a_revision_is_read_from_its_commit_whatever_its_run_says(tmp_path, first):
    assert of(tmp_path, commit=None, clean=False, revision=first).read("a.txt") == b"first"


@pytest.mark.parametrize("commit", [None, "", "HEAD^{commit}", "--all"])
def test_what_is_no_name_of_a_commit_is_not_asked_for(tmp_path, first, commit):
    assert [tree.commit for tree in of(tmp_path, commit=commit).trees] == [None]


def test_a_file_is_found_by_its_hash_in_the_folder_the_commit_and_earlier(tmp_path, first):
    second = commit(tmp_path, {"a.txt": "second"})
    put(tmp_path, {"a.txt": "now"})
    found = of(tmp_path, commit=second)
    for text in ("now", "second", "first"):
        assert found.file("a.txt", sha256(text)) == text.encode()
    assert found.file("a.txt", sha256("never")) is None
    assert found.file("gone.txt", sha256("first")) is None


def history(root, number):
    """Make a history of so many commits, each with another content of one file."""
    lines = []
    for count in range(number):
        text = f"state {count}"
        lines += ["commit refs/heads/main", "committer A <a@example.org> 0 +0000", "data 1", "x",
                  "M 644 inline a.txt", f"data {len(text)}", text]  # fmt: skip
    git(root, "init", "-q")
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input="\n".join(lines).encode(), check=True)


def test_the_last_fifty_states_of_a_file_are_looked_through(tmp_path):
    history(tmp_path, 51)
    found = of(tmp_path)
    assert found.file("a.txt", sha256("state 1")) == b"state 1"
    assert found.file("a.txt", sha256("state 0")) is None


def test_a_resource_is_found_with_its_key_and_what_is_said_of_it(tmp_path):
    entry = {"name": "posts", "path": "posts.csv", "schema": {"primaryKey": "id"}}
    commit(tmp_path, {"data/datapackage.json": json.dumps({"resources": [entry]}), "data/posts.csv": OLD_CSV})
    was = past.Tree(tmp_path).resource_digest("posts")
    commit(tmp_path, {"data/datapackage.json": "{}", "data/posts.csv": NEW_CSV})
    assert of(tmp_path).resource("posts", was) == (OLD_CSV.encode(), "data/posts.csv", ("id",), entry)
    assert of(tmp_path).resource("posts", "0" * 64) is None


def test_a_theme_is_found_by_its_hash(tmp_path):
    commit(tmp_path, {"report/theme/brand.yml": "a: 1\n"})
    was = past.Tree(tmp_path).theme_digest()
    put(tmp_path, {"report/theme/brand.yml": "a: 2\n"})
    assert of(tmp_path).theme(was) == b"a: 1\n"
    assert of(tmp_path).theme("0" * 64) is None
