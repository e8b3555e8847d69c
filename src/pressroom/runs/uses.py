"""Which installed packages outputs may rest on: those that code imports, and those that these need."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata

from pressroom.runs.fresh import plain

NAME = re.compile(r"[\w.-]+")


def used(modules: Iterable[str], installed: Iterable[str]) -> list[str]:
    """Return which of the `installed` packages give these top-level modules, or are needed by those that do.

    What a package needs only for an extra is not counted: who imports that is asked for it by itself.
    """
    names = frozenset(installed)
    waiting = [package for module in modules for package in _giving(names).get(plain(module), ())]
    found: set[str] = set()
    while waiting:
        package = waiting.pop()
        if package not in found:
            found.add(package)
            waiting.extend(names.intersection(_needs(package)))
    return sorted(found)


@cache
def _giving(installed: frozenset[str]) -> dict[str, list[str]]:
    """Return the packages that give each top-level module, by its plain name."""
    giving: dict[str, list[str]] = {}
    for package in installed:
        for module in _modules(package):
            giving.setdefault(plain(module), []).append(package)
    return giving


def _modules(package: str) -> set[str]:
    """Return the top-level modules of a package; one that does not list them is called as its module."""
    try:
        listed = metadata.distribution(package).read_text("top_level.txt")
    except metadata.PackageNotFoundError:
        return set()
    return set(listed.split()) if listed else {package}


@cache
def _needs(package: str) -> frozenset[str]:
    try:
        needed = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return frozenset()
    names = (NAME.match(each) for each in needed if "extra ==" not in each)
    return frozenset(plain(name[0]) for name in names if name)
