"""The values that are written in a notebook's parameters cell, and the notebook with others there.

What counts in a run is what it is given; in the file stand those of the reference.
"""

import ast
import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Notebook


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
