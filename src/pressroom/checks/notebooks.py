"""Do the notebooks hold: no outputs, parameters that agree with the model, no logic of their own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pressroom.checks import Problem
from pressroom.errors import UserError, near
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Cell
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import Parameter, declare, declared

EMBEDDED = re.compile(r"\bexecuted/(\w+\.ipynb)#")
AS_STORED = f'lab.use("{REFERENCE}")'


def check(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with each notebook in notebooks/, and the parameters that none of them has."""
    parameters = declared(project)
    unused = dict.fromkeys(parameters)
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _notebook(path, f"notebooks/{path.name}", parameters, unused)
    for name in unused:
        yield Problem(
            f"{declare.FILE}: no notebook has the parameter '{name}'.",
            "Take it out, or name it in the parameters cell of a notebook.",
        )


def embedded(project: Project) -> Iterator[Problem]:
    """Yield notebooks that the report shows outputs of and that are not there."""
    for path in sorted(project.report.rglob("*.qmd")):
        for name in EMBEDDED.findall(path.read_text(encoding="utf-8")):
            if not (project.notebooks / name).is_file():
                yield Problem(
                    f"notebooks/{name} is missing; {path.relative_to(project.root)} shows outputs of it.",
                    "Restore the notebook from git, or take the embeds out of the text.",
                )


def _notebook(
    path: Path, name: str, parameters: Mapping[str, Parameter], unused: dict[str, None]
) -> Iterator[Problem]:
    try:
        notebook = ipynb.read(path)
        values = notebook.parameters()
    except UserError as error:
        yield Problem.of(error)
        return
    except (ValueError, SyntaxError) as error:
        yield Problem(f"{name}: {error}.", "Open it in JupyterLab, mend it and save it.")
        return
    if not any(ipynb.PARAMETERS in cell.tags for cell in notebook.cells):
        yield Problem(
            f"{name}: no cell has the tag 'parameters'.", "Give it to the cell with the parameters."
        )
    for parameter in values:
        unused.pop(parameter, None)
        if parameter not in parameters:
            yield Problem(f"{name}: '{parameter}' is not a parameter.", near(parameter, parameters))
    for cell in notebook.cells:
        yield from _cell(cell, name)
    for raw in notebook.document["cells"]:
        if raw.get("outputs") or raw.get("execution_count"):
            what = f"{name}: cell '{raw.get('id')}' is stored with outputs."
            yield Problem(what, f"Clear them: nbstripout --keep-id {name}")


def _cell(cell: Cell, name: str) -> Iterator[Problem]:
    if "scenario" in cell.tags and AS_STORED not in cell.source:
        yield Problem(f"{name}: it is stored with another scenario.", f"Write {AS_STORED} in the cell.")
    for option in cell.unclosed:
        yield Problem(f"{name}, cell '{cell.id}': {ipynb.UNCLOSED.format(option)}", ipynb.ESCAPE)
    if cell.kind == "code" and "def " in cell.source:
        yield Problem(f"{name}: cell '{cell.id}' defines a function.", "Move it to src/.")
