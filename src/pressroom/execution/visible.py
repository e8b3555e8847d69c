"""What else a cell can see of an ordinary kernel's process: its input, its threads, its log."""

import io
import itertools
import logging
import os
import sys
import threading
from typing import Any

from pressroom.execution import debugger

# What an ordinary kernel has beside the main thread and the one that publishes.
IDLE_THREADS = (
    "Heartbeat",
    "Thread-2 (_watch_pipe_fd)",
    "Thread-3 (_watch_pipe_fd)",
    "Control",
    "Shell channel",
    "Thread-1",
)
# What Python keeps to itself, and no types tell of.
_threading: Any = threading
_sys: Any = sys


def give_no_input() -> None:
    """Let nobody read the caller's terminal: neither a cell nor what it starts."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    # multiprocessing has closed the one that Python opened.
    raw: Any = io.FileIO(0, closefd=False)
    raw.name = "<stdin>"
    given: Any = io.TextIOWrapper(io.BufferedReader(raw), encoding=_sys.__stdout__.encoding)
    given.mode = "r"
    _sys.stdin = _sys.__stdin__ = given


def start_idle_threads() -> None:
    """Start as many threads as an ordinary kernel has, of the same names, and count the next from there."""
    for name in IDLE_THREADS:
        threading.Thread(target=threading.Event().wait, name=name, daemon=True).start()
    # A debugger has one of its own, which has ended.
    _threading._counter = itertools.count(5 if debugger.is_there() else 4).__next__


def send_log_to_caller(log: logging.Logger, descriptor: int) -> None:
    """Send what the kernel itself tells to its caller's standard error: it is no output of a cell."""
    for handler in log.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(io.TextIOWrapper(io.FileIO(descriptor, "w", closefd=False)))
