"""What a cell's forked children print and display, on its way to the process that publishes it."""

import os
import pickle
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

PATIENCE_SECONDS = 10


class Children:
    """A pair of sockets; each message goes over it in a file, whole, however many children send at once."""

    def __init__(self) -> None:
        self.parents, self.childrens = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.parents.setblocking(False)
        self.childrens.settimeout(PATIENCE_SECONDS)
        self.born = False
        os.register_at_fork(after_in_parent=self._note)

    def _note(self) -> None:
        self.born = True

    def hand_up(self, parts: list[Any]) -> None:
        """Send a message from a child; nothing where nobody is left to read it."""
        with suppress(OSError), tempfile.TemporaryFile() as file:
            pickle.dump([bytes(part) for part in parts], file)
            file.flush()
            socket.send_fds(self.childrens, [b"\0"], [file.fileno()])

    def handed_up(self) -> Iterator[list[bytes]]:
        """Yield the messages that have come."""
        with suppress(BlockingIOError):
            while True:
                for descriptor in socket.recv_fds(self.parents, 1, 1)[1]:
                    with open(descriptor, "rb") as file:
                        file.seek(0)
                        message = pickle.load(file)
                    yield message
