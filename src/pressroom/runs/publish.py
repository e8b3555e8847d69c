"""Put a finished folder where others look for it, in one step, and clear away what a killed run left."""

import errno
import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pressroom import files
from pressroom.errors import UserError

WORK = ".work"


@contextmanager
def locked(runs: Path, names: Iterable[str], waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the locks of some folders under runs/; `waiting` gets a line where one is taken.

    The system lets go of a lock when its process ends, however it ends.
    """
    folder = runs / ".locks"
    with ExitStack() as stack:
        for name in sorted(set(names)):
            folder.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(open(folder / f"{name}.lock", "w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting(f"Another run of '{name}' is under way; waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def publish(runs: Path, name: str, contents: Mapping[str, str | bytes], part: str = "") -> None:
    """Make runs/`name`, or a `part` of it, a folder with exactly these files.

    Readers see the old folder or the new one. The caller holds the lock of the name.
    """
    work = runs / WORK
    work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=work, prefix=f"{name}="))
    try:
        new = folder / "new"
        new.mkdir()
        for file, content in contents.items():
            (new / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        files.exchange(new, runs / name / part)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def recover(runs: Path, names: Iterable[str]) -> None:
    """Clean up after a run that was killed: bring back what it had moved aside, drop the rest.

    The caller holds the locks of the names.
    """
    for name in names:
        for folder in (runs / WORK).glob(f"{glob.escape(name)}=*"):
            old = folder / f"old-{name}"
            if old.exists() and not (runs / name).exists():
                os.rename(old, runs / name)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def disk_errors(runs: Path) -> Iterator[None]:
    """Say in two lines that the disk is full or the folder cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise UserError(
                "The disk is full; the last good run stays in place.", "Free some space."
            ) from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise UserError(
                f"'{error.filename or runs}' cannot be written.", "Make runs/ a folder you may write in."
            ) from None
        raise
