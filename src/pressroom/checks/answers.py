"""Answers of checks that found nothing, kept while the files behind them stay as they are."""

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache

from pressroom import files, publication
from pressroom.project import Project
from pressroom.runs import fresh
from pressroom.runs.packages import packages


def key_of(project: Project, patterns: Iterable[str], more: str = "") -> str:
    """Return the hash of all that an answer rests on: the files, the code that looks at them, and `more`."""
    paths = {path for pattern in patterns for path in project.root.glob(pattern) if path.is_file()}
    lines = [f"{path.relative_to(project.root)} {files.digest_of(path)}" for path in sorted(paths)]
    return files.digest("\n".join([*lines, _code(project), more]).encode())


def holds(project: Project, check: str, key: str) -> bool:
    """Return whether this check found nothing the last time, and rests on the same as then."""
    path = project.runs / ".cache" / "checks" / check
    try:
        return path.read_text(encoding="utf-8") == key
    except (OSError, ValueError):
        return False


def keep(project: Project, keys: Mapping[str, str]) -> None:
    """Keep which checks found nothing; where runs/ cannot be written, they are asked again the next time."""
    folder = project.runs / ".cache" / "checks"
    with suppress(OSError):
        for check, key in keys.items():
            folder.mkdir(parents=True, exist_ok=True)
            files.write(folder / check, key)


@cache
def _code(project: Project) -> str:
    modules = sorted(path for folder in packages(project).folders for path in folder.rglob("*.py"))
    installed = fresh.installed(project, publication.of(project).name)
    return " ".join([sys.version, installed, *map(files.digest_of, modules)])
