"""The columns of a new data file: what is in them, of which type, and which tell the rows apart."""

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pressroom.checks.table_files import fault
from pressroom.errors import UserError, near
from pressroom.notebook import data

# A column of these types is no code: its name says nothing of the kind, and no cell begins with a zero.
TYPES = ("boolean", "integer", "number")
CODE = re.compile(r".*code|(.*_)?id")
YEAR = re.compile(r"(19|20)[0-9]{2}")
SOURCE_ID = "source_id"
MOST_IN_A_KEY = 4


class Column(NamedTuple):
    """A column's type, and its cells as text; a blank is empty."""

    type: str
    cells: Sequence[str]


Columns = Mapping[str, Column]


def read(file: Path, text_columns: Collection[str] = ()) -> Columns:
    """Return the columns of a CSV file; a UserError says what keeps it from being read, and in which row.

    Those of `text_columns` are text, whatever they hold.
    """
    if problem := fault(file):
        raise UserError(*problem)
    header = next(csv.reader(data.read_text(file).splitlines()))
    for name in text_columns:
        if name not in header:
            raise UserError(f"data/{file.name} has no column '{name}'.", near(name, header))
    table = data.read_table(file, [{"name": name, "type": "string"} for name in header])
    columns = {name: list(table[name].fillna("")) for name in header}
    for name, cells in columns.items():
        if name not in text_columns and not is_code(name, cells):
            _refuse_odd(file.name, name, cells)
    return {
        name: Column("string" if name in text_columns else _type(name, cells), cells)
        for name, cells in columns.items()
    }


def is_code(name: str, cells: Sequence[str]) -> bool:
    """Return whether a column holds codes, which are text even where they look like numbers."""
    return bool(CODE.fullmatch(name)) or any(re.match(r"0[0-9]", cell) for cell in cells)


def are_mostly(fits: Callable[[str], object], cells: Sequence[str]) -> bool:
    """Return whether more than half of the cells that are not blank fit."""
    given = [cell for cell in cells if cell]
    return sum(bool(fits(cell)) for cell in given) > len(given) / 2


def key(columns: Columns) -> tuple[str, ...]:
    """Return the first columns that tell the rows apart, without those not needed; empty where none do.

    What is measured is no part of a key, even where each row has another value: whole numbers are as years,
    and where they count.
    """
    full = [name for name, column in columns.items() if name != SOURCE_ID and _may_be_in_key(column)]
    starts = (tuple(full[:count]) for count in range(1, len(full) + 1))
    chosen = next((names for names in starts if _tell_apart(columns, names)), ())
    for name in reversed(chosen):
        rest = tuple(other for other in chosen if other != name)
        if rest and _tell_apart(columns, rest):
            chosen = rest
    return chosen if len(chosen) <= MOST_IN_A_KEY else ()


def _tell_apart(columns: Columns, names: Sequence[str]) -> bool:
    rows = list(zip(*(columns[name].cells for name in names), strict=True))
    return len(set(rows)) == len(rows)


def _may_be_in_key(column: Column) -> bool:
    if not all(column.cells):
        return False
    if column.type != "integer":
        return column.type == "string"
    return all(map(YEAR.fullmatch, column.cells)) or _count(column.cells)


def _count(cells: Sequence[str]) -> bool:
    """Return whether the numbers leave none out, from 0 or 1 on."""
    numbers = sorted(set(map(int, cells)))
    return numbers[0] in (0, 1) and all(after == before + 1 for before, after in pairwise(numbers))


def _type(name: str, cells: Sequence[str]) -> str:
    given = [cell for cell in cells if cell]
    if is_code(name, given) or not given:
        return "string"
    fitting = (kind for kind in TYPES if all(data.FORMS[kind].pattern.fullmatch(cell) for cell in given))
    return next(fitting, "string")


def _refuse_odd(file: str, name: str, cells: Sequence[str]) -> None:
    """Raise UserError with the first cell that is none of what most of its column is: 12O among numbers."""

    def is_meant(cell: str) -> bool:
        """A decimal comma is meant as a number, and is none as it stands."""
        return bool(form.pattern.fullmatch(cell.replace(",", ".")))

    for form in (data.FORMS["boolean"], data.FORMS["number"]):
        odd = [(row, cell) for row, cell in enumerate(cells, 2) if cell and not form.pattern.fullmatch(cell)]
        if odd and are_mostly(is_meant, cells):
            row, cell = odd[0]
            what = f"data/{file}, row {row}, column '{name}': {cell[:60]!r} is not {form.name}"
            todo = f"{form.hint} If the column is text, say so: --text {name}"
            raise UserError(f"{what}, as most there are.", todo)
