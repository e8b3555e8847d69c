"""Take out of the store what nobody has asked for in a long time, while nobody else uses it."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from pressroom import files
from pressroom.runs.run import Run

DAY = 24 * 60 * 60
UNUSED_SECONDS = 30 * DAY
LARGEST_BYTES = 1_000_000_000
EVERY_SECONDS = DAY


class _File(NamedTuple):
    path: Path
    used: float
    size: int


@contextmanager
def in_use(store: Path) -> Iterator[None]:
    """Let no other process take anything out of a store during the block; prune it after the block.

    Where the store cannot be written, neither happens.
    """
    with contextlib.ExitStack() as stack:
        lock = None
        with suppress(OSError):
            store.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(open(store / "lock", "w"))
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield
        if lock:
            with suppress(OSError):
                _prune_alone(store, lock)


def used(path: Path) -> None:
    """Note that an entry was asked for: once a day is enough."""
    with suppress(OSError):
        if abs(time.time() - path.stat().st_mtime) > DAY:
            os.utime(path)


def _prune_alone(store: Path, lock: IO[str]) -> None:
    mark = store / "pruned"
    if mark.exists() and 0 <= time.time() - mark.stat().st_mtime < EVERY_SECONDS:
        return
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where another run uses the store
    prune(store)
    mark.touch()


def prune(store: Path) -> int:
    """Remove entries, the longest unused first, and return how many; the caller is alone with the store.

    One goes when it was not asked for in a month, or in a day where the store is above a gigabyte; never one
    that a folder under runs/ was made from. Stopped half-way, it leaves whole entries.
    """
    published = _published(store.parent)
    keys = sorted(_files(store / "keys"), key=lambda file: file.used)
    objects = {file.path.stem: file for file in _files(store / "objects")}
    size = sum(file.size for file in [*keys, *objects.values()])
    now, wanted, removed = time.time(), set(), 0
    for file in keys:
        output = _output(file.path)
        longest = DAY if size > LARGEST_BYTES else UNUSED_SECONDS
        if file.path.name not in published and now - file.used > longest:
            file.path.unlink()
            size -= file.size + (objects[output].size if output in objects else 0)
            removed += 1
        else:
            wanted.add(output)
    # After the keys: a key without its notebook would only be executed again, but is no use either.
    for output, file in objects.items():
        if output not in wanted:
            file.path.unlink()
    return removed


def _published(runs: Path) -> set[str]:
    """Return the keys of the notebooks in every folder under runs/."""
    return {made.key for each in Run.all_in(runs) for made in each.notebooks.values()}


def _files(folder: Path) -> list[_File]:
    """Return the files of the store, and remove what a killed process has left half written."""
    entries = []
    for path in folder.glob("*/*"):
        status = path.stat()
        if path.name.startswith(files.BESIDE):
            path.unlink()
        else:
            entries.append(_File(path, status.st_mtime, status.st_size))
    return entries


def _output(path: Path) -> str:
    """Return the name of the notebook that a key leads to; empty where it cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return json.loads(path.read_text(encoding="utf-8").partition("\n")[2])["output"]
    return ""
