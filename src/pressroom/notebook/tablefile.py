"""Read a comma-separated file in the types of a schema; a mistake is named by file, row, column and value."""

import csv
import io
import math
import re
from pathlib import Path
from typing import Any

import pandas as pd

from pressroom.errors import UserError, near

MAX_BYTES = 5_000_000
WHOLE = re.compile(r"[+-]?\d{1,18}")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
BOOLEAN = {"true": True, "false": False}


def read_table(path: Path, fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the file as a table with the schema's columns, in the schema's order."""
    names = [field["name"] for field in fields]
    header, rows, lines = _read_csv(path)
    _check_header(path, header, names)
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(header, ())
    return pd.DataFrame(
        {field["name"]: _typed(path, field, columns[field["name"]], lines) for field in fields}
    )


def read_text(path: Path) -> str:
    """Return a file's text, refusing one that is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                f"data/{path.name}: larger than {MAX_BYTES // 10**6} MB.", "Check that it is the right file."
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UserError(
            f"data/{path.name}: not UTF-8 text.", "Save it as UTF-8 (CSV, comma separated)."
        ) from None
    except OSError as error:
        raise UserError(f"data/{path.name}: {error.strerror}.", "Restore the file from git.") from None


def _read_csv(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    """Return header, rows and the line number of each row of a comma-separated file."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        header = next(reader, [])
        for row in reader:
            if len(row) != len(header):
                raise UserError(
                    f"data/{path.name}, row {reader.line_num}: {len(row)} values, but {len(header)} columns.",
                    'Put text that holds a comma in double quotes ("…"), and keep every column.',
                )
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as error:
        raise UserError(
            f"data/{path.name}, row {reader.line_num}: {error}.", "Check the quotes and commas of that row."
        ) from None
    return header, rows, lines


def _check_header(path: Path, header: list[str], names: list[str]) -> None:
    """Refuse a header whose columns are not those of the schema."""
    strange = [name for name in header if name not in names]
    missing = [name for name in names if name not in header]
    if strange:
        raise UserError(
            f"data/{path.name}: column {strange[0][:60]!r} is not in the schema.",
            near(strange[0][:60], missing or names),
        )
    if missing:
        raise UserError(
            f"data/{path.name}: column '{missing[0]}' is missing.",
            "Add it, or take it out of data/datapackage.json.",
        )
    if len(set(header)) != len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise UserError(f"data/{path.name}: column {twice[:60]!r} stands twice.", "Keep one of them.")


def _typed(path: Path, field: dict[str, Any], values: tuple[str, ...], lines: list[int]) -> pd.Series:
    """Return one column in the type of its field; a blank becomes a missing value."""
    kind = field.get("type", "string")
    out: list[Any] = []
    for value, line in zip(values, lines, strict=True):
        try:
            out.append(_value(kind, value))
        except ValueError:
            where = f"data/{path.name}, row {line}, column '{field['name']}'"
            raise UserError(f"{where}: {value[:60]!r} is not {_WORDS[kind]}.", _HINTS[kind]) from None
    if kind in ("integer", "year"):
        return pd.Series(out, dtype="Int64" if None in out else "int64")
    return pd.Series(out, dtype={"number": "float64", "boolean": "boolean"}.get(kind, "str"))


_WORDS = {"integer": "a whole number", "year": "a year", "number": "a number", "boolean": "true or false"}
_HINTS = {
    "integer": "Write digits only, without spaces, such as 7176.",
    "year": "Write four digits, such as 2022.",
    "number": "Write it with a decimal point and without spaces, such as 1234.5.",
    "boolean": "Write true or false.",
}


def _value(kind: str, text: str) -> Any:
    if kind not in _WORDS:
        return text or None
    if not text:
        return None
    if kind == "boolean":
        return _known(BOOLEAN.get(text))
    if kind == "number":
        value = float(text) if NUMBER.fullmatch(text) else None
        return _known(value if value is not None and math.isfinite(value) else None)
    year = kind == "year" and len(text) != 4
    return int(text) if WHOLE.fullmatch(text) and not year else _known(None)


def _known(value: Any) -> Any:
    if value is None:
        raise ValueError
    return value
