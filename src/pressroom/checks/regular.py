"""Files that are none: opening a pipe waits for ever, and reading a device never ends."""

from collections.abc import Iterator

from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import DRAFTS, Project

ENDINGS = (".yml", ".csv", ".geojson", ".ipynb", ".qmd", ".po")


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
            name = path.relative_to(project.root).as_posix()
            if path.is_dir() and path.suffix in ENDINGS:
                yield Problem(f"{name} is a folder, and should be a file.", "Rename it, or take it away.")
            elif not own and not path.is_file() and not path.is_dir():
                yield Problem(f"{name} is no regular file.", "Take it away, or put a file in its place.")
