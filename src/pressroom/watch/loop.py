"""What `--watch` does: build, wait until a file is saved, build again, until Ctrl-C."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pressroom.execution.job import USUAL, Execution
from pressroom.project import Project
from pressroom.rendering.edition import Edition
from pressroom.runs.fresh import Request
from pressroom.watch import saved_files
from pressroom.watch.builder import Builder
from pressroom.watch.server import serving

MOST_NAMES = 3


def watch(project: Project, request: Request, editions: Sequence[Edition], how: Execution = USUAL) -> None:
    """Build the editions now and after every save; mistakes are told, and the watch goes on.

    Ends by KeyboardInterrupt, with every process it started.
    """
    order = {
        "request": asdict(request),
        "editions": [asdict(edition) for edition in editions],
        "how": asdict(how),
    }
    outputs = [project.root / file for edition in editions for file in edition.files]
    with (
        saved_files.saved(project) as saves,
        serving(project.output) as pages,
        Builder(project.root, order) as builder,
    ):
        builder.build()
        page = outputs[0].relative_to(project.output).as_posix()
        print(f"Watching for saved files; Ctrl-C ends. Open {pages.url(page)}", flush=True)
        for paths in saves:
            print(f"Saved: {_shown(project, paths)}", flush=True)
            before = _dates(outputs)
            if saved_files.loaded(project, paths):
                builder.restart()
            builder.build()
            if _dates(outputs) != before:
                pages.tell()


def _dates(paths: Sequence[Path]) -> list[int]:
    return [path.stat().st_mtime_ns if path.exists() else 0 for path in paths]


def _shown(project: Project, paths: set[Path]) -> str:
    names = sorted(path.relative_to(project.root).as_posix() for path in paths)
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
