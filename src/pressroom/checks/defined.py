"""Do the names in a notebook's code stand for something: what a cell uses, and what it asks of a module.

Nothing is run. What a name stands for, Python's own table of names says; what a module has, its file.
"""

import ast
import builtins
import re
import symtable
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pressroom.checks import Problem, code_cells, modules
from pressroom.errors import near
from pressroom.notebook.ipynb import Cell
from pressroom.notebook.source import is_magic
from pressroom.project import Project

SHELL = {"get_ipython", "display", "In", "Out", "exit", "quit", "_", "__", "___"}
GIVEN = {*dir(builtins), *SHELL, "__file__"}
# They give names that stand nowhere.
UNSEEN = re.compile(
    r"\bimport\s*\*|\bexec\(|globals\(\)\s*(\[|\.)|NameError|^\s*%(run|pylab|load|store)|user_ns|run_line",
    re.M,
)
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")


class Names(NamedTuple):
    """What a cell gives a value, what it uses at once, and what functions in it use when they are called."""

    given: set[str]
    at_once: set[str]
    later: set[str]


def problems(project: Project) -> Iterator[Problem]:
    """Yield each module or part of one that is not there, and else each name that nothing gives a value."""
    for notebook, cells, trees in code_cells.parsed(project):
        try:
            missing = list(modules.missing(project, trees))
            for number, line, what, todo in missing:
                yield Problem(f"{notebook}, cell '{cells[number].id}', line {line}: {what}.", todo)
            if not missing and not any(UNSEEN.search(cell.source) for cell in cells):
                yield from _undefined(project, notebook, cells, trees)
        except (SyntaxError, ValueError):
            continue  # The check of the notebooks tells it.


def _undefined(
    project: Project, notebook: str, cells: Sequence[Cell], trees: Sequence[ast.AST]
) -> Iterator[Problem]:
    names = [_names(cell) for cell in cells]
    before, every = set(GIVEN), GIVEN.union(*(each.given for each in names))
    for cell, tree, own in zip(cells, trees, names, strict=True):
        before |= own.given
        for name in sorted((own.at_once - before) | (own.later - every)):
            first = (other.id for other, each in zip(cells, names, strict=True) if name in each.given)
            where = f"{notebook}, cell '{cell.id}', line {_line(tree, name)}"
            if below := next(first, ""):
                what, todo = "gets its value in a later cell", f"Move the cell '{below}' up."
            else:
                what, todo = "has no value", _advice(project, name, tree, before)
            yield Problem(f"{where}: '{name}' {what}.", todo)
            before.add(name)  # Once is enough.


def _advice(project: Project, name: str, tree: ast.AST, before: set[str]) -> str:
    """Return what was meant: a name of the notebook, a function of Python that is called, or a module."""
    nodes = list(ast.walk(tree))
    is_called = any(isinstance(n, ast.Call) and _is(n.func, name) for n in nodes)
    nearest = near(name, before - GIVEN)
    if not nearest.startswith("Did") and is_called:
        nearest = near(name, GIVEN)
    if nearest.startswith("Did"):
        return nearest
    found = modules.called(project, name)
    if found and any(isinstance(n, ast.Attribute) and _is(n.value, name) for n in nodes):
        owner, _, last = found[0].rpartition(".")
        return f"Import it: from {owner} import {last}"
    return "Give it one before, or import it."


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _names(cell: Cell) -> Names:
    lines = cell.source.splitlines()
    # What IPython does with such a line may give values to what is named there.
    magic = lines if cell.source.lstrip().startswith("%%") else [line for line in lines if is_magic(line)]
    found = Names(set(re.findall(r"\w+", " ".join(magic))), set(), set())
    top = symtable.symtable(cell.python, "cell", "exec")
    waiting = [(top, False)]
    while waiting:
        table, is_later = waiting.pop()
        is_later |= table.get_type() == "function" and table.get_name() not in COMPREHENSIONS
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                if symbol.is_assigned() or symbol.is_imported():
                    found.given.add(symbol.get_name())
                if symbol.is_referenced():
                    (found.later if is_later else found.at_once).add(symbol.get_name())
        waiting += [(child, is_later) for child in table.get_children()]
    return found


def _line(tree: ast.AST, name: str) -> int:
    uses = (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name)
    return min(uses, default=1)
