"""Which key figures a notebook records, read in its code without running it."""

import ast
import re
from collections.abc import Iterator

from pressroom.notebook import source
from pressroom.notebook.ipynb import Notebook

ANY = "*"
"""What stands in an id for the part that is filled in while the code runs."""


def ids(notebook: Notebook) -> list[str]:
    """Return the ids in the order of the code; one that is put together there has ANY in it.

    Raises SyntaxError where a cell is not Python.
    """
    found: list[str] = []
    for cell in notebook.code_cells:
        if "results.record" in cell.source:
            for node in ast.walk(ast.parse(cell.python, f"cell '{cell.id}'")):
                if isinstance(node, ast.Call) and source.dotted(node.func) == "results.record":
                    found += [f"{_text(node.args[0])}.{name}" for name in _names(node)]
    return list(dict.fromkeys(found))


def matches(id: str, pattern: str) -> bool:
    """Tell whether an id may be the one that the code names."""
    return re.fullmatch(re.escape(pattern).replace(re.escape(ANY), ".+"), id) is not None


def _names(call: ast.Call) -> Iterator[str]:
    for word in call.keywords:
        match word:
            case ast.keyword(arg=str(name)):
                yield name
            case ast.keyword(value=ast.Dict(keys=keys)):
                yield from map(_text, keys)
            case ast.keyword(value=ast.DictComp(key=key)):
                yield _text(key)
            case _:
                yield ANY


def _text(node: ast.expr | None) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_text, parts))
    return ANY
