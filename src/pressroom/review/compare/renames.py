"""Recognise what was only given another name: key figures by what they say, cells by what they hold.

A pair is taken for one thing only where neither could be another's: what is not sure stays two changes.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pressroom.notebook.ipynb import Cell, Notebook

# Names that can stand in the name of a change beside each other.
PLAIN = re.compile(r"[\w.-]{1,60}")
# Ids that say no more than in which place a cell was stored.
BY_PLACE = re.compile(r"cell-\d+")
Entries = Mapping[str, Mapping[str, object]]
Known = Callable[[str], object]
"""By what a thing is known, by its name; None where that is too little."""
Names = dict[str, str]
"""The old name of each thing that has another one now, by the new name."""


def of_key_figures(old: Entries, new: Entries) -> Names:
    """Return which key figures have another id now.

    They are of one notebook, label and unit, and say the same or were recorded in the same place: after and
    before the same other key figures.
    """
    ways = (_by_value(old), _by_value(new)), (_by_place(old, new), _by_place(new, old))
    return _matched(old, new, ways)


def of_cells(old: Notebook, new: Notebook) -> Names:
    """Return which cells of a notebook have another key now: by their ids, else by what stands in them."""
    if not PLAIN.fullmatch(new.name):
        return {}
    ways = (_by_id(old), _by_id(new)), (_by_content(old), _by_content(new))
    return _matched(old.by_key, new.by_key, ways)


def _by_value(entries: Entries) -> Known:
    def known(name: str) -> object:
        entry = entries[name]
        return _told(entry, repr(entry.get("text", entry.get("value"))))

    return known


def _by_place(entries: Entries, others: Entries) -> Known:
    """Know a key figure by those of both sides between which its notebook records it."""
    turns = {name: turn for name, entry in entries.items() if isinstance(turn := entry.get("turn"), int)}

    def known(name: str) -> object:
        if name not in turns:
            return None
        shared = [
            (turns[each], each)
            for each in turns
            if each in others and entries[each].get("notebook") == entries[name].get("notebook")
        ]
        before = max((each for each in shared if each[0] < turns[name]), default=(0, None))[1]
        after = min((each for each in shared if each[0] > turns[name]), default=(0, None))[1]
        return _told(entries[name], (before, after))

    return known


def _told(entry: Mapping[str, object], what: object) -> object:
    label = entry.get("label")
    return repr((entry.get("notebook"), label, entry.get("unit"), what)) if isinstance(label, str) else None


def _by_id(notebook: Notebook) -> Known:
    """Know a cell by its id where it has a label, which then may be another."""

    def known(key: str) -> object:
        cell: Cell = notebook.by_key[key]
        has_both = cell.id and "label" in cell.options and not BY_PLACE.fullmatch(cell.id)
        return (cell.kind, cell.id) if has_both else None

    return known


def _by_content(notebook: Notebook) -> Known:
    """Know a cell by its code or words, and by its outputs."""

    def known(key: str) -> object:
        cell: Cell = notebook.by_key[key]
        held = [cell.kind, cell.code.strip(), [[output.kind, output.bundle] for output in cell.outputs]]
        return json.dumps(held, sort_keys=True) if cell.code.strip() else None

    return known


def _matched(old: Iterable[str], new: Iterable[str], ways: Sequence[tuple[Known, Known]]) -> Names:
    """Return the pairs of names, each on one side only, that alone on their sides are known by one thing."""
    found: Names = {}
    olds, news = dict.fromkeys(old), dict.fromkeys(new)
    for ways_of in ways:
        lone = (
            [name for name in olds if name not in news and name not in found.values()],
            [name for name in news if name not in olds and name not in found],
        )
        if not all(lone):
            break
        before, after = (_grouped(names, known) for names, known in zip(lone, ways_of, strict=True))
        pairs = [(after[key], before[key]) for key in after if key in before]
        found |= {now[0]: then[0] for now, then in pairs if len(now) == len(then) == 1}
    return found


def _grouped(names: Iterable[str], known: Known) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for name in names:
        if PLAIN.fullmatch(name) and (key := known(name)) is not None:
            found.setdefault(key, []).append(name)
    return found
