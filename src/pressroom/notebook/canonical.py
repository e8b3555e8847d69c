"""The one form in which an executed notebook is stored, without metadata that is noise."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pressroom.notebook.ipynb import INJECTED, joined

# Metadata that says when and where, not what.
NOTEBOOK_NOISE = ("papermill",)
CELL_NOISE = ("papermill", "execution", "collapsed", "scrolled")
GENERATED = (INJECTED, "papermill-error-cell-tag")

ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,16}\b")
CELL_FILE = re.compile(r"/[^\s:'\"]*/ipykernel_\d+/(\d+)\.py")
STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=[_\" ,#])")
TEXT_SPLIT = ("application/javascript", "image/svg+xml")


def canonical(notebook: Mapping[str, Any], folders: Mapping[str, str] | None = None) -> str:
    """Return the text of an executed notebook without times, random ids and addresses.

    `folders` maps paths of this machine to the names that stand for them in outputs.
    """
    cells = [_cell(cell, place, folders or {}) for place, cell in enumerate(notebook["cells"])]
    metadata = {key: value for key, value in notebook["metadata"].items() if key not in NOTEBOOK_NOISE}
    if "language_info" in metadata:
        metadata["language_info"] = {
            key: value for key, value in metadata["language_info"].items() if key != "version"
        }
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def with_ids(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with an id on every cell, as Papermill would otherwise draw random ones."""
    cells = [{"id": f"cell-{place}", **cell} for place, cell in enumerate(notebook["cells"], start=1)]
    return notebook | {"cells": cells, "nbformat": 4, "nbformat_minor": 5}


def _cell(cell: Mapping[str, Any], place: int, folders: Mapping[str, str]) -> dict[str, Any]:
    metadata = {key: value for key, value in cell["metadata"].items() if key not in CELL_NOISE}
    made = next((tag for tag in GENERATED if tag in metadata.get("tags", [])), None)
    result = {**cell, "metadata": metadata, "source": _lines(cell["source"])}
    if made:
        result["id"] = made if made == GENERATED[0] else f"papermill-error-{place}"
    if "outputs" in cell:
        clean = _Cleaner(folders)
        result["outputs"] = [_output(output, clean) for output in merge_streams(cell["outputs"])]
    return result


def merge_streams(outputs: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the outputs with what was printed between two others joined, stdout first.

    How the two streams of a cell interleave depends on the clock.
    """
    merged: list[dict[str, Any]] = []
    printed: dict[str, str] = {}

    def close() -> None:
        for name in sorted(printed, reverse=True):
            merged.append({"name": name, "output_type": "stream", "text": printed[name]})
        printed.clear()

    for output in outputs:
        if output["output_type"] == "stream":
            printed[output["name"]] = printed.get(output["name"], "") + joined(output["text"])
        else:
            close()
            merged.append(dict(output))
    close()
    return merged


class _Cleaner:
    """Replaces what differs between two runs in the texts of one cell."""

    def __init__(self, folders: Mapping[str, str]) -> None:
        self.folders = folders
        self.style_ids: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        for folder, name in self.folders.items():
            text = text.replace(folder, name)
        return ADDRESS.sub("0x0", CELL_FILE.sub(r"ipykernel/\1.py", text))

    def html(self, text: str) -> str:
        """Clean HTML, where pandas' Styler draws its ids at random."""
        return STYLER_ID.sub(self._style_id, self(text))

    def _style_id(self, found: re.Match[str]) -> str:
        return self.style_ids.setdefault(found[0], f"T_{len(self.style_ids):05x}")


def _output(output: Mapping[str, Any], clean: _Cleaner) -> dict[str, Any]:
    result = dict(output)
    if output["output_type"] == "stream":
        result["text"] = _lines(clean(output["text"]))
    elif output["output_type"] == "error":
        result["evalue"] = clean(output["evalue"])
        result["traceback"] = [clean(line) for line in output["traceback"]]
    else:
        result["data"] = {kind: _data(kind, value, clean) for kind, value in output["data"].items()}
    return result


def _data(kind: str, value: Any, clean: _Cleaner) -> Any:
    """Return one representation: texts cleaned and in lines, JSON and binary data as they are."""
    if not (kind.startswith("text/") or kind in TEXT_SPLIT):
        return joined(value) if kind.startswith("image/") else value
    if kind.startswith("text/"):
        value = (clean.html if kind == "text/html" else clean)(joined(value))
    return _lines(value)


def _lines(text: str | list[str]) -> list[str]:
    return joined(text).splitlines(keepends=True)
