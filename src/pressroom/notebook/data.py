"""Read the project's data as `data/datapackage.json` describes it.

Codes and ids stay strings, whole numbers stay whole, and a blank is a missing value.
"""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pressroom.errors import UserError, near
from pressroom.language.text import Text, has_words, t
from pressroom.project import Project, find

# pandas takes longer to import than a report's own share of the work: only a table asks for it.
if TYPE_CHECKING:
    import pandas as pd

MAX_BYTES = 5_000_000
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


class Form(NamedTuple):
    """How a value of one type is written in a file; whatever else stands there is refused, not guessed at."""

    pattern: re.Pattern[str]
    convert: Callable[[str], Any]
    name: str
    hint: str


FORMS = {
    "integer": Form(WHOLE, int, "a whole number", "Write digits only, without spaces, such as 7176."),
    "year": Form(re.compile("[0-9]{4}"), int, "a year", "Write four digits, such as 2022."),
    "number": Form(
        re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?"),
        float,
        "a number",
        "Write it with a decimal point and without spaces, such as 1234.5.",
    ),
    "boolean": Form(re.compile("true|false"), "true".__eq__, "true or false", "Write true or false."),
}


def load(resource: str) -> "pd.DataFrame":
    """Return a resource of the project around the working folder; see `texts`."""
    return texts(find(), resource)


def texts(project: Project, resource: str) -> "pd.DataFrame":
    """Return a resource as `read` does, with a `Text` for words of a column that is translatable."""
    import pandas as pd

    table = read(project, resource)
    for field in entry_of(project, resource).get("schema", {}).get("fields", []):
        if field.get("translatable"):
            cells, context = table[field["name"]], field.get("context", "")
            words = [t(cell, context=context) if is_message(cell) else cell for cell in cells]
            table[field["name"]] = pd.Series(words, index=cells.index, dtype=object)
    return table


def is_message(cell: Any) -> bool:
    """Return whether a cell of a translatable column holds words."""
    return isinstance(cell, str) and has_words(cell)


def sources() -> "pd.DataFrame":
    """Return every source: `source_id`, title and its language, publisher, url, licence, dates and note."""
    return load("sources")


def facts() -> dict[str, int | float | str | Text]:
    """Return the value of every fact by its id, as a number where the fact is one."""
    rows: Iterable[Any] = load("facts").itertuples()
    return {row.id: fact_value(row.value, row.unit) for row in rows}


def fact_value(text: str | Text, unit: str) -> int | float | str | Text:
    """Return a fact's value: text where its unit is "text", else a number."""
    if unit == "text":
        return text
    number = str(text)
    return int(number) if WHOLE.fullmatch(number) else float(number)


def read(project: Project, resource: str) -> "pd.DataFrame":
    """Return a resource as a table; `UserError` names file, row, column and value of a mistake.

    Map shapes (GeoJSON) come as one row an area, with the shape in the column `geometry`.
    """
    entry = entry_of(project, resource)
    path = project.data / entry["path"]
    fields = entry.get("schema", {}).get("fields", [])
    if path.suffix == ".geojson":
        return _read_shapes(path, fields)
    return read_table(path, fields)


def rows(project: Project, resource: str) -> list[dict[str, Any]]:
    """Return the rows of a resource as plain values, a blank as None; see `read` for mistakes.

    Of map shapes, what stands beside the shape.
    """
    entry = entry_of(project, resource)
    path, fields = project.data / entry["path"], entry.get("schema", {}).get("fields", [])
    names = [field["name"] for field in fields]
    if path.suffix == ".geojson":
        return [{name: feature["properties"].get(name) for name in names} for feature in _features(path)]
    columns = _columns(path, names)
    values = [_values(path, field, columns[field["name"]]) for field in fields]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def read_table(path: Path, fields: list[dict[str, Any]]) -> "pd.DataFrame":
    """Return a comma-separated file as a table with the schema's columns, in the schema's order."""
    import pandas as pd

    columns = _columns(path, [field["name"] for field in fields])
    return pd.DataFrame({field["name"]: _typed(path, field, columns[field["name"]]) for field in fields})


def _columns(path: Path, names: list[str]) -> dict[str, list[str]]:
    """Return the cells of each column; frictionless says what is wrong with a file that is no such table."""
    try:
        header, *rows = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        if sorted(header) != sorted(names):
            raise ValueError
        return {name: cells for name, *cells in zip(header, *rows, strict=True)}
    except (ValueError, csv.Error):
        from pressroom.notebook import faults

        raise faults.first(path, names) from None


def _typed(path: Path, field: dict[str, Any], cells: list[str]) -> "pd.Series":
    """Return one column in the type of its field; a blank becomes a missing value."""
    import pandas as pd

    values = _values(path, field, cells)
    whole = "Int64" if None in values else "int64"
    dtypes = dict.fromkeys(("integer", "year"), whole) | {"number": "float64", "boolean": "boolean"}
    return pd.Series(values, dtype=dtypes.get(field["type"], "str"))


def _values(path: Path, field: dict[str, Any], cells: list[str]) -> list[Any]:
    """Return one column as plain values; a blank becomes None."""
    if field["type"] not in FORMS:
        return [cell or None for cell in cells]
    form = FORMS[field["type"]]
    values = [form.convert(cell) if form.pattern.fullmatch(cell) else None for cell in cells]
    for row, (cell, value) in enumerate(zip(cells, values, strict=True), 2):
        if cell and (value is None or value in (math.inf, -math.inf)):
            where = f"data/{path.name}, row {row}, column '{field['name']}'"
            raise UserError(f"{where}: {cell[:60]!r} is not {form.name}.", form.hint)
    return values


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


def package(project: Project) -> dict[str, Any]:
    """Return the content of `data/datapackage.json`."""
    return deepcopy(_package(project))


def _package(project: Project) -> dict[str, Any]:
    # Every table that is read asks for it; only `package` hands it out, as a copy.
    return _parsed(read_text(project.data / "datapackage.json"))


@lru_cache(maxsize=2)
def _parsed(text: str) -> dict[str, Any]:
    file, again = "data/datapackage.json", "Mend the file, or take back the last committed version."
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"{file}, line {error.lineno}: {error.msg}.", again) from None
    except (ValueError, RecursionError):
        raise UserError(f"{file}: too deeply nested, or a number too long.", again) from None
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        raise UserError(f"{file}: has no list of resources.", again)
    for number, entry in enumerate(content["resources"], 1):
        _check_entry(f"{file}, resource {number}", entry)
    return content


def _check_entry(where: str, entry: Any) -> None:
    """Refuse a description that does not lead to a file in data/ and its columns."""
    todo = "Compare it with the resources around it."
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("name", "path")):
        raise UserError(f"{where}: 'name' or 'path' is missing.", todo)
    where += f" ('{entry['name']}')"
    if Path(entry["path"]).name != entry["path"]:
        raise UserError(f"{where}: '{entry['path']}' is not the name of a file in data/.", todo)
    schema = entry.get("schema", {})
    fields = schema.get("fields", []) if isinstance(schema, dict) else None
    named = isinstance(fields, list) and all(
        isinstance(field, dict) and {str} == {type(field.get(key)) for key in ("name", "type")}
        for field in fields
    )
    if not named:
        raise UserError(f"{where}: its schema has no list of fields with a name and a type.", todo)


def entry_of(project: Project, resource: str) -> dict[str, Any]:
    """Return the description of one resource; an unknown name is refused with the nearest one."""
    entries = {entry["name"]: entry for entry in _package(project)["resources"]}
    if resource not in entries:
        raise UserError(f"No data resource is called '{resource}'.", near(resource, entries))
    return entries[resource]


def _read_shapes(path: Path, fields: list[dict[str, Any]]) -> "pd.DataFrame":
    """Return the features of a GeoJSON file: their properties, and the shape as `geometry`."""
    import pandas as pd

    rows = [{**feature["properties"], "geometry": feature["geometry"]} for feature in _features(path)]
    return pd.DataFrame(rows, columns=[field["name"] for field in fields])


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        features = json.loads(read_text(path))["features"]
        return [dict(properties=dict(each["properties"]), geometry=each["geometry"]) for each in features]
    except (ValueError, KeyError, TypeError):
        raise UserError(
            f"data/{path.name}: not a GeoJSON feature collection.", "Restore the file from git."
        ) from None
