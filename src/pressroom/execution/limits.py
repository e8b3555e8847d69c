"""Time limits inside a process that runs one notebook."""

import asyncio
import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

GRACE_SECONDS = 2.0

# Where a process that ends itself says so; set by who started it.
report: IO | None = None


@dataclass
class Limit:
    """Whether the time ran out."""

    reached: bool = False


@contextmanager
def time_limit(seconds: float | None, task: asyncio.Task) -> Iterator[Limit]:
    """Stop what the task runs when `seconds` have passed (None or 0: no limit).

    Running code gets a KeyboardInterrupt, which `except Exception` does not swallow; a waiting task is
    cancelled. Code that does not let go all the same, as compiled code may, loses its process.
    """
    limit = Limit()
    if not seconds:
        yield limit
        return
    loop = task.get_loop()

    def stop(signum, frame):
        limit.reached = True
        if asyncio.current_task(loop) is not None:
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(task.cancel)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if report is not None:
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=report)
    try:
        yield limit
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()
