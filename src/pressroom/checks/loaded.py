"""Do the notebooks load data that there are."""

import ast
from collections.abc import Iterator

from pressroom.checks import Problem, code_cells
from pressroom.errors import near
from pressroom.notebook import data
from pressroom.notebook.source import dotted
from pressroom.project import Project

LOAD = "data.load"


def problems(project: Project) -> Iterator[Problem]:
    """Yield each resource that a notebook loads by a name that data/datapackage.json does not have."""
    known = [entry["name"] for entry in data.package(project)["resources"]]
    for notebook, cells, trees in code_cells.parsed(project):
        for cell, tree in zip(cells, trees, strict=True):
            for line, name in _loaded(tree):
                if name not in known:
                    where = f"{notebook}, cell '{cell.id}', line {line}"
                    yield Problem(f"{where}: no data are called '{name}'.", near(name, known))


def _loaded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of each resource that is loaded by its written name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) == LOAD and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value
