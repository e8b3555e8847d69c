"""What somebody changed that no notebook reads, and that the files beside the notebooks are written from.

Between two revisions it is what differs in data, parameters and code and that no other changed input tells:
data and parameters whatever comes of them, code only where a file differs that it may have written.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from pressroom.notebook import declarations
from pressroom.review.changes import InputChange
from pressroom.review.compare import details, edits
from pressroom.review.equality import differing_inputs
from pressroom.review.sides import Side
from pressroom.review.tree import Tree

CODE, PROJECT = "src", "pyproject.toml"
PACKAGE = "data/datapackage.json"
Inputs = tuple[InputChange, ...]
# What of a resource's entry follows from its file.
OF_FILE = ("hash", "bytes")
ITSELF = "what it says of itself"


def inputs_behind(old: Side, new: Side, changed: Sequence[InputChange], is_written: bool) -> Inputs:
    """Return what differs between the files of two sides and is no input of a notebook.

    `is_written` says that a file differs which publishing writes.
    """
    if old.tree is None or new.tree is None or old.tree.commit == new.tree.commit:
        return ()
    # What a run was made from is told by its manifest, or makes the run stale.
    told = {*old.run.files, *new.run.files}
    told |= {path for change in changed for path in _paths(change, old.tree, new.tree)}
    paths = [path for path in differing_inputs(old, new) if path not in told]
    found = [*_data(old.tree, new.tree, changed, paths)]
    return (*found, *_code(old.tree, new.tree, told)) if is_written else tuple(found)


def _data(
    old: Tree, new: Tree, changed: Sequence[InputChange], paths: Sequence[str]
) -> Iterator[InputChange]:
    """Yield files of data and parameters that differ, and what the data package says that no file says."""
    parameters = {change.name for change in changed if change.kind == "parameter"}
    for path in paths:
        names = _entries_apart(path, old, new) if path.startswith("params/") else set()
        if path != PACKAGE and not (names and names <= parameters):
            yield _file(path, old, new)
    resources = {change.name for change in changed if change.kind == "data"}
    entries = _entries(old), _entries(new)
    apart = [name for name in {*entries[0], *entries[1]} if entries[0].get(name) != entries[1].get(name)]
    if described := sorted({*apart} - resources):
        yield InputChange("other", PACKAGE, "…", "…", details=tuple(name or ITSELF for name in described))


def _paths(change: InputChange, *trees: Tree) -> Iterator[str]:
    """Yield the files that a changed input says differ."""
    yield change.name.partition(": ")[0]
    yield details.path_of(change)
    for ref in change.folded:
        yield ref.partition(":")[2]
    if change.kind == "data":
        yield from (tree.package(change.name)[0] for tree in trees)
    if change.is_declaration:
        yield declarations.FILE


def _entries_apart(path: str, *trees: Tree) -> set[str]:
    """Return the names of the entries of a flat file of settings that differ."""
    old, new = (details.blocks((tree.read(path) or b"").decode(errors="replace")) for tree in trees)
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def _entries(tree: Tree) -> Mapping[str, str]:
    """Return what the data package says of each resource, and of itself (""), but what follows from files."""
    try:
        package = json.loads(tree.read(PACKAGE) or b"{}")
        resources = {entry["name"]: entry for entry in package.pop("resources", [])}
        of_files = {name: {**entry} for name, entry in resources.items()}
        for entry in of_files.values():
            for name in OF_FILE:
                entry.pop(name, None)
        return {name: json.dumps(entry, sort_keys=True) for name, entry in {**of_files, "": package}.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _code(old: Tree, new: Tree, told: Collection[str]) -> Iterator[InputChange]:
    """Yield the project's own file, and each package of which modules differ that no notebook imports."""
    if PROJECT not in told and old.blob(PROJECT) != new.blob(PROJECT):
        yield _file(PROJECT, old, new)
    found: dict[str, list[str]] = {}
    for path in sorted({*old.paths(CODE), *new.paths(CODE)}):
        if path.endswith(".py") and path not in told and old.blob(path) != new.blob(path):
            package = path.removeprefix(f"{CODE}/").partition("/")[0]
            found.setdefault(f"{CODE}/{package}", []).append(path)
    for package, paths in found.items():
        for tree in (old, new):
            tree.load(paths[: edits.MOST])
        pieces = [
            edit
            for path in paths[: edits.MOST]
            for edit in edits.of_files(path, old.read(path), new.read(path))
        ]
        modules = tuple(path.removeprefix(f"{package}/").removeprefix(f"{CODE}/") for path in paths)
        yield InputChange("other", package, "…", "…", details=modules, edits=tuple(pieces))


def _file(path: str, old: Tree, new: Tree) -> InputChange:
    """Return a file that differs, with what of it does."""
    pieces = edits.of_files("", old.read(path), new.read(path))
    return InputChange("other", path, old.blob(path), new.blob(path), edits=pieces)
