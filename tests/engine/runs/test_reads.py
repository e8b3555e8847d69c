"""Which modules and data a notebook names, found without running it."""

import json

import pytest

from pressroom.errors import UserError
from pressroom.execution.plan import notebook_paths, plan
from pressroom.notebook.ipynb import parse
from pressroom.project import find
from pressroom.runs import reads
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
