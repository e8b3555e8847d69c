"""What somebody changed that no notebook reads, and that the files beside the notebooks are written from.

Between two revisions it is what differs in data, parameters and code and that no other changed input tells.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from pressroom.notebook import declarations
from pressroom.review.changes import InputChange
from pressroom.review.compare import details
from pressroom.review.tree import Tree

FOLDERS, CODE, PROJECT = ("data", "params"), "src", "pyproject.toml"
PACKAGE = "data/datapackage.json"
# Written by `check --fix` from what is told by itself.
FOLLOWS = ("params/schema.json",)
# What of a resource's entry follows from its file.
OF_FILE = ("hash", "bytes")
ITSELF = "what it says of itself"


def inputs_behind(old: Tree, new: Tree, changed: Sequence[InputChange]) -> Iterator[InputChange]:
    """Yield what differs between two trees and is no input of a notebook."""
    told = {path for change in changed for path in _paths(change, old, new)}
    names = [name for tree in (old, new) for folder in FOLDERS for name in tree.paths(folder)]
    for path in sorted({*names, PROJECT} - told - {*FOLLOWS}):
        pair = old.blob(path), new.blob(path)
        if pair[0] != pair[1] and path != PACKAGE:
            yield InputChange("other", path, *pair)
    resources = {change.name for change in changed if change.kind == "data"}
    entries = _entries(old), _entries(new)
    apart = [name for name in {*entries[0], *entries[1]} if entries[0].get(name) != entries[1].get(name)]
    if described := sorted({*apart} - resources):
        yield InputChange("other", PACKAGE, "…", "…", details=tuple(name or ITSELF for name in described))
    yield from _code(old, new, told)


def _paths(change: InputChange, *trees: Tree) -> Iterator[str]:
    """Yield the files that a changed input says differ."""
    yield change.name.partition(": ")[0]
    yield details.path_of(change)
    for ref in change.folded:
        yield ref.partition(":")[2]
    if change.kind == "data":
        yield from (tree.package(change.name)[0] for tree in trees)
    if change.kind == "parameter":
        yield from (name for tree in trees for name in tree.names("params") if name.endswith(".yml"))
    if change.is_declaration:
        yield declarations.FILE


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
    """Yield each package of which modules differ that no notebook imports."""
    found: dict[str, list[str]] = {}
    for path in sorted({*old.paths(CODE), *new.paths(CODE)}):
        if path.endswith(".py") and path not in told and old.blob(path) != new.blob(path):
            package, _, module = path.removeprefix(f"{CODE}/").partition("/")
            found.setdefault(f"{CODE}/{package}", []).append(module or package)
    for package, modules in found.items():
        yield InputChange("other", package, "…", "…", details=tuple(modules))
