"""Captions that name a value which there is not, in the notebooks and in their translations."""

from collections.abc import Collection, Iterator
from pathlib import Path

import polib

from pressroom import publication
from pressroom.checks import Problem, code_cells
from pressroom.errors import near
from pressroom.messages import faults
from pressroom.project import Project
from pressroom.rendering import variables
from pressroom.rendering.embedded import TRANSLATED
from pressroom.rendering.source import SHORTCODE


def problems(project: Project, languages: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what captions and alternative texts name and is no value; in every language, if none is named."""
    values = variables.declared_names(project)
    for notebook, cells in code_cells.of_notebooks(project):
        for cell in cells:
            words = [cell.options[key] for key in TRANSLATED if key in cell.options]
            yield from _of(f"{notebook}, cell '{cell.id}'", words, values)
    for lang in languages or publication.of(project).languages:
        if (path := project.report / lang / "messages.po").is_file():
            yield from _translated(path, path.relative_to(project.root).as_posix(), values)


def unknown(words: str, values: Collection[str]) -> list[tuple[str, str]]:
    """Return what is wrong, and what to do, for each shortcode that gives no value."""
    found: list[tuple[str, str]] = []
    for match in SHORTCODE.finditer(words):
        if match[1] != "var":
            found.append((f"'{match[0]}' is no value.", "In a caption only {{< var … >}} is filled in."))
        elif match[2] not in values:
            found.append((f"there is no result '{match[2]}'.", near(match[2], values)))
    return found


def _translated(path: Path, name: str, values: Collection[str]) -> Iterator[Problem]:
    try:
        entries = polib.pofile(str(path))
    except (OSError, ValueError):
        return  # The check of the words tells it.
    for entry in entries:
        wordings = [] if entry.obsolete or entry.fuzzy else faults.wordings(entry)
        if any(unknown(words, values) for words in wordings):
            line = faults.line_of(entry, path.read_text(encoding="utf-8"))
            yield from _of(f"{name}, line {line}", wordings, values)


def _of(where: str, words: list[str], values: Collection[str]) -> Iterator[Problem]:
    for each in words:
        yield from (Problem(f"{where}: {what}", todo) for what, todo in unknown(each, values))
