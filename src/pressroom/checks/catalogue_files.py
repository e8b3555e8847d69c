"""Catalogues of messages that cannot be used as a whole: missing, with another header, a message twice."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import polib

from pressroom import publication
from pressroom.checks import Problem
from pressroom.project import Project

ENCODING = "text/plain; charset=UTF-8"
PLURAL = re.compile(r"nplurals=[1-6]; *plural=[-n0-9 ()<>=!&|%?:+*/]+;?")
UNREADABLE = (OSError, ValueError, LookupError)


def problems(project: Project, languages: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong with the catalogues of these languages, of all where none is named."""
    _, *others = publication.of(project).languages
    for lang in (lang for lang in others if not languages or lang in languages):
        path = project.report / lang / "messages.po"
        name = path.relative_to(project.root).as_posix()
        if path.is_file():
            yield from _of_file(path, name, lang)
        elif path.parent.is_dir():
            yield Problem(f"{name} is missing.", "Restore it from git.")


def _of_file(path: Path, name: str, lang: str) -> Iterator[Problem]:
    try:
        entries = polib.pofile(str(path), encoding="utf-8")
    except UNREADABLE:
        return  # The check of the words tells it, with its line.
    for key, wanted in (("Language", lang), ("Content-Type", ENCODING)):
        said = entries.metadata.get(key, wanted)
        if said.lower() != wanted.lower():
            yield Problem(f"{name}: its header has the {key} '{said}'.", f'Write "{key}: {wanted}\\n".')
            return
    plural = entries.metadata.get("Plural-Forms", "")
    if plural and not PLURAL.fullmatch(plural):
        todo = 'Write it as for English: "Plural-Forms: nplurals=2; plural=(n != 1);\\n".'
        yield Problem(f"{name}: its header has the Plural-Forms '{plural}'.", todo)
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        message = entry.msgctxt or "", entry.msgid
        if message in first and not entry.obsolete:
            words = " ".join(entry.msgid.split())[:60]
            what = f"{name}, line {entry.linenum}: '{words}' stands at line {first[message]} already."
            yield Problem(what, "Keep one of them.")
        first.setdefault(message, entry.linenum)
