"""Hand jobs to an executor, a few at a time, and outlive workers that die."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from pressroom import publication
from pressroom.execution.job import Job, Outcome, failure_at

Done = tuple[Job, Outcome]


def execute(job: Job) -> Outcome:
    """Execute one notebook in the worker that is asked; what that needs is imported only there."""
    from pressroom.execution import execute as worker

    return worker.execute(job)


def stream(executor: Executor, jobs: Iterable[Job], window: int) -> Iterator[tuple[Job, Future[Outcome]]]:
    """Yield each job with its finished future; at most `window` wait at a time, to keep memory flat."""
    waiting = iter(jobs)
    running: dict[Future[Outcome], Job] = {}
    while True:
        for job in waiting:
            running[executor.submit(execute, job)] = job
            if len(running) >= window:
                break
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def in_processes(
    jobs: Iterable[Job], workers: int, pool: Callable[[int], AbstractContextManager[Executor]]
) -> Iterator[Done]:
    """Yield the outcome of every job, each in a process of its own.

    Where a process dies, those that ran at the time run again, one after another; one that dies alone failed.
    """
    with tempfile.TemporaryDirectory(prefix=f"{publication.name()}-") as folder:
        marked = [replace(job, marker=str(Path(folder, str(place)))) for place, job in enumerate(jobs)]
        left = yield from _round(marked, workers, pool)
        while left:
            suspects = [job for job in left if Path(job.marker).exists()] or left[:1]
            for job in suspects:
                yield from _alone(job, pool)
            left = yield from _round([job for job in left if job not in suspects], workers, pool)


def _round(jobs: list[Job], workers: int, pool) -> Iterator[Done]:
    """Yield outcomes until all are there or the pool breaks; return the jobs without one."""
    left = {job.marker: job for job in jobs}
    if not left:
        return []
    try:
        with pool(min(workers, len(left))) as executor:
            for job, future in stream(executor, jobs, 2 * workers + 2):
                outcome = future.result()
                del left[job.marker]
                yield job, outcome
    except BrokenProcessPool:
        pass
    return list(left.values())


def _alone(job: Job, pool) -> Iterator[Done]:
    cell, late = _last_words(job)
    if not late:
        Path(job.marker).unlink(missing_ok=True)
        left = yield from _round([job], 1, pool)
        if not left:
            return
        cell, late = _last_words(job)
    error = "it took longer than its time limit and did not let go" if late else "its process died"
    yield job, Outcome(None, 0.0, failure_at(job, cell, error))


def _last_words(job: Job) -> tuple[str, bool]:
    """Return the cell that a dead process had come to, and whether it ended itself for being late."""
    path = Path(job.marker)
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    cells, late, _ = text.partition("Timeout (")
    return (cells.split() or [""])[-1], bool(late)
