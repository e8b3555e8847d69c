"""What a notebook prints, on its way to the kernel's messages."""

import codecs
import heapq
import os
import re
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from ipykernel import iostream
from jupyter_client.session import Session

from pressroom.execution.channel import Channel
from pressroom.execution.children import Children

CHUNK = 1 << 16
SURROGATE = re.compile("[\ud800-\udfff]")


class Publisher(iostream.IOPubThread):
    """What ipykernel publishes through: at once, in whichever thread asks, and not in one of its own."""

    thread: Any = None
    io_loop: Any

    def __init__(self) -> None:  # not that of IOPubThread, which opens ZMQ sockets
        self.io_loop = self
        self.channel: Channel | None = None
        self.streams: list[OutStream] = []
        self._due: list[tuple[float, int, Callable[[], Any]]] = []
        self._lock = threading.Lock()
        self._turn, self._forwarding = threading.RLock(), False

    def begin(self, channel: Channel | None, requests: Channel) -> None:
        """Begin to publish in this process; it ends when whoever sends the requests has ended."""
        self._master_pid = os.getpid()
        self.channel, self._requests = channel, requests
        self._awake, self._wake = os.pipe()
        self.children = Children()
        threading.Thread(target=self._watch, name="IOPub", daemon=True).start()

    @property
    def closed(self) -> bool:
        return self.channel is None

    def schedule(self, f: Callable[[], Any]) -> None:
        f()

    def send_multipart(self, parts: list[Any], *_: Any, **__: Any) -> None:
        """Publish one message, in a forked child by way of the process it was forked from."""
        if self._is_master_process():
            self.forward()
            if self.channel is not None:
                self.channel.send_multipart(parts)
        else:
            self.children.hand_up(parts)

    def forward(self) -> None:
        """Publish what forked children have handed up, in the order in which they did."""
        if not self.children.born:
            return
        with self._turn:
            if self._forwarding:  # one is on its way, and comes first
                return
            self._forwarding = True
            try:
                for parts in self.children.handed_up():
                    self._forward_one(parts)
            finally:
                self._forwarding = False

    def _forward_one(self, parts: list[bytes]) -> None:
        for stream in self.streams:
            stream.drain()
            if not stream.closed:
                stream._flush()
        if self.channel is not None:
            self.channel.send_multipart(parts)

    def call_later(self, seconds: float, f: Callable[[], Any]) -> None:
        """Call a function after a while, in the watching thread."""
        with self._lock:
            heapq.heappush(self._due, (time.monotonic() + seconds, id(f), f))
        os.write(self._wake, b"\0")

    def _watch(self) -> None:
        poll = select.poll()
        handed_up = self.children.parents.fileno()
        for descriptor in [self._awake, handed_up, *(stream.reader for stream in self.streams)]:
            poll.register(descriptor, select.POLLIN)
        poll.register(self._requests.end, 0)
        while True:
            ready = dict(poll.poll(self._pause()))
            if self._requests.end.fileno() in ready:
                os.kill(os.getpid(), signal.SIGKILL)
            if self._awake in ready:
                os.read(self._awake, CHUNK)
            for stream in self.streams:
                if stream.reader in ready:
                    stream.drain()
            if handed_up in ready:
                self.forward()
            self._call_due()

    def _pause(self) -> float | None:
        with self._lock:
            return max(0.0, self._due[0][0] - time.monotonic()) * 1000 if self._due else None

    def _call_due(self) -> None:
        while True:
            with self._lock:
                if not self._due or self._due[0][0] > time.monotonic():
                    return
                call = heapq.heappop(self._due)[2]
            call()


class OutStream(iostream.OutStream):
    """Standard output or error, with what child processes write to the same descriptor.

    No method that a cell calls is ours: a traceback through one would show it.
    """

    # Others know a notebook by the name of this class.
    __module__ = iostream.__name__
    _buffer_lock: Any

    def __init__(self, session: Session, publisher: Publisher, name: str, descriptor: int) -> None:
        super().__init__(session, publisher, name, watchfd=False)
        self._original_stdstream_copy = os.dup(descriptor)
        self.reader, writer = os.pipe()
        os.set_blocking(self.reader, False)
        os.dup2(writer, descriptor)
        os.close(writer)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._buffer_lock = DrainingLock(self, publisher)
        publisher.streams.append(self)

    def drain(self) -> None:
        """Publish what was written to the descriptor, soon."""
        with self._buffer_lock:
            pass
        if not self.closed:
            self._schedule_flush()

    def take(self) -> str:
        """Return what was written to the descriptor, once."""
        text = ""
        while self._is_master_process():
            try:
                data = os.read(self.reader, CHUNK)
            except OSError:
                break
            if not data:
                break
            text += self._decoder.decode(data)
        return text

    def _flush_buffers(self) -> Iterator[tuple[Any, str]]:
        for parent, text in super()._flush_buffers():
            yield parent, _encodable(text)


class DrainingLock:
    """Holds a stream's buffers, and first puts there what came to its descriptor before."""

    def __init__(self, stream: OutStream, publisher: Publisher) -> None:
        self.stream, self.publisher, self.lock = stream, publisher, threading.RLock()

    def __enter__(self) -> None:
        # What children have printed before comes before, and whoever publishes it takes this lock in turn.
        if self.stream._is_master_process():
            self.publisher.forward()
        self.lock.acquire()
        text = self.stream.take()
        if text:
            self.stream._buffers[frozenset(self.stream._parent_header_global.items())].write(text)

    def __exit__(self, *error: Any) -> None:
        self.lock.release()


def _encodable(text: str) -> str:
    """Return the text; where a message cannot hold it, with a mark for each lone surrogate."""
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text
