"""Code that cannot be read or imported: where it is and why, in the two lines of a mistake."""

import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pressroom import project
from pressroom.errors import NoSuchName, UserError

MEND = "Mend it, and save it."
INSTALL = "Correct it, or install it."
_IN_FILE = re.compile(r" \([^()]*\)$")


def refusal(error: Exception, package: str = "") -> UserError | None:
    """Return what stopped an import, at its last place in the `package` or, without one, in any file.

    None where there is no such place.
    """
    place = next(_places(error, package), None)
    if place is None:
        return None
    what, todo = _words(error)
    return UserError(f"{named(Path(place[0]))}, line {place[1]}: {what}", todo)


def named(path: Path) -> str:
    """Return how a message names a file of code: from the project's folder, where it lies below that."""
    with suppress(UserError):
        root = project.find().root
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    return path.as_posix()


def _words(error: Exception) -> tuple[str, str]:
    match error:
        case NoSuchName():
            return error.what, error.todo
        case SyntaxError():
            return f"{error.msg}.", MEND
        case ImportError():
            # The file behind a name that cannot be imported is said by the module's name already.
            return f"{_IN_FILE.sub('', str(error))}.", INSTALL
    return f"{type(error).__name__}: {error}.", MEND


def _places(error: Exception, package: str) -> Iterator[tuple[str, int]]:
    """Yield file and line of each place that led to what stopped, the last first."""
    if isinstance(error, SyntaxError):
        if error.filename and Path(error.filename).is_file():
            yield error.filename, error.lineno or 1
        return
    for frame, line in [*traceback.walk_tb(error.__traceback__)][::-1]:
        of = frame.f_globals.get("__name__", "").partition(".")[0]
        if of == package if package else Path(frame.f_code.co_filename).is_file():
            yield frame.f_code.co_filename, line
