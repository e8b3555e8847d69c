"""Runs that got a name of their own with --as: what was asked for under it, so that it stays theirs."""

from contextlib import suppress
from pathlib import Path

from pressroom import files, names
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.runs.fresh import Request

FOLDER = ".named"


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
    """Keep what is asked for under the name; where runs/ cannot be written, the run itself says so."""
    path = _file(project, request.run_as or "")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, _words(request))


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
