"""Whether a scenario's published run is still what a new run would give.

Imports the standard library only, and little of it: this is all that runs when nothing has changed.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pressroom import files
from pressroom.project import Project

STAMPS = ".stamps"
INSTALLERS = {"pip", "setuptools", "uv", "wheel"}


@dataclass(frozen=True)
class Request:
    """Which runs a command asks for: scenarios, changes of parameters, and a name where one is given."""

    names: tuple[str, ...] = ("base",)
    overrides: Mapping[str, str] = field(default_factory=dict)
    run_as: str | None = None

    @property
    def folders(self) -> list[str]:
        """The runs' names under runs/."""
        return [self.run_as or folder_name(name, self.overrides) for name in self.names]


def fresh(project: Project, names: Iterable[str]) -> bool:
    """Return whether nothing has changed since the stamps with these names were written.

    Every input and every published file is compared by content, never by date.
    """
    return all(_is_fresh(project, name) for name in names)


def folder_name(name: str, overrides: Mapping[str, str] | None = None) -> str:
    """Return the folder under runs/ of a scenario, kept apart from its own with overrides."""
    if not overrides:
        return name
    text = "\n".join(f"{key}={overrides[key]}" for key in sorted(overrides))
    return f"{name}~{files.digest(text.encode())[:8]}"


def write(
    project: Project,
    name: str,
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    folders: Iterable[Path],
) -> None:
    """Keep what a complete run of the folder `name` was made from and what it left."""
    # What has not changed is told without it.
    from pressroom import publication

    own = publication.of(project).name
    stamp = {
        "python": sys.version,
        "own": own,
        "installed": installed(project, own),
        "files": {os.path.relpath(path, project.root): _digest(path) for path in [*inputs, *outputs]},
        "folders": {os.path.relpath(folder, project.root): _names(folder) for folder in folders},
    }
    path = _stamp(project, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, json.dumps(stamp))


def forget(project: Project, name: str) -> None:
    """Remove the stamp of a folder under runs/."""
    _stamp(project, name).unlink(missing_ok=True)


def installed(project: Project, own: str) -> str:
    """Return the hash of the installed packages that outputs may rest on; see `versions`."""
    return files.digest("\n".join(map("-".join, versions(project, own).items())).encode())


def versions(project: Project, own: str) -> dict[str, str]:
    """Return the version of each installed package that outputs may rest on, by name.

    These are the ones that requirements.lock names for every machine: to install what the tests need, or
    anything else, makes no run anew. Without that list it is everything but the distribution `own` and what
    installs packages, of which every new environment brings another.
    """
    lock = project.root / "requirements.lock"
    locked, others = _locked(lock), {plain(own), *INSTALLERS}
    entries = {
        entry.rpartition(".")[0].partition("-")[::2]
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder)
        for entry in os.listdir(folder)
        if entry.endswith((".dist-info", ".egg-info"))
    }
    found = {plain(entry): version for entry, version in sorted(entries)}
    return {
        name: version
        for name, version in found.items()
        if (name in locked if lock.is_file() else name not in others)
    }


def _locked(path: Path) -> set[str]:
    """Return the packages that a list of locked versions names without a condition; none without a list."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {plain(line.partition("==")[0]) for line in lines if "==" in line and ";" not in line}


def plain(name: str) -> str:
    """Return the name of a package in the one form that counts."""
    return name.lower().replace("-", "_").replace(".", "_")


def _digest(path: str | Path) -> str | None:
    """Return the hash of a file's content, None for a file that is not there."""
    try:
        return files.digest_of(path)
    except FileNotFoundError:
        return None


def _is_fresh(project: Project, name: str) -> bool:
    root = os.fspath(project.root)
    try:
        with open(_stamp(project, name), encoding="utf-8") as file:
            stamp = json.load(file)
        return (
            stamp["python"] == sys.version
            and all(_names(os.path.join(root, folder)) == seen for folder, seen in stamp["folders"].items())
            and all(_digest(os.path.join(root, path)) == seen for path, seen in stamp["files"].items())
            and stamp["installed"] == installed(project, stamp["own"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _names(folder: str | Path) -> list[str]:
    """Return the files in a folder; a folder in it, such as that of the drafts, is looked at by itself."""
    if not os.path.isdir(folder):
        return []
    return sorted(e.name for e in os.scandir(folder) if not e.name.startswith(".") and not e.is_dir())


def _stamp(project: Project, name: str) -> Path:
    return project.runs / STAMPS / f"{name}.json"
