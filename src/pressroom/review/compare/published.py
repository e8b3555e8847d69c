"""A run as the report would embed it, so that it can be compared with one that was published."""

import json
from collections.abc import Mapping
from typing import Any

from pressroom.language.catalogue import SOURCE, printed
from pressroom.notebook.ipynb import VARIABLE, Cell, Notebook, parse
from pressroom.rendering import embedded


def as_published(ran: Notebook, published: Notebook) -> Notebook:
    """Return the notebook of a run in the form of the published one, its captions filled in as there."""
    cells = [
        _cell(raw, cell, published.by_key.get(key))
        for raw, (key, cell) in zip(ran.document["cells"], ran.by_key.items(), strict=True)
    ]
    return parse(ran.name, json.dumps(ran.document | {"cells": cells}).encode())


def _cell(raw: Mapping[str, Any], cell: Cell, published: Cell | None) -> dict[str, Any]:
    new = dict(raw)
    if cell.options and not cell.unclosed:
        new["source"] = embedded.source_of(_options(cell, published.options if published else {}), cell.code)
    if cell.outputs:
        new["outputs"] = [_output(output) for output in raw["outputs"]]
    return new


def _options(cell: Cell, published: Mapping[str, str]) -> dict[str, str]:
    options = embedded.in_language(cell.options, SOURCE)
    for name, text in options.items():
        written = printed(text, SOURCE) if name.endswith("-alt") else text
        other = published.get(name, "")
        options[name] = other if resolves(written, other) else written
    return options


def _output(output: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(output.get("data"), dict):
        return output
    bundle = dict(output["data"])
    try:
        embedded.publish_output(bundle, SOURCE)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        return output  # A figure that no program of ours stored is compared as it stands.
    return {**output, "data": bundle}


def resolves(written: str, resolved: str) -> bool:
    """Return whether `resolved` is `written` with some text in the place of each of its report variables."""
    first, *rest = VARIABLE.sub("\0", written).split("\0")
    if not rest or "{{<" in resolved or not resolved.startswith(first):
        return False
    position = len(first)
    for part in rest[:-1]:
        position = resolved.find(part, position) + len(part)
        if position < len(part):
            return False
    return resolved[position:].endswith(rest[-1])
