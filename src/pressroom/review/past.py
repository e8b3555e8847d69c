"""Find the files that made a run: in the working tree, at the run's commit, or earlier in git.

A manifest holds hashes of inputs, not the inputs. A tree of files counts as a run's own where its hash
is that of the manifest.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pressroom import files
from pressroom.review.sides import Side, git
from pressroom.runs import keys

OLDEST = 50


class Resource(NamedTuple):
    """A data resource: content and path of its file, its primary key, its entry in the data package."""

    content: bytes
    path: str
    key: tuple[str, ...]
    entry: object


class Tree:
    """The project's files at one commit, or, without a commit, in the working folder."""

    def __init__(self, root: Path, commit: str | None = None) -> None:
        self.root, self.commit = root, commit

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None where it is not there; `path` may not lead out of the project."""
        if ".." in PurePosixPath(path).parts:
            return None
        if self.commit:
            return git(self.root, "cat-file", "blob", f"{self.commit}:{path}")
        file = self.root / path
        inside = file.resolve().is_relative_to(self.root.resolve())
        return file.read_bytes() if inside and file.is_file() else None

    def names(self, folder: str) -> list[str]:
        """Return the paths of the files in a folder, sorted."""
        if self.commit:
            listed = (
                git(self.root, "ls-tree", "-z", "--name-only", "--full-tree", self.commit, f"{folder}/")
                or b""
            )
            return sorted(name for name in listed.decode(errors="replace").split("\0") if name)
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
        path, _, entry = self.package(name)
        return keys.resource_digest(entry, self.digest(path))

    def theme_digest(self) -> str:
        """Return the hash of the figures' theme as a manifest holds it."""
        paths = [*self.names("report/theme/fonts"), "report/theme/brand.yml"]
        contents = ((path.name, self.digest(str(path))) for path in sorted(map(PurePosixPath, paths)))
        return keys.theme_digest((name, content) for name, content in contents if content)


class Past:
    """The trees that may have made one side, the likeliest first."""

    def __init__(self, root: Path, side: Side) -> None:
        self.root, self.side = root, side
        committed = [Tree(root, side.commit)] if side.commit and side.commit.isalnum() else []
        self.trees = [Tree(root), *committed] if side.is_dirty else [*committed, Tree(root)]

    def read(self, path: str) -> bytes | None:
        """Return a file as it likely was, None where it cannot be had."""
        return next((content for tree in self.trees if (content := tree.read(path)) is not None), None)

    def find(self, path: str, made_it: Callable[[Tree], bool]) -> Tree | None:
        """Return the tree that `made_it` accepts; `path` is the file whose history is searched last."""
        return next((tree for tree in (*self.trees, *self._earlier(path)) if made_it(tree)), None)

    def file(self, path: str, sha256: object) -> bytes | None:
        """Return the file's content that has this hash, None where it cannot be had."""
        tree = self.find(path, lambda tree: tree.digest(path) == sha256)
        return tree.read(path) if tree else None

    def resource(self, name: str, sha256: object) -> Resource | None:
        """Return the data resource that has this hash, None where it cannot be had."""
        tree = self.find("data/datapackage.json", lambda tree: tree.resource_digest(name) == sha256)
        if tree is None:
            return None
        path, key, entry = tree.package(name)
        return Resource(tree.read(path) or b"", path, key, entry)

    def theme(self, sha256: object) -> bytes | None:
        """Return the identity file of the theme that has this hash, None where it cannot be had."""
        tree = self.find("report/theme/brand.yml", lambda tree: tree.theme_digest() == sha256)
        return tree.read("report/theme/brand.yml") if tree else None

    def _earlier(self, path: str) -> Iterator[Tree]:
        commits = git(self.root, "log", "--all", f"-{OLDEST}", "--format=%H", "--", path) or b""
        yield from (Tree(self.root, commit) for commit in commits.decode().split())
