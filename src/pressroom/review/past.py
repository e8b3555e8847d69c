"""Find the files that made a run: in the working tree, at the run's commit, or earlier in git.

A manifest holds hashes of inputs, not the inputs. A tree of files counts as a run's own where its hash
is that of the manifest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from pressroom.review.sides import Side
from pressroom.review.tree import Resource, Tree, git, is_shallow

OLDEST = 50


def unfetched(root: Path, pasts: "Iterable[Past]") -> tuple[str, ...]:
    """Return what was sought of the past and may be in the part of the history that this clone lacks."""
    lacking = {name for past in pasts for name in past.lacking}
    return tuple(sorted(lacking)) if lacking and is_shallow(root) else ()


class Past:
    """The trees that may have made one side, the likeliest first."""

    def __init__(self, root: Path, side: Side) -> None:
        self.root, self.side = root, side
        self._at: dict[str, Tree] = {}
        committed = [self._tree(side.commit)] if side.commit and side.commit.isalnum() else []
        self.trees = [Tree(root), *committed] if side.is_dirty else [*committed, Tree(root)]
        self.lacking: set[str] = set()
        """What was sought by its hash, and is in none of the trees."""

    def _tree(self, commit: str) -> Tree:
        tree = self.side.tree if self.side.tree and self.side.tree.commit == commit else None
        return self._at.setdefault(commit, tree or Tree(self.root, commit))

    def load(self, paths: Sequence[str]) -> None:
        """Read several files at once as they likely were."""
        for tree in self.trees:
            tree.load(paths)

    def read(self, path: str) -> bytes | None:
        """Return a file as it likely was, None where it cannot be had."""
        return next((content for tree in self.trees if (content := tree.read(path)) is not None), None)

    def find(self, path: str, made_it: Callable[[Tree], bool]) -> Tree | None:
        """Return the tree that `made_it` accepts; `path` is the file whose history is searched last."""
        trees = (tree for each in (self.trees, self._earlier(path)) for tree in each)
        return next(filter(made_it, trees), None)

    def _found(self, name: str, path: str, sha256: object, made_it: Callable[[Tree], bool]) -> Tree | None:
        """Return the tree that holds what has this hash; what has one and cannot be had is noted."""
        tree = self.find(path, made_it) if isinstance(sha256, str) else None
        if tree is None and isinstance(sha256, str):
            self.lacking.add(name)
        return tree

    def file(self, path: str, sha256: object) -> bytes | None:
        """Return the file's content that has this hash, None where it cannot be had."""
        tree = self._found(path, path, sha256, lambda tree: tree.digest(path) == sha256)
        return tree.read(path) if tree else None

    def resource(self, name: str, sha256: object) -> Resource | None:
        """Return the data resource that has this hash, None where it cannot be had."""
        package = "data/datapackage.json"
        tree = self._found(f"data {name}", package, sha256, lambda tree: tree.resource_digest(name) == sha256)
        if tree is None:
            return None
        path, key, entry = tree.package(name)
        return Resource(tree.read(path) or b"", path, key, entry)

    def has_resource(self, name: str) -> bool:
        """Return whether data/datapackage.json likely described a resource of this name."""
        # A commit that this checkout lacks says nothing.
        trees = (tree for tree in self.trees if tree.read("data/datapackage.json") is not None)
        return any(tree.package(name)[2] is not None for tree in islice(trees, 1))

    def theme(self, sha256: object) -> bytes | None:
        """Return the identity file of the theme that has this hash, None where it cannot be had."""
        path = "report/theme/brand.yml"
        tree = self._found(path, path, sha256, lambda tree: tree.theme_digest() == sha256)
        return tree.read(path) if tree else None

    def _earlier(self, path: str) -> Iterator[Tree]:
        commits = git(self.root, "log", "--all", f"-{OLDEST}", "--format=%H", "--", path) or b""
        yield from map(self._tree, commits.decode().split())
