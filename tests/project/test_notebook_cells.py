"""Notebooks are read from top to bottom: prose before what it speaks of, short cells, calls, no functions."""

import ast
import json
from pathlib import Path

import pytest

from pressroom.project import Project
from pressroom.review import stored

LONGEST = 15
TOGETHER = 1_050
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("notebook", [pytest.param(path, id=path.stem) for path in NOTEBOOKS])


def cells(notebook: Path) -> list[dict]:
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"]


def lines(cell: dict) -> list[str]:
    """Return the lines of a cell that are neither blank nor an option; a parameters cell has none."""
    if "parameters" in cell["metadata"].get("tags", []):
        return []
    return [line for line in "".join(cell["source"]).splitlines() if line.strip() and line[:2] != "#|"]


@EACH
def test_no_cell_of_code_is_long(notebook):
    long = {cell["id"]: len(lines(cell)) for cell in cells(notebook) if cell["cell_type"] == "code"}
    assert {id: length for id, length in long.items() if length > LONGEST} == {}


@EACH
def test_prose_stands_before_every_figure_and_table(notebook):
    bare, has_prose = [], False
    for cell in cells(notebook):
        if cell["cell_type"] == "markdown":
            has_prose = True
        elif "#| label:" in "".join(cell["source"]):
            bare += [] if has_prose else [cell["id"]]
            has_prose = False
    assert bare == []


@EACH
def test_a_notebook_calls_and_defines_no_function(notebook):
    code = ["".join(cell["source"]) for cell in cells(notebook) if cell["cell_type"] == "code"]
    nodes = [node for source in code for node in ast.walk(ast.parse(source))]
    assert [node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)] == []


@EACH
def test_the_values_of_a_scenario_can_be_taken_right_after_the_parameters(notebook):
    tags = [cell["metadata"].get("tags", []) for cell in cells(notebook)]
    sources = ["".join(cell["source"]) for cell in cells(notebook)]
    has_parameters = [n for n, tag in enumerate(tags) if "parameters" in tag and "=" in sources[n]]
    assert [n for n, tag in enumerate(tags) if "scenario" in tag] == [n + 1 for n in has_parameters]


def test_the_notebooks_together_stay_short():
    assert sum(len(lines(cell)) for notebook in NOTEBOOKS for cell in cells(notebook)) <= TOGETHER


@EACH
def test_a_notebook_is_stored_as_jupyterlab_and_git_would_store_it(notebook):
    assert stored.stored(Project(notebook.parents[1]), notebook.read_bytes()) == notebook.read_bytes()
