"""A small project of its own for every test that runs notebooks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from energikontoret import params
from energikontoret.project import Project

ROOT = Path(__file__).parents[3]
PARAMETERS = "price_index = 0.025"
RESULT = "results.record('agreement.{name}', {value}, unit='kr', label='Tal', sources=['population'])"


def notebook(*sources: str, parameters: str = PARAMETERS) -> str:
    """Return a notebook of code cells, the parameters cell first."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {"tags": ["parameters"]} if number == 0 else {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate([parameters, *sources])
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the real parameters and data, and two short notebooks."""
    root = tmp_path / "project"
    for name in ("notebooks", "report"):
        (root / name).mkdir(parents=True)
    for name in ("params", "data"):
        (root / name).mkdir()
        for path in (ROOT / name).iterdir():
            (root / name / path.name).write_bytes(path.read_bytes())
    (root / "_quarto.yml").write_text("")
    made = Project(root)
    code = ["from energikontoret import data, results", "len(data.load('population'))"]
    add_notebook(made, "01_first", *code, RESULT.format(name="one_sek", value="price_index * 1000"))
    second = RESULT.format(name="two_sek", value="first_year")
    add_notebook(made, "02_second", *code, second, parameters="first_year = 2023")
    return made


def add_notebook(project: Project, name: str, *sources: str, **options: str) -> Path:
    """Write a notebook of these cells into the project."""
    path = project.notebooks / f"{name}.ipynb"
    path.write_text(notebook(*sources, **options), encoding="utf-8")
    return path


@pytest.fixture
def scenario(project: Project) -> Callable[..., params.Scenario]:
    """Load a scenario of the small project."""
    return lambda name="base", **overrides: params.load(project, name, overrides)


@pytest.fixture
def add(project: Project) -> Callable[..., Path]:
    """Write a notebook of some cells into the small project."""
    return lambda name, *sources, **options: add_notebook(project, name, *sources, **options)
