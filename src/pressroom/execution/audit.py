"""Which of the project's inputs a notebook opens: what its run key must cover."""

import os
import sys
from dataclasses import dataclass, field
from typing import Any

FOLDERS = ("data", "params", "report/theme", "report/key_figures.yml")
# Every run reads these, and their parts of the key are finer than the file.
COVERED = frozenset({"data/datapackage.json"})


@dataclass
class Audit:
    """What became of a kernel: the inputs below `root` that it opened, and whether something killed it."""

    root: str
    opened: set[str] = field(default_factory=set)
    killed: bool = False


_root = ""
_opened: set[str] = set()


def begin(root: str) -> None:
    """Collect the input files below `root` that this process opens from now on: a hook cannot be removed."""
    global _root
    _root = os.path.join(root, "")
    sys.addaudithook(_hear)


def opened() -> set[str]:
    """Return what was opened, relative to the root."""
    return _opened


def _hear(event: str, details: tuple[Any, ...]) -> None:
    if event != "open" or not isinstance(details[0], str | bytes):
        return
    path = os.path.abspath(os.fsdecode(details[0]))
    if path.startswith(_root):
        inside = path[len(_root) :]
        if inside not in COVERED and inside.startswith(FOLDERS) and not os.path.isdir(path):
            _opened.add(inside)
