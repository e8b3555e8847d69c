"""The files behind a manifest's hashes are found again, and what changed in them is named."""

import json
import shutil
import subprocess

import pytest

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
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        git(project, *command)
    run("b", {"01_finances": "{}"})
    return (
        past.Past(project.root, sides.find_side(project, "HEAD")),
        past.Past(project.root, sides.Side("b", "runs/b", sides.find_side(project, "b").files)),
    )


def git(project, *arguments):
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", project.root, *named, *arguments], check=True, capture_output=True)


def write(project, path, text):
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def change(project, kind, name, made_of):
    """Return the change of an input as two manifests would tell it: with the hashes of both sides."""
    old, new = (made_of(tree) for tree in (past.Tree(project.root, "HEAD"), past.Tree(project.root)))
    return InputChange(kind, name, old, new)


def test_rows_are_added_removed_and_changed_by_key(project, pasts):
    write(project, "data/posts.csv", NEW_CSV)
    told = change(project, "data", "posts", lambda tree: tree.resource_digest("posts"))
    rows = details.with_details(told, {}, pasts).grid.changes
    assert {(row.key, row.status) for row in rows} == {
        (("common",), "changed"),
        (("archive",), "removed"),
        (("extra",), "added"),
    }


def test_a_changed_function_is_named(project, pasts):
    path = "src/orchard/gap.py"
    write(project, path, "RATE = 1\n\n\ndef gap():\n    return 2\n")
    told = change(project, "code", "orchard/gap.py", lambda tree: tree.digest(path))
    assert details.with_details(told, {}, pasts).details == ("gap",)


def test_a_change_of_comments_is_called_one(project, pasts):
    path = "src/orchard/gap.py"
    write(project, path, "RATE = 1  # why\n\n\ndef gap():\n    return 1\n")
    told = change(project, "code", "orchard/gap.py", lambda tree: tree.digest(path))
    assert details.with_details(told, {}, pasts).details == ("comments only",)


def test_a_changed_colour_is_named(project, pasts):
    write(project, "report/theme/brand.yml", 'light:\n  accent: "#9d3722"  # links\n')
    told = change(project, "theme", "report/theme", past.Tree.theme_digest)
    assert details.with_details(told, {}, pasts).details == ('light.accent: "#0b5566" → "#9d3722"',)


def test_the_hash_decides_which_file_made_a_run(project, pasts):
    write(project, "data/posts.csv", NEW_CSV)
    told = InputChange("data", "posts", "0" * 64, "1" * 64)
    assert details.with_details(told, {}, pasts).grid is None


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
