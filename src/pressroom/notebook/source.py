"""A notebook's source: its parameters and its code, read without running it."""

import ast
import json
from pathlib import Path
from typing import Any

from pressroom.errors import UserError


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook's JSON; a UserError names the file that is missing or broken."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert all({"cell_type", "source", "metadata"} <= set(cell) for cell in notebook["cells"])
    except FileNotFoundError:
        raise UserError(f"notebooks/{path.name} is missing.", "Restore the file from git.") from None
    except (ValueError, KeyError, TypeError, AssertionError):
        raise UserError(f"notebooks/{path.name} is not a notebook.", "Restore the file from git.") from None
    return notebook


def default_parameters(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return names and values of the notebook's `parameters` cell."""
    found = {}
    for cell in notebook["cells"]:
        if "parameters" not in cell["metadata"].get("tags", []):
            continue
        for node in ast.parse(_source(cell), "the parameters cell").body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(target, ast.Name):
                found[target.id] = ast.literal_eval(node.value)
    return found


def code_of(cell: dict[str, Any]) -> str:
    """Return the Python code of a cell, without what only IPython understands."""
    return _without_magics(_source(cell))


def dotted(node: ast.expr) -> str:
    """Return a name with its owners, empty where it is something else that is called."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return node.id if isinstance(node, ast.Name) else ""


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _without_magics(source: str) -> str:
    if source.lstrip().startswith("%%"):
        return ""
    lines = source.splitlines()
    return "\n".join("" if line.lstrip()[:1] in ("%", "!", "?") else line for line in lines)
