"""Jupyter's messages of several parts over a pair of sockets, where an ordinary kernel has ZMQ."""

import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import zmq
from jupyter_client.session import Session

CHUNK = 1 << 20
COUNT, LENGTH = struct.Struct("<I"), struct.Struct("<Q")
# Signals whose handlers may raise in the middle of a message, and leave half of it behind.
HANDLED = frozenset(
    {signal.SIGINT, signal.SIGALRM, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD}
)


class Channel:
    """One end of the pair; ipykernel and jupyter_client send through it as through a ZMQ stream."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.ended = False
        self.io_loop: Any = None
        self.lock = threading.Lock()
        self.received = bytearray()

    def send_multipart(self, parts: Sequence[Any], *_: Any, **__: Any) -> None:
        """Send one message, whole; nothing where nobody is left to read it."""
        raw = [bytes(part) for part in parts]
        lengths = b"".join(LENGTH.pack(len(part)) for part in raw)
        message = b"".join([COUNT.pack(len(raw)), lengths, *raw])
        with _undisturbed(), self.lock:
            try:
                self.end.sendall(message)
            except OSError:
                self.ended = True

    def receive(self) -> list[list[bytes]]:
        """Return the messages that have come, without waiting for more."""
        while not self.ended:
            try:
                data = self.end.recv(CHUNK, socket.MSG_DONTWAIT)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            self.ended = not data
            self.received += data
        return list(self._complete())

    def on_recv(self, callback: Callable[[list[zmq.Frame]], Any], copy: bool = False) -> None:
        """Let the running loop start `callback` for each message."""
        loop = self.io_loop.asyncio_loop

        def ready() -> None:
            for parts in self.receive():
                loop.create_task(callback([zmq.Frame(part) for part in parts]))
            if self.ended:
                loop.remove_reader(self.end)

        loop.add_reader(self.end, ready)

    def flush(self, *_: Any) -> None:
        """Do nothing: what is sent is on its way."""

    def _complete(self) -> Iterator[list[bytes]]:
        while len(self.received) >= COUNT.size:
            (count,) = COUNT.unpack_from(self.received)
            start = COUNT.size + count * LENGTH.size
            if len(self.received) < start:
                return
            lengths = [
                LENGTH.unpack_from(self.received, COUNT.size + n * LENGTH.size)[0] for n in range(count)
            ]
            if len(self.received) < start + sum(lengths):
                return
            parts = []
            for length in lengths:
                parts.append(bytes(self.received[start : start + length]))
                start += length
            del self.received[:start]
            yield parts


def session(**traits: Any) -> Session:
    """Return a session whose messages are not signed: nobody else holds an end of the sockets."""
    made = Session(**traits)
    made.auth = None
    return made


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep signals waiting; their handlers run in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
