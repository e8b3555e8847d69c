"""Run scenarios: plan, execute what has changed, publish."""

import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication
from pressroom.errors import UserError
from pressroom.execution.job import USUAL, Execution, Failure, Outcome
from pressroom.execution.plan import Task, plan
from pressroom.execution.progress import Listener, Silent
from pressroom.execution.tasks import execute_tasks, tell_unasked
from pressroom.notebook import declarations
from pressroom.project import Project
from pressroom.runs import Run, contents, dependence, fresh, publish, reads
from pressroom.runs.packages import packages
from pressroom.runs.run import MANIFEST, RESULTS, Made, manifest_text, results_text
from pressroom.runs.store import Entry, Store
from pressroom.scenarios import Scenario

DESCRIBED = ("name", "title", "description")


@dataclass
class RunReport:
    """What a run did: folders published, notebooks executed and kept, failures."""

    folders: dict[str, Path] = field(default_factory=dict)
    executed: int = 0
    kept: int = 0
    seconds: float = 0.0
    failures: list[tuple[str, Failure]] = field(default_factory=list)


class Start(NamedTuple):
    """When a run began, and the ids of the files that each scenario's run was made from, by path."""

    time: datetime
    files: Mapping[str, Mapping[str, str]]


class NotebookFailed(UserError):
    """At least one notebook stopped at an error; `report` says what else was done."""

    def __init__(self, report: RunReport, folder: str | None = None) -> None:
        scenario, failure = report.failures[0]
        more = f" (and {len(report.failures) - 1} more)" if len(report.failures) > 1 else ""
        super().__init__(
            f"{scenario}/{failure}{more}", f"The traceback is in runs/{folder or scenario}/failed/.", code=3
        )
        self.report = report


@contextmanager
def failures_as_one() -> Iterator[None]:
    """Let a failure say how many notebooks failed, where a listener has named each of them already."""
    try:
        yield
    except NotebookFailed as failed:
        number = len(failed.report.failures)
        what = f"{number} notebook{'s' * (number != 1)} failed; what was published before stands as it was."
        raise UserError(what, failed.todo, failed.code) from None


def run(
    project: Project,
    scenarios: Sequence[Scenario],
    how: Execution = USUAL,
    *,
    notebooks: Sequence[str] | None = None,
    listener: Listener | None = None,
) -> RunReport:
    """Bring the scenarios' folders under runs/ up to date and return what was done.

    `notebooks` limits what is executed; others are published where they are up to date.
    Raises NotebookFailed after all others have finished; UserError where runs/ cannot be written.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    listener = listener or Silent()
    names = [scenario.name for scenario in scenarios]
    with (
        publish.disk_errors(project.runs),
        publish.locked(project.runs, names, listener.note),
        Store(project.runs / ".store") as store,
    ):
        publish.recover(project.runs, names)
        if not notebooks and not how.force and (kept := _kept(project, scenarios)):
            tell_unasked(how, listener)
            folders = {name: project.runs / name for name in names}
            return RunReport(folders, kept=kept, seconds=time.monotonic() - clock)
        tasks = plan(project, scenarios)
        chosen = plan(project, scenarios, notebooks) if notebooks else tasks
        # Before anything runs: what is saved meanwhile went into no output.
        start = Start(started, {each.name: _files(project, each, tasks) for each in scenarios})
        done = execute_tasks(project, chosen, store, how, listener)
        report = RunReport(executed=done.executed, kept=done.kept)
        for scenario in scenarios:
            own = _of(tasks, scenario.name)
            _publish(project, scenario, own, store, done.failures, report, start)
    report.seconds = time.monotonic() - clock
    if report.failures:
        raise NotebookFailed(report)
    return report


def _kept(project: Project, scenarios: Sequence[Scenario]) -> int:
    """Return how many notebooks are as they would be made anew, without planning; 0 where one may not be."""
    found = [Run.find(project.runs / scenario.name) for scenario in scenarios]
    # A folder with a name of its own may hold the run of another scenario.
    same = all(run and run.about == _about(scenario) for run, scenario in zip(found, scenarios, strict=True))
    if not same or not fresh.fresh(project, [scenario.name for scenario in scenarios]):
        return 0
    return sum(len(run.notebooks) for run in found if run)


def _files(project: Project, scenario: Scenario, tasks: Iterable[Task]) -> dict[str, str]:
    return contents.of_run(project, scenario.origin or scenario.name, _of(tasks, scenario.name))


def _of(tasks: Iterable[Task], scenario: str) -> list[Task]:
    return [task for task in tasks if task.scenario == scenario]


def _publish(
    project: Project,
    scenario: Scenario,
    tasks: Sequence[Task],
    store: Store,
    failures: Mapping[str, Outcome],
    report: RunReport,
    start: Start,
) -> None:
    failed = {t.notebook: failures[t.key] for t in tasks if t.key in failures}
    if failed:
        report.failures += [(scenario.name, each.failure) for each in failed.values() if each.failure]
        texts = {f"{name}.ipynb": outcome.text for name, outcome in failed.items() if outcome.text}
        fresh.forget(project, scenario.name)
        (project.runs / scenario.name).mkdir(parents=True, exist_ok=True)
        publish.publish(project.runs, scenario.name, texts, part="failed")
        return
    entries = {task.notebook: entry for task in tasks if (entry := store.get(task.key))}
    files = {f"{name}.ipynb": entry.text for name, entry in entries.items()}
    figures = [
        figure
        for task in tasks
        if task.notebook in entries
        for figure in dependence.with_sources(
            project, task.notebook, task.parts, entries[task.notebook].figures
        )
    ]
    files[RESULTS] = _results(scenario.name, figures)
    files[MANIFEST] = _manifest(project, scenario, tasks, entries, start)
    publish.publish(project.runs, scenario.name, files)
    report.folders[scenario.name] = project.runs / scenario.name
    if len(entries) == len(tasks):
        stamp(project, scenario.name, tasks, files, start.files[scenario.name])


def _results(scenario: str, figures: list[dict[str, Any]]) -> str:
    try:
        return results_text(scenario, figures)
    except ValueError as error:
        raise UserError(f"{error}.", "Give each key figure an id of its own.", code=3) from None


def _manifest(
    project: Project, scenario: Scenario, tasks: Sequence[Task], entries: Mapping[str, Entry], start: Start
) -> str:
    made = {
        task.notebook: Made(task.key, task.parts, entry.output, entry.seconds)
        for task in tasks
        if (entry := entries.get(task.notebook))
    }
    started, finished = (each.isoformat(timespec="seconds") for each in (start.time, datetime.now(UTC)))
    versions = fresh.versions(project, publication.of(project).name)
    times = started, finished
    return manifest_text(
        _about(scenario), made, times, _git(project.root), start.files[scenario.name], versions
    )


def _about(scenario: Scenario) -> dict[str, Any]:
    """Return what the manifest says of the scenario."""
    return {name: getattr(scenario, name) for name in DESCRIBED} | {"parameters": scenario.values}


def stamp(
    project: Project, name: str, tasks: Iterable[Task], files: Iterable[str], made_from: Iterable[str]
) -> None:
    """Keep what makes the next run of this folder a matter of comparing files."""
    ours = packages(project)
    modules = reads.closure({"pressroom.scenarios", "pressroom.execution.run"}, ours)
    read = {file for module in modules if (file := ours.file_of(module))}
    for task in tasks:
        read |= {task.path, *task.files, *map(ours.path_of, task.parts["code"])}
    read |= {
        *project.params.glob("*.yml"),
        *(project.root / path for path in made_from),
        project.data / "datapackage.json",
        project.root / declarations.FILE,
        project.root / "requirements.lock",
        dependence.path(project),
    }
    outputs = [project.runs / name / file for file in files]
    folders = [project.notebooks, project.params, project.theme, project.theme / "fonts"]
    fresh.write(project, name, sorted(read), outputs, folders)


def _git(root: Path) -> dict[str, Any]:
    """Return the commit and whether the tree is clean; nulls outside of a repository."""

    def ask(*arguments: str) -> str | None:
        try:
            answer = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, timeout=10)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return answer.stdout.strip() if answer.returncode == 0 else None

    status = ask("status", "--porcelain")
    return {"commit": ask("rev-parse", "HEAD"), "clean": None if status is None else not status}
