"""Does the data package hold: form, hashes, codes, sources, descriptions."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pressroom import publication
from pressroom.checks import Problem, datahash, description, resources, rows
from pressroom.checks.resources import Tables
from pressroom.errors import UserError, near
from pressroom.notebook import data, faults
from pressroom.project import Project
from pressroom.rendering import datalog

Frames = dict[str, pd.DataFrame]
MAX_PROBLEMS = 20
STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"


def check(project: Project) -> list[Problem]:
    """Return what is wrong with `data/`, at most `MAX_PROBLEMS` of it.

    Descriptions come first, then what stands in the files, then the standard's own rules: each is checked
    once what it builds on is in order.
    """
    try:
        package = data.package(project)
    except UserError as error:
        return [Problem.of(error)]
    if package.get("$schema") != STANDARD:
        return [
            Problem("data/datapackage.json: '$schema' names another standard.", f'Set it to "{STANDARD}".')
        ]
    entries = package["resources"]
    problems = description.check(entries) or list(description.of_schemas(entries))
    if problems:
        return problems[:MAX_PROBLEMS]
    tables: Frames = {}
    problems = [*_unreadable(project, entries, tables), *_strays(project, entries)]
    problems = problems or list(rows.problems(Tables(project)))
    problems = problems or list(_sources(project, entries, tables)) or _form(project)
    told = {problem.what.partition(":")[0].partition(",")[0] for problem in problems}
    # That a file differs from its hash says nothing where it is known how.
    changed = [each for each in _hashes(project, entries) if each.what.partition(":")[0] not in told]
    return [*changed, *problems][:MAX_PROBLEMS]


def _unreadable(project: Project, entries: list[dict[str, Any]], tables: Frames) -> Iterator[Problem]:
    """Fill `tables` with every resource that can be read; yield the others' mistakes."""
    for entry in entries:
        try:
            tables[entry["name"]] = resources.read(project, entry["name"])
        except UserError as error:
            yield Problem.of(error)


def _hashes(project: Project, entries: list[dict[str, Any]]) -> Iterator[Problem]:
    for file in datahash.differing(project, entries):
        todo = f"Check that the change is meant, then: {publication.command('check --fix')}"
        yield Problem(f"{file}: differs from its hash in data/datapackage.json.", todo)


def _strays(project: Project, entries: list[dict[str, Any]]) -> Iterator[Problem]:
    """Yield files without a resource; dated ones of a refresh (name.2026-11-23.csv) may lie there."""
    described = {entry["path"] for entry in entries}
    for path in sorted(project.data.glob("*.*")):
        if path.suffix in (".csv", ".geojson") and path.name.count(".") == 1 and path.name not in described:
            yield Problem(
                f"data/{path.name}: no resource of data/datapackage.json describes it.",
                "Describe it there (see CONTRIBUTING), or take it out of data/.",
            )


def _sources(project: Project, entries: list[dict[str, Any]], tables: Frames) -> Iterator[Problem]:
    """Yield source ids that sources.csv does not list, and listed sources that nothing uses."""
    if "sources" not in tables:
        return
    listed = set(tables["sources"]["source_id"])
    rows: dict[str, Any] = {name: table.to_dict("records") for name, table in tables.items()}
    stated = datalog.sources_of_parameters(project)
    used = datalog.used_in(datalog.Log(entries, rows, stated))
    for source, where in sorted(used.items()):
        if source not in listed and source not in stated:  # those of parameters have a check of their own
            what = f"Source '{source}', used in {', '.join(where)}, is not in data/sources.csv."
            yield Problem(what, near(source, listed))
    if len(tables) == len(entries):
        for source in sorted(listed - set(used)):
            yield Problem(f"data/sources.csv: nothing uses the source '{source}'.", "Take it out, or use it.")


def _form(project: Project) -> list[Problem]:
    """Return what frictionless finds: the standard's form, constraints, keys and references."""
    from frictionless import FrictionlessException, validate

    try:
        report = validate(str(project.data / "datapackage.json"), limit_errors=MAX_PROBLEMS)
    except FrictionlessException as error:
        return [
            Problem.of(faults.mistake("datapackage.json", reason))
            for reason in error.reasons or [error.error]
        ]
    errors = [("datapackage.json", error) for error in report.errors]
    errors += [(task.place, error) for task in report.tasks for error in task.errors]
    return [
        Problem.of(faults.mistake(*named))
        for named in errors
        if named[1].type not in {"hash-count", "byte-count", *rows.KINDS}
    ]
