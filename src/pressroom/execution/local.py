"""Processes on this machine: forked from a preloaded parent, one for every notebook."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from pressroom.execution import environment, worker

NO_FORK = "This platform cannot fork: notebooks run in ordinary kernels, with the same outputs but slower."


def can_fork() -> bool:
    """Whether this platform can fork a process that has imported everything."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def cores() -> int:
    """Return the number of cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def context(cache: Path | None = None) -> multiprocessing.context.ForkServerContext:
    """Return the context that forks from the preloaded process, which is started without waiting for it."""
    from multiprocessing import forkserver

    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["pressroom.execution.preload"])
    with _hidden, environment.controlled(cache), without_main():
        forkserver.ensure_running()
    return found


_hidden = threading.RLock()
_hiding: list[ModuleType] = []


@contextmanager
def without_main() -> Iterator[None]:
    """Hide the main module: every child would import it again, at the cost of its own start."""
    with _hidden:
        _hiding.append(sys.modules["__main__"])
        sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        with _hidden:
            # The first one in is put back by the last one out, as threads need not leave in order.
            if len(_hiding) == 1:
                sys.modules["__main__"] = _hiding[0]
                _hiding.clear()
            else:
                _hiding.pop()


@contextmanager
def process(target: Callable, arguments: tuple[Any, ...]) -> Iterator[multiprocessing.Process]:
    """Run `target` in a forked process that does not outlive the block."""
    started = context().Process(target=target, args=arguments, daemon=True)
    with without_main():
        started.start()
    try:
        yield started
    finally:
        started.join(timeout=1)
        started.kill()
        started.join()


@contextmanager
def pool(jobs: int, cache: Path | None = None) -> Iterator[ProcessPoolExecutor]:
    """Yield an executor that gives every task a process of its own, at most `jobs` at a time.

    Where this platform cannot fork, they are processes for ordinary kernels.
    Leaving the block by an exception ends the processes at once.
    """
    if can_fork():
        method, start, surroundings = context(cache), worker.start, nullcontext()
    else:
        method, start = multiprocessing.get_context("spawn"), worker.start_unforked
        surroundings = environment.controlled(cache)
    executor = ProcessPoolExecutor(jobs, mp_context=method, initializer=start, max_tasks_per_child=1)
    with without_main(), surroundings:
        try:
            yield executor
            executor.shutdown()
        except BaseException:
            kill_all()
            executor.shutdown(cancel_futures=True)
            raise


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
