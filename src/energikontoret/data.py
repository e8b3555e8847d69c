"""Read the project's data as `data/datapackage.json` describes it.

Codes and ids stay strings, whole numbers stay whole, and a blank is a missing value.
"""

import csv
import json
import math
import re
from pathlib import Path
from typing import Any

import pandas as pd

from energikontoret.errors import UserError, near
from energikontoret.project import Project, find

MAX_BYTES = 50_000_000
WHOLE = re.compile(r"[+-]?\d{1,18}")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
BOOLEAN = {"true": True, "false": False}


def load(resource: str) -> pd.DataFrame:
    """Return a resource of the project around the working folder, typed by its schema."""
    return read(find(), resource)


def sources() -> pd.DataFrame:
    """Return every source: `source_id`, title, publisher, url, licence, dates and note."""
    return load("sources")


def facts() -> dict[str, int | float | str]:
    """Return the value of every fact by its id, as a number where the fact is one."""
    rows = load("facts")
    return {row.id: fact_value(row.value, row.unit) for row in rows.itertuples()}


def fact_value(text: str, unit: str) -> int | float | str:
    """Return a fact's value: text where its unit is "text", else a number."""
    if unit == "text":
        return text
    return int(text) if WHOLE.fullmatch(text) else float(text)


def read(project: Project, resource: str) -> pd.DataFrame:
    """Return a resource as a table; `UserError` names file, row, column and value of a mistake.

    Map shapes (GeoJSON) come as one row an area, with the shape in the column `geometry`.
    """
    entry = entry_of(project, resource)
    path = project.data / entry["path"]
    fields = entry.get("schema", {}).get("fields", [])
    if path.suffix == ".geojson":
        return _read_shapes(path, fields)
    header, rows, lines = _read_csv(path)
    _check_header(path, header, [field["name"] for field in fields])
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {h: () for h in header}
    return pd.DataFrame({f["name"]: _typed(path, f, columns[f["name"]], lines) for f in fields})


def package(project: Project) -> dict[str, Any]:
    """Return the content of `data/datapackage.json`."""
    path = project.data / "datapackage.json"
    try:
        content = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise UserError(
            f"data/{path.name}, line {error.lineno}: not valid JSON ({error.msg}).",
            "Mend the file, or take back the last committed version.",
        ) from None
    except RecursionError:
        raise UserError(
            f"data/{path.name}: too deeply nested.", "Take back the last committed version."
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        raise UserError(
            f"data/{path.name}: has no list of resources.", "Take back the last committed version."
        )
    return content


def entry_of(project: Project, resource: str) -> dict[str, Any]:
    """Return the description of one resource; an unknown name is refused with the nearest one."""
    entries = {entry.get("name"): entry for entry in package(project)["resources"]}
    if resource not in entries:
        raise UserError(f"No data resource is called '{resource}'.", near(resource, filter(None, entries)))
    return entries[resource]


def _text(path: Path) -> str:
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
    reader = csv.reader(_text(path).splitlines(keepends=True), strict=True)
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
            f"data/{path.name}: column '{strange[0]}' is not in the schema.",
            near(strange[0], missing or names),
        )
    if missing:
        raise UserError(
            f"data/{path.name}: column '{missing[0]}' is missing.",
            "Add it, or take it out of data/datapackage.json.",
        )
    if len(set(header)) != len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise UserError(f"data/{path.name}: column '{twice}' stands twice.", "Keep one of them.")


def _typed(path: Path, field: dict[str, Any], values: tuple[str, ...], lines: list[int]) -> pd.Series:
    """Return one column in the type of its field; a blank becomes a missing value."""
    kind = field.get("type", "string")
    out: list[Any] = []
    for value, line in zip(values, lines, strict=True):
        try:
            out.append(_value(kind, value))
        except ValueError:
            where = f"data/{path.name}, row {line}, column '{field['name']}'"
            raise UserError(f"{where}: '{value[:60]}' is not {_WORDS[kind]}.", _HINTS[kind]) from None
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


def _read_shapes(path: Path, fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the features of a GeoJSON file: their properties, and the shape as `geometry`."""
    names = [field["name"] for field in fields]
    try:
        features = json.loads(_text(path))["features"]
        rows = [{**feature["properties"], "geometry": feature["geometry"]} for feature in features]
        return pd.DataFrame(rows, columns=names)
    except (ValueError, KeyError, TypeError):
        raise UserError(
            f"data/{path.name}: not a GeoJSON feature collection.", "Restore the file from git."
        ) from None
