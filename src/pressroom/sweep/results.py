"""Read the table that a sweep left: a row for each parameter set."""

import csv
import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication
from pressroom.errors import UserError
from pressroom.names import SWEEP
from pressroom.notebook import bounded
from pressroom.notebook.declarations import CONDITION
from pressroom.project import Project
from pressroom.safe import line

TABLE, SUMMARY = "results.csv", "sweep.json"
Values = Mapping[str, object]


class Results(NamedTuple):
    """What a sweep varied, the values of its other parameters, the label and unit of each key figure, and
    the rows: the varied parameters as they are written, and the key figures.
    """

    table: Path
    varied: list[str]
    others: Values
    about: Mapping[str, Mapping[str, str]]
    rows: list[tuple[Mapping[str, str], Values]]


def folder_of(project: Project, given: str) -> Path | None:
    """Return the folder of the sweep that a person names, None where it is none."""
    folders = (folder for folder in (project.runs / given, Path(given)) if folder.name.startswith(SWEEP))
    return next((folder for folder in folders if (folder / TABLE).is_file()), None)


def read(folder: Path) -> Results:
    """Return what a sweep left in its folder; a UserError says that it is damaged."""
    again = f"Run it again: {publication.command('sweep')} sweeps/{folder.name.removeprefix(SWEEP)}.yml"
    try:
        summary: Any = bounded.loads((folder / SUMMARY).read_bytes())
        with (folder / TABLE).open(encoding="utf-8", newline="") as file:
            bounded.refuse_large((folder / TABLE).stat().st_size)
            head, *rows = csv.reader(file, strict=True)
        varied, others = [str(name) for name in summary["parameters"]], dict(summary["others"])
        about = {
            id: {name: str(each[name]) for name in ("label", "unit")}
            for id, each in summary["results"].items()
        }
        is_whole = {*varied, *about} == {*head} and all(len(row) == len(head) for row in rows)
        if not is_whole or len(head) != len({*head}) or len(rows) != summary["sets"]:
            raise ValueError
    except (OSError, ValueError, LookupError, TypeError, AttributeError, csv.Error, bounded.Refused):
        what = f"The sweep in '{line(folder)}' is not as it was left: {TABLE} or {SUMMARY} is damaged."
        raise UserError(what, again) from None
    given = (dict(zip(head, row, strict=False)) for row in rows)
    return Results(folder / TABLE, varied, others, about, [_row(each, varied, about) for each in given])


def _row(
    row: Mapping[str, str], varied: list[str], about: Mapping[str, Mapping[str, str]]
) -> tuple[Mapping[str, str], Values]:
    values = {id: parsed(row.get(id, ""), each["unit"]) for id, each in about.items()}
    return {name: row.get(name, "") for name in varied}, values


def parsed(text: str, unit: str = "") -> object:
    """Return a value as a notebook recorded it: nothing, words, yes or no, or a number."""
    if text == "" or unit == "text":
        return text if unit == "text" else None
    if unit == CONDITION:
        return text == "True"
    for kind in (int, float):
        with suppress(ValueError):
            number = kind(text)
            return number if math.isfinite(number) else text
    return text
