"""What a notebook reads, found in its source without running it."""

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pressroom
from pressroom.errors import UserError

SOURCE = Path(pressroom.__file__).parent.parent
PACKAGES = ("pressroom", "energikontoret")
# What runs a notebook shapes its outputs as well.
RUNNER = (
    "pressroom.runs.canonical",
    "pressroom.execution.kernel",
    "pressroom.execution.execute",
    "pressroom.execution.environment",
)
ALL_DATA, ALL_PARAMETERS = "*data", "*params"


@dataclass
class Reads:
    """The inputs that a piece of code names."""

    modules: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)

    def add(self, other: "Reads") -> None:
        self.modules |= other.modules
        self.resources |= other.resources


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook's JSON; a UserError names the file that is missing or broken."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert all({"cell_type", "source", "metadata"} <= set(cell) for cell in notebook["cells"])
    except FileNotFoundError:
        raise UserError(f"notebooks/{path.name} is missing.", "Restore the file from git.") from None
    except (ValueError, KeyError, TypeError, AssertionError):
        raise UserError(f"notebooks/{path.name} is not a notebook.", "Restore the file from git.") from None
    return notebook


def default_parameters(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return names and values of the notebook's `parameters` cell."""
    found = {}
    for cell in notebook["cells"]:
        if "parameters" not in cell["metadata"].get("tags", []):
            continue
        for node in ast.parse(_source(cell), "the parameters cell").body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(target, ast.Name):
                found[target.id] = ast.literal_eval(node.value)
    return found


def reads_of_notebook(notebook: dict[str, Any]) -> Reads:
    """Return modules (with all that these import) and data resources that a notebook names.

    Raises SyntaxError, with the cell as its file name, where one is not Python.
    """
    reads = named_in_notebook(notebook)
    reads.modules = closure(reads.modules | set(RUNNER))
    for module in reads.modules:
        reads.resources |= _reads_of_module(module).resources
    return reads


def named_in_notebook(notebook: dict[str, Any]) -> Reads:
    """Return the modules and data resources that stand in the notebook's own code."""
    reads = Reads()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            reads.add(_reads(_without_magics(_source(cell)), "", f"cell '{cell.get('id')}'", whole=True))
    return reads


def closure(modules: Iterable[str]) -> set[str]:
    """Return the modules and all modules of the package that they import."""
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in found or file_of(module) is None:
            continue
        found.add(module)
        waiting.extend(_reads_of_module(module).modules)
        waiting.append(module.rpartition(".")[0] or module)
    return found


def file_of(module: str) -> Path | None:
    """Return the file of a module of the package; None where there is no such module."""
    place = SOURCE.joinpath(*module.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


def _reads_of_module(module: str) -> Reads:
    path = file_of(module)
    status = path.stat()
    return _reads_of_file(module, path, (status.st_mtime_ns, status.st_size))


@cache
def _reads_of_file(module: str, path: Path, stamp: tuple[int, int]) -> Reads:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return _reads(path.read_text(encoding="utf-8"), package, str(path), whole=False)


def _reads(source: str, package: str, file: str, whole: bool) -> Reads:
    """Return what some code names; `whole`: a computed data resource counts as all of them."""
    reads = Reads()
    for node in ast.walk(ast.parse(source, file)):
        reads.modules |= set(_imported(node, package))
        if isinstance(node, ast.Call):
            reads.resources |= {name for name in loaded(node) if whole or name != ALL_DATA}
    return reads


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names if name.name.split(".")[0] in PACKAGES)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parts = package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
        if base.split(".")[0] in PACKAGES:
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def loaded(call: ast.Call) -> list[str]:
    """Return what a call loads: data resources (ALL_DATA where the name is computed) or ALL_PARAMETERS."""
    called = dotted(call.func)
    if called in ("data.load", "data.read"):
        names = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        return names or [ALL_DATA]
    if called in ("data.sources", "data.facts"):
        return [called.partition(".")[2]]
    return [ALL_PARAMETERS] if called == "params.load_all" else []


def dotted(node: ast.expr) -> str:
    """Return a name with its owners, empty where it is something else that is called."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return node.id if isinstance(node, ast.Name) else ""


def code_of(cell: dict[str, Any]) -> str:
    """Return the Python code of a cell, without what only IPython understands."""
    return _without_magics(_source(cell))


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _without_magics(source: str) -> str:
    if source.lstrip().startswith("%%"):
        return ""
    lines = source.splitlines()
    return "\n".join("" if line.lstrip()[:1] in ("%", "!", "?") else line for line in lines)
