"""Files as wholes: a name never stands for half of one, and a hash says what is in it.

Imports little: this also runs when nothing has changed.
"""

import errno
import hashlib
import itertools
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

BESIDE = ".new-"
_numbers = itertools.count()
_AT_FDCWD = -100
_EXCHANGE = 2


def write(path: Path, content: str | bytes) -> None:
    """Write a file in one step: an interruption leaves what was there. The folder must be there."""
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write files that belong together: none takes its place before the disk has room for all of them."""
    beside = {path: path.with_name(f"{BESIDE}{os.getpid()}-{next(_numbers)}") for path in contents}
    try:
        for path, content in contents.items():
            with open(beside[path], "xb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            os.replace(new, path)
    except BaseException:
        for new in beside.values():
            with suppress(OSError):
                os.unlink(new)
        raise


def exchange(new: Path, target: Path) -> None:
    """Move the folder `new` to `target` in one step; what was there ends where `new` was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(new, target)
        return
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
    if not _swap(new, target):
        # No exchange in one step here: for a moment the name is free, and the old folder is beside `new`.
        old = new.with_name(f"old-{target.name}")
        os.rename(target, old)
        os.rename(new, target)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: str | Path) -> str:
    """Return the SHA-256 of a file, which this process reads once while it stays as it is."""
    status = os.stat(path)
    return _digest_of(os.fspath(path), status.st_size, status.st_mtime_ns)


@cache
def _digest_of(path: str, size: int, changed: int) -> str:
    with open(path, "rb") as file:
        return digest(file.read())


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return library.renamex_np(a, b, _EXCHANGE) == 0
    if hasattr(library, "renameat2"):
        return library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0
    return False
