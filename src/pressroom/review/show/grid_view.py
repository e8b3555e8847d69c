"""Two tables laid over each other, as the review page shows them."""

from collections.abc import Sequence

from pressroom.language.units import units
from pressroom.review.compare.grids import Column, Grid, GridCell, Row
from pressroom.review.compare.tolerance import Grade, is_number, number_in
from pressroom.review.show import wording
from pressroom.review.show.markup import anchor
from pressroom.safe import line

MOST_ROWS = 60
MOST_COLUMNS = 60


def grid_view(grid: Grid, lang: str, whole: bool = False, named: tuple[str, ...] = ()) -> dict[str, object]:
    """Return a grid for the template: all rows where `whole` and they are few, else the changed ones.

    A column that came or went has something to tell in every row. `named` begins the ids of the rows, where
    links lead to them.
    """
    whole = whole and len(grid.rows) <= MOST_ROWS
    all_tell = whole or bool(grid.added or grid.removed)
    rows = grid.rows if all_tell else grid.changes
    shown = (_most_telling(grid, rows) if len(rows) > MOST_ROWS else rows)[:MOST_ROWS]
    telling = grid.columns if whole and len(grid.columns) <= MOST_COLUMNS else _telling(grid, shown)
    columns = list(telling)[:MOST_COLUMNS]
    return {
        "columns": [
            {
                "label": line(wording.in_language(column.label, lang), 60),
                "status": "added"
                if column.key in grid.added
                else "removed"
                if column.key in grid.removed
                else "",
                "number": _is_amount(column.unit),
            }
            for column in columns
        ],
        "numbered": not grid.key,
        "rows": [_row(row, grid, columns, lang, named) for row in shown],
        "more": len(rows) - len(shown),
        "more_columns": len(telling) - len(columns),
        "same": len(grid.rows) - len(rows),
        "total": len(grid.rows),
        "reordered": grid.reordered,
    }


def _most_telling(grid: Grid, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that differ by importance, then the others."""
    first = by_importance(grid)
    told = {row.key for row in first}
    return [*first, *(row for row in rows if row.key not in told)]


def by_importance(grid: Grid) -> list[Row]:
    """Return the rows that differ, those whose numbers differ most first, then the last ones."""
    ranked = [
        (_apart(row), -at if row.status == "changed" else at, row) for at, row in enumerate(grid.changes)
    ]
    return [row for *_, row in sorted(ranked, key=lambda each: each[:2], reverse=True)]


def _apart(row: Row) -> tuple[float, float]:
    """Return the largest difference in a row that is on both sides: as a share in per cent, and as it is."""
    pairs = [(number_in(cell.old), number_in(cell.new)) for cell in row.cells if row.status == "changed"]
    numbers = [(a, b) for a, b in pairs if a is not None and b is not None]
    found = [(round(abs(b - a) / (max(abs(a), abs(b)) or 1), 2), abs(b - a)) for a, b in numbers]
    return max(found, default=(0.0, 0.0))


def _telling(grid: Grid, rows: tuple[Row, ...] | list[Row]) -> list[Column]:
    """Return the columns that identify a row or hold a change."""
    columns = []
    for number, column in enumerate(grid.columns):
        changed = any(row.cells[number].grade is Grade.CHANGED for row in rows)
        if changed or column.key in grid.key or column.key in (*grid.added, *grid.removed):
            columns.append(column)
    return columns


def _is_amount(name: str | None) -> bool:
    unit = units().get(name) if name else None
    return name not in (None, "text") and not (unit and unit.calendar)


def _row(row: Row, grid: Grid, columns: list[Column], lang: str, named: tuple[str, ...]) -> dict[str, object]:
    cells = dict(zip((column.key for column in grid.columns), row.cells, strict=True))
    return {
        "id": anchor(*named, *row.key) if named else None,
        "key": wording.row_name(row, grid.key),
        "status": row.status,
        "cells": [_cell(cells[column.key], column, row.status, lang) for column in columns],
    }


def _cell(cell: GridCell, column: Column, status: str, lang: str) -> dict[str, object]:
    old, new = wording.pair_in_table(cell.old, cell.new, column, lang)
    return {
        "changed": status == "changed" and cell.grade is Grade.CHANGED,
        "old": old,
        "new": old if status == "removed" else new,
        "up": cell.new > cell.old if is_number(cell.old) and is_number(cell.new) else None,
        "number": is_number(cell.new) or is_number(cell.old),
    }
