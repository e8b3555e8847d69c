"""The id that git gives a content. Imports the standard library only: equal runs are told by it at once."""

import hashlib
from functools import cache
from pathlib import Path

PIECE = 1 << 20


def blob_id(path: Path) -> str:
    """Return the id that git gives the content of a file, which is read once while it stays as it is."""
    status = path.stat()
    return _blob_id(path, status.st_size, status.st_mtime_ns)


@cache
def _blob_id(path: Path, size: int, changed: int) -> str:
    digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
