"""What notebooks ask of modules that is not there, found in the modules' files.

Only what cannot be found in a file, as of a module that puts its names together when it is imported, is
imported to be sure.
"""

import ast
import importlib
import symtable
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple

from pressroom.errors import near
from pressroom.project import Project
from pressroom.runs.packages import packages
from pressroom.runs.reads import base_of


class Missing(NamedTuple):
    """The cell by its number, the line in it, what is wrong, and what to do."""

    cell: int
    line: int
    what: str
    todo: str


def missing(
    project: Project, trees: Sequence[ast.AST], package: str = "", own: Collection[str] = ()
) -> Iterator[Missing]:
    """Yield each module that the cells of a notebook import and each part of one that is not there, once.

    A module in a `package` may name another by its place beside it. With `own`, only modules of these
    packages must be there: others may come with what is installed for one command alone.
    """
    called = {name: module for name, module in imported(trees).items() if _file(module)}
    told: set[tuple[str, str]] = set()
    for number, tree in enumerate(trees):
        for line, module, name in _asked(tree, called, package):
            if own and module.partition(".")[0] not in own and not _file(module):
                continue
            if (module, name) not in told and not _has(module, name):
                told.add((module, name))
                yield Missing(number, line, *_words(project, module, name))


def _asked(node: ast.AST, called: Mapping[str, str], package: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, module and, where one is asked for, its part; what a cell tries may be missing."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Try():
                continue
            case ast.Import(names=names):
                yield from ((child.lineno, each.name, "") for each in names)
            case ast.ImportFrom(names=names, level=level) if package or not level:
                module = base_of(child, package)
                yield from ((child.lineno, module, each.name) for each in names if each.name != "*")
            case ast.Attribute(value=ast.Name(id=owner), attr=name, ctx=ast.Load()) if owner in called:
                yield child.lineno, called[owner], name
        yield from _asked(child, called, package)


def imported(trees: Sequence[ast.AST]) -> dict[str, str]:
    """Return what a notebook imports, by what it calls it, but for names that it also gives other values."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    called: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            called |= {each.asname: each.name for each in node.names if each.asname}
            called |= {each.name: each.name for each in node.names if "." not in each.name}
        elif isinstance(node, ast.ImportFrom) and node.module:
            called |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    stored |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    return {name: whole for name, whole in called.items() if name not in stored}


def called(project: Project, name: str) -> list[str]:
    """Return the modules of the engine and the report whose last name is this one, the shortest first."""
    own = packages(project)
    paths = [path for folder in own.folders for path in folder.rglob(f"{name}.py")]
    labels = [own.label(path).removesuffix(".py").replace("/", ".") for path in paths]
    packed = [path.parent for folder in own.folders for path in folder.rglob(f"{name}/__init__.py")]
    labels += [own.label(path).replace("/", ".") for path in packed]
    return sorted(labels, key=lambda label: (".notebook." not in label, label.count("."), label))


def _has(module: str, name: str) -> bool:
    """Return whether there is a module and, where a name is given, whether it has that part."""
    path = _file(module)
    if path and (not name or name in _named(path) or _file(f"{module}.{name}")):
        return True
    loaded = _loaded(module)
    return loaded is not None and (
        not name or hasattr(loaded, name) or _loaded(f"{module}.{name}") is not None
    )


@cache
def _loaded(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except Exception:  # whatever stops it: it cannot be asked, and what imports it is told elsewhere
        return None


@cache
def _file(module: str) -> Path | None:
    """Return the Python file of a module that is found without importing what holds it."""
    folders = None
    *owners, last = module.split(".")
    for count in range(1, len(owners) + 1):
        spec = PathFinder.find_spec(".".join(owners[:count]), folders)
        if spec is None or spec.submodule_search_locations is None:
            return None
        folders = list(spec.submodule_search_locations)
    spec = PathFinder.find_spec(".".join([*owners, last]), folders)
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") else None


@cache
def _named(path: Path) -> Collection[str]:
    """Return the names to which a module gives values when it is imported."""
    top = symtable.symtable(path.read_text(encoding="utf-8"), str(path), "exec")
    return {each.get_name() for each in top.get_symbols() if each.is_assigned() or each.is_imported()}


def _words(project: Project, module: str, name: str) -> tuple[str, str]:
    owner, _, last = module.rpartition(".")
    if not _has(module, ""):
        hint = near(last, _parts(owner)) if owner and _has(owner, "") else ""
        own = packages(project).places
        todo = hint or near(module, own)
        return f"there is no module '{module}'", todo if todo.startswith(
            "Did"
        ) else "Correct it, or install it."
    return f"'{module}' has no '{name}'", near(name, _parts(module))


def _parts(module: str) -> set[str]:
    """Return what a module offers: the names in its file, and the modules beside it."""
    path = _file(module)
    if path is None:
        return {each for each in dir(_loaded(module)) if not each.startswith("_")}
    beside = path.parent.iterdir() if path.name == "__init__.py" else ()
    modules = {each.stem for each in beside if each.suffix == ".py" or (each / "__init__.py").is_file()}
    return {each for each in {*_named(path), *modules} if not each.startswith("_")}
