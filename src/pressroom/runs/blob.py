"""The id that git gives a content. Imports the standard library only: equal runs are told by it at once."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PIECE = 1 << 20


def blob_id(path: Path) -> str:
    """Return the id that git gives the content of a file, which is read once while it stays as it is."""
    status = path.stat()
    return _blob_id(path, status.st_size, status.st_mtime_ns)


def blob_id_of(content: bytes) -> str:
    """Return the id that git gives a content which is in no file yet."""
    return _id(len(content), [content])


@cache
def _blob_id(path: Path, size: int, changed: int) -> str:
    with path.open("rb") as stream:
        return _id(size, iter(lambda: stream.read(PIECE), b""))


def _id(size: int, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
