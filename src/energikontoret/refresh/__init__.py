"""Fetch newer statistics beside the old files, never over them, and say what differs."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import chain, islice
from pathlib import Path

import pandas as pd

from energikontoret import checks
from energikontoret.refresh import changes, effects, network, take
from energikontoret.refresh.effects import Change
from energikontoret.refresh.targets import TARGETS, Target
from pressroom.errors import UserError, near
from pressroom.notebook import data
from pressroom.project import Project

Areas = dict[str, str]
Takers = dict[str, Callable[[Project], list[Path]]]
SHOWN = 5
"""Faults of one table; the first ones say what is wrong with it."""


def refresh(project: Project, what: Sequence[str] = (), today: datetime.date | None = None) -> Iterator[str]:
    """Fetch each of `what` (default: all) and yield the lines to show.

    A service that cannot be reached or answers something unexpected raises UserError; what was fetched
    before it stays.
    """
    day = today or datetime.date.today()
    for name, table in _fetched(project, what, day):
        target, (old, where) = TARGETS[name], _before(project, name)
        path = _write(project.data, name, day, table)
        yield f"{name}: {len(table)} rows from {target.service} in data/{path.name}, compared with {where}:"
        yield from (f"  {line}" for line in changes.lines(old, table, target.keys, target.value))
        yield from (f"  check: {line}" for line in islice(_faults(name, table, path), SHOWN))
    yield "The report still uses the old files; see what they would change: refresh --try"


def _faults(name: str, table: pd.DataFrame, path: Path) -> Iterator[str]:
    """Yield what does not add up, or jumps, in a table that lies in a file of its own."""
    for problem in chain(checks.sums({name: table}), checks.breaks({name: table})):
        yield problem.what.replace(f"data/{name}.csv", f"data/{path.name}")


def tried(project: Project, what: Sequence[str] = (), today: datetime.date | None = None) -> list[Change]:
    """Fetch each of `what`, and return what it would change in the report; nothing is written."""
    return effects.changes(project, _takers(project, what, today))


def taken(project: Project, what: Sequence[str] = (), today: datetime.date | None = None) -> list[Path]:
    """Fetch each of `what`, take it into use, and return the files that were written.

    Where the checks refuse any of it, UserError says so, and nothing is written.
    """
    takers = _takers(project, what, today)
    with effects.copied(project, takers):
        pass
    return list(dict.fromkeys(path for take_in in takers.values() for path in take_in(project)))


def _takers(project: Project, what: Sequence[str], today: datetime.date | None) -> Takers:
    """Fetch each of `what`, and return by its name what takes it into a project."""
    day = today or datetime.date.today()
    return {
        name: partial(take.take_in, name=name, table=table, today=day)
        for name, table in _fetched(project, what or _used(project), day)
    }


def _used(project: Project) -> list[str]:
    """Return what can be fetched and the report rests on."""
    return [name for name in TARGETS if (project.data / f"{name}.csv").is_file()]


def _fetched(
    project: Project, what: Sequence[str], today: datetime.date
) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in what:
        if name not in TARGETS:
            raise UserError(f"'{name}' cannot be fetched.", near(name, TARGETS))
    areas = {"23": "Jämtlands län"} | dict(
        data.read(project, "municipalities")[["code", "name"]].itertuples(index=False)
    )
    for name in dict.fromkeys(what or TARGETS):
        target = TARGETS[name]
        fetch: Callable[[Areas, datetime.date], pd.DataFrame] = _fetcher(target.module)
        table = network.call(target.service, fetch, areas, today)
        _check(target, table)
        yield name, table


def _fetcher(module: str) -> Callable[[Areas, datetime.date], pd.DataFrame]:
    """Return the module's `fetch`; the clients it imports are an extra of the package."""
    try:
        return import_module(f"energikontoret.refresh.{module}").fetch
    except ModuleNotFoundError as error:
        raise UserError(
            f"Fetching needs the package '{error.name}', which is not installed.",
            "Install it: make fetch",
        ) from None


def _check(target: Target, table: pd.DataFrame) -> None:
    """Refuse an empty table and one that holds a key twice."""
    twins = table[table.duplicated(target.keys)]
    if table.empty or len(twins):
        fault = "no rows" if table.empty else f"{' '.join(map(str, twins.iloc[0][target.keys]))} twice"
        raise UserError(f"{target.service} answered with {fault}.", f"Try later. {network.STAYS}")


def _before(project: Project, name: str) -> tuple[pd.DataFrame | None, str]:
    """Return what is compared with: the resource in use, else the newest file fetched earlier."""
    if any(entry["name"] == name for entry in data.package(project)["resources"]):
        table = data.read(project, name)
        if "vintage" in table:
            newest = table["vintage"].max()
            return table[table["vintage"] == newest], f"vintage {newest}"
        return table, f"data/{name}.csv"
    earlier = sorted(project.data.glob(f"{name}.*.csv"), key=lambda path: path.stat().st_mtime)
    if not earlier:
        return None, "nothing, as it is the first"
    return pd.read_csv(earlier[-1], dtype={"area_code": "str", "kpi": "str"}), f"data/{earlier[-1].name}"


def _write(folder: Path, name: str, today: datetime.date, table: pd.DataFrame) -> Path:
    """Write a new file; one of the same day gets a number."""
    text = table.to_csv(index=False, lineterminator="\n")
    for number in range(1, 100):
        path = folder / f"{name}.{today}{f'-{number}' if number > 1 else ''}.csv"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
            return path
        except FileExistsError:
            continue
    raise UserError(f"data/{name}.{today}.csv: fetched a hundred times today.", "Take away those not needed.")
