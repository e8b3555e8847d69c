"""Where the form of the report's text is wrong: pandoc reads each part as it will be published."""

import json
import re
import subprocess
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from pressroom.project import Project
from pressroom.rendering import footnotes, glyphs, pandoc, source
from pressroom.rendering.document import Document, Fault, prepared
from pressroom.rendering.source import SHORTCODE, Line, Mistake, Part


def problems(project: Project, languages: Collection[str] = ()) -> list[Mistake]:
    """Return what is wrong with the form of the texts in these languages; in all of them, if none is named.

    What kept a file from being read is not told here; its lines are left out.
    """
    folders = source.editions(project)
    chosen = [folder for lang, folder in folders.items() if lang in (languages or folders)]
    parts = [
        part for folder in chosen for part in source.read(folder, project.root, project.executed.joinpath)
    ]
    with ThreadPoolExecutor(2) as pool:
        found = [mistake for mistakes in pool.map(_in_part, parts) for mistake in mistakes]
    for file, text in _files(parts).items():
        found += glyphs.missing(file, text, project.theme / "fonts")
    told = {(mistake.file, mistake.line) for part in parts for mistake in part.mistakes}
    # One mistake often looks like several: the first of a line is its reason.
    first = {(each.file, each.line): each for each in reversed(found)}
    return [first[place] for place in sorted(first.keys() - told)]


def _files(parts: Iterable[Part]) -> dict[str, str]:
    """Return the text of each file that somebody wrote."""
    lines = {(line.file, line.number): line.text for part in parts for line in part.own}
    files: dict[str, list[str]] = {}
    for file, number in sorted(lines):
        files.setdefault(file, []).append(lines[file, number])
    return {file: "\n".join(text) for file, text in files.items()}


def _in_part(part: Part) -> list[Mistake]:
    lines = part.own if part.is_whole else []
    if not lines:
        return []
    generated = "\n".join(line.text for line in part.lines if line.file.startswith(source.GENERATED))
    labels = set(re.findall(r"\{#([\w-]+)", generated))
    labels |= {match[2].rpartition("#")[2] for line in lines for match in SHORTCODE.finditer(line.text)}
    placed = (mistake for fault in _faults(lines, labels) for mistake in _placed(fault, lines, labels))
    return [*placed, *footnotes.lost(lines)]


def _placed(fault: Fault, lines: Sequence[Line], labels: Collection[str]) -> list[Mistake]:
    """Return a fault at each line that shows it, where they all do by themselves.

    Else it is told where it is met first: at the end of the shortest text that has it.
    """
    shown = [line for line in lines if fault.by and fault.by in prepared(line.text)]
    # The same signs may stand elsewhere, and be no mistake there.
    if not shown or (len(shown) > 1 and not all(fault in _faults([line], labels) for line in shown)):
        low, high = 0, len(lines) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if fault in _faults(lines[: middle + 1], labels) else (middle + 1, high)
        shown = [lines[low]]
    return [line.mistake(fault.what, fault.todo) for line in shown]


def _faults(lines: Sequence[Line], labels: Collection[str]) -> list[Fault]:
    """Return what is wrong in a text, each thing once."""
    read = subprocess.run(
        [pandoc.program(), "--from", str(pandoc.FILTERS / "qmd.lua"), "--to=json"],
        input="\n".join(prepared(line.text) for line in lines).encode(),
        capture_output=True,
    )
    if read.returncode:
        return [
            Fault("the header cannot be read.", "Write one 'name: value' a line, in quotation marks.", "")
        ]
    return list(dict.fromkeys(Document(json.loads(read.stdout), labels).faults()))
