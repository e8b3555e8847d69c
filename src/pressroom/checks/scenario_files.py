"""Scenario files that are not what they look like: another ending, a description still to be written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pressroom import names
from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import DRAFTS, PARAMETERS, Project
from pressroom.scenarios.schema import DESCRIPTION

ENDINGS = (".yaml", ".YML", ".YAML", ".yml.txt")


def problems(project: Project) -> Iterator[Problem]:
    """Yield what in params/ is read by nothing, and what a new scenario has kept of its form."""
    for path in sorted(project.params.iterdir()):
        if _ending(path):
            yield _unread(path)
        elif path.suffix == ".yml" and path.name != PARAMETERS:
            yield from of_file(project, path)


def of_file(project: Project, path: Path) -> Iterator[Problem]:
    """Yield what in one scenario file is a fault wherever it is published."""
    place = path.relative_to(project.root).as_posix()
    try:
        names.refuse(path.stem, f"{place}: '{path.stem}'")
    except UserError as error:
        yield Problem.of(error)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("description:") and DESCRIPTION in line:
            what = f"{place}, line {number}: 'description' is the one to be replaced."
            yield Problem(what, "Say in a sentence or two what the scenario assumes.")


def refuse_other_ending(project: Project, chosen: Iterable[str]) -> None:
    """Raise UserError where a scenario that is asked for lies in a file with another ending."""
    for name in map(Path, set(chosen) - set(project.named())):
        own = _ending(name)
        stem = name.name.removesuffix(own)
        for ending in (own,) if own else ENDINGS:
            for folder in (project.params, project.params / DRAFTS):
                if (folder / f"{stem}{ending}").is_file():
                    raise UserError(*_unread(folder / f"{stem}{ending}"))


def _ending(path: Path) -> str:
    return next((ending for ending in ENDINGS if path.name.endswith(ending)), "")


def _unread(path: Path) -> Problem:
    name = path.name.removesuffix(_ending(path))
    folder = f"params/{DRAFTS}" if path.parent.name == DRAFTS else "params"
    return Problem(
        f"{folder}/{path.name}: a scenario's file ends in .yml; this one is read by nothing.",
        f"Rename it to {folder}/{name}.yml.",
    )
