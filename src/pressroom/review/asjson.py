"""The comparison for machines."""

import json
from collections.abc import Mapping

from pressroom.review.changes import Comparison, FigureChange, InputChange, KeyFigureChange, Place
from pressroom.review.grids import Grade, Grid, Row


def dumps(comparison: Comparison) -> str:
    """Return the comparison as JSON: what the terminal shows, whole and without formatting."""
    return json.dumps(document(comparison), indent=1)


def document(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as plain values."""
    attribution = comparison.attribution
    return {
        "old": comparison.old,
        "new": comparison.new,
        "differs": comparison.differs,
        "outputs_differ": comparison.outputs_differ,
        "problems": list(comparison.problems),
        "inputs": [_input(change) for change in comparison.inputs],
        "key_figures": [_key_figure(change) for change in comparison.key_figures],
        "tables": [
            {**_item(change), "caption": change.caption, **_grid(change.grid)} for change in comparison.tables
        ],
        "figures": [_figure(change) for change in comparison.figures],
        "texts": [
            {**_item(change), "what": change.what, "old": change.old, "new": change.new}
            for change in comparison.texts
        ],
        "noise": dict(comparison.noise),
        "unchanged": dict(comparison.unchanged),
        "attribution": attribution
        and {
            "effects": {effect.ref: dict(effect.values) for effect in attribution.effects},
            "interaction": dict(attribution.rest),
            "skipped": dict(attribution.skipped),
        },
    }


def _item(change) -> dict[str, object]:
    return {**_place(change.place), "status": change.status, "causes": list(change.causes)}


def _place(place: Place) -> dict[str, str]:
    return {"notebook": place.notebook, "cell": place.cell}


def _input(change: InputChange) -> dict[str, object]:
    return {
        "ref": change.ref,
        "kind": change.kind,
        "name": change.name,
        "status": change.status,
        "old": change.old,
        "new": change.new,
        "unit": change.unit,
        "notebooks": list(change.notebooks),
        "details": list(change.details),
        **_grid(change.grid),
    }


def _key_figure(change: KeyFigureChange) -> dict[str, object]:
    return {
        "id": change.id,
        "label": change.label,
        "unit": change.unit,
        "old": change.old,
        "new": change.new,
        "absolute": change.absolute,
        "relative": change.relative,
        "sources": list(change.sources),
        **_item(change),
    }


def _figure(change: FigureChange) -> dict[str, object]:
    return {
        **_item(change),
        "caption": change.caption,
        "pixels": change.pixels and vars(change.pixels),
        "texts": [list(pair) for pair in change.texts],
        "notes": list(change.notes),
        **_grid(change.grid),
    }


def _grid(grid: Grid | None) -> dict[str, object]:
    if grid is None:
        return {}
    rows = [_row(row, grid) for row in grid.changes]
    return {
        "rows": rows,
        "columns": {"added": list(grid.added), "removed": list(grid.removed)},
        "reordered": grid.reordered,
    }


def _row(row: Row, grid: Grid) -> dict[str, object]:
    names = grid.key if len(grid.key) == len(row.key) else [str(number) for number in range(len(row.key))]
    return {"key": dict(zip(names, row.key, strict=True)), "status": row.status, "cells": _cells(row, grid)}


def _cells(row: Row, grid: Grid) -> Mapping[str, dict[str, object]]:
    pairs = zip(grid.columns, row.cells, strict=True)
    return {
        column.key: {"old": cell.old, "new": cell.new}
        for column, cell in pairs
        if cell.grade is Grade.CHANGED
    }
