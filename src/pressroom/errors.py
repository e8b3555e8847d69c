"""Errors that a user can mend: two lines, never a traceback."""

import difflib
from collections.abc import Iterable

MOST_NAMES = 20


class UserError(Exception):
    """A mistake in a command, a parameter or a data file.

    `what` says what is wrong, with file, name and value; `todo` says what to do.
    `code` is the exit code of the command (see the README).
    """

    def __init__(self, what: str, todo: str, code: int = 2) -> None:
        super().__init__(f"{what}\n{todo}")
        self.what = what
        self.todo = todo
        self.code = code

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it (IPython asks for it): the two lines alone."""
        return [self.what, self.todo]


def near(name: str, candidates: Iterable[str]) -> str:
    """Return a hint that names the nearest valid name, or lists the valid ones."""
    names = sorted(candidates)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    if len(names) > MOST_NAMES:
        return f"None of the {len(names)} valid names is near it; '{names[0]}' is one of them."
    return f"Valid names: {', '.join(names)}." if names else "There are none to choose from."
