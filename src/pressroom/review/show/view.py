"""What the review page shows, as plain values for its template."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from pressroom.language.text import Text, t
from pressroom.review.changes import (
    TEXT,
    CellSource,
    Comparison,
    FigureChange,
    InputChange,
    KeyFigureChange,
    Location,
    OutputChange,
    Picture,
    TableChange,
    TextChange,
)
from pressroom.review.compare.documents import CONTENT
from pressroom.review.compare.grids import Grid
from pressroom.review.compare.leftovers import DATA_OF_TYPE, STORED
from pressroom.review.decisions import KINDS as NAMES
from pressroom.review.decisions import Change
from pressroom.review.reading import Moved
from pressroom.review.show import wording
from pressroom.review.show.attribution_view import attribution_view
from pressroom.review.show.grid_view import by_importance, grid_view
from pressroom.review.show.links import Links
from pressroom.review.show.markup import (
    LONGEST,
    MOST_WORDS,
    anchor,
    breakable,
    inline,
    passages,
    sanitised,
    side_by_side,
)
from pressroom.review.show.page_words import PAGE, counted, word
from pressroom.review.show.stale_view import edits_view, stale_view
from pressroom.review.show.told import details_told, rows_counted, text_told, told, within
from pressroom.review.tree import UNSHALLOW
from pressroom.safe import line

MOST_ITEMS = 300
MOST_NAMES = 20
MOST_LARGEST = 5
MOST_BEHIND = 3
MOST_LINES = 60
KINDS = ("inputs", "key_figures", "tables", "figures", "texts")
IDS = {"key_figures": "key", "tables": "table", "figures": "figure", "texts": "text"}


def page_view(
    comparison: Comparison,
    data: Mapping[str, Grid],
    lang: str,
    changes: Sequence[Change] = (),
    moved: Sequence[Moved] | None = None,
    links: Links | None = None,
) -> dict[str, object]:
    """Return everything that the template shows, with the words in `lang`.

    `changes` ask for a verdict; `moved` are the paragraphs that a reader reads differently.
    """
    shown = _shown(comparison, data, lang) | {"moved": [_moved(each) for each in moved or ()]}
    # Where the texts cannot be read, nothing is said of them.
    shown["is_read_the_same"] = moved == [] and not (comparison.tables or comparison.figures)
    for kind in KINDS:
        for item, each in zip(getattr(comparison, kind), shown[kind], strict=False):
            each["links"] = links.of(item) if links else []
    by_item = {id(change.item): change for change in changes}
    for kind in KINDS[1:]:
        for item, each in zip(getattr(comparison, kind), shown[kind], strict=False):
            each["decide"] = change = by_item.get(id(item))
            each["decided_on"] = _decided_on(change, lang) if change else ""
    shown["others"] = [
        {
            "decide": change,
            "decided_on": change.id,
            "id": anchor("other", change.id),
            "text": line(change.item, 2_000),
        }
        for change in changes
        if not change.kind
    ]
    lacking = [line(name, 120) for name in comparison.unfetched[:MOST_NAMES]]
    return shown | {"decided": bool(changes), "unfetched": lacking, "unshallow": UNSHALLOW}


def _shown(comparison: Comparison, data: Mapping[str, Grid], lang: str) -> dict[str, Any]:
    inputs = {change.ref: change for change in comparison.inputs}
    counts = [(kind, len(getattr(comparison, kind))) for kind in KINDS]
    return {
        "old": line(comparison.old),
        "new": line(comparison.new),
        "differs": comparison.differs,
        "outputs_differ": comparison.outputs_differ,
        "stale": [stale_view(late, lang) for late in comparison.stale],
        "history": comparison.history,
        "problems": [line(problem, 400) for problem in comparison.problems],
        "counts": [(kind, number, counted(kind, number).of(lang)) for kind, number in counts],
        "chapters": chapters(comparison),
        "causes": _changed_by_somebody(comparison, lang)[:MOST_NAMES],
        "causes_left": max(len(comparison.inputs) + len(comparison.written) - MOST_NAMES, 0),
        "headlines": [
            _key_figure(change, inputs, data, lang)
            for change in comparison.key_figures
            if change.id in comparison.headlines and change.is_moved
        ],
        "largest": [_key_figure(change, inputs, data, lang) for change in _largest(comparison)],
        "inputs": [_input(change, lang) for change in comparison.inputs[:MOST_ITEMS]],
        "key_figures": [
            _key_figure(change, inputs, data, lang) for change in comparison.key_figures[:MOST_ITEMS]
        ],
        "attribution": attribution_view(comparison, lang),
        "tables": [_table(change, inputs, lang) for change in comparison.tables[:MOST_ITEMS]],
        "figures": [_figure(change, inputs, lang) for change in comparison.figures[:MOST_ITEMS]],
        "texts": [_text(change, inputs, lang) for change in comparison.texts[:MOST_ITEMS]],
        "cells": [_cell(cell, comparison) for cell in comparison.cells[:MOST_ITEMS]],
        "data": [_data(name, grid, lang) for name, grid in data.items()],
        "left": {kind: max(number - MOST_ITEMS, 0) for kind, number in counts},
        "unchanged": [number_of(*part, lang) for part in comparison.unchanged.items()],
        "noise": [number_of(*part, lang) for part in comparison.noise.items()],
        "within": within(comparison, lang),
    }


def _data(name: str, grid: Grid, lang: str) -> dict[str, object]:
    return {
        "id": anchor("data", name),
        "name": line(name),
        "grid": grid_view(grid, lang, whole=True, named=("data", name)),
        "told": ", ".join(rows_counted(grid, lang)),
    }


def number_of(kind: str, number: int, lang: str) -> str:
    return f"{number} {counted(kind, number).of(lang)}"


def _moved(each: Moved) -> dict[str, object]:
    before, after = side_by_side(each.old, each.new)
    return {**each._asdict(), "before": before, "after": after}


def chapters(comparison: Comparison) -> list[tuple[str, str]]:
    items: tuple[OutputChange, ...] = (
        *comparison.key_figures,
        *comparison.tables,
        *comparison.figures,
        *comparison.texts,
    )
    named = {item.place.notebook for item in items} | {
        name for each in comparison.inputs for name in each.notebooks
    }
    return [(name, line(comparison.titles.get(name, name), 80)) for name in sorted(named)]


def _largest(comparison: Comparison) -> list[KeyFigureChange]:
    """Return the numbers beside the headlines that changed most, those of the report before others."""
    others = [change for change in comparison.key_figures if change.id not in comparison.headlines]
    moved = [change for change in others if change.importance]
    return sorted(moved, key=lambda change: -change.importance)[:MOST_LARGEST]


def _changed_by_somebody(comparison: Comparison, lang: str) -> list[dict[str, object]]:
    """Return what somebody changed, each with what of it differs in one line: inputs, then texts."""
    inputs = [{**_cause(change), "told": told(change, lang)} for change in comparison.inputs[:MOST_NAMES]]
    return inputs + [
        {
            "id": change_id("texts", text),
            "kind": "texts",
            "name": line(text.place.notebook, 80),
            "told": text_told(text, lang),
        }
        for text in comparison.written[:MOST_NAMES]
    ]


def _cause(change: InputChange) -> dict[str, object]:
    return {"id": anchor("input", change.ref), "kind": change.kind, "name": line(change.name, 80)}


def _causes(refs: Sequence[str], inputs: Mapping[str, InputChange]) -> list[dict[str, object]]:
    texts = [ref.removeprefix(TEXT) for ref in refs if ref.startswith(TEXT)]
    return [_cause(inputs[ref]) for ref in refs if ref in inputs] + [
        {"id": anchor("text", path, "", CONTENT), "kind": "texts", "name": line(path, 80)} for path in texts
    ]


def _placed(place: Location, kind: str, *more: str) -> dict[str, object]:
    return {
        "id": anchor(kind, place.notebook, place.cell, *more),
        "before": line(place.before, 80),
        "former": anchor(kind, place.notebook, place.before, *more),
        "chapters": place.notebook,
        "notebook": line(place.notebook, 80),
        "number": wording.short_notebook(place.notebook),
        "cell": line(place.cell, 80),
    }


def change_id(kind: str, change: Any) -> str:
    """Return the id that a change of a kind has on the page."""
    if isinstance(change, InputChange):
        return anchor("input", change.ref)
    more = [value for name in ("id", "what") if (value := getattr(change, name, None))]
    return anchor(IDS[kind], change.place.notebook, change.place.cell, *more)


def _pair(
    old: object, new: object, unit: str | None, lang: str, old_unit: str | None = None
) -> dict[str, str]:
    pair = wording.pair(old, new, unit, lang, old_unit=old_unit)
    return dict(zip(("old", "new"), pair, strict=True))


def _input(change: InputChange, lang: str) -> dict[str, object]:
    return {
        **_cause(change),
        "chapters": " ".join(change.notebooks),
        "notebooks": [line(name, 80) for name in change.notebooks],
        "status": change.status,
        "values": _pair(change.old, change.new, change.unit, lang) if change.has_value else None,
        "told": told(change, lang),
        "details": details_told(change, lang),
        "edits": edits_view(change),
        **_rows(change, lang),
    }


def _rows(change: InputChange, lang: str) -> dict[str, object]:
    """Return the rows of data that differ; of a new edition its differences from the one before."""
    edition = change.succession
    grid = edition.grid if edition else change.grid
    return {
        "edition": (line(edition.new, 60), line(edition.old, 60)) if edition else None,
        "grid": grid_view(grid, lang) if grid else None,
    }


def _key_figure(
    change: KeyFigureChange, inputs: Mapping[str, InputChange], data: Mapping[str, Grid], lang: str
) -> dict[str, object]:
    values = _pair(change.old, change.new, change.unit, lang, change.old_unit)
    return {
        **_placed(change.place, "key", change.id),
        "former": anchor("key", change.place.notebook, change.place.cell, change.renamed or ""),
        "name": breakable(line(change.id, 120)),
        "label": wording.label_of(change.label, lang),
        "status": change.status,
        "renamed": line(change.renamed, 120) if change.renamed else None,
        "old": values["old"] if change.status != "added" else "–",
        "new": values["new"] if change.status != "removed" else "–",
        "difference": wording.difference(change, lang),
        "relative": wording.share(change, lang),
        "up": None if not change.absolute else change.absolute > 0,
        "passages": None if change.status in ("added", "removed") else _passages(change, lang),
        "causes": _causes(change.causes, inputs),
        "cell_id": anchor("cell", change.place.notebook, change.place.cell),
        "data": [_behind(source, data[source]) for source in change.sources if source in data],
    }


def _passages(change: KeyFigureChange, lang: str) -> list[tuple[str, str]] | None:
    """Return what differs between two words of a key figure; nothing where they are numbers."""
    old, new = (value.of(lang) if isinstance(value, Text) else value for value in (change.old, change.new))
    if not (isinstance(old, str) and isinstance(new, str)):
        return None
    return passages(old, new) if change.is_moved else [("same", line(old))]


def _behind(source: str, grid: Grid) -> dict[str, object]:
    """Return a resource behind a key figure, with the rows of it that differ most."""
    most = by_importance(grid)[:MOST_BEHIND]
    rows = [(anchor("data", source, *row.key), wording.row_name(row, grid.key)) for row in most]
    return {"id": anchor("data", source), "name": line(source, 80), "rows": rows, "same": not grid.differs}


def _table(change: TableChange, inputs: Mapping[str, InputChange], lang: str) -> dict[str, object]:
    placed = _placed(change.place, "table")
    return {
        **placed,
        "caption": inline(t(change.caption).of(lang)),
        "status": change.status,
        "causes": _causes(change.causes, inputs),
        "grid": grid_view(change.grid, lang, whole=True) if change.grid else None,
    }


def _figure(change: FigureChange, inputs: Mapping[str, InputChange], lang: str) -> dict[str, object]:
    pixels = change.pixels
    placed = _placed(change.place, "figure")
    return {
        **placed,
        "caption": inline(t(change.caption).of(lang)),
        "alt": inline(t(change.alt).of(lang)),
        "status": change.status,
        "share": wording.percent(pixels.share, lang) if pixels else None,
        "sizes": [f"{w} × {h}" for w, h in (pixels.old_size, pixels.new_size)]
        if pixels and pixels.old_size != pixels.new_size
        else None,
        "texts": [wording.where_apart(old, new) for old, new in change.texts],
        "notes": [line(note) for note in change.notes],
        "grid": grid_view(change.grid, lang) if change.grid else None,
        "causes": _causes(change.causes, inputs),
        "old": image(change.old),
        "new": image(change.new),
        "mask": _mask(change) if pixels else None,
    }


def image(picture: Picture | None) -> str | None:
    """Return an image as a data link; a drawing shown as an image runs no script and loads nothing."""
    if picture is None:
        return None
    if picture.mime != "image/svg+xml":
        from pressroom.review.compare import pixels

        if not pixels.is_readable(picture):
            return None
    return f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode()}"


def _mask(change: FigureChange) -> str | None:
    from pressroom.review.compare import pixels

    if change.old is None or change.new is None:
        return None
    return image(pixels.mask_of(change.old, change.new))


def _text(change: TextChange, inputs: Mapping[str, InputChange], lang: str) -> dict[str, object]:
    shown = change.what == "html"
    return {
        **_placed(change.place, "text", change.what),
        "what": what_it_is(change.what, lang),
        "is_own": change.is_own,
        "is_made": not change.is_own and "." in change.place.notebook,
        "status": change.status,
        "passages": _what_differs(change, lang),
        "old": sanitised(change.old) if shown else None,
        "new": sanitised(change.new) if shown else None,
        "causes": _causes(change.causes, inputs),
    }


def _what_differs(change: TextChange, lang: str) -> list[tuple[str, str]]:
    """Return what differs in a text; that it cannot be seen, where it cannot."""
    found = _lines(change) if _is_long(change) else passages(change.old, change.new)
    is_seen = any(mark in ("del", "ins") and text.strip() for mark, text in found)
    return found if is_seen or not (change.old and change.new) else [("gap", word("unseen", lang))]


def _is_long(change: TextChange) -> bool:
    """Return whether a change is of more than is compared word by word."""
    texts = change.old, change.new
    return any(len(text) > LONGEST or len(text.split()) > MOST_WORDS for text in texts)


def _lines(change: TextChange) -> list[tuple[str, str]]:
    """Return the lines of a long text that differ, at most so many of each side, and how many more."""
    marks = {"-": "del", "+": "ins"}
    return [
        (marks.get(sign, "gap"), f"{text}\n" if sign in marks else f"… +{text}")
        for sign, text in wording.text_lines(change.old, change.new, MOST_LINES)
    ]


def what_it_is(name: str, lang: str) -> str:
    """Return what a text is; a MIME type or an option that the page has no word for as it stands."""
    mime = name.removeprefix(DATA_OF_TYPE)
    said = word(name, lang) if mime == name else PAGE["data_of_type"].of(lang).format(mime)
    for part in ("label", "unit", STORED):
        said = f"{name.removesuffix(part)}{word(part, lang)}" if name.endswith(f" {part}") else said
    return line(said, 120)


def _decided_on(change: Change, lang: str) -> str:
    """Return what a verdict is given on, in the words of a language."""
    what = getattr(change.item, "what", "")
    name = change.id.replace(NAMES.get(change.kind, ""), counted(change.kind, 1).of(lang))
    return f"{name.removesuffix(what)}{what_it_is(what, lang)}" if what and name.endswith(what) else name


def _cell(cell: CellSource, comparison: Comparison) -> dict[str, object]:
    figures = [change for change in comparison.key_figures if change.place == cell.place]
    return {
        **_placed(cell.place, "cell"),
        "title": line(comparison.titles.get(cell.place.notebook, cell.place.notebook), 80),
        "changed": cell.old != cell.new,
        "old": cell.old,
        "new": cell.new,
        "passages": passages(cell.old, cell.new) if cell.old != cell.new else None,
        "figures": [(anchor("key", c.place.notebook, c.place.cell, c.id), line(c.id, 120)) for c in figures],
    }
