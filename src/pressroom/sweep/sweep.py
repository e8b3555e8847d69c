"""Run a sweep: execute what is not known, then publish its table and figures."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pressroom.errors import UserError, near
from pressroom.execution.job import USUAL, Execution, Failure, Outcome
from pressroom.execution.plan import Task, plan
from pressroom.execution.progress import Listener, Silent
from pressroom.execution.run import NotebookFailed, RunReport
from pressroom.execution.tasks import execute_tasks
from pressroom.names import SWEEP
from pressroom.project import Project
from pressroom.runs import publish
from pressroom.runs.store import Store
from pressroom.sweep.grid import Grid, Wanted
from pressroom.sweep.plot import plot
from pressroom.sweep.results import SUMMARY, TABLE


@dataclass
class SweepReport:
    """What a sweep did, and where its table and figures are."""

    folder: Path
    sets: int
    folded: int
    executed: int
    kept: int
    seconds: float


def sweep(
    project: Project,
    grid: Grid,
    how: Execution = USUAL,
    *,
    figures: Sequence[Wanted] = (),
    listener: Listener | None = None,
) -> SweepReport:
    """Bring runs/sweep-NAME/ up to date: results.csv, sweep.json and the figures.

    A notebook runs once for each different set of the parameters that it has. What has run is kept, so a
    sweep that was stopped goes on where it was. Raises NotebookFailed when all others have finished.
    """
    clock, name = time.monotonic(), SWEEP + grid.name
    listener = listener or Silent()
    with (
        publish.disk_errors(project.runs),
        publish.locked(project.runs, [name], listener.note),
        Store(project.runs / ".store") as store,
    ):
        publish.recover(project.runs, [name])
        tasks = plan(project, grid.sets)
        done = execute_tasks(project, tasks, store, how, listener, notebooks=False)
        if done.failures:
            _publish_failures(project, name, tasks, done.failures)
            failed = _failed(tasks, done.failures)
            raise NotebookFailed(RunReport({}, done.executed, done.kept, 0.0, failed), name)
        publish.publish(project.runs, name, _files(project, grid, tasks, store, [*grid.figures, *figures]))
    seconds = time.monotonic() - clock
    return SweepReport(project.runs / name, len(grid.sets), grid.folded, done.executed, done.kept, seconds)


def table(grid: Grid, tasks: Sequence[Task], store: Store) -> tuple[pd.DataFrame, dict[str, dict[str, Any]]]:
    """Return one row a set (varied parameters, then key figures by id), and what describes each figure."""
    rows = {one.name: {name: _cell(one.values[name]) for name in grid.varied} for one in grid.sets}
    about: dict[str, dict[str, Any]] = {}
    found: dict[str, dict[str, Any]] = {}
    for task in tasks:
        if task.key not in found:
            figures = store.figures(task.key) or ()
            found[task.key] = {figure["id"]: figure["value"] for figure in figures}
            about |= {figure["id"]: figure for figure in figures if figure["id"] not in about}
        rows[task.scenario] |= found[task.key]
    frame = pd.DataFrame(rows.values())
    return frame[[*grid.varied, *sorted(about)]], about


def _files(
    project: Project, grid: Grid, tasks: Sequence[Task], store: Store, wanted: Sequence[Wanted]
) -> dict[str, str | bytes]:
    frame, about = table(grid, tasks, store)
    files: dict[str, str | bytes] = {
        TABLE: frame.to_csv(index=False, lineterminator="\n"),
        SUMMARY: _summary(grid, about),
    }
    for one in wanted:
        if one.result not in about:
            what = f"The key figure '{one.result}' was recorded in none of these sets."
            raise UserError(what, near(one.result, about))
        drawn = plot(frame, about[one.result], one, grid)
        stem = "-".join([one.result, *one.over])
        files |= {f"{stem}.svg": drawn["svg"], f"{stem}.png": drawn["png"]}
    return files


def _summary(grid: Grid, about: dict[str, dict[str, Any]]) -> str:
    content = {
        "scenario": grid.base.name,
        "parameters": grid.varied,
        "sets": len(grid.sets),
        "folded": grid.folded,
        "others": {name: value for name, value in grid.base.values.items() if name not in grid.varied},
        "results": {name: {k: about[name][k] for k in ("unit", "label")} for name in sorted(about)},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _failed(tasks: Sequence[Task], failures: Mapping[str, Outcome]) -> list[tuple[str, Failure]]:
    outcomes = [(task.scenario, failures[task.key]) for task in tasks if task.key in failures]
    return [(scenario, outcome.failure) for scenario, outcome in outcomes if outcome.failure]


def _publish_failures(
    project: Project, name: str, tasks: Sequence[Task], failures: Mapping[str, Outcome]
) -> None:
    texts: dict[str, str] = {}
    for task in tasks:
        if task.key in failures and (text := failures[task.key].text):
            texts.setdefault(f"{task.scenario}-{task.notebook}.ipynb", text)
    (project.runs / name).mkdir(parents=True, exist_ok=True)
    publish.publish(project.runs, name, texts, part="failed")


def _cell(value: Any) -> Any:
    return ",".join(map(str, value)) if isinstance(value, list) else value
