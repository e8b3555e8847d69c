"""The words that reach the report from other files than its text: messages, labels, descriptions, data.

They are words and nothing else: no HTML, no links of their own, and no sign that the PDF cannot show.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pressroom.project import Project
from pressroom.rendering import glyphs, source
from pressroom.rendering.source import Mistake

PLACES = ("report/*/messages.po", "report/key_figures.yml", "params/*.yml", "data/*.csv", "data/*.json")
# A line of a catalogue: nothing, a comment, or a text in quotation marks, with what it is before the first.
ENTRY = re.compile(
    r'\s*(#.*)?|\s*(?:#~ *)?(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) +)?"(?:[^"\\]|\\.)*"\s*'
)
MARKUP = re.compile(r"<[A-Za-z/!?][^\s>]*>?|\]\([\w:/.#-]*|\{[.#=]\w+|(?i:javascript|vbscript)\s*:")


def problems(project: Project, languages: Collection[str] = ()) -> list[Mistake]:
    """Return what in these words would be more than words; in every language, if none is named."""
    mistakes: list[Mistake] = []
    for pattern in PLACES:
        for path in sorted(project.root.glob(pattern)):
            if path.suffix == ".po" and languages and path.parent.name not in languages:
                continue
            mistakes += _in_file(path, path.relative_to(project.root).as_posix(), project.theme / "fonts")
    return mistakes


def _in_file(path: Path, name: str, fonts: Path) -> Iterator[Mistake]:
    text, wrong = source.text_of(path, name)
    if path.suffix == ".po":
        # Who reads the other files tells what is wrong with them.
        yield from wrong or _unreadable(path, name, text or "")
    if text is None:
        return
    every = reversed([*MARKUP.finditer(text)])
    lines = {text.count("\n", 0, found.start()) + 1: found for found in every}
    for line, found in lines.items():
        yield Mistake(
            name, line, f"'{found[0]}' is more than words.", "Write words only; the report's text has links."
        )
    yield from glyphs.missing(name, text, fonts)


def _unreadable(path: Path, name: str, text: str) -> list[Mistake]:
    import polib

    # What is not closed is cut off by the library, without a word.
    lines = enumerate(text.splitlines(), 1)
    wrong = next((number for number, line in lines if not ENTRY.fullmatch(line)), 0)
    if not wrong:
        try:
            polib.pofile(str(path))
        except (OSError, ValueError) as error:
            told = re.search(r"line (\d+)", str(error))
            wrong = int(told[1]) if told else 1
    what = "this is no line of a catalogue of messages: a word before a text in quotation marks."
    return [Mistake(name, wrong, what, "Mend the line, or restore the file from git.")] if wrong else []
