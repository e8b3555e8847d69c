"""What the report's text may name: values, conditions, and the cells of notebooks."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pressroom import publication
from pressroom.notebook import declarations, ipynb
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import variables
from pressroom.runs import Run

# Appendices that are written at rendering: before the first one, there are none to include.
WRITTEN = ("assumptions.qmd", "traceability.qmd", "sources.qmd", "accessibility.qmd")
WRITTEN_LABEL = re.compile(r"tbl-(?:params|trace)-\w+|tbl-data|tbl-accessibility")


class Nameable(NamedTuple):
    """The names that are there; `executed` is where included files of executed/ lie.

    `is_run` says whether they are those of one run, or what the sources declare.
    """

    values: Collection[str]
    conditions: Collection[str]
    notebooks: Mapping[str, Path]
    executed: Path
    is_run: bool = True
    # Key figures that the sources declare, be they in the run or not.
    declared: Collection[str] = ()
    # What the pages of which there is one for each of something are made with: notebook → cells.
    drawn: Mapping[str, Collection[str]] = MappingProxyType({})

    def cells(self, notebook: str) -> set[str]:
        """Return the names by which `{{< embed >}}` may call the cells of a notebook that is there."""
        if notebook in self.drawn:
            return set(self.drawn[notebook])
        path = self.notebooks[notebook]
        return set(_cells(path, path.stat().st_mtime_ns))


def in_run(executed: Path) -> Nameable:
    """Return what a text may name that shows the run in `executed`."""
    run = Run.find(executed)
    figures = run.figures if run else []
    conditions = {figure["id"] for figure in figures if isinstance(figure.get("value"), bool)}
    names = variables.names(executed / "_variables.yml")
    return Nameable(names, conditions, _notebooks(executed), executed)


def in_project(project: Project) -> Nameable:
    """Return what a text may name once the notebooks have run: what is declared, and their cells."""
    declared = declarations.declared(project)
    conditions = {id for id, figure in declared.items() if figure.unit == declarations.CONDITION}
    names = variables.declared_names(project)
    notebooks = _notebooks(project.notebooks)
    return on_pages(project, Nameable(names, conditions, notebooks, project.executed, is_run=False))


def on_pages(project: Project, names: Nameable) -> Nameable:
    """Return these names with those that only the pages of `publication.Each` have."""
    each = publication.of(project).each
    if each is None:
        return names
    own = {f"{EACH}.{name}" for name in each.values}
    return names._replace(values={*names.values, *own}, drawn={f"{EACH}.ipynb": each.shown})


@lru_cache(maxsize=64)
def _cells(path: Path, changed: int) -> frozenset[str]:
    return frozenset().union(*(cell.names for cell in ipynb.read(path).code_cells))


def _notebooks(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*.ipynb"))}
