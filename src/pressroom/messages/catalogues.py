"""Bring the catalogues of the other languages up to date with the sources.

A translation is kept as long as its message stands. A message that was changed gets the translation of the
one it resembles most, marked as fuzzy: it is used once somebody has looked at it.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

import polib

from pressroom import publication
from pressroom.language.catalogue import ENGINE
from pressroom.language.units import BASE
from pressroom.messages.extract import Message, merged, of_python, of_report, of_units
from pressroom.project import Project

WIDTH = 110


def catalogues(here: Project) -> dict[Path, list[Message]]:
    """Return the messages of each catalogue: the report's, and an engine's where it lies in the project."""
    _, *others = publication.of(here).languages
    report = merged(of_report(here))
    found = {here.report / lang / "messages.po": report for lang in others}
    if not ENGINE.is_relative_to(here.root):
        return found
    return found | dict.fromkeys(sorted(ENGINE.glob("*.po")), merged(of_engine()))


def of_engine() -> Iterator[Message]:
    """Yield the engine's own messages, the same whatever the report."""
    yield from of_python(ENGINE.parent, ENGINE.parent.parent)
    yield from of_units(BASE, "units")


def updated(old: polib.POFile | None, messages: Iterable[Message], path: Path) -> polib.POFile:
    """Return a catalogue with these messages and the translations that the old one has for them."""
    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata = dict(old.metadata) if old is not None else _metadata(path)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old or [] if not entry.obsolete}
    messages = list(messages)
    gone = known.keys() - {message[:2] for message in messages}
    for message in messages:
        file.append(_entry(message, known, gone))
    return file


def _entry(
    message: Message, known: dict[tuple[str, str], polib.POEntry], gone: set[tuple[str, str]]
) -> polib.POEntry:
    before = known.get(message[:2])
    flags = list(before.flags) if before else []
    if before is None:
        near = get_close_matches(message.one, [id for _, id in gone], n=1, cutoff=0.8)
        before = next((known[key] for key in gone if near and key[1] == near[0]), None)
        flags = ["fuzzy"] if before and before.translated() else []
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.one, flags=flags)
    entry.occurrences = [(where, "") for where in message.where]
    if message.many:
        entry.msgid_plural = message.many
        entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
    else:
        entry.msgstr = before.msgstr if before else ""
    return entry


def _metadata(path: Path) -> dict[str, str]:
    return {
        "Language": path.parent.name if path.stem == "messages" else path.stem,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
