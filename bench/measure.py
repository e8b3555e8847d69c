"""Time, processor time and peak memory of a command with everything it starts."""

import contextlib
import ctypes
import os
import platform
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.2
PACKAGES = ("papermill", "nbclient", "ipykernel", "pandas", "matplotlib")


@dataclass(frozen=True)
class Measured:
    """Wall-clock seconds, and the most memory (bytes) that the process tree held at one time.

    `cpu` is the seconds of processor time of the command and of all that it started.
    """

    seconds: float
    memory: int
    output: str
    cpu: float = 0.0


def measure(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    *,
    watched: bool = False,
    accepted: Sequence[int] = (0,),
) -> Measured:
    """Run a command in a folder; an exit code that is not `accepted` ends the benchmark.

    Memory is that of the process tree, and known only where it is `watched`: to look takes time itself.
    """
    environment = os.environ | dict(variables or {})
    _adopt_orphans()
    used, started = _used(), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = _Peak(process.pid) if watched else None
    output = process.communicate()[0]
    seconds = time.perf_counter() - started
    memory = peak.stop() if peak else 0
    if process.returncode not in accepted:
        sys.exit(f"{' '.join(command)}\n{output}\nended with {process.returncode}")
    # What outlives the command, such as the process that notebooks are forked from, belongs to it too.
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    return Measured(seconds, memory, output, _used() - used)


def _adopt_orphans() -> None:
    """Become the parent of processes whose own has ended (Linux): only a parent is told what they used."""
    if platform.system() == "Linux":
        set_child_subreaper = 36
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def _used() -> float:
    """Return the processor seconds of all children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


class _Peak:
    """Samples the memory of a process tree in a thread."""

    def __init__(self, pid: int) -> None:
        self.most, self.ended = 0, threading.Event()
        self.thread = threading.Thread(target=self._sample, args=(psutil.Process(pid),))
        self.thread.start()

    def stop(self) -> int:
        self.ended.set()
        self.thread.join()
        return self.most

    def _sample(self, top: psutil.Process) -> None:
        # Often at first: some commands are over before a second look.
        pause = SAMPLE_SECONDS / 50
        while not self.ended.wait(pause):
            self.most = max(self.most, tree_memory(top))
            pause = min(2 * pause, SAMPLE_SECONDS)


def tree_memory(top: psutil.Process) -> int:
    """Return the memory of a process and all below it; shared pages count once where the system tells."""
    total = 0
    try:
        processes = [top, *top.children(recursive=True)]
    except psutil.Error:
        return 0
    for process in processes:
        try:
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
        except psutil.Error:
            continue
    return total


def machine() -> str:
    """Return one line about machine and versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory:.0f} GB"
    return f"{system}; Python {platform.python_version()}, {versions}"
