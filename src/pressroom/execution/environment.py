"""What every process that runs a notebook finds around it, so that outputs do not depend on the user."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pressroom import files, publication

FIXED = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "PRESSROOM_DRAW": "yes",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
STYLE = "svg.hashsalt: "
# Settings of the user's that would change what a figure looks like.
REMOVED = (
    "MATPLOTLIBRC",
    "PYTHONWARNINGS",
    "PYTHONSTARTUP",
    "IPYKERNEL_CELL_NAME",
    "JPY_SESSION_NAME",
    "PYTEST_CURRENT_TEST",
)


@contextmanager
def controlled(cache: Path | None = None, settings: Mapping[str, str] | None = None) -> Iterator[None]:
    """Set the variables for processes started inside the block; put them back after it.

    `settings` come on top, and `PYTHONPATH` stays as it is.
    """
    folder = cache_folder(cache)
    before = dict(os.environ)
    for name in REMOVED:
        os.environ.pop(name, None)
    os.environ |= FIXED | dict(settings or {})
    os.environ["MPLCONFIGDIR"] = str(folder / "matplotlib")
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    if "PYTHONPATH" in before:
        # Relative entries would mean other folders once a notebook runs in the project's.
        entries = map(os.path.abspath, filter(None, before["PYTHONPATH"].split(os.pathsep)))
        os.environ["PYTHONPATH"] = os.pathsep.join(entries)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def cache_folder(wanted: Path | None = None) -> Path:
    """Return a folder for font lists and the like that can be written: the user's, `wanted`, or a new one."""
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / publication.name()
    for folder in [user, wanted]:
        if folder is None:
            continue
        try:
            for part in ("matplotlib", "ipython"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder / "matplotlib", os.W_OK):
            return _with_style(folder)
    return _with_style(Path(tempfile.mkdtemp(prefix=f"{publication.name()}-")))


def _with_style(folder: Path) -> Path:
    """Make the ids in SVG figures depend on their content alone."""
    style = folder / "matplotlib" / "matplotlibrc"
    if not style.exists():
        style.parent.mkdir(parents=True, exist_ok=True)
        files.write(style, f"{STYLE}{publication.name()}\n")
    return folder


def is_own_style(file: Path) -> bool:
    """Whether a matplotlibrc is one that was written here."""
    text = file.read_text(encoding="utf-8", errors="replace")
    return text.startswith(STYLE) and text.count("\n") == 1
