"""Which key figures a notebook records, read in its code without running it."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pressroom.notebook import source

ANY = "*"
"""What stands in an id for the part that is filled in while the code runs."""


def ids(notebook: Mapping[str, Any]) -> list[str]:
    """Return the ids in the order of the code; one that is put together there has ANY in it.

    Raises SyntaxError where a cell is not Python.
    """
    found: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "results.record" in "".join(cell["source"]):
            for node in ast.walk(ast.parse(source.code_of(cell), f"cell '{cell.get('id')}'")):
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
