"""The code cells of the notebooks that can be read; of one that cannot, the check of the notebooks tells."""

import ast
from collections.abc import Iterator

from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import Cell
from pressroom.project import Project


def of_notebooks(project: Project) -> Iterator[tuple[str, list[Cell]]]:
    """Yield each notebook, as a message names it, with its code cells."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        try:
            cells = list(ipynb.read(path).code_cells)
        except UserError:
            continue
        yield f"notebooks/{path.name}", cells


def parsed(project: Project) -> Iterator[tuple[str, list[Cell], list[ast.Module]]]:
    """Yield each notebook whose code is Python, with its code cells and what each is to Python."""
    for notebook, cells in of_notebooks(project):
        try:
            trees = [ast.parse(cell.python) for cell in cells]
        except (SyntaxError, ValueError):
            continue  # The check of the notebooks tells it.
        yield notebook, cells, trees
