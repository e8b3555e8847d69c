"""Find the files that made a run: in the working tree, at the run's commit, or earlier in git.

A manifest holds hashes of inputs, not the inputs. A tree of files counts as a run's own where its hash
is that of the manifest.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from pressroom.review.sides import Side
from pressroom.review.tree import Resource, Tree, git

OLDEST = 50


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

    def has_resource(self, name: str) -> bool:
        """Return whether data/datapackage.json likely described a resource of this name."""
        return self.trees[0].package(name)[2] is not None

    def theme(self, sha256: object) -> bytes | None:
        """Return the identity file of the theme that has this hash, None where it cannot be had."""
        tree = self.find("report/theme/brand.yml", lambda tree: tree.theme_digest() == sha256)
        return tree.read("report/theme/brand.yml") if tree else None

    def _earlier(self, path: str) -> Iterator[Tree]:
        commits = git(self.root, "log", "--all", f"-{OLDEST}", "--format=%H", "--", path) or b""
        yield from (Tree(self.root, commit) for commit in commits.decode().split())
