"""Do the rows keep to what the description says of them: keys, references to other tables, bounds."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pressroom.checks import Problem
from pressroom.checks.resources import Tables
from pressroom.errors import near
from pressroom.notebook import data
from pressroom.scenarios import declare

MOST = 3
"""Of one kind in one table; the others are mended alike."""
MEND = "Mend the value, or the schema in data/datapackage.json."
# As the standard has them; what frictionless says of these is said here.
KINDS = {"primary-key", "foreign-key", "unique-error", "constraint-error"}


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield the rows that break a rule of their table, at most `MOST` for each rule."""
    told = set()
    for entry in data.package(tables.project)["resources"]:
        if not entry["path"].endswith(".csv"):
            continue
        file, schema = f"data/{entry['path']}", entry.get("schema", {})
        for problem in _of_table(file, schema, tables[entry["name"]], tables):
            # A row that stands twice breaks many rules: the first is the reason.
            row = re.split("[:,]", problem.what)[:2]
            if tuple(row) not in told:
                yield problem
            told.add(tuple(row))


def unknown_sources(tables: Tables) -> Iterator[Problem]:
    """Yield the sources that params/parameters.yml names and data/sources.csv does not list."""
    listed = set(tables["sources"]["source_id"])
    for name, about in declare.declared(tables.project).items():
        if about.source and about.source not in listed:
            what = f"{declare.FILE}: the source '{about.source}' of '{name}' is not in data/sources.csv."
            yield Problem(what, near(about.source, listed))


def _of_table(file: str, schema: dict[str, Any], table: pd.DataFrame, tables: Tables) -> Iterator[Problem]:
    if primary := _names(schema.get("primaryKey")):
        yield from _blank(file, primary, table)
        yield from _twice(file, primary, table)
    for key in schema.get("uniqueKeys", []):
        yield from _twice(file, key, table)
    for field in schema.get("fields", []):
        yield from _column(file, field["name"], field.get("constraints") or {}, table[field["name"]])
    for pointer in schema.get("foreignKeys", []):
        yield from _elsewhere(file, pointer, table, tables)


def _column(file: str, name: str, rules: dict[str, Any], values: pd.Series) -> Iterator[Problem]:
    given = values.dropna()
    broken: dict[str, tuple[pd.Series, str]] = {}
    if rules.get("required"):
        broken["required"] = (values[values.isna()], "is blank")
    if "minimum" in rules:
        broken["minimum"] = (given[given < rules["minimum"]], f"is below {rules['minimum']}")
    if "maximum" in rules:
        broken["maximum"] = (given[given > rules["maximum"]], f"is above {rules['maximum']}")
    if "enum" in rules:
        broken["enum"] = (given[~given.astype(str).isin(rules["enum"])], "is none of those allowed")
    if "pattern" in rules:
        fits = given.astype(str).str.fullmatch(rules["pattern"])
        broken["pattern"] = (given[~fits], f"does not fit '{rules['pattern']}'")
    if values.dtype == object or pd.api.types.is_string_dtype(values):
        broken["day"] = (given[[_is_no_day(value) for value in given]], "is no day of the calendar")
    if rules.get("unique"):
        broken["unique"] = (given[given.duplicated()], "stands twice")
    row: Any  # pandas numbers the rows of a file
    for rule, (wrong, what) in broken.items():
        for row, value in wrong.head(MOST).items():
            said = "" if pd.isna(value) else f"'{value}' "
            todo = near(str(value), rules["enum"]) if rule == "enum" else MEND
            yield Problem(f"{file}, row {row + 2}, column '{name}': {said}{what}.", todo)


def _is_no_day(value: object) -> bool:
    """Return whether a value has the form of a date and is none, such as 2022-02-30."""
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return True
    return False


def _blank(file: str, key: Sequence[str], table: pd.DataFrame) -> Iterator[Problem]:
    for name in key:
        for row in table.index[table[name].isna()][:MOST]:
            yield Problem(f"{file}, row {row + 2}, column '{name}': is blank, and part of the key.", MEND)


def _twice(file: str, key: Sequence[str], table: pd.DataFrame) -> Iterator[Problem]:
    """A blank may be part of a unique key, unlike in a primary key."""
    if not set(key) <= set(table):
        return  # The check of the descriptions tells it.
    rows = table[list(key)]
    row: Any
    for row, values in rows[rows.duplicated()].head(MOST).iterrows():
        said = ", ".join(f"{name} {value}" for name, value in values.items())
        yield Problem(f"{file}, row {row + 2}: {said} stands twice.", "Keep one of the rows.")


def _elsewhere(file: str, pointer: dict[str, Any], table: pd.DataFrame, tables: Tables) -> Iterator[Problem]:
    own, there = _names(pointer["fields"]), _names(pointer["reference"]["fields"])
    resource = pointer["reference"]["resource"]
    target = tables[resource] if resource else table
    known = set(target[there].astype(str).itertuples(index=False, name=None))
    given = table[own].dropna()
    said: Callable[[tuple[str, ...]], str] = ", ".join
    strange = [(row, key) for row, *key in given.astype(str).itertuples() if tuple(key) not in known]
    for row, key in strange[:MOST]:
        what = (
            f"{file}, row {row + 2}, column '{own[0]}': '{said(tuple(key))}' is not in '{resource or 'it'}'."
        )
        yield Problem(what, near(said(tuple(key)), {said(each) for each in known}))


def _names(fields: str | list[str] | None) -> list[str]:
    return [fields] if isinstance(fields, str) else fields or []
