"""The rules of the house: who may import whom, what the engine may not know, and how long things may be.

Notebooks have theirs in test_notebook_cells.py.
"""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from pressroom import yamlfile
from pressroom.project import Project

ROOT = Path(__file__).parents[2]
SRC, TESTS = ROOT / "src", ROOT / "tests"
ENGINE, REPORT = "pressroom", "energikontoret"
PROJECT = Project(ROOT)
# From the ground up: what stands in a room of the engine imports only from its own and from those before it.
ROOMS = (
    "errors", "files", "safe", "policy", "project", "faulty_code", "publication", "names", "yamlfile",
    "language", "scenarios", "notebook", "figures", "runs", "execution", "rendering", "messages",
    "checks", "export", "begin", "review", "sweep", "dictionary", "side_by_side", "pipeline", "watch",
    "cli", "start", "__main__",
)  # fmt: skip
LONGEST_FUNCTION, MOST_PARAMETERS, LONGEST_FILE = 40, 7, 400


def modules() -> dict[str, Path]:
    """Return every module under src/ by its name."""
    found = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """Return what a module imports, at its top or when it runs: modules of ours, else names as written."""
    found = set()
    nodes = list(ast.walk(tree(MODULES[module])))
    for_types_only = {
        part
        for node in nodes
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for part in node.body
    }
    for node in (node for node in nodes if node not in for_types_only):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            names = {f"{node.module}.{name.name}" for name in node.names}
            found |= {name if name in MODULES else node.module for name in names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {name.value for name in node.args if isinstance(name, ast.Constant)}
    return frozenset(found - {module})


def room(module: str) -> str:
    return module.split(".")[1]


def in_engine(module: str) -> bool:
    return module.startswith(f"{ENGINE}.")


def test_the_model_imports_nothing_of_the_engine_and_nothing_else_of_the_report():
    model = f"{REPORT}.model"
    found = [
        (module, name)
        for module in MODULES
        if module.startswith(model)
        for name in imports(module)
        if name.split(".")[0] in (ENGINE, REPORT) and not name.startswith(model)
    ]
    assert found == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: {name for name in imports(module) if name in MODULES} for module in MODULES}
    # A package's own file is run before its modules; what it gathers from them is no circle of theirs.
    graph = {module: names - {module.rpartition(".")[0]} for module, names in graph.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_every_room_has_its_place():
    assert {room(module) for module in filter(in_engine, MODULES)} == set(ROOMS)


@pytest.mark.parametrize("above", ROOMS)
def test_a_room_imports_only_from_rooms_below_it(above):
    found = [
        (module, name)
        for module in filter(in_engine, MODULES)
        if room(module) == above
        for name in filter(in_engine, imports(module))
        if ROOMS.index(room(name)) > ROOMS.index(above)
    ]
    assert found == []


def names_of_the_report() -> Iterator[str]:
    """Yield what only this report has: its own name, parameters, municipalities, key figures, chapters."""
    yield REPORT
    yield from yamlfile.read(PROJECT.params / "parameters.yml", "params/parameters.yml").values
    yield from yamlfile.read(PROJECT.report / "key_figures.yml", "report/key_figures.yml").values
    with (PROJECT.data / "municipalities.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield from (row["code"], row["name"])
    written_by_the_engine = {"assumptions.qmd", "sources.qmd", "traceability.qmd"}
    yield from {path.name for path in PROJECT.report.glob("chapters/*.qmd")} - written_by_the_engine
    yield from (path.stem for path in PROJECT.notebooks.glob("*.ipynb"))
    yield from (name for name in PROJECT.scenarios() if name != "base")


def named(folder: Path, names: Iterator[str]) -> list[tuple[str, int, str]]:
    """Return where names stand in the files below a folder, the sample publication left out."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    known = re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE)
    return [
        (str(path.relative_to(ROOT)), number, match[0])
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in known.finditer(line)
    ]


def test_the_engine_names_nothing_of_the_report():
    assert named(SRC / ENGINE, names_of_the_report()) == []


def test_the_engines_tests_do_not_name_the_report():
    assert named(TESTS / "engine", iter([REPORT])) == []


def test_each_room_of_the_engine_has_its_tests_in_a_folder_of_its_name():
    rooms = {room for room in ROOMS if (SRC / ENGINE / room).is_dir()}
    folders = {path.parent.name for path in TESTS.glob("engine/*/test_*.py")}
    assert (rooms - folders, folders - {*ROOMS}) == (set(), set())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_first_what_it_answers(module):
    # A package's own file may be empty: its folder's name and its modules say what it is.
    path = MODULES[module]
    said = ast.get_docstring(tree(path))
    assert said or (path.name == "__init__.py" and not path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node


def test_no_function_is_longer_than_a_screen():
    lengths = {name: node.end_lineno - node.lineno + 1 for name, node in functions()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def is_command(node: ast.FunctionDef) -> bool:
    """Whether the parameters of a function are the options of a command."""
    return any(ast.unparse(each).endswith(".command()") for each in node.decorator_list)


def test_no_function_outside_of_the_chart_kit_takes_many_parameters():
    found = {}
    for name, node in functions():
        given = node.args
        names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        number = len([each for each in names if each not in ("self", "cls")])
        if number > MOST_PARAMETERS and not name.startswith(f"{ENGINE}.figures.") and not is_command(node):
            found[name] = number
    assert found == {}


def test_no_file_of_code_is_longer_than_four_hundred_lines():
    found = [*MODULES.values(), *(SRC / ENGINE).rglob("*.lua"), *TESTS.rglob("*.py")]
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in found
    }
    cli = "src/pressroom/cli.py"  # the table of all commands with their options
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE and name != cli} == {}
