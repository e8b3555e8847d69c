"""The key figures that report/key_figures.yml declares: what a notebook may record."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pressroom import yamlfile
from pressroom.errors import UserError, near
from pressroom.language.units import units
from pressroom.project import Project

FILE = "report/key_figures.yml"
CONDITION = "villkor"
"""The unit of a key figure that is true or false: whether a part of the report is shown."""
ID = re.compile(r"[a-z]+\.[a-z0-9_]+")


class KeyFigure(NamedTuple):
    """What is said of a key figure in every run."""

    unit: str
    label: str


def declared(project: Project) -> Mapping[str, KeyFigure]:
    """Return every key figure by its id, in the order of the file.

    Raises UserError, with the line, for an entry that is not an id with a unit and a label.
    """
    return _checked(yamlfile.source(project.root / FILE, FILE))


def of_chapters(project: Project, chapters: Iterable[str]) -> dict[str, dict[str, KeyFigure]]:
    """Return the key figures of some chapters; a chapter is what stands before the dot in an id."""
    found: dict[str, dict[str, KeyFigure]] = {chapter: {} for chapter in sorted(chapters)}
    for id, about in declared(project).items():
        chapter = id.partition(".")[0]
        if chapter in found:
            found[chapter][id] = about
    return found


def unknown(id: str, known: Iterable[str], who: str) -> UserError:
    """Return the refusal of an id that the file does not declare; `who` records it."""
    return UserError(f"{who} records '{id}', which {FILE} does not declare.", near(id, known))


@lru_cache(maxsize=4)
def _checked(text: str) -> Mapping[str, KeyFigure]:
    file = yamlfile.parse(text, FILE)
    return {id: _entry(id, about, file.lines[id]) for id, about in file.values.items()}


def _entry(id: str, about: Any, line: int) -> KeyFigure:
    where = f"{FILE}, line {line}: '{id}'"
    if not ID.fullmatch(id):
        raise UserError(f"{where} is not an id.", "Write chapter.name, in small letters, digits and '_'.")
    given = about if isinstance(about, dict) else {}
    for name in given:
        if name not in KeyFigure._fields:
            raise UserError(f"{where} has '{name}', which says nothing.", near(name, KeyFigure._fields))
    for name in KeyFigure._fields:
        if not (isinstance(given.get(name), str) and given[name].strip()):
            raise UserError(f"{where} has no '{name}'.", f"Add the line '{name}: …' below it.")
    if given["unit"] not in units():
        raise UserError(f"{where} has the unit '{given['unit']}'.", near(given["unit"], units()))
    return KeyFigure(**given)
