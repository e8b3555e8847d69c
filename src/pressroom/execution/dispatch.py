"""Hand jobs to an executor, a few at a time, and outlive workers that die."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from typing import Any, Protocol

from pressroom.execution.job import Job, Outcome, failure_at

Done = tuple[Job, Outcome]
Pool = Callable[[int], AbstractContextManager[Executor]]
"""What gives an executor with so many processes, for a while."""


class Submitter(Protocol):
    """What jobs are handed to: an executor of this machine's, or a cluster."""

    def submit(self, function: Callable[[Job], Outcome], job: Job, /) -> Future[Any]: ...


def execute(job: Job) -> Outcome:
    """Execute one notebook in the worker that is asked; what that needs is imported only there."""
    from pressroom.execution import execute as worker

    return worker.execute(job)


def stream(executor: Submitter, jobs: Iterable[Job], window: int) -> Iterator[tuple[Job, Future[Any]]]:
    """Yield each job with its finished future; at most `window` wait at a time, to keep memory flat."""
    waiting = iter(jobs)
    running: dict[Future[Any], Job] = {}
    while True:
        for job in waiting:
            running[executor.submit(execute, job)] = job
            if len(running) >= window:
                break
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def in_processes(jobs: Iterable[Job], workers: int, pool: Pool) -> Iterator[Done]:
    """Yield the outcome of every job.

    What was killed, itself or with its worker, runs again when the others are done, one after another: there
    may be memory for one. Killed alone, it failed.
    """
    left = dict(enumerate(jobs))
    killed = yield from _round(left, workers, pool)
    while left:
        # Those that ran when a process died are among the first of what is left.
        killed += list(left)[: _window(workers)]
        for place in set(killed) & set(left):
            yield from _alone(left.pop(place), pool)
        killed = yield from _round(left, workers, pool)


def _round(left: dict[int, Job], workers: int, pool: Pool) -> Generator[Done, None, list[int]]:
    """Yield outcomes until all are there or the pool breaks, and take them out of what is left.

    Return those that were killed.
    """
    killed: list[int] = []
    if not left:
        return killed
    places = {id(job): place for place, job in left.items()}
    try:
        with pool(min(workers, len(left))) as executor:
            for job, future in stream(executor, list(left.values()), _window(workers)):
                outcome = future.result()
                if outcome.killed:
                    killed.append(places[id(job)])
                    continue
                del left[places[id(job)]]
                yield job, outcome
    except BrokenProcessPool:
        pass
    return killed


def _alone(job: Job, pool: Pool) -> Iterator[Done]:
    try:
        with pool(1) as executor:
            yield job, executor.submit(execute, job).result()
    except BrokenProcessPool:
        yield job, Outcome(None, 0.0, failure_at(job, "", "its process died"))


def _window(workers: int) -> int:
    return 2 * workers + 2
