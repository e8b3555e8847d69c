"""What a new edition of data says otherwise than the one before, where it was added beside it."""

from collections import Counter
from dataclasses import dataclass

from pressroom.review.compare.grids import Frame, Grid, Row, lay_over
from pressroom.review.compare.tolerance import Written


@dataclass(frozen=True)
class Succession:
    """The rows of a new edition laid over those of an older one; `column` tells the editions apart."""

    column: str
    old: str
    new: str
    grid: Grid


def succession(grid: Grid) -> Succession | None:
    """Return the comparison of an edition whose rows are all that changed with the one most like it, the
    latest of several; None where the rows are no such edition.
    """
    added = grid.changes
    if len(grid.key) < 2 or not added or any(row.status != "added" for row in added):
        return None
    rows = [row for row in grid.rows if len(row.key) == len(grid.key)]
    for at, column in enumerate(grid.key):
        names = {row.key[at] for row in added}
        others = [row for row in rows if row.status != "added"]
        if len(names) > 1 or any(row.key[at] in names for row in others):
            continue
        rests = {_rest(row, at) for row in added}
        alike = Counter(row.key[at] for row in others if _rest(row, at) in rests)
        if alike and (best := max(alike, key=lambda name: (alike[name], name))):
            before = [row for row in others if row.key[at] == best]
            return Succession(column, best, names.pop(), _laid_over(grid, at, before, added))
    return None


def _rest(row: Row, at: int) -> tuple[str, ...]:
    return row.key[:at] + row.key[at + 1 :]


def _laid_over(grid: Grid, at: int, before: list[Row], after: list[Row]) -> Grid:
    kept = [number for number, column in enumerate(grid.columns) if column.key != grid.key[at]]
    columns, key = tuple(grid.columns[number] for number in kept), grid.key[:at] + grid.key[at + 1 :]
    old, new = (
        Frame(columns, tuple(tuple(row.cells[number].new for number in kept) for row in rows), key)
        for rows in (before, after)
    )
    return lay_over(old, new, Written())
