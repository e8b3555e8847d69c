"""Errors that a user can mend: two lines and an exit code, never a traceback."""

import errno
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

MOST_NAMES = 20
ROOM, OPEN = "Make room on the disk.", "Let more files be open (ulimit -n 1024), and try again."
ADVICE: dict[int | None, str] = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: "Let files be larger (ulimit -f unlimited), or make room on the disk.",
    errno.ENOENT: "Restore it from git, or make the folder.",
    errno.EMFILE: OPEN,
    errno.ENFILE: OPEN,
    errno.ENOMEM: "Let less run at the same time (--jobs 1), or make memory free.",
    errno.EAGAIN: "Let less run at the same time (--jobs 1).",
}


class UserError(Exception):
    """A mistake in a command, a parameter or a data file.

    `what` says what is wrong, with file, name and value; `todo` says what to do.
    `code` is the exit code of the command: 0 done; 1 a difference, or anything that `check` finds; 2 refused
    before anything runs; 3 a notebook failed; 130 interrupted.
    """

    def __init__(self, what: str, todo: str, code: int = 2) -> None:
        super().__init__(f"{what}\n{todo}")
        self.what = what
        self.todo = todo
        self.code = code

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it (IPython asks for it): the two lines alone."""
        return [self.what, self.todo]


class NoSuchName(ValueError):
    """A name in code that nothing has: `what` says which, `todo` names the nearest that there is."""

    def __init__(self, what: str, name: str, candidates: Iterable[str]) -> None:
        self.what = f"{what}."
        self.todo = near(name, candidates)
        super().__init__(f"{self.what} {self.todo}")


def near(name: str, candidates: Iterable[str]) -> str:
    """Return a hint that names the nearest valid name, or lists the valid ones."""
    names = sorted(candidates)
    # Whoever makes no mistake does not wait for it.
    import difflib

    other_case = [each for each in names if each.casefold() == name.casefold()]
    close = other_case or difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    if len(names) > MOST_NAMES:
        return f"None of the {len(names)} valid names is near it; '{names[0]}' is one of them."
    return f"Valid names: {', '.join(names)}." if names else "There are none to choose from."


def exit_code(work: Callable[[], int | None]) -> int:
    """Do some work and return the exit code; what stops it is told in two lines on standard error."""
    try:
        return work() or 0
    except BrokenPipeError:
        return 0
    except UserError as error:
        refusal = error
    except OSError as error:
        refusal = _storage(error)
    except KeyboardInterrupt:
        refusal = UserError("Interrupted.", "What was published before stands as it was.", 130)
    print(refusal, file=sys.stderr)
    return refusal.code


def _storage(error: OSError) -> UserError:
    """Say what the file system refused, and what to do."""
    # Of a move the place it should come to says more than where it was prepared.
    place = Path(error.filename2 or error.filename or Path.cwd())
    blocking = next((path for path in (place, *place.parents) if path.exists() and not path.is_dir()), None)
    if blocking and error.errno in (errno.ENOTDIR, errno.EEXIST):
        return UserError(
            f"'{_short(blocking)}' is a file where a folder should be.", "Move it away, and try again."
        )
    if error.errno == errno.EISDIR:
        return UserError(
            f"'{_short(place)}' is a folder where a file should be.", "Move it away, and try again."
        )
    what = f"'{_short(place)}': {error.strerror or error}."
    return UserError(what, ADVICE.get(error.errno, "Check that you may write there, and try again."))


def _short(path: Path) -> Path:
    """Return a path from the working folder where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
