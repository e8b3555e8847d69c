"""The process that builds: loaded once, told to build again and again, gone with the process that started it.

`Builder` is the side that tells; `main` is the process. They talk over a pair of sockets: an order is a byte,
the answer is the build's exit code. Whatever ends the one that tells also closes its end of the pair.
"""

import importlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 1.0
SOURCE = Path(__file__).parents[2]


class Builder:
    """A process that builds what `order` says; see `pressroom.watch.loop`."""

    def __init__(self, root: Path, order: dict[str, Any]) -> None:
        self.root, self.order = root, order
        self._start()

    def __enter__(self) -> "Builder":
        return self

    def __exit__(self, *error: Any) -> None:
        self._end()

    def build(self) -> int:
        """Build, and return the exit code; a process that died on the way is replaced."""
        try:
            self.channel.send(b"!")
            answer = self.channel.recv(1)
        except OSError:
            answer = b""
        if not answer:
            print(
                "The process that builds has ended.\nA new one is started at the next save.", file=sys.stderr
            )
            self.restart()
            return 1
        return answer[0]

    def restart(self) -> None:
        """Replace the process by one that has loaded the files as they are now."""
        self._end()
        self._start()

    def _start(self) -> None:
        self.channel, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, json.dumps(self.order), str(theirs.fileno())],
                cwd=self.root,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C comes to the process that started the watch, which ends this
            )

    def _end(self) -> None:
        self.channel.close()
        try:
            self.process.wait(2 * PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def main() -> None:
    """Build at every order, until there can be no more."""
    # Not by KeyboardInterrupt, which a command answers in two lines: the process that tells has said it.
    signal.signal(signal.SIGINT, lambda *_: sys.exit())
    order, channel = json.loads(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(channel, orders), daemon=True).start()
    try:
        _prepare()
        while orders.get():
            channel.send(bytes([_tried(lambda: _build(order))]))
    except OSError:
        pass
    finally:
        # With all that it has started, such as Quarto's own processes.
        os.killpg(0, signal.SIGKILL)


def _hear(channel: socket.socket, orders: queue.SimpleQueue[bytes]) -> None:
    while order := channel.recv(1):
        orders.put(order)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(PATIENCE_SECONDS)
    os.killpg(0, signal.SIGKILL)


def _tried(work: Callable[[], int]) -> int:
    """Return the exit code of some work; a mistake in the package's code is told in two lines too."""
    try:
        return work()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((frame for frame in reversed(frames) if str(SOURCE) in frame.filename), frames[-1])
        where = f" ({os.path.relpath(place.filename)}, line {place.lineno})"
        where = "" if isinstance(error, SyntaxError) else where  # it names its own place
        print(f"{type(error).__name__}: {error}{where}", file=sys.stderr)
        print("Mend it and save; the watch goes on.", file=sys.stderr)
        return 1


def _prepare() -> None:
    """Load what a build needs before one is ordered; what fails here fails again then, and is told."""
    with suppress(Exception):
        from pressroom.execution import local

        local.load_early()
        importlib.import_module("pressroom.pipeline")


def _build(order: dict[str, Any]) -> int:
    from pressroom import pipeline
    from pressroom.errors import exit_code
    from pressroom.execution.job import Execution, Limits
    from pressroom.project import find
    from pressroom.rendering.edition import Edition, unchanged
    from pressroom.runs.fresh import Request

    def build() -> None:
        project, request = find(), Request(**order["request"])
        editions = [Edition(**edition) for edition in order["editions"]]
        how = Execution(**order["how"] | {"limits": Limits(**order["how"]["limits"])})
        answer = unchanged(project, request, editions)
        if answer:
            print(answer)
        else:
            chosen = pipeline.choose(project, request, "report", [edition.lang for edition in editions])
            pipeline.build(project, chosen, editions, how)

    code = exit_code(build)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    main()
