"""Scenario files that are not what they look like: another ending, a description still to be written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.scenarios.new import DESCRIPTION

ENDINGS = (".yaml", ".YML", ".YAML", ".yml.txt")


def problems(project: Project) -> Iterator[Problem]:
    """Yield what in params/ is read by nothing, and what a new scenario has kept of its form."""
    for path in sorted(project.params.iterdir()):
        if _ending(path):
            yield _unread(path)
        elif path.suffix == ".yml":
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines, 1):
                if line.startswith("description:") and DESCRIPTION in line:
                    what = f"params/{path.name}, line {number}: 'description' is the one to be replaced."
                    yield Problem(what, "Say in a sentence or two what the scenario assumes.")


def refuse_other_ending(project: Project, names: Iterable[str]) -> None:
    """Raise UserError where a scenario that is asked for lies in a file with another ending."""
    for name in names:
        for ending in ENDINGS if name not in project.scenarios() else ():
            path = project.params / f"{name}{ending}"
            if path.is_file():
                raise UserError(*_unread(path))


def _ending(path: Path) -> str:
    return next((ending for ending in ENDINGS if path.name.endswith(ending)), "")


def _unread(path: Path) -> Problem:
    name = path.name.removesuffix(_ending(path))
    return Problem(
        f"params/{path.name}: a scenario's file ends in .yml; this one is read by nothing.",
        f"Rename it to params/{name}.yml.",
    )
