"""Links from a change to where somebody made it: the source at its commit, and the file under review."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import parse
from pressroom.project import Project
from pressroom.review.changes import LOCK, InputChange, TextChange
from pressroom.review.compare.details import path_of
from pressroom.review.host import COMMIT, Host, find_host
from pressroom.review.sides import PUBLISHED, Side
from pressroom.review.tree import Tree

# Each cell is stored with one; whatever a cell says stands between quotation marks on such a line.
CELL = re.compile(r'^\s*"cell_type": "\w+",?$')


AT_SOURCE, UNDER_REVIEW = "at_source", "under_review"


class Link(NamedTuple):
    """What a link leads to, as a word of the page, and its address."""

    what: str
    address: str


class Links:
    """The links of the changes between two sides; none where no site is known that shows their commits."""

    def __init__(self, project: Project, old: Side, new: Side, host: Host | None = None) -> None:
        self.sides = old, new
        self.host = host or find_host(project.root)
        self.trees = [self._tree(project, side) for side in self.sides]
        self.lines = cache(self._lines)
        self.cells = cache(self._cells)

    def of(self, change: Any) -> list[Link]:
        """Return the links of a changed input or output."""
        number = int(change.status != "removed")
        found = [
            Link(AT_SOURCE, self._source(change, number)),
            Link(UNDER_REVIEW, self._under_review(change, number)),
        ]
        return [link for link in found if link.address]

    def _tree(self, project: Project, side: Side) -> Tree | None:
        """Return the files that made a side, where the site shows them."""
        commit = side.commit if not side.is_dirty else None
        is_shown = self.host and commit and COMMIT.fullmatch(commit) and self.host.has(project.root, commit)
        return Tree(project.root, commit) if is_shown else None

    def _source(self, change: Any, number: int) -> str:
        tree = self.trees[number]
        path = self._path(change, number) if tree else ""
        if not (self.host and tree and tree.commit and path and tree.blob(path)):
            return ""
        return self.host.file(tree.commit, path, self._line(change, number, path))

    def _under_review(self, change: Any, number: int) -> str:
        """Return where the change under review shows the file, if its two sides are what is compared."""
        is_whole = all(side.revision for side in self.sides)
        if not (self.host and is_whole):
            return ""
        path = self._path(change, number) if isinstance(change, InputChange) else self._made(change)
        trees = [side.tree for side in self.sides]
        blobs = [tree.blob(path) if tree else None for tree in trees]
        return self.host.changed_file(path) if blobs[0] != blobs[1] else ""

    def _path(self, change: Any, number: int) -> str:
        """Return the file that somebody wrote where a change comes from."""
        if not isinstance(change, InputChange):
            notebook = change.place.notebook
            return self._made(change) if "." in notebook else f"notebooks/{notebook}.ipynb"
        if own := path_of(change):
            return own
        name, _, _ = change.name.partition(": ")
        paths = {
            "parameter": f"params/{self.sides[number].run.about.get('name')}.yml",
            "theme": "report/theme/brand.yml",
            "environment": LOCK,
        }
        if change.kind == "data" and not name.startswith("params/") and (tree := self.trees[number]):
            return tree.package(name)[0]
        return paths.get(change.kind, name)

    def _made(self, change: Any) -> str:
        """Return the file that holds a changed output: one that a run wrote, or a text of the report."""
        name = change.place.notebook
        files = self.sides[1].files.keys() | self.sides[0].files.keys()
        made = next((each for each in (f"{name}.ipynb", name) if each in files), None)
        return f"{PUBLISHED}/{made}" if made else name

    def _line(self, change: Any, number: int, path: str) -> int | None:
        """Return in which line of its file a change stands, None where that is the whole file."""
        if path.endswith(".ipynb"):
            said = change.details[:1] if isinstance(change, InputChange) else ()
            place = getattr(change, "place", None)
            keys = [each.rpartition(": ")[0] for each in said]
            keys += [place.cell if number else place.old.cell] if place else []
            return next(
                (self.cells(number, path)[key] for key in keys if key in self.cells(number, path)), None
            )
        lines = self.lines(number, path)
        if isinstance(change, TextChange):
            others = self.lines(1 - number, path)
            apart = (at for at, each in enumerate(lines, 1) if at > len(others) or others[at - 1] != each)
            return next(apart, None)
        return next((at for at, each in enumerate(lines, 1) if _begins(change, each)), None)

    def _lines(self, number: int, path: str) -> list[str]:
        tree = self.trees[number]
        return (tree.read(path) or b"").decode(errors="replace").split("\n") if tree else []

    def _cells(self, number: int, path: str) -> dict[str, int]:
        """Return in which line each cell of a notebook begins, by its key; none where that is not sure."""
        begin = [at for at, each in enumerate(self.lines(number, path), 1) if CELL.match(each)]
        try:
            keys = [*parse("", "\n".join(self.lines(number, path)).encode()).by_key]
        except Refused:
            return {}
        return dict(zip(keys, begin, strict=True)) if len(keys) == len(begin) else {}


def _begins(change: InputChange, text: str) -> bool:
    """Return whether a line begins what changed: a function, an entry of a file of settings, a package."""
    return any(text.startswith(each) for each in _beginnings(change))


def _beginnings(change: InputChange) -> Iterator[str]:
    _, _, inside = change.name.partition(": ")
    if change.kind == "code":
        for name in change.details[:1]:
            yield from (f"def {name}(", f"class {name}", f"{name} =", f"{name}:")
    elif change.kind == "environment":
        yield f"{change.name}=="
    elif change.kind in ("parameter", "data", "other"):
        names = [change.name] if change.kind == "parameter" else [inside]
        names += [each.partition(":")[0] for each in change.details[:1]]
        yield from (f"{name}:" for name in names if name)
