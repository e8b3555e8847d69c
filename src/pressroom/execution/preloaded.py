"""What a process has from the one it was forked from, and whether the files behind it have changed since."""

import os
import sys
from contextlib import suppress

from pressroom import project, publication

# What executes notebooks stays as it is: kernels are already running on it.
STAYS = ("pressroom.execution", "pressroom.runs")
KERNEL_PATH: list[str] = []
"""Where a kernel looks for modules."""
_modules: list[str] = []
_stamp: dict[str, tuple[int, int]] = {}


def remember() -> None:
    """Note which modules of the packages are here, and the state of their files and the theme's."""
    with suppress(Exception):
        _modules.extend(_loaded())
    _stamp.update(_files())


def forget_if_changed() -> None:
    """Drop the packages' modules where a file has changed, so that a notebook imports what is there now.

    All of them: of a module that stayed, the others would know classes that are no longer the same.
    """
    with suppress(OSError):
        if _files() == _stamp:
            return
    for name in _modules:
        parent, _, child = name.rpartition(".")
        if parent:
            vars(sys.modules[parent]).pop(child, None)
    for name in _modules:
        sys.modules.pop(name, None)


def _loaded() -> list[str]:
    report, engine = publication.current().package, "pressroom."
    ours = (name for name in sys.modules if name == report or name.startswith((f"{report}.", engine)))
    return sorted(name for name in ours if not name.startswith(STAYS))


def _files() -> dict[str, tuple[int, int]]:
    """Return date and size of the files that were taken into this process."""
    files = [file for name in _modules if (file := getattr(sys.modules.get(name), "__file__", None))]
    with suppress(Exception):
        files += [str(path) for path in project.find().theme.rglob("*") if path.is_file()]
    return {file: (status.st_mtime_ns, status.st_size) for file in files if (status := os.stat(file))}
