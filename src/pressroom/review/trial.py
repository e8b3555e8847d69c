"""A project beside the project: the same sources, runs of its own, so that nothing published is touched."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pressroom import publication
from pressroom.project import Project

SHARED = (
    "params",
    "data",
    "notebooks",
    "report",
    "src",
    "_quarto.yml",
    "pyproject.toml",
    "requirements.lock",
)


@contextmanager
def trial(project: Project) -> Iterator[Project]:
    """Yield a project whose sources are those of `project` and whose runs/ is its own, empty and short-
    lived.
    """
    root = Path(tempfile.mkdtemp(prefix=f"{publication.of(project).name}-"))
    try:
        for name in SHARED:
            if (project.root / name).exists():
                (root / name).symlink_to(project.root / name)
        yield Project(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
