"""The description of a new data file: what the file and the other descriptions say is filled in."""

import csv
import io
import itertools
import json
import re
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.begin import columns as columns_of
from pressroom.begin import saved_table
from pressroom.begin.columns import SOURCE_ID, Column, Columns
from pressroom.checks import datahash
from pressroom.checks.blanks import blank
from pressroom.errors import UserError
from pressroom.language.catalogue import SOURCE
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering.datalog import UNKNOWN

NAME = re.compile(r"[a-z][a-z0-9_]*")
LICENCES = {"CC0 1.0": "CC0-1.0", "CC BY 4.0": "CC-BY-4.0"}
REWRITTEN = "saved as by Excel, and written with ',' between the columns and decimal points."
Entry = dict[str, Any]


def write(project: Project, file: Path, text_columns: Collection[str] = ()) -> list[Path]:
    """Take a CSV file into data/ and describe it and its new sources; return the files that were written.

    What Excel has saved with ';' and decimal commas gets ',' and points, which is said. The columns that are
    named are text, whatever they hold.
    """
    content, package = _content(file), data.package(project)
    path = project.data / file.name
    is_elsewhere = file.resolve() != path.resolve()
    _refuse_name(file, [entry["name"] for entry in package["resources"]], path if is_elsewhere else None)
    plain = saved_table.with_commas(content, text_columns)
    columns = _columns(file if is_elsewhere else Path("data", file.name), plain, text_columns)
    about = _described(project, file.stem, columns, package["resources"])
    written: dict[Path, str | bytes] = {path: plain} if is_elsewhere or plain != content else {}
    listed = _with_sources(project, _source_ids(columns))
    about |= {"bytes": 0, "hash": "", "schema": about.pop("schema")}
    package["resources"].append(about)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    files.write_all(written | listed | {project.data / "datapackage.json": text})
    datahash.update(project)
    if plain != content:
        print(f"data/{path.name}: {REWRITTEN}", file=sys.stderr)
    return [path, project.data / "datapackage.json", *listed]


def _refuse_name(file: Path, described: Collection[str], copy: Path | None) -> None:
    """Raise UserError where the file's name is none for data, or is that of other data."""
    if file.suffix != ".csv" or not NAME.fullmatch(file.stem):
        todo = "Use small letters, digits and '_', such as 'heat_demand.csv'."
        raise UserError(f"'{file.name}' cannot be the name of a data file.", todo)
    if file.stem in described:
        raise UserError(f"data/datapackage.json describes '{file.stem}' already.", "Edit it there.")
    if copy and copy.exists():
        raise UserError(f"data/{copy.name} exists already.", "Give the new file another name.")


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


def _columns(file: Path, content: bytes, text_columns: Collection[str]) -> Columns:
    """Return the columns of a table that is to be `file`; what is wrong with it is told of that file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_bytes(content)
        try:
            return columns_of.read(copy, text_columns)
        except UserError as error:
            raise UserError(error.what.replace(f"data/{file.name}", str(file), 1), error.todo) from None


def _source_ids(columns: Columns) -> Sequence[str]:
    return columns[SOURCE_ID].cells if SOURCE_ID in columns else ()


def _described(project: Project, name: str, columns: Columns, others: Sequence[Entry]) -> Entry:
    rows = _sources(project, _source_ids(columns))
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
    schema: Entry = {"fields": [_field(name, column, others) for name, column in columns.items()]}
    if key := columns_of.key(columns):
        schema["primaryKey"] = key[0] if len(key) == 1 else list(key)
    schema |= {"foreignKeys": pointers} if (pointers := list(_pointers(project, columns, others))) else {}
    return schema


def _field(name: str, column: Column, others: Sequence[Entry]) -> Entry:
    """Return what is known of a column; what others say of one with this name and type holds here, too."""
    kind, is_full = column.type, all(column.cells)
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


def _pointers(project: Project, columns: Columns, others: Sequence[Entry]) -> Iterator[Entry]:
    """Yield for a column the table whose key has its name and all its values."""
    for name, entry in itertools.product(columns, others):
        if entry["schema"].get("primaryKey") == name and entry["path"].endswith(".csv"):
            known = {str(value) for value in data.read(project, entry["name"])[name]}
            cells = set(columns[name].cells) - {""}
            # A source that is not listed yet is to be added there.
            is_text = columns[name].type == "string"
            if name == SOURCE_ID or (is_text and cells and cells <= known):
                yield {"fields": name, "reference": {"resource": entry["name"], "fields": name}}
