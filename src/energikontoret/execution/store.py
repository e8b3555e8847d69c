"""Executed notebooks by run key, in files named by their own hash and verified when read."""

import contextlib
import errno
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from energikontoret.execution.keys import digest


@dataclass(frozen=True)
class Entry:
    """An executed notebook: its text, the hash of the text, and the seconds it took."""

    text: str
    output: str
    seconds: float


class Store:
    """The cache of one project; a folder that cannot be written is read only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writable = True
        self._kept: dict[str, Entry] = {}

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key; None where it is missing or damaged."""
        if key in self._kept:
            return self._kept[key]
        try:
            about = json.loads(self._about(key).read_text(encoding="utf-8"))
            content = self._object(about["output"]).read_bytes()
            if digest(content) != about["output"]:
                return None
            return Entry(content.decode(), about["output"], float(about["seconds"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, text: str, seconds: float) -> Entry:
        """Keep an executed notebook; where the folder is read only, for this run only.

        Raises OSError where the disk is full.
        """
        content = text.encode()
        entry = Entry(text, digest(content), seconds)
        about = json.dumps({"output": entry.output, "seconds": round(seconds, 3)}).encode()
        try:
            write(self._object(entry.output), content)
            write(self._about(key), about)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            self.writable = False
            self._kept[key] = entry
        return entry

    def _about(self, key: str) -> Path:
        return self.folder / "keys" / key[:2] / f"{key}.json"

    def _object(self, output: str) -> Path:
        return self.folder / "objects" / output[:2] / f"{output}.ipynb"


def write(path: Path, content: bytes) -> None:
    """Write a file so that its name never stands for half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
