"""Run scenarios: plan, execute what has changed, publish."""

import json
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from energikontoret import results
from energikontoret.errors import UserError
from energikontoret.execution import dispatch, fresh, inputs, local, publish
from energikontoret.execution.job import DEFAULT_ENGINE, Failure, Job, Limits, Outcome
from energikontoret.execution.plan import Task, plan
from energikontoret.execution.progress import Listener, Silent
from energikontoret.execution.store import Store
from energikontoret.params import Scenario
from energikontoret.project import Project

DESCRIBED = ("name", "title", "title_en", "description", "description_en")
NO_FORK = "This platform cannot fork: notebooks run in ordinary kernels, with the same outputs but slower."


@dataclass
class RunReport:
    """What a run did: folders published, notebooks executed and kept, failures."""

    folders: dict[str, Path] = field(default_factory=dict)
    executed: int = 0
    kept: int = 0
    seconds: float = 0.0
    failures: list[tuple[str, Failure]] = field(default_factory=list)


class NotebookFailed(UserError):
    """At least one notebook stopped at an error; `report` says what else was done."""

    def __init__(self, report: RunReport) -> None:
        scenario, failure = report.failures[0]
        more = f" (and {len(report.failures) - 1} more)" if len(report.failures) > 1 else ""
        super().__init__(
            f"{scenario}/{failure}{more}", f"The traceback is in runs/{scenario}/failed/.", code=3
        )
        self.report = report


def run(
    project: Project,
    scenarios: Sequence[Scenario],
    *,
    engine: str = DEFAULT_ENGINE,
    jobs: int | None = None,
    force: bool = False,
    notebooks: Sequence[str] | None = None,
    limits: Limits | None = None,
    listener: Listener | None = None,
) -> RunReport:
    """Bring the scenarios' folders under runs/ up to date and return what was done.

    `notebooks` limits what is executed; others are published where they are up to date.
    Raises NotebookFailed after all others have finished; UserError where runs/ cannot be written.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    listener = listener or Silent()
    names = [scenario.name for scenario in scenarios]
    report = RunReport()
    with publish.disk_errors(project.runs), publish.locked(project.runs, names, _waiting(listener)):
        publish.recover(project.runs, names)
        tasks = plan(project, scenarios)
        store = Store(project.runs / ".store")
        chosen = plan(project, scenarios, notebooks) if notebooks else tasks
        failures = execute_tasks(project, chosen, store, report, listener, engine, jobs, limits, force)
        for scenario in scenarios:
            own = [task for task in tasks if task.scenario == scenario.name]
            _publish(project, scenario, own, store, failures, report, started)
    report.seconds = time.monotonic() - clock
    if report.failures:
        raise NotebookFailed(report)
    return report


def execute_tasks(
    project: Project,
    tasks: Iterable[Task],
    store: Store,
    report: RunReport,
    listener: Listener,
    engine: str,
    jobs: int | None,
    limits: Limits | None,
    force: bool,
) -> dict[str, Outcome]:
    """Execute each key that the store does not hold; return the outcomes that are failures, by key."""
    tasks = list(tasks)
    by_key = {task.key: task for task in tasks}
    missing = [task for task in by_key.values() if force or store.get(task.key) is None]
    report.kept += len(by_key) - len(missing)
    listener.planned(len(by_key), len(by_key) - len(missing))
    failures: dict[str, Outcome] = {}
    if engine == DEFAULT_ENGINE and not local.can_fork():
        engine = "kernel"
        listener.note(NO_FORK)
    todo = [_job(project, task, engine, limits or Limits()) for task in missing]
    for job, outcome in outcomes(project, todo, jobs):
        task = by_key[job.key]
        report.executed += 1
        if outcome.failure:
            failures[job.key] = outcome
            listener.failed(task.scenario, outcome.failure)
        else:
            store.put(job.key, outcome.text, outcome.seconds)
            listener.finished(task.scenario, task.notebook, outcome.seconds)
    if not store.writable:
        listener.note("The cache runs/.store cannot be written: the next run starts from nothing.")
    return failures


def outcomes(project: Project, todo: list[Job], jobs: int | None) -> Iterator[dispatch.Done]:
    """Yield the outcomes of jobs on this machine, as they come."""
    if todo:
        cache = project.runs / ".cache"
        yield from dispatch.in_processes(todo, jobs or local.cores(), lambda n: local.pool(n, cache))


def _job(project: Project, task: Task, engine: str, limits: Limits) -> Job:
    notebook = inputs.read_notebook(task.path)
    root = str(project.root)
    files = frozenset(os.path.relpath(path, root) for path in task.files)
    return Job(task.key, task.notebook, notebook, task.parts["parameters"], root, engine, limits, files)


def _publish(project, scenario, tasks, store, failures, report, started) -> None:
    failed = {t.notebook: failures[t.key] for t in tasks if t.key in failures}
    if failed:
        report.failures += [(scenario.name, outcome.failure) for outcome in failed.values()]
        texts = {f"{name}.ipynb": outcome.text for name, outcome in failed.items() if outcome.text}
        fresh.forget(project, scenario.name)
        (project.runs / scenario.name).mkdir(parents=True, exist_ok=True)
        publish.publish(project.runs, scenario.name, texts, part="failed")
        return
    entries = {task.notebook: entry for task in tasks if (entry := store.get(task.key))}
    files = {f"{name}.ipynb": entry.text for name, entry in entries.items()}
    figures = [
        figure for name, entry in entries.items() for figure in results.collect(json.loads(entry.text), name)
    ]
    files["results.json"] = _results(scenario.name, figures)
    files["manifest.json"] = _manifest(project, scenario, tasks, entries, started)
    publish.publish(project.runs, scenario.name, files)
    report.folders[scenario.name] = project.runs / scenario.name
    if len(entries) == len(tasks):
        stamp(project, scenario.name, tasks, files)


def _results(scenario: str, figures: list[dict[str, Any]]) -> str:
    try:
        return results.document(scenario, figures)
    except ValueError as error:
        raise UserError(f"{error}.", "Give each key figure an id of its own.", code=3) from None


def _manifest(project, scenario, tasks, entries, started) -> str:
    content = {
        "scenario": {name: getattr(scenario, name) for name in DESCRIBED} | {"parameters": scenario.values},
        "notebooks": {
            task.notebook: {
                "key": task.key,
                "parts": task.parts,
                "output": entries[task.notebook].output,
                "seconds": round(entries[task.notebook].seconds, 3),
            }
            for task in tasks
            if task.notebook in entries
        },
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "git": _git(project.root),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def stamp(project: Project, name: str, tasks: Iterable[Task], files: Iterable[str]) -> None:
    """Keep what makes the next run of this folder a matter of comparing files."""
    modules = inputs.closure({"energikontoret.params", "energikontoret.execution.run"})
    read = {inputs.file_of(module) for module in modules}
    for task in tasks:
        read |= {task.path, *task.files, *(inputs.PACKAGE.parent / name for name in task.parts["code"])}
    read |= {
        *project.params.glob("*.yml"),
        project.data / "datapackage.json",
        project.root / "requirements.lock",
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


def _waiting(listener: Listener):
    return lambda name: listener.note(f"Another run of '{name}' is under way; waiting for it.")
