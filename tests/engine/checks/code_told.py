"""What checks of code say of a notebook of the small project."""

from collections.abc import Callable, Iterable
from pathlib import Path

import small_project
from pressroom.checks import Problem
from pressroom.project import Project


def told(
    folder: Path, imports: str, code: str, find: Callable[[Project], Iterable[Problem]]
) -> list[tuple[str, str]]:
    """What `find` says of a notebook with this code in its last cell, but for where that is."""
    project = small_project.build(folder / "project")
    small_project.add_notebook(project, "01_first", imports, code)
    where, found = "notebooks/01_first.ipynb, cell 'c2', ", list(find(project))
    assert all(each.what.startswith(where) for each in found), found
    return [(each.what.removeprefix(where), each.todo) for each in found]
