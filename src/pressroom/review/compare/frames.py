"""Tables out of notebooks and data files, checked and flattened: every value a plain one."""

import csv
import io
import json
import math
from typing import Any

from pressroom import safe
from pressroom.language.text import Text
from pressroom.review.compare.grids import MOST_ROWS, Column, Frame

LONGEST_VALUE, MOST_DECIMALS = 2_000, 10


def from_table(stored: dict[str, object]) -> Frame | None:
    """Return the frame of a stored table, None where it is not one."""
    return _frame(stored.get("columns"), stored.get("rows"), stored.get("key"))


def from_figure(stored: dict[str, object]) -> Frame | None:
    """Return the frame of the data behind a stored figure, None where there is none."""
    data = stored.get("data")
    return _frame(data.get("columns"), data.get("rows"), data.get("key")) if isinstance(data, dict) else None


def from_csv(raw: bytes, key: tuple[str, ...] = ()) -> Frame | None:
    """Return the frame of a CSV file with every value as text, None where it is not one."""
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or len(rows) > MOST_ROWS or any(len(row) != len(rows[0]) for row in rows):
        return None
    return Frame(tuple(Column(name, name) for name in rows[0]), tuple(tuple(row) for row in rows[1:]), key)


def from_geojson(raw: bytes) -> Frame | None:
    """Return properties and geometry of each feature of a GeoJSON file, None where it is not one."""
    try:
        features = json.loads(raw)["features"]
        rows = [
            {**feature["properties"], "geometry": plain_value(feature["geometry"])} for feature in features
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    names = list(dict.fromkeys(name for row in rows for name in row))
    return Frame(
        tuple(Column(name, name) for name in names),
        tuple(tuple(plain_value(row.get(n)) for n in names) for row in rows),
    )


def plain_value(value: object) -> object:
    """Return a finite number, short text, truth value or None as it is; else its JSON as text, cut."""
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, dict) and (said := _text(value)):
        return said
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(text) <= LONGEST_VALUE:
        return text
    # What is cut still counts.
    return f"{text[:LONGEST_VALUE]}… [{len(text)} characters, {safe.mark(text)}]"


def worded(content: object) -> object:
    """Return what a notebook stored with the words in the source language for every text in it."""
    if isinstance(content, list):
        return [worded(item) for item in content]
    if not isinstance(content, dict):
        return content
    text = _text(content)
    return str(text) if text else {name: worded(item) for name, item in content.items()}


def _frame(columns: object, rows: object, key: object) -> Frame | None:
    if not isinstance(columns, list) or not isinstance(rows, list) or len(rows) > MOST_ROWS:
        return None
    heads = tuple(_column(column, number) for number, column in enumerate(columns, 1))
    names = [head.key for head in heads]
    if len(set(names)) < len(names) or any(
        not isinstance(row, list) or len(row) != len(heads) for row in rows
    ):
        return None
    declared = tuple(name for name in key if isinstance(name, str)) if isinstance(key, list) else ()
    return Frame(heads, tuple(tuple(plain_value(value) for value in row) for row in rows), declared)


def _column(stored: object, number: int) -> Column:
    if not isinstance(stored, dict):
        name = stored if isinstance(stored, str) else str(number)
        return Column(name, name)
    text = {name: value for name, value in stored.items() if isinstance(value, str)}
    key = text.get("key") or text.get("name") or str(number)
    label = stored.get("label")
    decimals = stored.get("decimals")
    return Column(
        key,
        _text(label) or text.get("label", key),
        text.get("unit"),
        text.get("scale", ""),
        decimals if isinstance(decimals, int) and 0 <= decimals <= MOST_DECIMALS else None,
    )


def _text(stored: Any) -> Text | None:
    """Return a stored text; None where it is not one, or longer than a reader wants."""
    try:
        text = Text.from_json(stored)
        return text if text.as_json() == stored and len(str(text)) <= LONGEST_VALUE else None
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
        return None
