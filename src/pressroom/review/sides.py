"""The two things that are compared: a run folder, a scenario's run, or a git revision."""

import hashlib
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.notebook import bounded
from pressroom.notebook.bounded import Refused
from pressroom.project import Project
from pressroom.runs.run import FILES, MANIFEST, RESULTS, Run

PUBLISHED = "report/executed"


@dataclass(frozen=True)
class File:
    """One file of a side: its size in bytes, its git blob id, and how to read it."""

    size: int
    blob: Callable[[], str]
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Side:
    """One run: what the user called it, its compared files by name, and the git revision it was made at."""

    given: str
    title: str
    files: Mapping[str, File]
    revision: str | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def notebooks(self) -> list[str]:
        return sorted(name.removesuffix(".ipynb") for name in self.files if name.endswith(".ipynb"))

    @cached_property
    def run(self) -> Run:
        """Return what the run left; a broken file of it is a problem of this side."""
        manifest, results = (self._json(name) for name in (MANIFEST, RESULTS))
        return Run(manifest, results)

    @property
    def commit(self) -> str | None:
        """Return the commit whose files made this run, as far as it is known."""
        return self.revision or self.run.commit

    @property
    def is_dirty(self) -> bool:
        """Return whether files of the working folder, which no commit holds, made this run."""
        return self.revision is None and self.run.is_dirty

    def _json(self, name: str) -> dict[str, object]:
        file = self.files.get(name)
        try:
            document = {} if file is None else bounded.loads(file.read())
        except (Refused, OSError) as error:
            self.problems.append(f"{name} {error}")
            return {}
        return document if isinstance(document, dict) else {}


def find_side(project: Project, given: str) -> Side:
    """Return the side that `given` names: a folder, a scenario with a run, or a git revision.

    Raise UserError where it is none of them, or holds no executed notebook.
    """
    folder = Path(given)
    if "/" not in given and (project.runs / given).is_dir():
        return _folder(project, given, project.runs / given)
    if folder.is_dir():
        return _folder(project, given, folder)
    commit = _resolve(project.root, given)
    if commit:
        return _revision(project, given, commit)
    scenarios = set(project.scenarios())
    if given in scenarios:
        raise UserError(
            f"The scenario '{given}' has no run.", f"Run it first: {publication.command('run')} {given}"
        )
    runs = {path.name for path in project.runs.glob("[!.]*") if path.is_dir()}
    raise UserError(
        f"'{given}' is no folder, no scenario, no run and no git revision.",
        near(given, runs | scenarios | {"HEAD"}),
    )


def same_bytes(old: Side, new: Side) -> bool:
    """Return whether two sides hold the same outputs and the same inputs; times and commits do not count."""
    names = {name for name in old.files if name != MANIFEST}
    if names != {name for name in new.files if name != MANIFEST}:
        return False
    if any(old.files[name].size != new.files[name].size for name in names):
        return False
    if any(old.files[name].blob() != new.files[name].blob() for name in names):
        return False
    return old.run.steady == new.run.steady and not (old.problems or new.problems)


def git(root: Path, *arguments: str) -> bytes | None:
    """Return what a git command prints, None where it fails or git is missing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _folder(project: Project, given: str, folder: Path) -> Side:
    paths = [path for path in sorted(folder.iterdir()) if _is_compared(path.name) and path.is_file()]
    if not any(path.suffix == ".ipynb" for path in paths):
        raise UserError(
            f"'{given}' holds no executed notebook.",
            "Name a folder under runs/, or report/executed, or a git revision.",
        )
    home = folder.resolve()
    title = str(home.relative_to(project.root)) if home.is_relative_to(project.root) else str(folder)
    return Side(given, title, {path.name: _path(path) for path in paths})


def _path(path: Path) -> File:
    def read() -> bytes:
        bounded.refuse_large(path.stat().st_size)
        return path.read_bytes()

    def blob() -> str:
        digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
        return digest.hexdigest()

    return File(path.stat().st_size, blob, read)


def _resolve(root: Path, given: str) -> str | None:
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", given + "^{commit}")
    return commit.decode().strip() if commit else None


def _revision(project: Project, given: str, commit: str) -> Side:
    listing = git(project.root, "ls-tree", "-lz", "--full-tree", commit, "--", f"{PUBLISHED}/") or b""
    files = {}
    for entry in listing.decode(errors="replace").split("\0")[:-1]:
        meta, _, path = entry.partition("\t")
        _, kind, blob, size = meta.split()
        name = path.rpartition("/")[2]
        if kind == "blob" and _is_compared(name):
            files[name] = _blob(project.root, blob, int(size))
    if not any(name.endswith(".ipynb") for name in files):
        raise UserError(
            f"The git revision '{given}' holds no executed notebook under {PUBLISHED}/.",
            "Name a later revision, or a folder under runs/.",
        )
    return Side(given, f"git {given} ({commit[:9]})", files, commit)


def _blob(root: Path, blob: str, size: int) -> File:
    def read() -> bytes:
        bounded.refuse_large(size)
        content = git(root, "cat-file", "blob", blob)
        if content is None:
            raise Refused("cannot be read from git")
        return content

    return File(size, lambda: blob, read)


def _is_compared(name: str) -> bool:
    return name.endswith(".ipynb") or name in FILES
