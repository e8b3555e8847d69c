"""The preloaded process, and how a process is forked from it.

It is a fork server as multiprocessing has one, but of our own: the caller's programs keep theirs.
"""

import io
import os
import threading
from multiprocessing import context, forkserver, popen_forkserver, process, reduction, util
from multiprocessing.context import set_spawning_popen
from pathlib import Path
from typing import Any

from pressroom.execution import environment

# What multiprocessing keeps to itself, and no types tell of.
_process: Any = process
_util: Any = util


class Server(forkserver.ForkServer):
    """Forks processes from one that has imported everything."""

    _forkserver_pid: int | None

    def __init__(self) -> None:
        super().__init__()
        self.set_forkserver_preload(["pressroom.execution.preload"])
        self.inherited = False
        self.settings: dict[str, str] = {}
        self.starting = threading.Lock()

    def start(self, cache: Path | None = None, settings: dict[str, str] | None = None) -> None:
        """Start the process, without waiting for it; anew where Python is to be set otherwise."""
        settings = settings or {}
        with self.starting:
            if self._forkserver_pid is not None and settings != self.settings:
                Server.__init__(self)
            self.settings = settings
            with environment.controlled(cache, settings):
                super().ensure_running()

    def ensure_running(self) -> None:
        """Nothing: who asks for a process has started the server, or was forked from it."""

    def address(self) -> dict[str, Any]:
        """Return what a process forked from it needs to ask for others."""
        names = ("_forkserver_address", "_forkserver_authkey")
        return {name: getattr(self, name) for name in names if hasattr(self, name)}

    def inherit(self, address: dict[str, Any]) -> None:
        """Let this process, forked from the server, ask it for others."""
        vars(self).update(address)
        parents: Any = forkserver._forkserver
        self._forkserver_alive_fd = parents._forkserver_alive_fd
        self.inherited = True


server = Server()


class Popen(popen_forkserver.Popen):
    """Starts a process of the server's."""

    _fds: list[int]

    def _launch(self, process_obj: Any) -> None:
        prepared = {
            "name": process_obj._name,
            "authkey": process.current_process().authkey,
            "dir": os.getcwd(),
            "orig_dir": _process.ORIGINAL_DIR,
        }
        buffer = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(prepared, buffer)
            reduction.dump(process_obj, buffer)
        finally:
            set_spawning_popen(None)
        self.sentinel, data = server.connect_to_new_process(self._fds)
        # The other end of this one tells the child when this process ends.
        kept = os.dup(data)
        self.finalizer = util.Finalize(self, _util.close_fds, (kept, self.sentinel))
        with open(data, "wb", closefd=True) as file:
            file.write(buffer.getbuffer())
        self.pid = forkserver.read_signed(self.sentinel)


class Process(context.ForkServerProcess):
    """A process forked from the server, for an executor."""

    @staticmethod
    def _Popen(process_obj: Any) -> Popen:
        return Popen(process_obj)


class Context(context.ForkServerContext):
    """What an executor starts its processes with."""

    Process = Process
