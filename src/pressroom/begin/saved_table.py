"""A table as Excel saves it in Swedish: ';' between the columns, decimal commas, a mark before the first."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence

from pressroom.begin.columns import are_mostly, is_code
from pressroom.checks.table_files import BOM

DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
NUMBER = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")


def with_commas(content: bytes, text_columns: Collection[str] = ()) -> bytes:
    """Return the table with ',' between the columns, decimal points and no mark; as it is where it has them.

    What is no table in either form is left for `table_files.fault` to name.
    """
    bare = content.removeprefix(BOM)
    try:
        rows = list(csv.reader(io.StringIO(bare.decode("utf-8"), newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        return bare
    rows = [row for row in rows if row]
    if len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
        columns = [_with_points(column, text_columns) for column in zip(*rows, strict=True)]
        return _written(zip(*columns, strict=True))
    # A ';' in the name of a column parts no row below it; in a table of ';' the row that lacks one is told.
    header = bare.partition(b"\n")[0]
    return _written(rows) if b";" in header and b"," not in header else bare


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _with_points(column: Sequence[str], text_columns: Collection[str]) -> Sequence[str]:
    """Return a column of numbers with decimal points; what is no number there is left to be told."""
    name, *cells = column
    if name in text_columns or is_code(name, cells) or not are_mostly(NUMBER.fullmatch, cells):
        return column
    return [name, *(cell.replace(",", ".") if DECIMAL_COMMA.fullmatch(cell) else cell for cell in cells)]
