"""The process that executes one notebook."""

import os
import signal
import sys
import threading
from multiprocessing import connection, parent_process
from typing import Any

# What nbclient can be told about executing cells, apart from kernels.
CLIENT_OPTIONS = (
    "allow_error_names",
    "allow_errors",
    "coalesce_streams",
    "force_raise_errors",
    "skip_cells_with_tag",
    "store_widget_state",
    "timeout_func",
)

_fresh = False


def start() -> None:
    """Prepare a process that was just forked for one notebook."""
    global _fresh
    from pressroom.execution import preload  # already there, unless the forking process could not

    _fresh = True
    sys.path[:] = preload.KERNEL_PATH
    preload.forget_if_changed()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def start_unforked() -> None:
    """Prepare a process that starts an ordinary kernel for one notebook."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def is_fresh() -> bool:
    """Whether this process was made for a notebook and has not executed one."""
    return _fresh


def execute_here(nb_man, **options: Any):
    """Execute the cells in this process, which must be fresh."""
    global _fresh
    from pressroom.execution.kernel import WarmClient

    _fresh = False
    return WarmClient(nb_man, record_timing=False, **options).execute()


def _end_with_parent() -> None:
    connection.wait([parent_process().sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
