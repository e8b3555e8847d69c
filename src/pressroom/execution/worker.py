"""A process that executes one notebook after another, each in a kernel of its own."""

import os
import signal
import threading
from multiprocessing import connection, parent_process
from typing import Any


def start(address: dict[str, Any]) -> None:
    """Prepare a process that was forked from the server."""
    from pressroom.execution.server import server

    server.inherit(address)
    end_with_parent()


def start_unforked() -> None:
    """Prepare a process where there is no server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that ends."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    assert parent is not None, "a worker was started by another process"
    connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
