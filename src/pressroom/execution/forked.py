"""A process forked from the preloaded one, that becomes a kernel."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import context, forkserver, resource_tracker, util
from socket import socket
from typing import Any

from pressroom.execution.channel import Channel


@dataclass
class KernelProcess:
    """What a new process is told; multiprocessing's server calls `_bootstrap` in it, with nothing above."""

    requests: socket
    published: socket
    environment: Mapping[str, str]
    audited: str | None
    _name = "MainProcess"

    def _bootstrap(self, parent_sentinel: Any) -> int:
        from pressroom.execution import audit, kernel, preload, surroundings

        os.setsid()
        forget_parent()
        surroundings.take_over(self.environment, preload.KERNEL_PATH)
        preload.forget_if_changed()
        if self.audited:
            audit.begin(self.audited)
        kernel.begin(Channel(self.requests), Channel(self.published)).start()
        kernel.end()
        return 0


def forget_parent() -> None:
    """Let multiprocessing take this process for one that nobody started: it may have children of any kind."""
    with suppress(OSError):
        os.close(forkserver._forkserver._forkserver_alive_fd)
    forkserver._forkserver.__init__()
    resource_tracker._resource_tracker._fd = None
    context._default_context._actual_context = None
    util._finalizer_registry.clear()
    util._run_after_forkers()
