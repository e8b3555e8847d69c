"""The two things that are compared: a run folder, a scenario's run, or a git revision."""

import json
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.notebook import bounded
from pressroom.notebook.bounded import Refused
from pressroom.project import Project
from pressroom.review.tree import UNSHALLOW, Tree, git, is_shallow
from pressroom.runs.blob import blob_id
from pressroom.runs.run import MANIFEST, RESULTS, Run
from pressroom.safe import line

PUBLISHED = "report/executed"
# Kept in a run's folder beside what it publishes.
FAILED = "failed"
NOT_READ = "is no regular file and was not read"
# How people write a revision, a commit's id and a branch; what else git knows may be no word of a command.
REVISION = re.compile(r"[\w./~^@{}-]{1,100}")
COMMIT, BRANCH = re.compile(r"[0-9a-f]{7,40}"), re.compile(r"(?!HEAD)[A-Za-z0-9][\w./-]*", re.ASCII)
FULL_COMMIT = 40
USUAL = 4 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """One file of a side: its size in bytes, its git blob id, and how to read it."""

    size: int
    blob: Callable[[], str]
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Side:
    """One run: what the user called it, its files by name, and the git revision it was made at.

    `tree` holds the project's own files that belong to it, None where that is not known.
    """

    given: str
    title: str
    files: Mapping[str, File]
    revision: str | None = None
    tree: Tree | None = None
    problems: list[str] = field(default_factory=list)

    @cached_property
    def notebooks(self) -> list[str]:
        return sorted(name.removesuffix(".ipynb") for name in self.files if is_notebook(name))

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
        if not isinstance(document, dict):
            self.problems.append(f"{name} holds no names and values")
            return {}
        return document


def find_side(project: Project, given: str, may_be_empty: bool = False) -> Side:
    """Return the side that `given` names: a folder, a scenario with a run, or a git revision.

    Raise UserError where it is none of them, or holds no executed notebook, which a side from before the
    first run may not (`may_be_empty`).
    """
    if given and "/" not in given and os.path.isdir(project.runs / given):
        return _folder(project, given, project.runs / given, may_be_empty)
    if os.path.isdir(given):
        return _folder(project, given, Path(given), may_be_empty)
    commit = _resolve(project.root, given)
    if commit:
        return _revision(project, given, commit, may_be_empty)
    scenarios = set(project.named())
    if given in scenarios:
        raise UserError(
            f"The scenario '{given}' has no run.", f"Run it first: {publication.command('run')} {given}"
        )
    runs = {path.name for path in project.runs.glob("[!.]*") if path.is_dir()}
    todo = near(given, runs | scenarios | {"HEAD"} - {given})
    if REVISION.fullmatch(given) and is_shallow(project.root):
        todo = f"This clone lacks a part of the history. If it is a revision: {_fetching(given)}"
    raise UserError(f"'{line(given)}' is no folder, no scenario, no run and no git revision.", todo)


def _fetching(revision: str) -> str:
    """Return how a shallow clone, which follows one branch, comes to know a revision."""
    if COMMIT.fullmatch(revision):
        return f"{UNSHALLOW} origin {revision}" if len(revision) == FULL_COMMIT else UNSHALLOW
    if not BRANCH.fullmatch(revision):
        return UNSHALLOW
    branch = revision.removeprefix("origin/")
    return f"{UNSHALLOW} origin {branch}:{branch if branch == revision else f'refs/remotes/{revision}'}"


def is_notebook(name: str) -> bool:
    """Return whether a file of a side is an executed notebook; in a folder below it is a mere file."""
    return name.endswith(".ipynb") and "/" not in name


def is_same(old: object, new: object) -> bool:
    """Return whether two values of JSON are the same: as 3 and 3.0, and unlike 1 and true."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(is_same(value, new[name]) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(is_same, old, new))
    return isinstance(old, bool) == isinstance(new, bool) and old == new


def ambiguities(file: File) -> Iterator[str]:
    """Yield why other programs would read a JSON file otherwise than Python does, or not at all."""
    repeats: list[bool] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        repeats.append(len(pairs) != len({name for name, _ in pairs}))

    try:
        raw = file.read()
        # Python finds out by itself how a document is encoded; JSON between programs is UTF-8 without a mark.
        if raw.startswith(BOM_UTF8) or b"\0" in raw[:4]:
            yield "is not plain UTF-8"
        json.loads(raw, object_pairs_hook=look)
    except (Refused, OSError, ValueError, RecursionError):
        return
    if any(repeats):
        yield "gives a name twice in one place"


def same_content(old: File | None, new: File | None) -> bool:
    """Return whether two files are there and hold the same bytes."""
    return bool(old and new and old.size == new.size and old.blob() == new.blob())


def _folder(project: Project, given: str, folder: Path, may_be_empty: bool) -> Side:
    files, problems = _files(folder, _entries(folder))
    if not may_be_empty and not any(map(is_notebook, files)):
        raise UserError(
            f"'{line(given)}' holds no executed notebook.",
            "Name a folder under runs/, or report/executed, or a git revision.",
        )
    home, root = folder.resolve(), project.root.resolve()
    title = str(home.relative_to(root)) if home.is_relative_to(root) else str(folder)
    is_own = home == project.executed.resolve() or home.parent == project.runs.resolve()
    side = Side(given, title, files, tree=Tree(project.root) if is_own else None, problems=problems)
    if side.run.manifest and side.run.is_published:
        # Beside what is published nothing is kept.
        files, odd = _files(folder, _entries(folder, is_whole=True))
        side = replace(
            side, files=files, problems=[*problems, *(each for each in odd if each not in problems)]
        )
    return side


def _files(folder: Path, entries: Iterable[Path]) -> tuple[dict[str, File], list[str]]:
    """Return the files of a folder by name, and what of it is none."""
    files, problems = {}, []
    for path in entries:
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            files[name] = _path(path)
        else:
            problems.append(f"{line(name, 80)} {NOT_READ}")
    return files, problems


def _entries(folder: Path, is_whole: bool = False) -> Iterator[Path]:
    """Yield what is in a folder and the folders below it, but (unless it `is_whole`) what a run that failed
    has left; no link is followed to a folder.
    """
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _entries(path, is_whole) if is_whole or path.name != FAILED else ()
        else:
            yield path


def _path(path: Path) -> File:
    def read() -> bytes:
        bounded.refuse_large(path.stat().st_size)
        return path.read_bytes()

    return File(path.stat().st_size, lambda: blob_id(path), read)


def _resolve(root: Path, given: str) -> str | None:
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", given + "^{commit}")
    return commit.decode().strip() if commit else None


def _revision(project: Project, given: str, commit: str, may_be_empty: bool) -> Side:
    listing = git(project.root, "ls-tree", "-lrz", "--full-tree", commit, "--", f"{PUBLISHED}/") or b""
    files, problems = {}, []
    for entry in listing.decode(errors="replace").split("\0")[:-1]:
        meta, _, path = entry.partition("\t")
        mode, kind, blob, size = meta.split()
        name = path.removeprefix(f"{PUBLISHED}/")
        if kind == "blob" and mode != "120000":
            files[name] = _blob(project.root, blob, int(size))
        else:
            problems.append(f"{line(name, 80)} {NOT_READ}")
    if not may_be_empty and not any(map(is_notebook, files)):
        raise UserError(
            f"The git revision '{line(given)}' holds no executed notebook under {PUBLISHED}/.",
            "Name a later revision, or a folder under runs/.",
        )
    title = f"git {given} ({commit[:9]})"
    return Side(given, title, files, commit, Tree(project.root, commit), problems)


def _blob(root: Path, blob: str, size: int) -> File:
    """Return a file of a commit; one of a usual size is read once."""

    def read() -> bytes:
        bounded.refuse_large(size)
        content = git(root, "cat-file", "blob", blob)
        if content is None:
            raise Refused("cannot be read from git")
        return content

    return File(size, lambda: blob, cache(read) if size <= USUAL else read)
