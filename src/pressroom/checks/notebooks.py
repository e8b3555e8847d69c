"""Do the notebooks hold: no outputs, parameters that agree with the model, no logic of their own."""

import ast
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.checks import Problem, chance, notebook_form
from pressroom.errors import UserError, near
from pressroom.notebook import ipynb, recorded
from pressroom.notebook.ipynb import Cell, Notebook
from pressroom.project import REFERENCE, Project
from pressroom.publication import EACH
from pressroom.scenarios import declare, declared

EMBEDDED = re.compile(r"\bexecuted/(\w+\.ipynb)#")
MEND = "Mend it, and save it."
AS_STORED = f'lab.use("{REFERENCE}")'


def check(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with each notebook in notebooks/, and the parameters that none of them has."""
    named, shown = set(), _shown(project)
    for path, notebook in _readable(project):
        yield from _stored(notebook, f"notebooks/{path.name}")
        named |= set(_values(notebook))
        if path.name not in shown and not recorded.ids(notebook):
            yield Problem(
                f"notebooks/{path.name}: no text shows anything of it, and it records no key figure.",
                "Embed an output of it in a chapter, record a key figure, or take the notebook away.",
            )
    if any(usable(project)):
        return  # Who has which parameter cannot be told.
    for name in declared(project):
        if name not in named:
            yield Problem(
                f"{declare.FILE}: no notebook has the parameter '{name}'.",
                "Take it out, or name it in the parameters cell of a notebook.",
            )


def usable(project: Project) -> Iterator[Problem]:
    """Yield what would make a run useless: no notebook, no Python, no parameters, other results each time."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        name = f"notebooks/{path.name}"
        try:
            notebook = ipynb.read(path)
            notebook_form.refuse(notebook)
            trees = [_parsed(cell) for cell in notebook.code_cells]
            unknown = [each for each in notebook.parameters() if each not in declared(project)]
        except UserError as error:
            yield Problem.of(error)
        except SyntaxError as error:
            yield Problem(f"{name}, {error.filename}, line {error.lineno}: {error.msg}.", MEND)
        except ValueError as error:
            yield Problem(f"{name}, {error}.", MEND)
        else:
            if unknown:
                yield Problem(
                    f"{name}: '{unknown[0]}' is not a parameter.", near(unknown[0], declared(project))
                )
            if not any(ipynb.PARAMETERS in cell.tags for cell in notebook.cells):
                yield _without_tag(project, notebook, name)
            for cell, tree in zip(notebook.code_cells, trees, strict=True):
                for line, what, todo in chance.calls(tree, trees):
                    yield Problem(f"{name}, cell '{cell.id}', line {line}: {what}.", todo)


def _parsed(cell: Cell) -> ast.Module:
    """Return what a cell says; SyntaxError, too, for what Python allows in a function only."""
    tree = ast.parse(cell.python, f"cell '{cell.id}'")
    compile(tree, f"cell '{cell.id}'", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return tree


def embedded(project: Project) -> Iterator[Problem]:
    """Yield notebooks that the report shows outputs of and that are not there."""
    for path in sorted(project.report.rglob("*.qmd")):
        for name in EMBEDDED.findall(_text(path)):
            # What the pages of `publication.Each` show is made with them.
            if name != f"{EACH}.ipynb" and not (project.notebooks / name).is_file():
                stems = (other.stem for other in project.notebooks.glob("*.ipynb"))
                nearest = near(name.removesuffix(".ipynb"), stems)
                restore = "Restore the notebook from git, or take the embeds out of the text."
                yield Problem(
                    f"notebooks/{name} is missing; {path.relative_to(project.root)} shows outputs of it.",
                    nearest if nearest.startswith("Did") else restore,
                )


def _readable(project: Project) -> Iterator[tuple[Path, Notebook]]:
    for path in sorted(project.notebooks.glob("*.ipynb")):
        with suppress(UserError, SyntaxError, ValueError):  # `usable` tells it.
            notebook = ipynb.read(path)
            recorded.ids(notebook)
            yield path, notebook


def _text(path: Path) -> str:
    # The check of the texts says where one is no UTF-8.
    return path.read_text(encoding="utf-8", errors="replace")


def _shown(project: Project) -> set[str]:
    return {name for path in project.report.rglob("*.qmd") for name in EMBEDDED.findall(_text(path))}


def _values(notebook: Notebook) -> Mapping[str, Any]:
    try:
        return notebook.parameters()
    except (ValueError, SyntaxError):
        return {}


def _without_tag(project: Project, notebook: Notebook, name: str) -> Problem:
    """Say that no cell is marked, and which looks as if it should be."""
    parameters = declared(project)
    for cell in notebook.code_cells:
        first = re.match(r"\s*(?:#[^\n]*\s+)*(\w+)\s*=", cell.source)
        if first and first[1] in parameters:
            todo = f"Give it to the cell '{cell.id}', which begins with '{first[1]}'."
            break
    else:
        todo = "Give it to the cell with the parameters; it may be empty."
    return Problem(f"{name}: no cell has the tag 'parameters'.", todo)


def _stored(notebook: Notebook, name: str) -> Iterator[Problem]:
    for cell in notebook.cells:
        yield from _cell(cell, name)
    if full := with_outputs(notebook):
        more = f" and {len(full) - 1} more are" if len(full) > 1 else " is"
        what = f"{name}: cell '{full[0].get('id')}'{more} stored with outputs."
        yield Problem(what, f"Clear them: {publication.command('check --fix')}")


def with_outputs(notebook: Notebook) -> list[dict[str, Any]]:
    """Return the cells, as JSON values, that are stored with outputs."""
    return [raw for raw in notebook.document["cells"] if raw.get("outputs") or raw.get("execution_count")]


def _cell(cell: Cell, name: str) -> Iterator[Problem]:
    if "scenario" in cell.tags and AS_STORED not in cell.source:
        yield Problem(f"{name}: it is stored with another scenario.", f"Write {AS_STORED} in the cell.")
    if ipynb.INJECTED in cell.tags:
        what = f"{name}, cell '{cell.id}': it is stored with the values that a run was given."
        yield Problem(what, f"Take the cell with the tag '{ipynb.INJECTED}' out.")
    for option in cell.unclosed:
        yield Problem(f"{name}, cell '{cell.id}': {ipynb.UNCLOSED.format(option)}", ipynb.ESCAPE)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    with suppress(SyntaxError, ValueError):
        for node in ast.walk(ast.parse(cell.python)) if cell.kind == "code" else ():
            if isinstance(node, functions):
                what = f"{name}, cell '{cell.id}', line {node.lineno}: it defines '{node.name}'."
                yield Problem(what, "Move it to src/.")
