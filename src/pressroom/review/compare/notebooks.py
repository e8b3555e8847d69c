"""What somebody has changed in the notebooks of two runs: their sources, and not what a run fills in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import PARAMETERS, Notebook, parse
from pressroom.review.changes import CAPTIONS, InputChange
from pressroom.review.compare import details, edits
from pressroom.review.past import Past
from pressroom.review.sides import is_same

Pair = tuple[Notebook, Notebook]
Pairs = Mapping[str, tuple[Notebook | None, Notebook | None]]


def told(
    changed: Sequence[InputChange],
    differing: Sequence[InputChange],
    hashed: Collection[str],
    pairs: Pairs,
    pasts: tuple[Past, Past],
) -> list[InputChange]:
    """Return the changed inputs with those of the notebooks, each told by its cells.

    `differing` are the notebooks whose hash differs, of those (`hashed`) that both runs hold one of. A
    notebook that differs only by the values of changed parameters is folded into these.
    """
    by_name = {change.name: change for change in differing}
    parameters = {change.name for change in changed if change.kind == "parameter"}
    found, folded = [], set()
    for name in dict.fromkeys([*by_name, *pairs]):
        change, executed = by_name.get(name), _both(*pairs.get(name, (None, None)))
        source = source_pair(change, pasts) if change else None
        pair = source or executed
        what = _apart(pair, parameters) if pair else ()
        what += details.given_apart(*executed, parameters) if executed else ()
        if change and source and not what and _is_same_otherwise(*source):
            folded.add(name)
        elif change:
            found.append(_told(change, what, pair))
        elif said := [each for each in map(_without_captions if name in hashed else str, what) if each]:
            found.append(_told(InputChange("notebook", name, "…", "…", (name,)), said, pair))
    return [_with_folded(change, folded) for change in changed] + found


def source_pair(change: InputChange, pasts: tuple[Past, Past]) -> Pair | None:
    """Return the sources of a notebook as both runs had them, None where one cannot be had."""
    hashes = zip(pasts, (change.old, change.new), strict=True)
    return _both(*(source_of(change.name, past, sha256) for past, sha256 in hashes))


def source_of(name: str, past: Past, sha256: object) -> Notebook | None:
    """Return the source of a notebook with this hash, None where it cannot be had."""
    content = past.file(f"notebooks/{name}.ipynb", sha256) if isinstance(sha256, str) else None
    try:
        return parse(name, content) if content is not None else None
    except Refused:
        return None


def _told(change: InputChange, said: Sequence[str], pair: Pair | None) -> InputChange:
    """Return a changed notebook with what differs in its cells, and these before and after."""
    keys = {each.rpartition(": ")[0] for each in said}
    return replace(change, details=tuple(said), edits=edits.of_cells(*pair, keys) if pair else ())


def _both(old: Notebook | None, new: Notebook | None) -> Pair | None:
    return (old, new) if old and new else None


def _apart(pair: Pair, parameters: Collection[str]) -> tuple[str, ...]:
    return details.cell_changes(*pair) + details.given_apart(*pair, parameters, PARAMETERS)


def _without_captions(detail: str) -> str:
    """Return a detail of an executed notebook, whose source is the same, without what a run fills in."""
    cell, _, parts = detail.rpartition(": ")
    left = [part for part in parts.split(", ") if part not in CAPTIONS]
    return f"{cell}: {', '.join(left)}" if left else ""


def _is_same_otherwise(old: Notebook, new: Notebook) -> bool:
    """Return whether two sources whose cells tell nothing differ in nothing but parameters' values."""
    documents = []
    for notebook in (old, new):
        stored = zip(notebook.cells, notebook.document["cells"], strict=True)
        cells = [{**each, "source": ""} if PARAMETERS in cell.tags else each for cell, each in stored]
        documents.append({**notebook.document, "cells": cells})
    return is_same(*documents)


def _with_folded(change: InputChange, folded: Collection[str]) -> InputChange:
    """Return a parameter's change with the notebooks that hold its value and differ in nothing else."""
    refs = [f"notebook:{name}" for name in change.notebooks if name in folded]
    return replace(change, folded=(*change.folded, *refs)) if change.kind == "parameter" else change
