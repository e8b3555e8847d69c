"""Names in quotation marks in a notebook's code: parameters, facts, columns of data, key figures.

Only what can be nothing else is looked at: what stands in brackets behind a variable that holds the values of
the scenario, the facts, or rows of a resource as they were loaded.
"""

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pressroom.checks import Problem, code_cells
from pressroom.errors import near
from pressroom.notebook import data, declarations
from pressroom.notebook.source import dotted
from pressroom.scenarios import declared

if TYPE_CHECKING:
    from pressroom.checks.resources import Tables

# They leave the columns as they are, and name some.
NAMING = ("sort_values", "set_index", "drop_duplicates", "groupby")
KEEPING = (*NAMING, "query", "copy", "head", "tail", "dropna")


class Known(NamedTuple):
    """What a variable has by name: what messages call it, and the names."""

    what: str
    names: Collection[str]

    @property
    def is_table(self) -> bool:
        return self.what.startswith("column")


def problems(tables: "Tables") -> Iterator[Problem]:
    """Yield each text that names what is not there, with the nearest that is."""
    for notebook, cells, trees in code_cells.parsed(tables.project):
        held = _Held(tables, trees)
        for cell, tree in zip(cells, trees, strict=True):
            for line, name, known in (each for node in ast.walk(tree) for each in held.named(node)):
                if name not in known.names:
                    where = f"{notebook}, cell '{cell.id}', line {line}"
                    yield Problem(f"{where}: there is no {known.what} '{name}'.", near(name, known.names))


class _Held:
    """What the variables of a notebook hold, of those that are given a value once."""

    def __init__(self, tables: "Tables", trees: Sequence[ast.AST]) -> None:
        project = tables.project
        self.resources = {entry["name"]: entry for entry in data.package(project)["resources"]}
        self.parameters = Known("parameter", declared(project))
        self.facts = Known("fact", {*tables["facts"]["id"]} if "facts" in tables else ())
        self.figures = Known("key figure", declarations.declared(project))
        self.chapters = {id.partition(".")[0] for id in self.figures.names}
        self.variables: dict[str, Known] = {}
        nodes = [node for tree in trees for node in ast.walk(tree)]
        times = Counter(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
        added = {name for node in nodes for name in _stored(node)}
        for node in nodes:
            for name, value in _assigned(node):
                known = self.of(value) if times[name] == 1 else None
                if known:
                    self.variables[name] = Known(known.what, {*known.names, *added})

    def of(self, node: ast.expr) -> Known | None:
        """Return what an expression has by name; None where that is not known."""
        match node:
            case ast.Name(id=name):
                return self.variables.get(name)
            case ast.Call(func=function) if dotted(function) == "scenarios.given":
                return self.parameters
            case ast.Call(func=function) if dotted(function) == "data.facts":
                return self.facts
            case ast.Call(func=function, args=[ast.Constant(value=str(name))]) if (
                dotted(function) == "data.load" and name in self.resources
            ):
                return Known(f"column of '{name}' called", _columns(self.resources[name]))
            case ast.Call(func=ast.Attribute(value=inner, attr=method)) if method in KEEPING:
                return self._table(inner)
            case ast.Subscript(value=inner, slice=chosen) if not _texts(chosen):
                return self._table(inner)
        return None

    def _table(self, node: ast.expr) -> Known | None:
        known = self.of(node)
        return known if known and known.is_table else None

    def named(self, node: ast.AST) -> Iterator[tuple[int, str, Known]]:
        """Yield line and text of what a node names, and among what it should be."""
        match node:
            case ast.Subscript(value=inner, slice=chosen, ctx=ast.Load()):
                known = self.of(inner)
                for name in _texts(chosen):
                    if known:
                        yield node.lineno, name, known
                    elif declarations.ID.fullmatch(name) and name.partition(".")[0] in self.chapters:
                        yield node.lineno, name, self.figures
            case ast.Call(func=ast.Attribute(value=inner, attr=method), args=[first, *_]) if (
                method in KEEPING
            ):
                if known := self._table(inner):
                    names = _in_query(first) if method == "query" else _texts(first)
                    yield from ((node.lineno, name, known) for name in names if method in (*NAMING, "query"))
            case ast.Call(func=function, args=[_, first, *_]) if dotted(function) == "scenarios.ranges":
                yield from ((node.lineno, name, self.parameters) for name in _texts(first))


def _columns(entry: Mapping[str, Any]) -> set[str]:
    fields = {field["name"] for field in entry.get("schema", {}).get("fields", [])}
    return {*fields, "geometry"} if entry["path"].endswith(".geojson") else fields


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from ((n.id, v) for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name))


def _stored(node: ast.AST) -> Collection[str]:
    """Return the names that are given to a new column, or a new value."""
    match node:
        case ast.Subscript(slice=chosen, ctx=ast.Store()):
            return _texts(chosen)
    return ()


def _texts(node: ast.expr) -> list[str]:
    entries = node.elts if isinstance(node, ast.List) else [node]
    return [each.value for each in entries if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _in_query(node: ast.expr) -> set[str]:
    """Return the columns that a condition of pandas names; none where it has more than Python's signs."""
    condition = " ".join(_texts(node))
    try:
        tree = ast.parse(condition, mode="eval")
    except (SyntaxError, ValueError):
        return set()
    called = {id(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)}
    named = (each for each in ast.walk(tree) if isinstance(each, ast.Name) and id(each) not in called)
    return {each.id for each in named} - {"index"}
