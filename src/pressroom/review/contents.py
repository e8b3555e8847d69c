"""What stands on both sides at the place of a change, as hashes that verdicts rest on.

Each change has a content of its own: a caption's is not that of the figure in the same cell, so that a step
which changes one of them needs no verdict on the other, and accepted steps lead from the first to the last.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pressroom.files import digest
from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import Notebook, parse
from pressroom.review.changes import CAPTIONS, Location
from pressroom.review.compare import leftovers
from pressroom.review.compare.outputs import TEXTS, Sided
from pressroom.review.sides import Side
from pressroom.runs import dependence
from pressroom.runs.run import FILES, MANIFEST, RESULTS

# The command `dependence` writes it as well; what a reader sees of it is compared in provenance.json.
UNDECIDED = (dependence.FILE,)
# What of a manifest the changed inputs say, or follows from them.
TOLD = ("files", "packages", "notebooks")
# What of a key figure is a change under a name of its own.
NAMED = ("label", "unit")

Pair = tuple[str | None, str | None]


class Contents:
    """The hashes of what stands on both sides at the places of changes."""

    def __init__(self, *sides: Side) -> None:
        self.sides = sides
        self.figures = [{str(figure.get("id")): figure for figure in side.run.figures} for side in sides]
        self.notebook = cache(self._notebook)

    @property
    def whole(self) -> Pair:
        """Return the hashes of all that is decided on of both sides."""
        listings = (
            [(name, side.files[name].blob()) for name in sorted(side.files) if name not in UNDECIDED]
            for side in self.sides
        )
        old, new = map(hash_of, listings)
        return old, new

    def of(self, place: Location, what: str) -> Pair:
        """Return the hashes of what differs at a place; where these are the same, of all that holds it.

        Of a place with another name now, of what either name alone would be asked for.
        """
        if place.before:
            return self._part(0, place.old, what), self._part(1, place, what)
        ways: list[Callable[[int], str | None]] = [
            lambda number: self._part(number, place, what),
            lambda number: self._cell(number, place),
            lambda number: self._file(number, place),
        ]
        for way in ways:
            old, new = (way(number) for number in (0, 1))
            if old != new:
                return old, new
        return self.whole

    def _part(self, number: int, place: Location, what: str) -> str | None:
        side, figures = self.sides[number], self.figures[number]
        id, _, part = what.partition(" ")
        if place.notebook == RESULTS and place.cell in figures:
            return hash_of(_without(figures[place.cell], "value", "text", *NAMED))
        if id in figures and part in NAMED:
            return hash_of(figures[id].get(part))
        if place.notebook in FILES and place.notebook not in side.files:
            return None
        if place.notebook == RESULTS:
            return hash_of([_without(side.run.results, "results"), [*figures]])
        if place.notebook == MANIFEST:
            return hash_of(_without(side.run.steady, *TOLD))
        notebook = self.notebook(number, place.notebook)
        if notebook is None or (place.cell and place.cell not in notebook.by_key):
            return None
        return hash_of(_of_cell(notebook, place.cell, what) if place.cell else _beside_cells(notebook, what))

    def _cell(self, number: int, place: Location) -> str | None:
        notebook = self.notebook(number, place.notebook)
        if notebook is None or place.cell not in notebook.by_key:
            return None
        return hash_of(_stored(notebook, place.cell))

    def _notebook(self, number: int, name: str) -> Notebook | None:
        file = self.sides[number].files.get(f"{name}.ipynb")
        try:
            return parse(name, file.read()) if file else None
        except (Refused, OSError):
            return None

    def _file(self, number: int, place: Location) -> str | None:
        files = self.sides[number].files
        return next((hash_of(files[name].blob()) for name in names_of(place) if name in files), None)


def hash_of(content: object) -> str:
    """Return the hash of something that JSON can hold."""
    return digest(json.dumps(content, sort_keys=True).encode())[:40]


def names_of(place: Location) -> tuple[str, str]:
    """Return the names that the file of a place can have."""
    return f"{place.notebook}.ipynb", place.notebook


def _beside_cells(notebook: Notebook, what: str) -> object:
    if what == leftovers.ORDER:
        return [*notebook.by_key]
    return _without(notebook.document, "cells")


def _of_cell(notebook: Notebook, key: str, what: str) -> object:
    """Return of a cell what a change is about: its prose, a caption, its outputs of a kind, or the rest."""
    cell, stored = notebook.by_key[key], _stored(notebook, key)
    items = Sided(cell, stored).items
    kind, _, part = what.partition(" ")
    if what == "prose" or what in CAPTIONS:
        return cell.code if what == "prose" else cell.options.get(what)
    if kind in TEXTS:
        return [item.told for item in items if item.kind == kind]
    if kind in ("table", "figure") or part == leftovers.STORED:
        return [item.stored for item in items if item.kind in (kind, f"result {kind}")]
    if what.startswith(leftovers.DATA_OF_TYPE):
        name = what.removeprefix(leftovers.DATA_OF_TYPE)
        return [item.stored.get("data", {}).get(name) for item in items]
    if what == leftovers.ORDER:
        return [item.kind for item in items]
    outputs = [_without(item.stored, *leftovers.READ) for item in items]
    return [_without(stored, "source", "outputs"), outputs]


def _without(content: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in names}


def _stored(notebook: Notebook, key: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = notebook.document["cells"][[*notebook.by_key].index(key)]
    return found
