"""Texts of another edition that are older than those they follow.

Each says in a comment which content it was last looked through against: an edition is not read as the same
report when it no longer says the same.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pressroom import publication
from pressroom.checks import Problem, blanks
from pressroom.project import Project
from pressroom.runs.blob import blob_id

FOLLOWS = re.compile(r"<!-- follows ([0-9a-f]+) -->")
LENGTH = 12


def comment(text: Path) -> str:
    """Return what a text of another edition holds that says the same as this one does now."""
    return f"<!-- follows {blob_id(text)[:LENGTH]} -->"


def is_current(path: Path, first: Path) -> bool:
    """Return whether a text says that it follows `first` as this is now."""
    return comment(first) in path.read_text(encoding="utf-8", errors="replace")


def following(text: str, first: Path) -> str:
    """Return a text that says that it follows `first`, in the place where it said so or at its end."""
    wanted = comment(first)
    return FOLLOWS.sub(wanted, text) if FOLLOWS.search(text) else f"{text.rstrip()}\n\n{wanted}\n"


def problems(project: Project) -> Iterator[Problem]:
    """Yield the texts of other editions whose own text has changed since they were looked through."""
    _, *others = publication.of(project).languages
    for lang in others:
        folder = project.report / lang
        for path in sorted(folder.rglob("*.qmd")):
            first = project.report / path.relative_to(folder)
            if first.is_file():
                yield from _problem(project, path, first)


def _problem(project: Project, path: Path, first: Path) -> Iterator[Problem]:
    place, source = (each.relative_to(project.root).as_posix() for each in (path, first))
    text, wanted = path.read_text(encoding="utf-8", errors="replace"), comment(first)
    if wanted in text or blanks.MARK in text:
        return
    said = FOLLOWS.search(text)
    if said:
        line = text.count("\n", 0, said.start()) + 1
        what = f"{place}, line {line}: {source} has changed since this was written."
        yield Problem(what, f"Let it say the same, then write '{wanted}' there.")
    else:
        what = f"{place}: it does not say which content of {source} it follows."
        yield Problem(what, f"Let it say the same, then write '{wanted}' in a line of its own.")
