"""The command with `--watch`, as a process whose lines a test waits for."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 90


class Watching:
    """A running command and what it has said."""

    def __init__(self, folder: Path, *words: str, **variables: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pressroom", *words],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | variables,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        self.lines.extend(line.rstrip("\n") for line in iter(self.process.stdout.readline, ""))

    def until(self, pattern: str, times: int = 1) -> str:
        """Wait until a line has matched so many times, and return the last one that did."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = [line for line in self.lines if re.search(pattern, line)]
            if len(found) >= times:
                return found[-1]
            time.sleep(0.02)
        raise AssertionError(f"'{pattern}' was not said: {self.lines}")

    @property
    def page(self) -> str:
        """The address of the page, once the first build is done."""
        return re.search(r"http://\S+", self.until("^Watching"))[0]

    def interrupt(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@contextmanager
def watching(folder: Path, *words: str, **variables: str) -> Iterator[Watching]:
    """Run the command for the length of the block."""
    command = Watching(folder, *words, **variables)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.interrupt()
