"""The description of a new data file: what the file and the other descriptions say is filled in."""

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.checks import datahash
from pressroom.checks.blanks import blank
from pressroom.checks.table_files import fault
from pressroom.errors import UserError
from pressroom.language.catalogue import SOURCE
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering.datalog import UNKNOWN

NAME = re.compile(r"[a-z][a-z0-9_]*")
# A column of these types is no code: its name says nothing of the kind, and no cell begins with a zero.
TYPES = ("boolean", "integer", "number")
LICENCES = {"CC0 1.0": "CC0-1.0", "CC BY 4.0": "CC-BY-4.0"}
MOST_IN_A_KEY = 3
Columns = Mapping[str, Sequence[str]]
Entry = dict[str, Any]


def write(project: Project, file: Path) -> list[Path]:
    """Take a CSV file into data/ and describe it and its new sources; return the files that were written."""
    content, package = _content(file), data.package(project)
    name, path = file.stem, project.data / file.name
    if file.suffix != ".csv" or not NAME.fullmatch(name):
        todo = "Use small letters, digits and '_', such as 'heat_demand.csv'."
        raise UserError(f"'{file.name}' cannot be the name of a data file.", todo)
    if any(name == entry["name"] for entry in package["resources"]):
        raise UserError(f"data/datapackage.json describes '{name}' already.", "Edit it there.")
    is_elsewhere = file.resolve() != path.resolve()
    if is_elsewhere and path.exists():
        raise UserError(f"data/{path.name} exists already.", "Give the new file another name.")
    columns = _columns(file)
    about = _described(project, name, columns, package["resources"])
    written: dict[Path, str | bytes] = {path: content} if is_elsewhere else {}
    listed = _with_sources(project, columns.get("source_id", ()))
    about |= {"bytes": 0, "hash": "", "schema": about.pop("schema")}
    package["resources"].append(about)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    files.write_all(written | listed | {project.data / "datapackage.json": text})
    datahash.update(project)
    return [path, project.data / "datapackage.json", *listed]


def _with_sources(project: Project, ids: Sequence[str]) -> dict[Path, str]:
    """Return data/sources.csv with a row for each new source; nothing where there is none."""
    path = project.data / data.entry_of(project, "sources")["path"]
    listed = set(data.read(project, "sources")["source_id"])
    new = [id for id in dict.fromkeys(ids) if id and id not in listed]
    text = path.read_text(encoding="utf-8")
    rows, file = [], io.StringIO()
    for id in new:
        known = {"source_id": id, "retrieved": _today(), "language": SOURCE, "licence": UNKNOWN}
        known |= {"title": blank(f"title of {id}"), "publisher": blank(f"publisher of {id}")}
        rows.append([known.get(name, "") for name in text.partition("\n")[0].split(",")])
    csv.writer(file, lineterminator="\n").writerows(rows)
    return {path: text.rstrip("\n") + "\n" + file.getvalue()} if new else {}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"'{file}': {error.strerror}.", "Name a CSV file.") from None


def _columns(file: Path) -> Columns:
    """Return the cells of each column as text; a UserError says what keeps the file from being read."""
    if problem := fault(file):
        raise UserError(*problem)
    header = next(csv.reader(data.read_text(file).splitlines()))
    table = data.read_table(file, [{"name": name, "type": "string"} for name in header])
    return {name: list(table[name].fillna("")) for name in header}


def _described(project: Project, name: str, columns: Columns, others: Sequence[Entry]) -> Entry:
    rows = _sources(project, columns.get("source_id", ()))
    said = rows[0] if len(rows) == 1 else {}
    licence = str(said.get("licence", ""))
    unknown = {"name": "other-unspecified", "title": blank(f"licence of {name}")}
    known = {"name": LICENCES.get(licence), "title": licence}
    origins = [
        {"title": row["title"]} | ({"path": row["url"]} if isinstance(row.get("url"), str) else {})
        for row in rows
    ]
    return {
        **{"name": name, "type": "table", "path": f"{name}.csv", "scheme": "file", "format": "csv"},
        **{"mediatype": "text/csv", "encoding": "utf-8"},
        **{"title": blank(f"title of {name}"), "description": blank(f"what a row of {name} is")},
        "publisher": said.get("publisher") or blank(f"who publishes {name}"),
        "licenses": [known if known["name"] else unknown],
        "sources": origins or [{"title": blank(f"where {name} comes from")}],
        "retrieved": _today(),
        "caveats": [],
        "schema": _schema(project, columns, others),
    }


def _sources(project: Project, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return what data/sources.csv says of each of the ids that it has."""
    rows = data.read(project, "sources").to_dict("records")
    listed: dict[str, Any] = {row["source_id"]: row for row in rows}
    return [listed[id] for id in dict.fromkeys(ids) if id in listed]


def _schema(project: Project, columns: Columns, others: Sequence[Entry]) -> Entry:
    schema: Entry = {"fields": [_field(name, cells, others) for name, cells in columns.items()]}
    if key := _key(columns):
        schema["primaryKey"] = key[0] if len(key) == 1 else list(key)
    schema |= {"foreignKeys": pointers} if (pointers := list(_pointers(project, columns, others))) else {}
    return schema


def _field(name: str, cells: Sequence[str], others: Sequence[Entry]) -> Entry:
    """Return what is known of a column; what others say of one with this name and type holds here, too."""
    kind, is_full = _type(name, cells), all(cells)
    field = {"name": name, "type": kind, "description": blank(f"what {name} is")}
    fields = [each for entry in others for each in entry["schema"]["fields"]]
    for other in fields:
        if (other["name"], other["type"]) == (name, kind):
            kept = ("description", "unit", "translatable", "context")
            field |= {key: other[key] for key in kept if key in other}
            break
    if kind == "number" and "unit" not in field:
        field["unit"] = _unit(name, fields)
    return field | ({"constraints": {"required": True}} if is_full else {})


def _unit(name: str, fields: Sequence[Entry]) -> str:
    """Return the unit of a column that ends in the same word, such as _sek; a blank where they differ."""
    word = name.rpartition("_")[2]
    found = {each["unit"] for each in fields if "unit" in each and each["name"].rpartition("_")[2] == word}
    return found.pop() if len(found) == 1 else blank(f"unit of {name}; without one, take out this line")


def _type(name: str, cells: Sequence[str]) -> str:
    given = [cell for cell in cells if cell]
    if name.endswith(("code", "_id")) or any(re.match(r"0\d", cell) for cell in given) or not given:
        return "string"
    fitting = (kind for kind in TYPES if all(data.FORMS[kind].pattern.fullmatch(cell) for cell in given))
    return next(fitting, "string")


def _key(columns: Columns) -> tuple[str, ...]:
    """Return the fewest columns that tell the rows apart, the first ones first; empty where none do.

    What is measured does not: no column of numbers with decimals.
    """
    full = [
        name
        for name, cells in columns.items()
        if all(cells) and name != "source_id" and _type(name, cells) in ("string", "integer")
    ]
    for count in range(1, MOST_IN_A_KEY + 1):
        for names in itertools.combinations(full, count):
            rows = list(zip(*(columns[name] for name in names), strict=True))
            if len(set(rows)) == len(rows):
                return names
    return ()


def _pointers(project: Project, columns: Columns, others: Sequence[Entry]) -> Iterator[Entry]:
    """Yield for a column the table whose key has its name and all its values."""
    for name, entry in itertools.product(columns, others):
        if entry["schema"].get("primaryKey") == name and entry["path"].endswith(".csv"):
            known = {str(value) for value in data.read(project, entry["name"])[name]}
            cells = set(columns[name]) - {""}
            # A source that is not listed yet is to be added there.
            is_text = _type(name, columns[name]) == "string"
            if name == "source_id" or (is_text and cells and cells <= known):
                yield {"fields": name, "reference": {"resource": entry["name"], "fields": name}}
