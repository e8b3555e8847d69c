"""The project's files as they are in the working folder, or were at a commit."""

import io
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pressroom import files
from pressroom.runs.blob import blob_id

# Where the report's own texts stand.
REPORT, SETTINGS = "report", "_quarto.yml"


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what a git command prints, to which something may be `given`; None where it fails or git is
    missing.
    """
    import subprocess

    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False, input=given)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


UNSHALLOW = "git fetch --unshallow"
"""What brings the rest of the history into a clone that lacks it."""


def is_shallow(root: Path) -> bool:
    """Return whether a checkout holds only the newest part of the history."""
    return (git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


class Resource(NamedTuple):
    """A data resource: content and path of its file, its primary key, its entry in the data package."""

    content: bytes
    path: str
    key: tuple[str, ...]
    entry: object


class Tree:
    """The project's files at one commit, or, without a commit, in the working folder.

    What a commit holds stays, so each of its files is read once.
    """

    def __init__(self, root: Path, commit: str | None = None) -> None:
        self.root, self.commit = root, commit
        self._contents: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None where it is not there; `path` may not lead out of the project."""
        if ".." in PurePosixPath(path).parts:
            return None
        if self.commit:
            if path not in self._contents:
                self._contents[path] = git(self.root, "cat-file", "blob", f"{self.commit}:{path}")
            return self._contents[path]
        file = self._file(path)
        return file.read_bytes() if file else None

    def load(self, paths: Iterable[str]) -> None:
        """Read several files of a commit at once, for those who ask for them one by one."""
        wanted = [path for path in paths if path in self._blobs] if self.commit else []
        wanted = [path for path in wanted if path not in self._contents]
        if not wanted:
            return
        ids = "".join(f"{self._blobs[path]}\n" for path in wanted)
        stream = io.BytesIO(git(self.root, "cat-file", "--batch", given=ids.encode()) or b"")
        for path in wanted:
            _, _, size = stream.readline().partition(b" blob ")
            if not size.strip().isdigit():
                return
            self._contents[path] = stream.read(int(size))
            stream.readline()

    def blob(self, path: str) -> str | None:
        """Return the id of a file's content as git names it, None where the file is not there."""
        if self.commit:
            return self._blobs.get(path)
        file = self._file(path)
        return blob_id(file) if file else None

    def paths(self, folder: str) -> list[str]:
        """Return the paths of all files below a folder."""
        if self.commit:
            return [path for path in self._blobs if path.startswith(f"{folder}/")]
        found = (self.root / folder).rglob("*")
        return sorted(path.relative_to(self.root).as_posix() for path in found if path.is_file())

    @cached_property
    def _blobs(self) -> dict[str, str]:
        listed = git(self.root, "ls-tree", "-rz", "--full-tree", str(self.commit)) or b""
        entries = (entry.partition("\t") for entry in listed.decode(errors="replace").split("\0")[:-1])
        return {path: meta.split()[2] for meta, _, path in entries}

    def _file(self, path: str) -> Path | None:
        """Return a file of the working folder; None where there is none, or it lies outside."""
        file = self.root / path
        inside = file.resolve().is_relative_to(self.root.resolve())
        return file if inside and file.is_file() else None

    def names(self, folder: str) -> list[str]:
        """Return the paths of the files in a folder, sorted."""
        if self.commit:
            return sorted(path for path in self._blobs if path.rpartition("/")[0] == folder)
        return sorted(f"{folder}/{path.name}" for path in (self.root / folder).glob("*") if path.is_file())

    def package(self, resource: str) -> tuple[str, tuple[str, ...], object]:
        """Return file, primary key and description of a data resource by data/datapackage.json."""
        try:
            resources = json.loads(self.read("data/datapackage.json") or b"{}").get("resources", [])
            entry = next(entry for entry in resources if entry["name"] == resource)
            schema = entry.get("schema")
            key = schema.get("primaryKey", ()) if isinstance(schema, dict) else ()
            return f"data/{entry['path']}", (key,) if isinstance(key, str) else tuple(key), entry
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
            return f"data/{resource}.csv", (), None

    def digest(self, path: str) -> str:
        """Return the hash of a file's content, "" where it is not there."""
        content = self.read(path)
        return "" if content is None else files.digest(content)

    def resource_digest(self, name: str) -> str:
        """Return the hash of a data resource as a manifest holds it."""
        from pressroom.runs import keys

        path, _, entry = self.package(name)
        return keys.resource_digest(entry, self.digest(path))

    def theme_digest(self) -> str:
        """Return the hash of the figures' theme as a manifest holds it."""
        from pressroom.runs import keys

        paths = [*self.names("report/theme/fonts"), "report/theme/brand.yml"]
        contents = ((path.name, self.digest(str(path))) for path in sorted(map(PurePosixPath, paths)))
        return keys.theme_digest((name, content) for name, content in contents if content)
