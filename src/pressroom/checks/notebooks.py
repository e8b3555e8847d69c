"""Do the notebooks hold: no outputs, parameters that agree with the model, no logic of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from energikontoret.parameters import Parameters
from pressroom.checks import Problem
from pressroom.errors import UserError, near
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Cell
from pressroom.project import Project
from pressroom.scenarios.params import REFERENCE

AS_STORED = f'lab.use("{REFERENCE}")'


def check(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with each notebook in notebooks/."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _notebook(path, f"notebooks/{path.name}")


def _notebook(path: Path, name: str) -> Iterator[Problem]:
    try:
        notebook = ipynb.read(path)
        values = notebook.parameters()
    except UserError as error:
        yield Problem.of(error)
        return
    except (ValueError, SyntaxError) as error:
        yield Problem(f"{name}: {error}.", "Open it in JupyterLab, mend it and save it.")
        return
    if not any(ipynb.PARAMETERS in cell.tags for cell in notebook.cells):
        yield Problem(
            f"{name}: no cell has the tag 'parameters'.", "Give it to the cell with the parameters."
        )
    yield from _parameters(values, name)
    for cell in notebook.cells:
        yield from _cell(cell, name)
    for raw in notebook.document["cells"]:
        if raw.get("outputs") or raw.get("execution_count"):
            what = f"{name}: cell '{raw.get('id')}' is stored with outputs."
            yield Problem(what, "Clear them: python scripts/bare_notebooks.py")


def _cell(cell: Cell, name: str) -> Iterator[Problem]:
    if "scenario" in cell.tags and AS_STORED not in cell.source:
        yield Problem(f"{name}: it is stored with another scenario.", f"Write {AS_STORED} in the cell.")
    for option in cell.unclosed:
        yield Problem(f"{name}, cell '{cell.id}': {ipynb.UNCLOSED.format(option)}", ipynb.ESCAPE)
    if cell.kind == "code" and "def " in cell.source:
        yield Problem(f"{name}: cell '{cell.id}' defines a function.", "Move it to src/.")


def _parameters(values: dict[str, Any], name: str) -> Iterator[Problem]:
    for parameter, value in values.items():
        if parameter not in Parameters.model_fields:
            yield Problem(
                f"{name}: '{parameter}' is not a parameter.", near(parameter, Parameters.model_fields)
            )
        elif value != (default := Parameters.model_fields[parameter].default):
            yield Problem(
                f"{name}: '{parameter}' is {value!r}, but the reference scenario has {default!r}.",
                "Give the notebook the reference value.",
            )
