"""What the command `data` tells: what each data resource holds, where it comes from, and what reads it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pressroom.language.catalogue import TERMINAL
from pressroom.language.numbers import unit_header
from pressroom.language.text import t
from pressroom.language.units import units
from pressroom.notebook import data, ipynb
from pressroom.project import Project
from pressroom.rendering import datalog
from pressroom.runs import reads
from pressroom.runs.packages import packages
from pressroom.scenarios import declared

Entry = Mapping[str, Any]
FACTS = "facts"
"""The resource whose values a text names by their ids."""


def overview(project: Project) -> str:
    """Return one line for each resource: its name, its title, who publishes it and when it was retrieved."""
    entries = data.package(project)["resources"]
    width = max(len(entry["name"]) for entry in entries)
    return "\n".join(
        f"{entry['name'].ljust(width)}  {_said(entry, 'title')} ({_said(entry, 'publisher')}, "
        f"{entry['retrieved']})"
        for entry in entries
    )


def resource(project: Project, name: str) -> str:
    """Return all that is known of one resource, with its columns."""
    entry = data.entry_of(project, name)
    rows = len(data.read(project, name))
    licences = "; ".join(_said(licence, "title") for licence in entry["licenses"])
    lines = [
        f"{name}: {_said(entry, 'title')}",
        f"    {_said(entry, 'description')}",
        *(f"    Beware: {t(caveat).of(TERMINAL)}" for caveat in entry["caveats"]),
        f"File: data/{entry['path']}, {rows} row{'s' * (rows != 1)}",
        f"Publisher: {_said(entry, 'publisher')}. Licence: {licences}. Retrieved: {entry['retrieved']}.",
        *_listed("Sources", _sources(project, name)),
        *_listed("Read by", _readers(project, name)),
        "Columns:",
        *_columns(entry["schema"]),
    ]
    return "\n".join(lines)


def _said(about: Entry, key: str) -> str:
    return t(about[key]).of(TERMINAL)


def _listed(head: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield f"{head}:" if found else f"{head}: nothing."
    yield from (f"    {line}" for line in found)


def _sources(project: Project, name: str) -> Iterator[str]:
    log = datalog.read_log(project)
    about = log.sources()
    for id in log.behind().get(name, []):
        row = about.get(id, {})
        said = [row.get(key) for key in ("publisher", "title", "url")]
        yield f"{id}: {', '.join(str(each) for each in said if isinstance(each, str))}"


def _readers(project: Project, name: str) -> Iterator[str]:
    """Yield what rests on a resource: notebooks (with what they import), texts, parameters, resources."""
    ours = packages(project)
    for path in sorted(project.notebooks.glob("[0-9]*.ipynb")):
        if reads.reads_of_notebook(ipynb.read(path), ours).resources & {name, reads.ALL_DATA}:
            yield f"notebooks/{path.name}"
    for path in sorted(project.report.rglob("*.qmd")) if name == FACTS else ():
        if f"var {FACTS}." in path.read_text(encoding="utf-8", errors="replace"):
            yield path.relative_to(project.root).as_posix()
    for about in declared(project).values():
        if about.codes_of == name:
            yield f"params: the codes of '{about.name}'"
    for entry in data.package(project)["resources"]:
        pointers = entry.get("schema", {}).get("foreignKeys", [])
        if entry["name"] != name and any(each["reference"]["resource"] == name for each in pointers):
            yield f"data: '{entry['name']}' refers to it"


def _columns(schema: Entry) -> Iterator[str]:
    key = schema.get("primaryKey", [])
    keys = [key] if isinstance(key, str) else key
    refers = {_one(each["fields"]): each["reference"]["resource"] for each in schema.get("foreignKeys", [])}
    width = max(len(field["name"]) for field in schema["fields"])
    for field in schema["fields"]:
        more = [f"unit {_unit(field['unit'])}"] if "unit" in field else []
        more += ["part of the key"] * (field["name"] in keys)
        more += [f"as in '{refers[field['name']]}'"] if field["name"] in refers else []
        about = ", ".join([field["type"], *more])
        yield f"    {field['name'].ljust(width)}  {about}: {_said(field, 'description')}"


def _one(fields: str | list[str]) -> str:
    return fields if isinstance(fields, str) else ", ".join(fields)


def _unit(name: str) -> str:
    words = unit_header(name, TERMINAL) if name in units() else ""
    return f"{name} ({words})" if words and words != name else name
