"""Do the notebooks hold: no outputs, parameters that agree with the model, no logic of their own."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from energikontoret.parameters import Parameters
from pressroom.checks import Problem
from pressroom.errors import UserError, near
from pressroom.project import Project
from pressroom.rendering.notebooks import options
from pressroom.scenarios.params import REFERENCE

AS_STORED = f'lab.use("{REFERENCE}")'


def check(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with each notebook in notebooks/."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _notebook(path, f"notebooks/{path.name}")


def declared(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the names and values of the cell tagged `parameters`.

    Raises ValueError where there is not exactly one, or it holds more than plain values.
    """
    cells = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    if len(cells) != 1:
        raise ValueError(f"{len(cells)} cells have the tag 'parameters' instead of one")
    values = {}
    for line in ast.parse("".join(cells[0]["source"])).body:
        if not isinstance(line, ast.Assign) or not isinstance(line.targets[0], ast.Name):
            raise ValueError("the parameters cell holds more than 'name = value'")
        values[line.targets[0].id] = ast.literal_eval(line.value)
    return values


def _notebook(path: Path, name: str) -> Iterator[Problem]:
    try:
        text = path.read_text(encoding="utf-8")
        notebook = json.loads(text)
        values = declared(notebook)
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        yield Problem(f"{name}: {error}.", "Open it in JupyterLab, mend it and save it.")
        return
    yield from _parameters(values, name)
    for cell in notebook["cells"]:
        if "scenario" in cell["metadata"].get("tags", []) and AS_STORED not in "".join(cell["source"]):
            yield Problem(f"{name}: it is stored with another scenario.", f"Write {AS_STORED} in the cell.")
        if cell.get("outputs") or cell.get("execution_count"):
            yield Problem(
                f"{name}: cell '{cell.get('id')}' is stored with outputs.",
                "Clear them: python scripts/bare_notebooks.py",
            )
        try:
            options(cell)
        except UserError as error:
            yield Problem(f"{name}: {error.what}", error.todo)
        if cell["cell_type"] == "code" and "def " in "".join(cell["source"]):
            yield Problem(f"{name}: cell '{cell.get('id')}' defines a function.", "Move it to src/.")


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
