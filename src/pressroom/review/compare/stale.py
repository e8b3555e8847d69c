"""Which sides are older than their inputs, and what of these was changed since."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pressroom.project import PARAMETERS
from pressroom.review.changes import InputChange, Stale
from pressroom.review.compare import details, edits
from pressroom.review.equality import newer_inputs
from pressroom.review.sides import Side
from pressroom.review.tree import git

MOST = 20
BLOB = re.compile(r"[0-9a-f]{40,64}")


def stale_sides(root: Path, *sides: Side) -> tuple[Stale, ...]:
    """Return the sides whose outputs are older than their inputs."""
    late = ((side, newer) for side in sides if (newer := newer_inputs(side)))
    return tuple(Stale(side.title, newer, tuple(_changes(root, side, newer[:MOST]))) for side, newer in late)


def _changes(root: Path, side: Side, paths: tuple[str, ...]) -> Iterator[InputChange]:
    """Yield what differs in some files from what the side's run was made from, where git still has that."""
    for path in paths:
        id = side.run.files.get(path)
        known = isinstance(id, str) and BLOB.fullmatch(id)
        before = git(root, "cat-file", "blob", str(id)) if known else None
        after = side.tree.read(path) if side.tree else None
        if id is None or before is not None:
            yield from _told(path, side, before, after)


def _told(path: str, side: Side, before: bytes | None, after: bytes | None) -> Iterator[InputChange]:
    """Yield the parameters that differ in a scenario's file, of another file its lines."""
    if path.startswith("params/") and path != f"params/{PARAMETERS}" and before and after:
        olds, news = (dict(details.settings(each.decode(errors="replace"))) for each in (before, after))
        names = [name for name in {**news, **olds} if olds.get(name) != news.get(name)]
        if names and not any("." in name for name in names):
            declared = side.tree.read(f"params/{PARAMETERS}") if side.tree else None
            for name in names:
                unit = details.unit_of(name, declared or b"")
                yield InputChange(
                    "parameter", name, _value(olds.get(name)), _value(news.get(name)), unit=unit
                )
            return
    old, new = (None if each is None else "…" for each in (before, after))
    yield InputChange("other", path, old, new, edits=edits.of_files("", before, after))


def _value(written: str | None) -> object:
    try:
        return None if written is None else json.loads(written)
    except ValueError:
        return written
