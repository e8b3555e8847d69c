"""A process forked from the preloaded one, that becomes a kernel."""

import operator
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import context, forkserver, resource_tracker, util
from socket import socket
from typing import Any

from pressroom.execution.channel import Channel


@dataclass
class ForkedKernel:
    """What a new process is told; multiprocessing's server calls `_bootstrap` in it, with nothing above."""

    requests: socket
    audited: str | None
    environment: Mapping[str, str] = field(
        init=False, default_factory=lambda: {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
    )
    _name = "MainProcess"

    def _bootstrap(self, parent_sentinel: Any) -> int:
        from pressroom.execution import audit, kernel, preloaded, surroundings

        os.setsid()
        forget_parent()
        surroundings.take_over(self.environment, preloaded.KERNEL_PATH)
        preloaded.forget_if_changed()
        if self.audited:
            audit.begin(self.audited)
        # Called from C, as `python -m` calls a kernel: Python 3.11 lets a recursion go as far as in one.
        operator.call(self.prepared())
        kernel.end()
        return 0

    def prepared(self) -> Callable[[], Any]:
        """Return what does what the kernel is there for, with as many calls above it as in a kernel's own."""
        raise NotImplementedError


@dataclass
class KernelProcess(ForkedKernel):
    """A kernel that serves requests until one asks for the end."""

    published: socket

    def prepared(self) -> Callable[[], Any]:
        from pressroom.execution import kernel

        return kernel.begin(Channel(self.requests), Channel(self.published)).start


def forget_parent() -> None:
    """Let multiprocessing take this process for one that nobody started: it may have children of any kind."""
    # What multiprocessing keeps to itself, and no types tell of.
    server: Any = forkserver._forkserver
    tracker: Any = resource_tracker._resource_tracker
    method: Any = context._default_context
    inner: Any = util
    with suppress(OSError):
        os.close(server._forkserver_alive_fd)
    server.__init__()
    tracker._fd = None
    method._actual_context = None
    inner._finalizer_registry.clear()
    inner._run_after_forkers()
