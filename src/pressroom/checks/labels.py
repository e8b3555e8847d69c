"""Labels of cells that no text finds: of another kind than what the cell shows, or given twice."""

import ast
import re
from collections.abc import Iterator

from pressroom.checks import Problem, code_cells
from pressroom.notebook import source
from pressroom.notebook.ipynb import Cell
from pressroom.project import Project

KINDS = {"fig": "figure", "tbl": "table"}
CALLS = {"figures.show": "fig", "tables.show": "tbl"}
TODO = "Write '#| label: {}', and the same wherever a text embeds or names it."


def problems(project: Project) -> Iterator[Problem]:
    """Yield the labels of each notebook that `{{< embed >}}` or `@fig-…` would not find, or not this one."""
    for notebook, found in code_cells.of_notebooks(project):
        try:
            cells = [(cell, _kind(cell)) for cell in found]
        except (SyntaxError, ValueError):
            continue  # The check of the notebooks tells it.
        first: dict[str, str] = {}
        for cell, kind in cells:
            label = cell.options.get("label", "")
            where = f"{notebook}, cell '{cell.id}'"
            if label and kind and not re.fullmatch(rf"{kind}-[\w-]*\w", label):
                what = f"{where}: '{label}' is no label of a {KINDS[kind]}."
                yield Problem(what, TODO.format(_mended(label, kind)))
            if label in first:
                what = f"{where}: '{label}' is the label of the cell '{first[label]}' already."
                yield Problem(what, "Give each its own.")
            if label:
                first.setdefault(label, cell.id)


def _kind(cell: Cell) -> str:
    """Return what a cell shows, by its options or by what it calls; empty where it is neither."""
    for option in cell.options:
        if option.partition("-")[0] in KINDS:
            return option.partition("-")[0]
    nodes = ast.walk(ast.parse(cell.python))
    calls = (source.dotted(node.func) for node in nodes if isinstance(node, ast.Call))
    return next((CALLS[call] for call in calls if call in CALLS), "")


def _mended(label: str, kind: str) -> str:
    """Return the label that was probably meant."""
    words = re.sub(r"\W+", "-", re.sub(r"^(fig|tbl)[-_ ]", "", label.strip(), flags=re.IGNORECASE))
    return f"{kind}-{words.strip('-') or KINDS[kind]}"
