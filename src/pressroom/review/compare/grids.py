"""Compare two tables by row and column key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pressroom.language.text import Text
from pressroom.review.compare.tolerance import LONG, Grade, Tolerance

MOST_ROWS = 100_000


@dataclass(frozen=True)
class Column:
    """A column of a table: its key, its label, the unit of its values, and how the report shows these: in a
    scale of the unit ("mnkr"), and with how many decimals.
    """

    key: str
    label: str | Text = ""
    unit: str | None = None
    scale: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Frame:
    """A table as it was stored: `rows` hold one value for each column, `key` names the columns that
    identify a row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    key: tuple[str, ...] = ()

    @cached_property
    def names(self) -> dict[str, int]:
        """Return the columns' keys in order, each with its place."""
        return {column.key: number for number, column in enumerate(self.columns)}


@dataclass(frozen=True)
class GridCell:
    """A cell on both sides; None where the side has no such cell."""

    old: object
    new: object
    grade: Grade


@dataclass(frozen=True)
class Row:
    """A row of both sides: `status` is same, noise, changed, added or removed."""

    key: tuple[str, ...]
    status: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """Two tables laid over each other: every column and row of either, in the new one's order."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reordered: bool

    @property
    def changes(self) -> list[Row]:
        return [row for row in self.rows if row.status in ("changed", "added", "removed")]

    @property
    def noise(self) -> int:
        return sum(cell.grade is Grade.NOISE for row in self.rows for cell in row.cells)

    @property
    def differs(self) -> bool:
        return bool(self.changes or self.added or self.removed or self.reordered)


def lay_over(old: Frame, new: Frame, tolerance: Tolerance) -> Grid:
    """Lay two tables over each other, matching columns by key and rows by the values of the key columns."""
    columns = (*new.columns, *(column for column in old.columns if column.key not in new.names))
    key = _key(old, new)
    olds, news = _by_key(old, key), _by_key(new, key)
    rows = tuple(_row(row, olds.get(row), news.get(row), columns, tolerance) for row in _order(olds, news))
    shared = [row for row in olds if row in news]
    return Grid(
        columns=columns,
        key=key,
        rows=rows,
        added=tuple(name for name in new.names if name not in old.names),
        removed=tuple(name for name in old.names if name not in new.names),
        reordered=bool(key) and shared != [row for row in news if row in olds],
    )


def _key(old: Frame, new: Frame) -> tuple[str, ...]:
    """Return the declared key where both sides have it, else the first columns that identify every row."""
    shared = [name for name in new.names if name in old.names]
    declared = new.key or old.key
    if declared and all(name in shared for name in declared):
        return declared
    texts = [name for name in shared if _holds_text(new, name)]
    for candidate in (*(shared[:width] for width in range(1, 5)), texts):
        if candidate and all(_is_unique(frame, candidate) for frame in (old, new)):
            return tuple(candidate)
    return ()


def _holds_text(frame: Frame, name: str) -> bool:
    index = frame.names[name]
    return all(isinstance(row[index], str | Text) for row in frame.rows)


def _is_unique(frame: Frame, names: Sequence[str]) -> bool:
    keys = _keys(frame, names)
    return len(set(keys)) == len(keys)


def _keys(frame: Frame, names: Sequence[str]) -> list[tuple[str, ...]]:
    indices = [frame.names[name] for name in names]
    return [tuple(_name(row[index]) for index in indices) for row in frame.rows]


def _name(value: object) -> str:
    """Return what a value is called in a row's key: a long float without its last digits, which may be noise.

    Two that become alike are told apart by their order, and their cells are compared with all digits.
    """
    return f"{value:.9g}" if isinstance(value, float) and len(str(value)) >= LONG else str(value)


def _by_key(frame: Frame, key: Sequence[str]) -> dict[tuple[str, ...], dict[str, object]]:
    """Return the rows by key; rows with the same key are numbered, rows without a key are their number."""
    rows: dict[tuple[str, ...], dict[str, object]] = {}
    seen: dict[tuple[str, ...], int] = {}
    identities = _keys(frame, key) if key else [(str(number),) for number in range(1, len(frame.rows) + 1)]
    for identity, row in zip(identities, frame.rows, strict=True):
        seen[identity] = count = seen.get(identity, 0) + 1
        rows[identity if count == 1 else (*identity, f"({count})")] = dict(zip(frame.names, row, strict=True))
    return rows


def _order(olds: Iterable[tuple[str, ...]], news: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return every row key in the new order, each removed row after the one it followed."""
    present = set(news)
    followers: dict[tuple[str, ...] | None, list[tuple[str, ...]]] = {}
    before = None
    for row in olds:
        if row in present:
            before = row
        else:
            followers.setdefault(before, []).append(row)
    ordered = list(followers.get(None, ()))
    for row in news:
        ordered.append(row)
        ordered.extend(followers.get(row, ()))
    return ordered


def _row(
    key: tuple[str, ...],
    old: dict[str, object] | None,
    new: dict[str, object] | None,
    columns: Sequence[Column],
    tolerance: Tolerance,
) -> Row:
    if old is None or new is None:
        lone = (GridCell((old or {}).get(c.key), (new or {}).get(c.key), Grade.CHANGED) for c in columns)
        return Row(key, "added" if old is None else "removed", tuple(lone))
    cells = tuple(_cell(old, new, column, tolerance) for column in columns)
    shared = (cell.grade for cell, c in zip(cells, columns, strict=True) if c.key in old and c.key in new)
    worst = max(shared, default=Grade.SAME)
    return Row(key, worst.name.lower(), cells)


def _cell(old: dict[str, object], new: dict[str, object], column: Column, tolerance: Tolerance) -> GridCell:
    before, after = old.get(column.key), new.get(column.key)
    if (column.key in old) != (column.key in new):
        return GridCell(before, after, Grade.CHANGED)
    return GridCell(before, after, tolerance.grade(before, after, column.unit))
