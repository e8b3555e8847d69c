"""Runs that got a name of their own with --as: what was asked for under it, so that it stays theirs."""

import fcntl
from pathlib import Path
from typing import IO

from pressroom import names
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.runs.fresh import Request

FOLDER = ".named"
_taken: list[IO[str]] = []
"""Files that stay open while this process runs: the system lets go of their locks when it ends."""


def refuse(project: Project, request: Request) -> None:
    """Raise UserError where the name is no name, a scenario's, or that of a run of something else."""
    name = request.run_as or ""
    names.refuse(name, f"--as {name}: this")
    if name.lower() in map(str.lower, project.named()):
        raise UserError(f"--as {name}: this is the name of a scenario.", "Choose another name.")
    if not (project.runs / name).is_dir() or asked(project, name) == _words(request):
        return
    before = asked(project, name)
    what = f"another run ({before})" if before else "another run"
    raise UserError(f"--as {name}: runs/{name} holds {what}.", f"Choose another name, or remove runs/{name}.")


def keep(project: Project, request: Request) -> None:
    """Take the name for this process, and keep what is asked for under it.

    Raises UserError where somebody else has taken it since `refuse` looked. Where runs/ cannot be written,
    the run itself says so.
    """
    name = request.run_as or ""
    try:
        _file(project, name).parent.mkdir(parents=True, exist_ok=True)
        file = _file(project, name).open("a", encoding="utf-8")
    except OSError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = asked(project, name)
        if other != _words(request):
            what = f"--as {name}: another run ({other}) is under way under this name."
            raise UserError(what, "Choose another name.") from None
        return
    _taken.append(file)
    refuse(project, request)
    if asked(project, name) != _words(request):
        file.truncate(0)
        file.write(_words(request))
        file.flush()


def asked(project: Project, name: str) -> str:
    """Return what was asked for under a name, as it was typed; empty where nobody has."""
    try:
        return _file(project, name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _words(request: Request) -> str:
    changed = (f"-p {name}={value}" for name, value in sorted(request.overrides.items()))
    return " ".join([*request.names, *changed])


def _file(project: Project, name: str) -> Path:
    return project.runs / FOLDER / name
