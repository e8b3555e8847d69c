"""The `#|` options of cells: one that is misspelt, or stands below code, says nothing to anybody."""

from collections.abc import Iterator

from pressroom.checks import Problem, code_cells
from pressroom.errors import near
from pressroom.notebook.ipynb import OPTION, Cell
from pressroom.project import Project

KNOWN = ("label", "fig-cap", "fig-alt", "tbl-cap")


def problems(project: Project) -> Iterator[Problem]:
    """Yield the options of each notebook's cells that are not read."""
    for notebook, cells in code_cells.of_notebooks(project):
        for cell in cells:
            yield from _of_cell(cell, f"{notebook}, cell '{cell.id}'")


def _of_cell(cell: Cell, where: str) -> Iterator[Problem]:
    for name in cell.options:
        if name not in KNOWN:
            yield Problem(f"{where}: the option '{name}' says nothing.", near(name, KNOWN))
    for number, line in enumerate(cell.source.splitlines(), 1):
        option = OPTION.match(line)
        if option and option[1] not in cell.options:
            what = f"{where}, line {number}: the option '{option[1]}' stands below code."
            yield Problem(what, "Write the options at the top of the cell.")
