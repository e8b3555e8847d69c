"""Take newer statistics into use: the rows, where they come from, and the parameters that choose them."""

import csv
import datetime
import io
import re
from pathlib import Path

import pandas as pd

from energikontoret.refresh.targets import TARGETS, Target
from pressroom import files
from pressroom.checks import derived
from pressroom.errors import UserError
from pressroom.project import PARAMETERS, REFERENCE, Project

Rows = dict[tuple[str, ...], dict[str, str]]


def take_in(project: Project, name: str, table: pd.DataFrame, today: datetime.date) -> list[Path]:
    """Write the rows of `table` that are new or changed into the resource, and return the files written.

    Rows that the service no longer has stay. None is written where nothing differs. Raises UserError for
    statistics that the report has no resource for.
    """
    target = TARGETS[name]
    path = project.data / f"{name}.csv"
    if not path.is_file():
        raise UserError(
            f"No part of the report rests on {name}.", f"Make it a resource first: new data {name}.csv"
        )
    columns, old = _rows(path.read_text(encoding="utf-8"), target)
    new = _rows(table.to_csv(index=False, lineterminator="\n"), target)[1]
    if target.vintage:
        taken = new if _differs(old, new, target) else {}
    else:
        taken = {key: row for key, row in new.items() if not _same(old.get(key), row, target)}
    if not taken:
        return []
    _write(path, columns, {**old, **taken})
    _name_sources(project, {row["source_id"] for row in taken.values()}, _source(old), target, today)
    written = [path, project.data / "sources.csv"]
    if target.vintage:
        written += _choose(project, target, table)
    return [*written, *(each for each in derived.fix(project) if each not in written)]


def _rows(text: str, target: Target) -> tuple[list[str], Rows]:
    """Return the columns of a table and its rows by key, as text; a vintage is the first part of the key."""
    reader = csv.DictReader(io.StringIO(text))
    rows = list(reader)
    keys = [*([target.vintage.column] if target.vintage else []), *target.keys]
    return list(reader.fieldnames or ()), {tuple(row[key] for key in keys): row for row in rows}


def _same(old: dict[str, str] | None, new: dict[str, str], target: Target) -> bool:
    return old is not None and float(old[target.value] or "nan") == float(new[target.value] or "nan")


def _differs(old: Rows, new: Rows, target: Target) -> bool:
    """Return whether a vintage has other rows or values than the newest that is there."""
    newest = max(key[0] for key in old)
    before = {key[1:]: row for key, row in old.items() if key[0] == newest}
    after = {key[1:]: row for key, row in new.items()}
    return before.keys() != after.keys() or not all(
        _same(row, after[key], target) for key, row in before.items()
    )


def _source(rows: Rows) -> str:
    """Return the source of the last row."""
    return list(rows.values())[-1]["source_id"]


def _write(path: Path, columns: list[str], rows: Rows) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    files.write(path, text.getvalue())


def _name_sources(
    project: Project, sources: set[str], like: str, target: Target, today: datetime.date
) -> None:
    """Add a row for each source that is not there yet, after the example of the earlier one."""
    path = project.data / "sources.csv"
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    rows = {row["source_id"]: row for row in reader}
    for name in sorted(sources - rows.keys()):
        rows[name] = rows[like] | {
            "source_id": name,
            "title": f"{target.title}, hämtad {today:%Y-%m}",
            "published": f"{today:%Y-%m}",
            "retrieved": today.isoformat(),
            "note": f"Hämtad från {target.service} med kommandot refresh.",
        }
    text = io.StringIO()
    writer = csv.DictWriter(text, list(reader.fieldnames or ()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    files.write(path, text.getvalue())


def _choose(project: Project, target: Target, table: pd.DataFrame) -> list[Path]:
    """Let the reference read the new vintage to its latest year, and let the declarations allow it."""
    assert target.vintage
    vintage, latest = str(table[target.vintage.column].iloc[0]), int(table["year"].max())
    declared, reference = project.params / PARAMETERS, project.params / f"{REFERENCE}.yml"
    text = declared.read_text(encoding="utf-8")
    # Where it stands among the choices already, nothing is to be added.
    text = _in_section(
        text, target.vintage.parameter, rf'choices: \[(?!.*"{vintage}")', f'choices: ["{vintage}", '
    )
    for name in target.vintage.years:
        text = _in_section(text, name, r"range: \[(\d+), \d+\]", rf"range: [\g<1>, {latest}]")
    files.write(declared, text)
    text = reference.read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^{target.vintage.parameter}: .*$", f'{target.vintage.parameter}: "{vintage}"', text)
    text = re.sub(rf"(?m)^{target.vintage.last_year}: .*$", f"{target.vintage.last_year}: {latest}", text)
    files.write(reference, text)
    return [declared, reference]


def _in_section(text: str, parameter: str, pattern: str, replacement: str) -> str:
    """Return the declarations with a line of one parameter's section replaced."""

    def section(match: re.Match[str]) -> str:
        return re.sub(pattern, replacement, match[0], count=1)

    return re.sub(rf"(?ms)^{parameter}:\n.*?(?=^\S|\Z)", section, text, count=1)
