"""Files that are none: opening a pipe waits for ever, and reading a device never ends."""

from collections.abc import Iterator

from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import DRAFTS, Project


def refuse(project: Project) -> None:
    """Raise UserError for the first pipe, device or link to nothing where a command looks for files."""
    for problem in irregular(project):
        raise UserError(*problem)


def irregular(project: Project) -> Iterator[Problem]:
    """Yield each entry of the project's folders that is neither a file nor a folder."""
    for folder in (project.params, project.data, project.notebooks, project.report):
        for path in sorted(folder.rglob("*")):
            # A draft is looked at by the one who names it.
            own = path.parent == project.params / DRAFTS
            if not own and not path.is_file() and not path.is_dir():
                name = path.relative_to(project.root).as_posix()
                yield Problem(f"{name} is no regular file.", "Take it away, or put a file in its place.")
