"""The form in which a notebook of notebooks/ is stored: what somebody wrote, not what was run and tried.

JupyterLab saves it so, and git sees it so where another program has saved it.
"""

import ast
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pressroom.checks.notebooks import AS_STORED
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.notebook.bounded import Refused
from pressroom.notebook.canonical import CELL_NOISE
from pressroom.notebook.ipynb import Cell
from pressroom.notebook.source import dotted
from pressroom.notebook.written_values import different, with_values
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import load

TRIES = ("lab.use", "lab.fields")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# The state of fields.
NOISE = "widgets"


def stored(project: Project, raw: bytes) -> bytes:
    """Return a notebook without outputs, with the reference's values and scenario; what is none as it is."""
    try:
        notebook = ipynb.parse("", raw)
    except Refused:
        return raw
    about = notebook.document.get("metadata")
    cells = map(_cell, notebook.cells, notebook.document["cells"])
    plain = {"cells": list(cells), "metadata": _metadata(about), "nbformat": 4, "nbformat_minor": 5}
    # Where the parameters cannot be read, the values stay: `check` says why.
    with suppress(UserError, SyntaxError, ValueError):
        values = load(project, REFERENCE).values
        if different(notebook, values):
            plain = with_values(notebook, plain, values)
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def before_save(model: dict[str, Any], path: str, contents_manager: Any) -> None:
    """Let JupyterLab store a notebook of the project in this form; what stands on the screen stays there."""
    if model["type"] == "notebook" and path.strip("/").startswith("notebooks/"):
        raw = json.dumps(model["content"]).encode()
        model["content"] = json.loads(stored(Project(Path(contents_manager.root_dir)), raw))


def _metadata(about: object) -> dict[str, Any]:
    """Return what is said of the notebook as a whole, without which build of Python ran it."""
    kept = {name: value for name, value in about.items() if name != NOISE} if isinstance(about, dict) else {}
    kernel = kept.get("kernelspec")
    if isinstance(kernel, dict) and kernel.get("name") == KERNEL["name"]:
        kept |= {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return kept


def _cell(cell: Cell, raw: Mapping[str, Any]) -> dict[str, Any]:
    source = _of_the_reference(cell.source) if "scenario" in cell.tags else cell.source
    kept = {name: value for name, value in (raw.get("metadata") or {}).items() if name not in CELL_NOISE}
    plain = {**raw, "metadata": kept, "source": source.splitlines(keepends=True)}
    return plain | ({"outputs": [], "execution_count": None} if cell.kind == "code" else {})


def _of_the_reference(source: str) -> str:
    """Return the cell that takes a scenario's values with the reference's in its place."""
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and dotted(node.func) in TRIES:
                source = source.replace(ast.get_source_segment(source, node) or "", AS_STORED)
    return source


if __name__ == "__main__":
    # Git starts it in the checkout's own folder.
    sys.stdout.buffer.write(stored(Project(Path.cwd()), sys.stdin.buffer.read()))
