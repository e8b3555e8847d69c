"""Executed notebooks by run key, in files named by their own hash and verified when read."""

import errno
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.files import digest
from pressroom.runs import prune

Figures = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Entry:
    """An executed notebook: its text, the hash of the text, the seconds it took, its key figures."""

    text: str
    output: str
    seconds: float
    figures: Figures


class Store:
    """The cache of one project; what cannot be written is kept for this run only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writable = True
        self._texts: dict[str, str] = {}
        self._about: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> "Store":
        """Keep what is in the store until the block ends, and prune it then."""
        self._use = prune.in_use(self.folder)
        self._use.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._use.__exit__(*error)

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key; None where it is missing or damaged."""
        about = self._read_about(key)
        if about is None:
            return None
        output = about["output"]
        try:
            content = self._texts.get(output) or self._object(output).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None
        if digest(content.encode()) != output:
            return None
        return Entry(content, output, about["seconds"], tuple(about["figures"]))

    def figures(self, key: str) -> Figures | None:
        """Return the key figures of a key, whether or not its notebook was kept."""
        about = self._read_about(key) or self._read_about(f"{key}-figures")
        return None if about is None else tuple(about["figures"])

    def put(self, key: str, text: str | None, seconds: float, figures: Figures) -> None:
        """Keep an executed notebook and its key figures, or, where `text` is None, the figures alone.

        Raises OSError where the disk is full.
        """
        output = "" if text is None else digest(text.encode())
        about = {"output": output, "seconds": round(seconds, 3), "figures": list(figures)}
        body = json.dumps(about, ensure_ascii=False, sort_keys=True)
        key = f"{key}-figures" if text is None else key
        try:
            if text is not None:
                _write(self._object(output), text.encode())
            _write(self._path(key), f"{digest(body.encode())}\n{body}".encode())
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            self.writable = False
            self._about[key] = about
            if text is not None:
                self._texts[output] = text

    def _read_about(self, key: str) -> dict[str, Any] | None:
        if key in self._about:
            return self._about[key]
        try:
            check, _, body = self._path(key).read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return None
        if digest(body.encode()) != check:
            return None
        prune.used(self._path(key))
        return json.loads(body)

    def _path(self, key: str) -> Path:
        return self.folder / "keys" / key[:2] / key

    def _object(self, output: str) -> Path:
        return self.folder / "objects" / output[:2] / f"{output}.ipynb"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, content)
