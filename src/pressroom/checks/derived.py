"""What is written from something else: parameters cells, params/schema.json, the hashes of the data.

`check` names what differs, and `check --fix` writes it anew.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import files, publication
from pressroom.checks import Problem, datahash
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Notebook
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import load
from pressroom.scenarios.schema import schema


class Stale(NamedTuple):
    """A file that is not what it is written from: what differs, and the text that it should have."""

    path: Path
    what: str
    text: str


def check(project: Project) -> Iterator[Problem]:
    """Yield each file that differs from what it is written from; hashes are the data package's to tell."""
    for stale in _stale(project):
        yield Problem(stale.what, f"Write it anew: {publication.command('check --fix')}")


def fix(project: Project) -> list[Path]:
    """Write each of these files anew, and return those that had to be."""
    outdated = list(_stale(project))
    for stale in outdated:
        files.write(stale.path, stale.text)
    changed = datahash.update(project)
    return [*(stale.path for stale in outdated), *([project.data / "datapackage.json"] if changed else [])]


def _stale(project: Project) -> Iterator[Stale]:
    values = load(project, REFERENCE).values
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _cells(path, values)
    path, text = project.params / "schema.json", schema(project)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        yield Stale(path, "params/schema.json is not what params/parameters.yml declares.", text)


def _cells(path: Path, values: Mapping[str, Any]) -> Iterator[Stale]:
    """Yield the notebook with the reference values in its parameters cell, where it has others."""
    try:
        notebook = ipynb.read(path)
        wrong = different(notebook, values)
    except (UserError, SyntaxError, ValueError):
        return  # the check of the notebooks names it
    if not wrong:
        return
    name, given = next(iter(wrong.items()))
    document = with_values(notebook, notebook.document, values)
    what = f"notebooks/{path.name}: '{name}' is {given!r}, but params/base.yml has {values[name]!r}."
    yield Stale(path, what, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def different(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a notebook's parameters cell has otherwise than `values`; see `Notebook.parameters`."""
    given = notebook.parameters()
    return {
        name: value for name, value in given.items() if name in values and repr(value) != repr(values[name])
    }


def with_values(notebook: Notebook, document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON of a notebook with these values in its parameters cell."""
    changed = deepcopy(dict(document))
    for cell, raw in zip(notebook.cells, changed["cells"], strict=True):
        if ipynb.PARAMETERS in cell.tags:
            raw["source"] = _with_values(cell.source, values).splitlines(keepends=True)
    return changed


def _with_values(source: str, values: Mapping[str, Any]) -> str:
    """Return the code of a parameters cell with these values; comments and unknown names stay."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.Assign) and (name := ast.unparse(node.targets[0])) in values:
            old, first, last = node.value, node.value.lineno - 1, node.value.end_lineno or node.value.lineno
            before = lines[first].encode()[: old.col_offset].decode()
            after = lines[last - 1].encode()[old.end_col_offset :].decode()
            lines[first:last] = [f"{before}{literal(values[name])}{after}"]
    return "\n".join(lines)


def literal(value: Any) -> str:
    """Return a value as Python code, with the quotation marks that the notebooks have."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{literal(key)}: {literal(item)}' for key, item in value.items())}}}"
    return repr(value)
