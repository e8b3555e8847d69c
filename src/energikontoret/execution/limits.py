"""Time limits inside a process that runs one notebook."""

import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

GRACE_SECONDS = 2.0


@dataclass
class Limit:
    """Whether the time ran out."""

    reached: bool = False


@contextmanager
def time_limit(seconds: float | None) -> Iterator[Limit]:
    """Interrupt the main thread when `seconds` have passed (None or 0: no limit).

    The interrupt is a KeyboardInterrupt, which a notebook's `except Exception` does not swallow.
    """
    limit = Limit()
    if not seconds:
        yield limit
        return

    def interrupt(signum, frame):
        limit.reached = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    # Repeated, because code that catches KeyboardInterrupt would go on for ever otherwise.
    signal.setitimer(signal.ITIMER_REAL, seconds, GRACE_SECONDS / 4)
    try:
        yield limit
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def last_resort(seconds: float | None, report) -> Iterator[None]:
    """End the process when it ignored its limit, as compiled code may; `report` gets the stack."""
    if seconds:
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=report)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
