"""The figures and tables that the report of a run shows, in its order and with its numbers."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pressroom.notebook import ipynb, mime
from pressroom.notebook.ipynb import Cell, Notebook, Output
from pressroom.rendering import prose
from pressroom.rendering.edition import PARTS, Part
from pressroom.runs import Run

_SHORTCODE = re.compile(r"\s*\{\{<\s*(include|embed)\s+(\S+)\s*>\}\}\s*")
_OPENED = re.compile(r"\s*:{3,}\s*(\S.*)")
_CLOSED = re.compile(r"\s*:{3,}\s*")
_CONDITION = re.compile(r'\b(when|unless)="([^"]*)"')
_CAPTION = re.compile(r"\s*:\s.*\{#tbl-[\w-]+\}\s*")


class Shown(NamedTuple):
    """A figure or a table: the part it stands in, its number there, its notebook, cell and data.

    `spec` is None where an output carries no data.
    """

    kind: mime.Kind
    part: Part
    number: int
    notebook: str
    cell: Cell
    spec: dict[str, Any] | None


class _Reading(NamedTuple):
    """What is needed to read a text: where it lies, its run with the notebooks, what is written for it."""

    folder: Path
    run: Run
    notebooks: Mapping[str, Notebook]
    written: Mapping[str, str]


def shown(folder: Path, run: Run, written: Mapping[str, str]) -> list[Shown]:
    """Return what is shown by the text in `folder`, of each part what no earlier part has shown.

    `written` are the files of executed/ that are generated, by name.
    """
    assert run.folder is not None, "what is shown lies in a folder"
    notebooks = {path.stem: ipynb.read(path) for path in run.folder.glob("[0-9]*.ipynb")}
    reading = _Reading(folder, run, notebooks, written)
    found: dict[tuple[str, str, int], Shown] = {}
    for part in PARTS:
        if (folder / f"{part}.qmd").is_file():
            for place, each in _of_part(part, reading):
                found.setdefault(place, each)
    return list(found.values())


def _of_part(part: Part, reading: _Reading) -> Iterator[tuple[tuple[str, str, int], Shown]]:
    count = {"figure": 0, "table": 0}
    for target in _targets((reading.folder / f"{part}.qmd").read_text(encoding="utf-8"), reading):
        if not target:
            count["table"] += 1
            continue
        name, _, label = target.partition("#")
        stem = Path(name).stem
        for place, (kind, cell, output) in enumerate(_outputs(reading.notebooks[stem], label)):
            count[kind] += 1
            yield (stem, label, place), Shown(kind, part, count[kind], stem, cell, output.data(kind))


def _targets(text: str, reading: _Reading) -> Iterator[str]:
    """Yield what a text embeds, as notebook#label, and nothing ("") for each table that it holds itself."""
    blocks: list[bool] = []
    for _, line in prose.readable(text):
        code, opened = _SHORTCODE.fullmatch(line), _OPENED.fullmatch(line)
        if opened:
            blocks.append(_holds(opened[1], reading.run))
        elif _CLOSED.fullmatch(line):
            blocks = blocks[:-1]
        elif not all(blocks):
            continue
        elif code and code[1] == "embed":
            yield code[2]
        elif code:
            yield from _targets(_included(code[2], reading), reading)
        elif _CAPTION.fullmatch(line):
            yield ""


def _holds(marks: str, run: Run) -> bool:
    """Tell whether a block is shown, as filters/when.lua does."""
    return all(
        run.by_id.get(id, {}).get("value") is (word == "when") for word, id in _CONDITION.findall(marks)
    )


def _included(name: str, reading: _Reading) -> str:
    file = name.removeprefix("executed/")
    return (
        reading.written[file]
        if file in reading.written
        else (reading.folder / name).read_text(encoding="utf-8")
    )


def _outputs(notebook: Notebook, label: str) -> Iterator[tuple[mime.Kind, Cell, Output]]:
    """Yield what filters/embed.lua shows of a cell: each output as a figure or a table."""
    cell = next(cell for cell in notebook.code_cells if label in cell.names)
    for output in cell.outputs:
        if "image/svg+xml" in output.bundle or "image/png" in output.bundle:
            yield "figure", cell, output
        elif output.carries("table") or (output.text("text/markdown") and label.startswith("tbl-")):
            yield "table", cell, output
