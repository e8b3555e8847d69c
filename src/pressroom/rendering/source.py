"""The text of a report as it lies in its files: each part's .qmd and what that includes, line by line."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pressroom import publication
from pressroom.errors import near
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import bounds, prose
from pressroom.rendering.edition import PARTS

GENERATED = "report/executed/"
# Appendices that are written at rendering: before the first one, there are none to include.
WRITTEN = ("assumptions.qmd", "traceability.qmd", "sources.qmd", "accessibility.qmd")
SHORTCODE = re.compile(r"\{\{<[ \t]*(\w+)[ \t]*(.*?)[ \t]*>\}\}")
# Signs that turn the direction of what follows: a reader would see other text than the file has.
TURNING = range(0x202A, 0x202F), range(0x2066, 0x206A)


class Mistake(NamedTuple):
    """One mistake in the text: where it is, what is wrong, and what to do."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}"


class Line(NamedTuple):
    """One line of the text, with the file it stands in; `prose` leaves out comments, and is None for code."""

    file: str
    number: int
    text: str
    prose: str | None

    def mistake(self, what: str, todo: str) -> Mistake:
        return Mistake(self.file, self.number, what, todo)


class Part(NamedTuple):
    """A part of a report: its lines in the order of the text, what is wrong, and whether all are there."""

    lines: list[Line]
    mistakes: list[Mistake]
    is_whole: bool = True

    @property
    def own(self) -> list[Line]:
        """The lines that somebody wrote."""
        return [line for line in self.lines if not line.file.startswith(GENERATED)]


Place = Callable[[str], Path | None]
"""Where an included file of executed/ lies; None where it will be written by rendering."""


def editions(project: Project) -> dict[str, Path]:
    """Return where the text of each language lies; the source language has no folder of its own."""
    source, *others = publication.of(project).languages
    return {source: project.report, **{lang: project.report / lang for lang in others}}


def read(folder: Path, root: Path, place: Place) -> list[Part]:
    """Return the parts of the report whose text lies in `folder`."""
    mains = [main for part in (*PARTS, EACH) if (main := folder / f"{part}.qmd").is_file()]
    return [_Reader(folder, root, place).read(main, ()) for main in mains]


def lines_of(folder: Path, project: Project, part: str) -> list[str]:
    """Return the prose of one part whose text lies in `folder`, line by line; none where there is no such."""
    main = folder / f"{part}.qmd"
    if not main.is_file():
        return []
    lines = _Reader(folder, project.root, lambda name: None).read(main, ()).lines
    return [line.prose for line in lines if line.prose is not None]


def named(project: Project, part: str) -> list[str]:
    """Return the key figures that a part of the report names, in the order of its text, each once."""
    lines = lines_of(project.report, project, part)
    found = (match for line in lines for match in SHORTCODE.finditer(line))
    return list(dict.fromkeys(match[2] for match in found if match[1] == "var"))


def text_of(path: Path, name: str) -> tuple[str | None, list[Mistake]]:
    """Return what a file says, None where it is no text, and what in it is none."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Mistake(name, line, "this is not text in UTF-8.", "Save the file as UTF-8.")]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    hidden = {sign for sign in set(text) if _is_hidden(sign)}
    lines = enumerate(text.split("\n"), 1) if hidden else ()
    return text, [
        Mistake(name, number, f"the character U+{ord(sign):04X} is no text.", "Take it out.")
        for number, line in lines
        for sign in dict.fromkeys(line)
        if sign in hidden
    ]


def _is_hidden(sign: str) -> bool:
    """Return whether no reader can see a sign, or it turns what others are."""
    # Cc: control characters; Co, Cn: nobody's; Zl, Zp: ends of lines and paragraphs of another kind.
    control = unicodedata.category(sign) in ("Cc", "Co", "Cn", "Zl", "Zp") and sign not in "\t\n"
    return control or sign == "\ufeff" or any(ord(sign) in turning for turning in TURNING)


def take_over() -> str:
    """Return what to do where all is right but that no run of it was taken over."""
    return f"Execute it: {publication.command('accept')}"


def strays(folder: Path, root: Path, parts: Iterable[Part]) -> Iterator[Mistake]:
    """Yield the chapters that none of these parts includes."""
    read = {each.file for part in parts for pieces in (part.lines, part.mistakes) for each in pieces}
    for path in sorted((folder / "chapters").glob("*.qmd")):
        name = path.relative_to(root).as_posix()
        if name not in read:
            what = "no part of the report includes this chapter."
            todo = f"Write {{{{< include chapters/{path.name} >}}}} in a part, or take the file away."
            yield Mistake(name, 1, what, todo)


class _Reader:
    """Reads a part with its includes."""

    def __init__(self, folder: Path, root: Path, place: Place) -> None:
        self.folder, self.root, self.place = folder, root, place

    def read(self, path: Path, within: tuple[Path, ...]) -> Part:
        """Return the lines of a file and of the files that it includes."""
        name = path.relative_to(self.root).as_posix()
        text, mistakes = text_of(path, name)
        if text is None:
            return Part([], mistakes, is_whole=False)
        if beyond := bounds.beyond(text):
            return Part([], [Mistake(name, *beyond)], is_whole=False)
        lines: list[Line] = []
        is_whole = True
        scanned, broken = prose.scan(text)
        mistakes += [Mistake(name, *wrong) for wrong in broken]
        for each in scanned:
            line = Line(name, each.number, each.text, each.prose)
            match = SHORTCODE.fullmatch(each.text.rstrip())
            if each.kind == "code" and "{{<" in each.text:
                mistakes.append(line.mistake("a shortcode stands in code.", "Take it out of the code block."))
            if not match or match[1] != "include" or each.prose is None:
                lines.append(line)
                continue
            included = self._included(line, match[2], (*within, path))
            lines += [line, *included.lines]
            mistakes += included.mistakes
            is_whole &= included.is_whole
        return Part(lines, mistakes, is_whole)

    def _included(self, line: Line, name: str, within: tuple[Path, ...]) -> Part:
        """Return an included file, or why there is none."""
        written = name.startswith("executed/")
        path = self.place(name.removeprefix("executed/")) if written else self.folder / name
        if path is None:
            return Part([], [])
        # What a link leads to decides, not where the link lies.
        if not _inside(path, path.parent if written else self.folder) or ".." in Path(name).parts:
            return _nothing(line, f"'{name}' is not in report/.", "Include a file of report/ only.")
        if path in within:
            return _nothing(line, f"'{name}' includes itself.", "Remove one of the includes.")
        if path.is_file() and path.suffix == ".qmd":
            return self.read(path, within)
        if written and path.name in WRITTEN:
            return _nothing(line, f"there is no file '{name}'.", take_over())
        files = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.qmd")]
        return _nothing(line, f"there is no file '{name}'.", near(name, files))


def _nothing(line: Line, what: str, todo: str) -> Part:
    return Part([], [line.mistake(what, todo)], is_whole=False)


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
