"""What a notebook reads, found in its source without running it."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pressroom.notebook.ipynb import Notebook
from pressroom.notebook.source import dotted
from pressroom.runs.packages import ENGINE, Packages

# What runs a notebook shapes its outputs as well.
RUNNER = (
    "pressroom.notebook.canonical",
    "pressroom.execution.surroundings",
    "pressroom.execution.execute",
    "pressroom.execution.environment",
)
# The last word of each call in `loaded`.
LOADING = re.compile(r"\b(load|read|sources|facts|load_all)\b")
ALL_DATA, ALL_PARAMETERS, DECLARATIONS = "*data", "*params", "*declarations"
# What imports it reads what params/parameters.yml declares.
DECLARING = "pressroom.scenarios.declare"


@dataclass
class Reads:
    """The inputs that a piece of code names; `at_once` are modules that it imports outside of functions."""

    modules: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)
    at_once: set[str] = field(default_factory=set)

    def add(self, other: "Reads") -> None:
        self.modules |= other.modules
        self.resources |= other.resources
        self.at_once |= other.at_once


def reads_of_notebook(notebook: Notebook, packages: Packages) -> Reads:
    """Return modules of the packages (with all that these import) and data resources that a notebook names.

    Raises SyntaxError, with the cell as its file name, where one is not Python.
    """
    reads = named_in_notebook(notebook)
    reads.modules = closure(reads.modules | set(RUNNER) | set(packages.places), packages)
    for module in reads.modules:
        reads.resources |= _reads_of_module(module, packages).resources
    if DECLARING in reads.modules:
        reads.resources.add(DECLARATIONS)
    return reads


def named_in_notebook(notebook: Notebook) -> Reads:
    """Return the modules (of any package) and data resources that stand in the notebook's own code."""
    reads = Reads()
    for cell in notebook.code_cells:
        reads.add(_reads(cell.python, "", f"cell '{cell.id}'", whole=True))
    return reads


def outside(notebook: Notebook, packages: Packages) -> set[str]:
    """Return the top-level modules that a notebook rests on and that are of neither of the packages.

    What the engine imports inside of functions is left out, for what seldom happens, and what runs notebooks.
    """
    named = named_in_notebook(notebook).modules
    for module in closure(named, packages):
        found = _reads_of_module(module, packages)
        named |= found.at_once if module.partition(".")[0] == ENGINE else found.modules
    return {name.partition(".")[0] for name in named} - {*packages.places}


def closure(modules: Iterable[str], packages: Packages) -> set[str]:
    """Return the modules and all that they import, as far as they belong to the packages."""
    reached: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in reached or packages.file_of(module) is None:
            continue
        reached.add(module)
        waiting.extend(_reads_of_module(module, packages).modules)
        waiting.append(module.rpartition(".")[0] or module)
    return reached


def _reads_of_module(module: str, packages: Packages) -> Reads:
    path = packages.file_of(module)
    assert path is not None, f"{module} is in none of the packages"
    status = path.stat()
    return _reads_of_file(module, path, (status.st_mtime_ns, status.st_size))


@cache
def _reads_of_file(module: str, path: Path, stamp: tuple[int, int]) -> Reads:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return _reads(path.read_text(encoding="utf-8"), package, str(path), whole=False)


def _reads(source: str, package: str, file: str, whole: bool) -> Reads:
    """Return what some code names; `whole`: a computed data resource counts as all of them."""
    tree = ast.parse(source, file)
    reads = Reads(at_once={name for node in tree.body for name in _imported(node, package)})
    for statement in _statements(tree):
        reads.modules |= set(_imported(statement, package))
    # To look at every expression takes most of the time, and most modules load nothing.
    if LOADING.search(source):
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        reads.resources |= {name for call in calls for name in loaded(call) if whole or name != ALL_DATA}
    return reads


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements below a node, and what holds statements."""
    for _, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else ():
            if isinstance(each, (ast.stmt, ast.excepthandler, ast.match_case)):
                yield each
                yield from _statements(each)


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = base_of(node, package)
        yield base
        yield from (f"{base}.{name.name}" for name in node.names)


def base_of(node: ast.ImportFrom, package: str) -> str:
    """Return the module that names are imported from, which code in a `package` may name by its place."""
    parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    return ".".join([*parts, *filter(None, [node.module])])


def loaded(call: ast.Call) -> list[str]:
    """Return what a call loads: data resources (ALL_DATA where the name is computed) or ALL_PARAMETERS."""
    called = dotted(call.func)
    if called in ("data.load", "data.read"):
        names = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        return names or [ALL_DATA]
    if called in ("data.sources", "data.facts"):
        return [called.partition(".")[2]]
    return [ALL_PARAMETERS] if called == "scenarios.load_all" else []
