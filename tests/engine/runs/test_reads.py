"""Which modules and data a notebook names, found without running it."""

import ast
import json

import pytest

from pressroom.errors import UserError
from pressroom.execution.plan import notebook_paths, plan
from pressroom.notebook.ipynb import parse
from pressroom.project import find
from pressroom.runs import reads
from pressroom.runs.keys import Inputs, key_of, resource_digest
from pressroom.runs.packages import packages


def named(*sources: str) -> reads.Reads:
    """Return what a notebook of these cells reads."""
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    notebook = parse("01_x", json.dumps({"cells": cells, "nbformat": 4}).encode())
    return reads.reads_of_notebook(notebook, packages(find()))


@pytest.mark.parametrize(
    "source",
    [
        "from pressroom.notebook import data",
        "from pressroom.notebook.data import load",
        "import pressroom.notebook.data as d",
        "%matplotlib inline\nfrom pressroom.notebook import data",
        "await x\nfrom pressroom.notebook import data",
        "if True:\n    from pressroom.notebook import data",
    ],
)
def test_an_imported_module_is_found(source):
    assert "pressroom.notebook.data" in named(source).modules


def test_what_a_module_imports_is_found_as_well():
    assert "pressroom.project" in named("from pressroom.notebook import data").modules


@pytest.mark.parametrize(
    ("source", "resource"),
    [
        ("data.load('harvests')", "harvests"),
        ("data.read(project, 'harvests')", "harvests"),
        ("data.sources()", "sources"),
        ("data.load(name)", reads.ALL_DATA),
        ("scenarios.load_all()", reads.ALL_PARAMETERS),
    ],
)
def test_a_data_resource_is_found(source, resource):
    assert resource in named(source).resources


def test_a_broken_notebook_is_named(project, scenario):
    (project.notebooks / "01_first.ipynb").write_text("{")
    with pytest.raises(UserError, match=r"notebooks/01_first\.ipynb is not a notebook"):
        plan(project, [scenario()])


def test_a_parameter_that_is_not_declared_is_named(project, scenario, add):
    add("03_more", "1", parameters="indx = 1")
    with pytest.raises(UserError, match=r"notebooks/03_more\.ipynb: 'indx' in its parameters cell"):
        plan(project, [scenario()])


@pytest.mark.parametrize("name", ["01", "01_first", "notebooks/01_first.ipynb"])
def test_a_notebook_is_known_by_number_name_or_path(project, name):
    assert [path.stem for path in notebook_paths(project, [name])] == ["01_first"]


def test_an_unknown_notebook_is_named_with_the_nearest(project):
    with pytest.raises(UserError) as caught:
        notebook_paths(project, ["01_frst"])
    assert caught.value.todo == "Did you mean '01_first'?"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("notebooks/01_first.ipynb", "notebook"),
        ("data/harvests.csv", "data"),
        ("requirements.lock", "lock"),
    ],
)
def test_a_changed_input_changes_the_key(project, scenario, path, part):
    (project.root / "requirements.lock").touch()
    before = plan(project, [scenario()])[0]
    with open(project.root / path, "a", encoding="utf-8") as file:
        file.write("\n")
    after = plan(project, [scenario()])[0]
    assert after.key != before.key
    assert [name for name in after.parts if after.parts[name] != before.parts[name]] == [part]


def test_data_that_a_notebook_does_not_read_leaves_its_key_alone(project, scenario):
    before = plan(project, [scenario()])[0]
    (project.data / "varieties.csv").write_text("")
    assert plan(project, [scenario()])[0].key == before.key


def test_a_computed_name_counts_as_all_data_in_a_notebook_only():
    code = "data.load(name)"
    assert reads._reads(code, "a", "a.py", whole=True).resources == {reads.ALL_DATA}
    assert reads._reads(code, "a", "a.py", whole=False).resources == set()


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("from . import c", {"a.b", "a.b.c"}),
        ("from .c import d", {"a.b.c", "a.b.c.d"}),
        ("from ..c import d", {"a.c", "a.c.d"}),
    ],
)
def test_a_relative_import_starts_at_its_package(code, modules):
    assert set(reads._imported(ast.parse(code).body[0], "a.b")) == modules


def test_a_checkout_decides_the_same_of_parts_as_they_were_made(project, scenario):
    inputs = Inputs(project)
    parts = inputs.parts_of(project.notebooks / "01_first.ipynb", scenario().values)
    local = inputs.local(parts)
    assert local == {name: parts[name] for name in local}
    assert {"data", "code", "key_figures"} <= set(local)


def test_a_notebook_rests_on_the_declarations_of_its_chapter(project, scenario):
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", scenario().values)
    assert {id.partition(".")[0] for id in parts["key_figures"]} == {"sum"}


def test_a_project_without_a_description_of_its_data_has_no_resources(project):
    (project.data / "datapackage.json").unlink()
    assert Inputs(project).entries == {}


def test_the_order_of_the_parts_says_nothing():
    assert key_of({"notebook": "a", "lock": "b"}) == key_of({"lock": "b", "notebook": "a"})
    assert key_of({"notebook": "a"}) != key_of({"notebook": "b"})


def test_the_order_of_a_description_says_nothing():
    one, other = {"name": "a", "path": "a.csv"}, {"path": "a.csv", "name": "a"}
    assert resource_digest(one, "1") == resource_digest(other, "1")
    assert resource_digest(one, "1") != resource_digest(one, "2")
    assert resource_digest(one, "1") != resource_digest(one | {"path": "b.csv"}, "1")
