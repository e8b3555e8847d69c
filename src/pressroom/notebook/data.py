"""Read the project's data as `data/datapackage.json` describes it.

Codes and ids stay strings, whole numbers stay whole, and a blank is a missing value.
"""

import json
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from pressroom.errors import UserError, near
from pressroom.notebook.tablefile import WHOLE, read_table, read_text
from pressroom.project import Project, find


def load(resource: str) -> pd.DataFrame:
    """Return a resource of the project around the working folder, typed by its schema."""
    return read(find(), resource)


def sources() -> pd.DataFrame:
    """Return every source: `source_id`, title and its language, publisher, url, licence, dates and note."""
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
    return read_table(path, fields)


def read_all(project: Project) -> dict[str, pd.DataFrame]:
    """Return every resource by its name."""
    return {entry["name"]: read(project, entry["name"]) for entry in _package(project)["resources"]}


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


def _read_shapes(path: Path, fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the features of a GeoJSON file: their properties, and the shape as `geometry`."""
    names = [field["name"] for field in fields]
    try:
        features = json.loads(read_text(path))["features"]
        rows = [{**feature["properties"], "geometry": feature["geometry"]} for feature in features]
        return pd.DataFrame(rows, columns=names)
    except (ValueError, KeyError, TypeError):
        raise UserError(
            f"data/{path.name}: not a GeoJSON feature collection.", "Restore the file from git."
        ) from None
