"""Which files of the project were saved, as they are."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import watchfiles

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.runs.packages import packages

# Saves that follow each other this closely are one; JupyterLab and git write several files.
QUIET_MILLISECONDS = 100
# A Ctrl-C that comes just before a wait begins does not end it; it is heard when the wait is over.
LONGEST_WAIT_SECONDS = 1
TEXTS = {".yml", ".ipynb", ".csv", ".json", ".geojson", ".qmd", ".md", ".py", ".lua"}
LOOKS = {".svg", ".png", ".html", ".css", ".js", ".typ", ".docx", ".woff2", ".ttf"}


class Matters(watchfiles.DefaultFilter):
    """Passes the files that a report is made of; not hidden ones, nor what commands write."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        place = Path(path)
        below = place.relative_to(self.project.root).parts
        hidden = any(part.startswith((".", "~")) for part in below)
        own = place.is_relative_to(self.project.executed)
        return place.suffix in TEXTS | LOOKS and not hidden and not own and super().__call__(change, path)


def folders(project: Project) -> list[Path]:
    """Return the folders to watch; those of the packages where they are being developed in this project."""
    code = [folder for folder in packages(project).folders if folder.is_relative_to(project.root)]
    return [project.params, project.notebooks, project.data, project.report, *code]


def loaded(project: Project, paths: set[Path]) -> bool:
    """Return whether one of the files is held by a process that has loaded what notebooks need."""
    places = (*packages(project).folders, project.theme)
    return any(path.is_relative_to(place) for path in paths for place in places)


@contextmanager
def saved(project: Project) -> Iterator[Iterator[set[Path]]]:
    """Yield an iterator over what was saved, which waits for more; what came meanwhile comes together."""
    saves: queue.SimpleQueue[set[Path] | Exception] = queue.SimpleQueue()
    stop = threading.Event()

    def follow() -> None:
        try:
            for changes in watchfiles.watch(
                *folders(project), watch_filter=Matters(project), step=QUIET_MILLISECONDS, stop_event=stop
            ):
                saves.put({Path(path) for _, path in changes})
        except Exception as error:
            saves.put(error)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield _together(saves)
    finally:
        stop.set()
        thread.join(timeout=1)


def _together(saves: "queue.SimpleQueue[set[Path] | Exception]") -> Iterator[set[Path]]:
    while True:
        paths: set[Path] = set()
        while not (paths and saves.empty()):
            item = _next(saves)
            if isinstance(item, Exception):
                raise UserError(
                    f"The project's folders cannot be watched: {item}.",
                    "Try with WATCHFILES_FORCE_POLLING=true, which looks at the files again and again.",
                )
            paths |= item
        yield paths


def _next(saves: "queue.SimpleQueue[set[Path] | Exception]") -> set[Path] | Exception:
    while True:
        with suppress(queue.Empty):
            return saves.get(timeout=LONGEST_WAIT_SECONDS)
