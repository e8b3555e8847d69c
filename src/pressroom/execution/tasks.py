"""Execute tasks, as far as the store does not know their outputs."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pressroom.execution import dispatch, local
from pressroom.execution.job import Execution, Job, Outcome
from pressroom.execution.plan import Task
from pressroom.execution.progress import Listener
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Notebook
from pressroom.notebook.written_values import different, with_values
from pressroom.project import Project
from pressroom.runs import Run
from pressroom.runs.store import Store


@dataclass
class Done:
    """How many keys were executed and how many were there; the outcomes that are failures, by key."""

    executed: int = 0
    kept: int = 0
    failures: dict[str, Outcome] = field(default_factory=dict)


def execute_tasks(
    project: Project,
    tasks: Iterable[Task],
    store: Store,
    how: Execution,
    listener: Listener,
    *,
    notebooks: bool = True,
) -> Done:
    """Execute each key that the store does not hold.

    With `notebooks=False` key figures are all that is wanted: no figure is drawn and no notebook kept.
    """
    by_key = {task.key: task for task in tasks}
    known = store.get if notebooks else store.figures
    missing = [task for task in by_key.values() if how.force or known(task.key) is None]
    done = Done(kept=len(by_key) - len(missing))
    listener.planned(len(by_key), done.kept)
    how = _possible(how, listener)
    if not missing:
        tell_unasked(how, listener)
    in_order = _longest_first(project, missing)
    for job, outcome in outcomes(project, in_order, how, draw=notebooks, note=listener.note):
        task = by_key[job.key]
        done.executed += 1
        if outcome.failure:
            done.failures[job.key] = outcome
            listener.failed(task.scenario, outcome.failure)
        else:
            store.put(job.key, outcome.text if notebooks else None, outcome.seconds, outcome.figures)
            listener.finished(task.scenario, task.notebook, outcome.seconds)
    if not store.writable:
        listener.note("The cache runs/.store cannot be written: the next run starts from nothing.")
    return done


def tell_unasked(how: Execution, listener: Listener) -> None:
    """Say that a cluster was named for nothing, where nothing is to run."""
    if how.scheduler:
        listener.note(f"--scheduler {how.scheduler}: nothing is to run, and it was not asked.")


def outcomes(
    project: Project,
    tasks: list[Task],
    how: Execution,
    *,
    draw: bool,
    note: Callable[[str], None],
) -> Iterator[dispatch.Done]:
    """Yield the outcome of each task as it comes, from this machine or from a cluster."""
    if not tasks:
        return
    notebooks = {path: ipynb.read(path) for path in {task.path for task in tasks}}
    jobs = (_job(project, task, notebooks[task.path], how, draw) for task in tasks)
    if how.scheduler:
        from pressroom.execution import cluster

        yield from cluster.outcomes(jobs, how.scheduler, tasks, note)
        return
    cache = project.runs / ".cache"
    yield from dispatch.in_processes(jobs, how.jobs or local.cores(), lambda n: local.pool(n, cache))


def _as_run(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook with the values of a run in its parameters cell.

    Those that stand there are not taken, and would be shown in what the run leaves as if they had counted.
    """
    if different(notebook, values):
        return with_values(notebook, notebook.document, values)
    return notebook.document


def _job(project: Project, task: Task, notebook: Notebook, how: Execution, draw: bool) -> Job:
    return Job(
        key=task.key,
        name=task.notebook,
        notebook=_as_run(notebook, task.parts["parameters"]),
        parameters=task.parts["parameters"],
        root=str(project.root),
        engine=how.engine,
        limits=how.limits,
        files=frozenset(os.path.relpath(path, project.root) for path in task.files),
        draw=draw,
    )


def _possible(how: Execution, listener: Listener) -> Execution:
    if how.engine == "kernel" or local.can_fork():
        return how
    listener.note(local.NO_FORK)
    return replace(how, engine="kernel")


def _longest_first(project: Project, tasks: list[Task]) -> list[Task]:
    """Return the tasks so that the cores finish together, by what the notebooks took the last time.

    Where they have not run, by their size.
    """
    seconds: dict[str, float] = {}
    for each in Run.all_in(project.runs):
        seconds |= {name: made.seconds for name, made in each.notebooks.items()}
    return sorted(tasks, key=lambda t: (seconds.get(t.notebook, 0.0), t.path.stat().st_size), reverse=True)
