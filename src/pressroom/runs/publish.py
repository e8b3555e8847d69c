"""Put a finished folder where others look for it, in one step."""

import ctypes
import errno
import fcntl
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pressroom.errors import UserError

WORK = ".work"
_AT_FDCWD = -100
_EXCHANGE = 2


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


def publish(runs: Path, name: str, files: Mapping[str, str | bytes], part: str = "") -> None:
    """Make runs/`name`, or a `part` of it, a folder with exactly these files.

    Readers see the old folder or the new one. The caller holds the lock of the name.
    """
    work = runs / WORK
    work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=work, prefix=f"{name}="))
    try:
        new = folder / "new"
        new.mkdir()
        for file, content in files.items():
            (new / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        exchange(new, runs / name / part)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def exchange(new: Path, target: Path) -> None:
    """Move `new` to `target`; what was there ends where `new` was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(new, target)
        return
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
    if not _swap(new, target):
        # No exchange in one step here: for a moment the name is free, and `recover` knows the old folder.
        old = new.with_name(f"old-{target.name}")
        os.rename(target, old)
        os.rename(new, target)


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


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return library.renamex_np(a, b, _EXCHANGE) == 0
    if hasattr(library, "renameat2"):
        return library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0
    return False


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
