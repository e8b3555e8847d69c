"""Do the notebooks and report/key_figures.yml name the same key figures."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pressroom.checks import Problem
from pressroom.notebook import declarations, ipynb, recorded
from pressroom.project import Project
from pressroom.runs import Run


def undeclared(project: Project) -> Iterator[Problem]:
    """Yield the ids that two notebooks record, and those that the file does not declare."""
    every = _recorded(project)
    declared = declarations.declared(project) if any(every.values()) else {}
    yield from _twice(every)
    for path, ids in every.items():
        for id in ids:
            if not any(recorded.matches(each, id) for each in declared):
                yield Problem.of(declarations.unknown(id, declared, f"notebooks/{path.name}"))


def _twice(every: dict[Path, list[str]]) -> Iterator[Problem]:
    """Yield each notebook that records what another does, with the first such id: a copy has many."""
    first: dict[str, Path] = {}
    for path, ids in every.items():
        others = {first[id]: id for id in reversed(ids) if recorded.ANY not in id and id in first}
        for other, id in others.items():
            what = f"notebooks/{path.name} records '{id}', and so does notebooks/{other.name}."
            yield Problem(what, "Give it an id of its own, or take one of the two notebooks out.")
        first |= {id: path for id in ids if id not in first}


def unused(project: Project) -> Iterator[Problem]:
    """Yield the ids that the file declares, and that no notebook or no run records."""
    if any(undeclared(project)):
        return  # One of them may be another that is misspelt.
    declared, every = declarations.declared(project), _recorded(project)
    named = {id for ids in every.values() for id in ids}
    patterns = {id for id in named if recorded.ANY in id}
    seen: set[str] | None = None
    for id in (id for id in declared if id not in named):
        if not any(recorded.matches(id, pattern) for pattern in patterns):
            what = f"{declarations.FILE}: no notebook records '{id}'."
            yield Problem(what, "Take it out, or record it in a notebook.")
            continue
        seen = _seen(project) if seen is None else seen
        if id not in seen:
            what = f"{declarations.FILE}: '{id}' was recorded in no run of any scenario."
            yield Problem(what, "Take it out, or run the scenario that records it.")


def _recorded(project: Project) -> dict[Path, list[str]]:
    ids = {}
    for path in sorted(project.notebooks.glob("*.ipynb")):
        # A cell that is no Python is refused by what reads all of it, with its line.
        with suppress(SyntaxError, ValueError):
            ids[path] = recorded.ids(ipynb.read(path))
    return ids


def _seen(project: Project) -> set[str]:
    """Return the ids in the published results and in those of this folder's runs."""
    runs = [Run.find(project.executed), *Run.all_in(project.runs)]
    return {str(figure.get("id")) for run in runs if run for figure in run.figures}
