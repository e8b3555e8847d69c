"""The files that a run was made from, each by the id that git gives its content.

With them a run says of itself what it holds, whatever a later program would read.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pressroom.notebook import declarations
from pressroom.project import PARAMETERS, Project
from pressroom.runs.blob import blob_id
from pressroom.runs.packages import packages
from pressroom.scenarios.load import chain


def of_run(project: Project, scenario: str, tasks: Iterable[Any]) -> dict[str, str]:
    """Return the ids of the project's files that the tasks of one scenario or draft rest on, by path."""
    paths = {*_fixed(project), *chain(project, scenario)}
    ours = packages(project)
    for task in tasks:
        paths |= {task.path, *task.files, *map(ours.path_of, task.parts["code"])}
    root = project.root
    inside = sorted(path for path in paths if path.is_file() and _is_inside(path, root))
    return {path.relative_to(root).as_posix(): blob_id(path) for path in inside}


def _is_inside(path: Path, root: Path) -> bool:
    """Return whether a file lies in the project by its name, and where its links lead."""
    return path.is_relative_to(root) and path.resolve().is_relative_to(root.resolve())


def _fixed(project: Project) -> tuple[Path, ...]:
    return (
        project.params / PARAMETERS,
        project.data / "datapackage.json",
        project.root / declarations.FILE,
        project.root / "requirements.lock",
    )
