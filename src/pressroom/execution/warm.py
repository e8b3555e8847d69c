"""A warm kernel as a notebook's client sees it: what nbclient asks of a kernel's manager and client."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection
from queue import Empty
from typing import Any

from jupyter_client.client import KernelClient

from pressroom.execution.audit import Audit
from pressroom.execution.channel import Channel, session
from pressroom.execution.forked import KernelProcess
from pressroom.execution.server import Popen

# As jupyter_client does: half of its five seconds for a shutdown, then for a signal.
PATIENCE_SECONDS = 2.5
SETTLING_SECONDS = 0.1


@contextmanager
def kernel(audit: Audit | None = None) -> Iterator["Manager"]:
    """Yield the manager of a kernel in a process of its own, which does not outlive the block."""
    ours, theirs = zip(socket.socketpair(), socket.socketpair(), strict=True)
    with theirs[0], theirs[1]:
        process: Any = KernelProcess(theirs[0], audit.root if audit else None, theirs[1])
        started = Popen(process)
    manager = Manager(started, Channel(ours[0]), Channel(ours[1]))
    try:
        yield manager
    finally:
        opened = manager.shut_down()
        if audit:
            audit.opened |= set(opened)
            audit.killed = started.returncode == -signal.SIGKILL
        for inbox in (manager.replies, manager.outputs):
            inbox.close()


class Manager:
    """A running kernel."""

    has_kernel = True
    kernel_id = None

    def __init__(self, process: Popen, requests: Channel, published: Channel) -> None:
        self.process, self.requests = process, requests
        self.session: Any = session()  # sends through a Channel as through a stream of ZMQ
        self.replies, self.outputs = Inbox(requests, self.session), Inbox(published, self.session)

    def client(self) -> "Client":
        """Return the kernel's client."""
        return Client(self)

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def interrupt_kernel(self) -> None:
        """Interrupt what runs, and what it has started."""
        self._signal_group(signal.SIGINT)

    def shut_down(self) -> list[str]:
        """End the kernel in the order that jupyter_client has; return which inputs it opened."""
        if self.is_alive():
            self._settle()
            self.interrupt_kernel()
            self.session.send(self.requests, "shutdown_request", {"restart": False})
            for number in (signal.SIGTERM, signal.SIGKILL):
                if connection.wait([self.process.sentinel], PATIENCE_SECONDS):
                    break
                os.kill(self.process.pid, number)
            self.process.wait()
        replies = [self.replies.message(parts) for parts in self.requests.receive()]
        return next((m["content"]["opened"] for m in replies if m["msg_type"] == "shutdown_reply"), [])

    def _settle(self) -> None:
        """Give what was asked last a moment to end: where an interrupt meets it, the kernel says so."""
        end = time.monotonic() + SETTLING_SECONDS
        while True:
            for parts in self.outputs.channel.receive():
                self.outputs.message(parts)
            left = end - time.monotonic()
            if left < 0 or self.outputs.channel.ended or not self.outputs.busy:
                return
            connection.wait([self.outputs.channel.end], left)

    def _signal_group(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Inbox:
    """The messages of one channel, as nbclient waits for them."""

    def __init__(self, channel: Channel, session: Any) -> None:
        self.channel, self.session = channel, session
        self.waiting: list[list[bytes]] = []
        self.loop: asyncio.AbstractEventLoop | None = None
        self.busy = False

    def send(self, message: dict[str, Any]) -> None:
        self.session.send(self.channel, message)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message; raises Empty where none comes in time, DeadKernelError where none will."""
        try:
            parts = await asyncio.wait_for(self._next(), timeout)
        except TimeoutError:
            raise Empty from None
        return self.message(parts)

    def message(self, parts: list[bytes]) -> dict[str, Any]:
        """Return a message, put together again."""
        found: dict[str, Any] = self.session.deserialize(self.session.feed_identities(parts)[1])
        self.busy = found["content"].get("execution_state", "busy" if self.busy else "idle") == "busy"
        return found

    def close(self) -> None:
        """Close the channel, also where a client that gave up still waits."""
        self._forget()
        self.channel.end.close()

    async def _next(self) -> list[bytes]:
        while not self.waiting:
            self.waiting += self.channel.receive()
            if not self.waiting:
                await self._readable()
        return self.waiting.pop(0)

    async def _readable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = loop.create_future()
        if not self.channel.ended:
            self.loop = loop
            loop.add_reader(self.channel.end, _release, ready)
        try:
            await ready  # for ever, where the channel has ended: nbclient looks after a kernel that died
        finally:
            self._forget()

    def _forget(self) -> None:
        if self.loop is not None and not self.loop.is_closed():
            self.loop.remove_reader(self.channel.end)
        self.loop = None


def _release(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)


class Client(KernelClient):
    """Requests to a warm kernel, and what it publishes."""

    def __init__(self, manager: Manager) -> None:
        super().__init__(session=manager.session)
        self.manager = manager
        self._shell_channel, self._iopub_channel = manager.replies, manager.outputs

    def start_channels(self, *_: Any, **__: Any) -> None: ...

    def stop_channels(self) -> None: ...

    async def wait_for_ready(self, timeout: float | None = None) -> None: ...

    async def is_alive(self) -> bool:
        return self.manager.is_alive()

    def __del__(self) -> None: ...
