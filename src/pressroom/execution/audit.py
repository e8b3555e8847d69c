"""Which of the project's inputs a notebook opens: what its run key must cover."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FOLDERS = ("data", "params", "report/theme", "report/key_figures.yml")
# Every run reads these, and their parts of the key are finer than the file.
COVERED = frozenset({"data/datapackage.json"})

_root: str | None = None
_opened: set[str] = set()


@contextmanager
def files_opened(root: str) -> Iterator[set[str]]:
    """Collect the input files below `root` that this process opens inside the block."""
    global _root
    if _root is None:
        sys.addaudithook(_hear)  # a hook cannot be removed
    _opened.clear()
    _root = os.path.join(root, "")
    try:
        yield _opened
    finally:
        _root = ""


def _hear(event: str, details: tuple) -> None:
    if event != "open" or not _root or not isinstance(details[0], str | bytes):
        return
    path = os.path.abspath(os.fsdecode(details[0]))
    if path.startswith(_root):
        inside = path[len(_root) :]
        if inside not in COVERED and inside.startswith(FOLDERS) and not os.path.isdir(path):
            _opened.add(inside)
