"""What is written in the source language and not yet, or not rightly, in the others."""

from collections.abc import Iterator
from pathlib import Path

import polib

from pressroom import publication
from pressroom.checks import Problem
from pressroom.checks.blanks import MARK
from pressroom.checks.captions import unknown
from pressroom.errors import UserError
from pressroom.messages import faults
from pressroom.messages.extract import merged, of_report
from pressroom.project import Project
from pressroom.rendering import variables

SHOWN = 60
MOST = 200
UNREADABLE = (UserError, OSError, SyntaxError, ValueError, KeyError, TypeError, AttributeError)


def problems(project: Project) -> Iterator[Problem]:
    """Yield the messages that a catalogue of the report lacks or leaves empty, and faulty translations."""
    _, *others = publication.of(project).languages
    files = [path for lang in others if (path := project.report / lang / "messages.po").is_file()]
    try:
        messages = [each for each in merged(of_report(project)) if MARK not in each.one] if files else []
        catalogues = {path: polib.pofile(str(path), encoding="utf-8") for path in files}
    except UNREADABLE:
        return  # The checks of the files tell which one it is, and where.
    for path, entries in catalogues.items():
        yield from _faults(project, path, entries)
        lacking: list[Problem] = []
        by_message = {(entry.msgctxt or "", entry.msgid): entry for entry in entries if not entry.obsolete}
        for message in messages:
            entry = by_message.get(message[:2])
            place, words = path.relative_to(project.root), " ".join(message.one.split())[:SHOWN]
            if entry and entry.fuzzy:
                what = f"{place}, line {entry.linenum}: '{words}' is marked 'fuzzy'"
                yield Problem(
                    f"{what}, for its message has changed.", "Correct the translation, and take the mark out."
                )
            elif not entry or not entry.translated():
                what = f"{place}: '{words}' of {message.where[0]} is not translated."
                lacking.append(Problem(what, "Run 'make messages', and write it there."))
        yield from _some(lacking, path.relative_to(project.root))


def _some(lacking: list[Problem], place: Path) -> Iterator[Problem]:
    """Yield each message that is not translated, of many the first and how many more there are."""
    yield from lacking[:MOST]
    if more := len(lacking[MOST:]):
        what = f"{place}: {more} more message{'s are' if more > 1 else ' is'} not translated."
        yield Problem(what, "Run 'make messages', and write them there; or restore the file from git.")


def _faults(project: Project, path: Path, entries: polib.POFile) -> Iterator[Problem]:
    values, text = variables.declared_names(project), path.read_text(encoding="utf-8")
    for entry in entries:
        # The check of the captions tells of a value that there is not.
        if entry.obsolete or entry.fuzzy or any(unknown(words, values) for words in faults.wordings(entry)):
            continue
        for fault in faults.of_entry(entry):
            where = f"{path.relative_to(project.root)}, line {faults.line_of(entry, text)}"
            yield Problem(f"{where}: {fault}", "Write the places as the message has them.")
