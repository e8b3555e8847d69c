"""The files that a run was made from, each by the id that git gives its content.

With them a run says of itself what it holds, whatever a later program would read.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pressroom import yamlfile
from pressroom.notebook import declarations
from pressroom.project import PARAMETERS, Project
from pressroom.runs.packages import packages

PIECE = 1 << 20


def blob_id(path: Path) -> str:
    """Return the id that git gives the content of a file, which is read once while it stays as it is."""
    status = path.stat()
    return _blob_id(path, status.st_size, status.st_mtime_ns)


@cache
def _blob_id(path: Path, size: int, changed: int) -> str:
    digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def of_run(project: Project, scenario: str, tasks: Iterable[Any]) -> dict[str, str]:
    """Return the ids of the project's files that the tasks of one scenario rest on, by path."""
    paths = {*_fixed(project), *_scenario_files(project, scenario)}
    ours = packages(project)
    for task in tasks:
        paths |= {task.path, *task.files, *map(ours.path_of, task.parts["code"])}
    root = project.root
    inside = sorted(path for path in paths if path.is_file() and path.is_relative_to(root))
    return {path.relative_to(root).as_posix(): blob_id(path) for path in inside}


def _fixed(project: Project) -> tuple[Path, ...]:
    return (
        project.params / PARAMETERS,
        project.data / "datapackage.json",
        project.root / declarations.FILE,
        project.root / "requirements.lock",
    )


def _scenario_files(project: Project, run: str) -> Iterator[Path]:
    """Yield the files of a run's scenario and those that it extends; all for a run of another name."""
    known = project.scenarios()
    name = run.partition("~")[0]
    if name not in known:
        yield from (project.params / f"{each}.yml" for each in known)
    while name in known:
        path = project.params / f"{name}.yml"
        yield path
        name = yamlfile.read(path, f"params/{path.name}").values.get("extends")
