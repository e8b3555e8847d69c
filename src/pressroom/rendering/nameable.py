"""What the report's text may name: values, conditions, and the cells of notebooks."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pressroom import publication
from pressroom.notebook import declarations, ipynb, recorded
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import variables
from pressroom.runs import Run

# What the appendices are labelled that rendering writes: some by the number of a notebook.
WRITTEN_LABEL = re.compile(r"tbl-(?:params|trace)-(\w\w)\w*|tbl-data|tbl-accessibility")


class Nameable(NamedTuple):
    """The names that are there; `executed` is where included files of executed/ lie.

    `is_run` says whether they are those of one run, or what the sources declare.
    """

    values: Collection[str]
    conditions: Collection[str]
    notebooks: Mapping[str, Path]
    executed: Path
    is_run: bool = True
    # What the run has that a text shows, where the names are those of the sources; None where none is shown.
    run: "Nameable | None" = None
    # Key figures that are declared and that no notebook records: no run will have them.
    unrecorded: Collection[str] = ()
    # What the pages of which there is one for each of something are made with: notebook → cells.
    drawn: Mapping[str, Collection[str]] = MappingProxyType({})

    def writes(self, label: str) -> bool:
        """Return whether rendering labels something so, as far as it can be told before."""
        if not (match := WRITTEN_LABEL.fullmatch(label)):
            return False
        return not match[1] or any(name.startswith(match[1]) for name in self.notebooks)

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
    ids = [id for path in notebooks.values() for id in _recorded(path, path.stat().st_mtime_ns)]
    unrecorded = {id for id in declared if not any(recorded.matches(id, each) for each in ids)}
    of_sources = Nameable(names, conditions, notebooks, project.executed, False, unrecorded=unrecorded)
    return on_pages(project, of_sources)


def in_check(project: Project) -> Nameable:
    """Return what a text may name by the sources, and beside it what report/executed/ has of that."""
    run = on_pages(project, in_run(project.executed))
    return in_project(project)._replace(is_run=True, run=run)


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


@lru_cache(maxsize=64)
def _recorded(path: Path, changed: int) -> Collection[str]:
    try:
        return recorded.ids(ipynb.read(path))
    except (SyntaxError, ValueError):
        return (recorded.ANY,)  # The check of the notebooks tells it.


def _notebooks(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*.ipynb"))}
