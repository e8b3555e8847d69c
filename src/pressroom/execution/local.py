"""Processes on this machine that execute notebooks."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType
from typing import Any

from pressroom.execution import environment, worker

NO_FORK = "This platform cannot fork: notebooks run in ordinary kernels, with the same outputs but slower."
# Then a process is replaced: whatever a library keeps of each notebook, memory stays flat.
TASKS = 100


def can_fork() -> bool:
    """Whether this platform can fork a process that has imported everything."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def load_early(cache: Path | None = None) -> None:
    """Start the process that others are forked from, where there can be one, without waiting for it."""
    if can_fork():
        from pressroom.execution.server import server

        server.start(cache)


def cores() -> int:
    """Return the number of cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def pool(jobs: int, cache: Path | None = None) -> Iterator[ProcessPoolExecutor]:
    """Yield an executor with `jobs` processes that execute notebooks, each in a kernel of its own.

    Leaving the block by an exception ends the processes at once.
    """
    surroundings: AbstractContextManager[None] = nullcontext()
    if can_fork():
        from pressroom.execution.server import Context, server

        load_early(cache)
        executor = _executor(jobs, Context(), worker.start, server.address())
    else:
        executor = _executor(jobs, multiprocessing.get_context("spawn"), worker.start_unforked)
        surroundings = _unforked(cache)
    with surroundings:
        try:
            yield executor
            executor.shutdown()
        except BaseException:
            kill_all()
            executor.shutdown(cancel_futures=True)
            raise


@contextmanager
def _unforked(cache: Path | None) -> Iterator[None]:
    """Set the variables, and hide the main module: every child would import it again, which takes long."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with environment.controlled(cache):
            yield
    finally:
        sys.modules["__main__"] = main


def _executor(
    jobs: int, method: BaseContext, start: Callable[..., None], *arguments: Any
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=method, initializer=start, initargs=arguments, max_tasks_per_child=TASKS
    )


def kill_all() -> None:
    """Kill the workers and what they have started; the preloaded parent ends with this process."""
    import psutil

    started = {child: _words(child) for child in psutil.Process().children()}
    workers = [child for child, words in started.items() if "multiprocessing.spawn" in words]
    parents = [child for child, words in started.items() if "multiprocessing.forkserver" in words]
    for parent in [*parents, *workers]:
        with suppress(psutil.NoSuchProcess):
            workers += parent.children(recursive=True)
    for process in workers:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(workers, timeout=0.3)


def _words(process: Any) -> str:
    """Return the command line of a process; nothing of one that has ended, whoever its parent is."""
    import psutil

    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""
