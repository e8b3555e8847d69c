"""What the report's text may be made of. pandoc reads it as it will be published, and names every part.

What may stand in it is listed; all else is a mistake: a script, a raw block, an attribute, a link to another
kind of address. So is what was meant as a mark and would be printed as it stands.
"""

import json
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from pressroom.errors import near
from pressroom.project import Project
from pressroom.rendering import glyphs, pandoc, source
from pressroom.rendering.source import SHORTCODE, Line, Mistake, Part

SUBSET = "The report keeps to what both renderers know: see CONTRIBUTING.md, 'A chapter'."
LINKS = "Link to an http(s) or mailto address, or to the label of a section; files are not published."
HEADER = {"title", "subtitle", "series", "author", "edition", "description", "scenario", "keywords", "lang"}
HEADER |= {"part", "short", "format", "date"}
NEEDED = {"title", "lang"}
BLOCKS = {"fine-print": ("class",)} | {
    f"callout-{kind}": ("class", "title", "collapse")
    for kind in ("note", "tip", "warning", "important", "caution")
}
LABEL = re.compile(r"[\w-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CAPTIONED = re.compile(r"\{#tbl-[\w-]+\}")
REFERENCE = re.compile(r"[FfTtSs](ig|bl|ec)-")
# An escaped sign is no mark: while the text is looked at it stands in the part of Unicode that is nobody's.
ESCAPED, AWAY, VALUE = re.compile(r"\\([!-/:-@\[-`{-~])"), 0xE000, "\ue100"
LEFT = (
    (re.compile(r"\{\{<?|>\}\}"), "the shortcode at '{}' is not closed.", "Write {{{{< name … >}}}}."),
    (
        re.compile(r"\[\^[^\]]*\]"),
        "the footnote of '{}' is not written.",
        "Write [^name]: … on a line of its own.",
    ),
    (re.compile(r"\[\^|\^\["), "the footnote at '{}' is not closed.", "Close it with ']'."),
    (re.compile(r"\]\("), "the link at '{}' is not closed.", "Write [text](address), without a line break."),
    (re.compile(r"[*](?=[^\s*])|(?<=[^\s*])[*]|[*]{2}"), "the emphasis at '{}' is not closed.", ""),
    (re.compile(r"(?<![\w_])_+(?=\w)|(?<=\w)_+(?![\w_])"), "the emphasis at '{}' is not closed.", ""),
    (re.compile(r"`"), "the code at '{}' is not closed.", ""),
    (re.compile(r":{3}"), "the block at '{}' does not stand alone.", "Give '{}' a line of its own."),
    (re.compile(r"<[A-Za-z/!?]"), "HTML in the text ('{}') is not known to both renderers.", SUBSET),
    (re.compile(r"[{}]"), "the attribute at '{}' is not closed, or has no text.", ""),
)
PLAIN = "Close it, or write '\\' before the sign."


class Fault(NamedTuple):
    """What is wrong in a text, what to do, and the words that its line is found by."""

    what: str
    todo: str
    by: str


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
    lines = part.own
    generated = "\n".join(line.text for line in part.lines if line.file.startswith(source.GENERATED))
    labels = set(re.findall(r"\{#([\w-]+)", generated))
    labels |= {match[2].rpartition("#")[2] for line in lines for match in SHORTCODE.finditer(line.text)}
    return [mistake for fault in _faults(lines, labels) for mistake in _placed(fault, lines, labels)]


def _placed(fault: Fault, lines: Sequence[Line], labels: Collection[str]) -> list[Mistake]:
    """Return a fault at each line that shows it; else at the end of the shortest text that has it."""
    shown = [line for line in lines if fault.by and fault.by in _prepared(line.text)]
    if not shown:
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
        input="\n".join(_prepared(line.text) for line in lines).encode(),
        capture_output=True,
    )
    if read.returncode:
        return [
            Fault("the header cannot be read.", "Write one 'name: value' a line, in quotation marks.", "")
        ]
    return list(dict.fromkeys(_Document(json.loads(read.stdout), labels).faults()))


def _prepared(line: str) -> str:
    """Return a line in which neither a shortcode nor an escaped sign can be taken for a mark."""

    def value(match: re.Match[str]) -> str:
        return "" if match[1] == "include" else VALUE

    line = ESCAPED.sub(lambda match: chr(AWAY + ord(match[1])), line)
    return SHORTCODE.sub(value, line)


def _said(text: str) -> str:
    """Return a text as the file has it."""
    return re.sub("[\ue000-\ue07f]", lambda match: "\\" + chr(ord(match[0]) - AWAY), text)[:80]


class _Document:
    """A document as pandoc sees it."""

    def __init__(self, content: dict[str, Any], labels: Collection[str]) -> None:
        self.content = content
        self.targets = {*labels, *_identifiers(content["blocks"])}
        self.level, self.opened, self.html = 0, False, False

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong, in the order of the text."""
        meta = self.content["meta"]
        for key in NEEDED - meta.keys():
            yield Fault(f"the header has no '{key}'.", f"Add the line '{key}: …' to the header.", "")
        for key in meta:
            if key not in HEADER:
                yield Fault(f"the header's '{key}' is not known to both renderers.", SUBSET, f"{key}:")
        for value in meta.values():
            yield from self._within(value)
        yield from self._within(self.content["blocks"])

    def _within(self, node: Any) -> Iterator[Fault]:
        if isinstance(node, list):
            for each in node:
                yield from self._within(each)
        elif isinstance(node, dict):
            look = getattr(self, f"_{node.get('t', '').lower()}", None)
            if look:
                yield from look(node["c"])
            if node.get("t") not in ("Table", "Code", "CodeBlock", "RawBlock", "RawInline", "Math"):
                yield from self._within(list(node.values()))

    def _str(self, text: str) -> Iterator[Fault]:
        for pattern, what, todo in LEFT:
            mark = pattern.search(text)
            if mark and mark[0] == ">}}" and self.opened:
                return  # It ends a shortcode that is told of already.
            if mark:
                self.opened |= mark[0].startswith("{{")
                said = _said(text)
                yield Fault(what.format(said), (todo or PLAIN).format(said), text)
                return

    def _table(self, content: list[Any]) -> Iterator[Fault]:
        """A caption ends in the table's label, which is no text."""
        _, (_, caption), _, *rows = content
        for block in caption:
            inlines = block["c"]
            if inlines and inlines[-1]["t"] == "Str" and CAPTIONED.fullmatch(inlines[-1]["c"]):
                inlines.pop()
        yield from self._within([caption, rows])

    def _header(self, content: list[Any]) -> Iterator[Fault]:
        level, (label, classes, others), inlines = content
        title = _said(_text(inlines))
        if level > self.level + 1:
            before = f"one of level {self.level}" if self.level else "the beginning"
            what = f"the heading '{title}' is of level {level}, after {before}."
            yield Fault(what, f"Begin it with {'#' * (self.level + 1)}.", f"{'#' * level} {_text(inlines)}")
        if not title:
            yield Fault("a heading has no text.", "Write it, or take the signs away.", "")
        self.level = level
        yield from _attributes(label, set(classes) - {"unnumbered", "unlisted"}, others)

    def _div(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        names = {name for name, _ in others}
        if label or not (
            (len(classes) == 1 and names <= set(BLOCKS.get(classes[0], ())) and classes[0] in BLOCKS)
            or (not classes and len(names) == 1 and names <= {"when", "unless"})
        ):
            shown = " ".join([*classes, *(f'{name}="{value}"' for name, value in others)])
            yield Fault(f"the block '{_said(shown)}' is not known to both renderers.", SUBSET, "")
        for name, value in others:
            yield from self._value(name, value)

    def _value(self, name: str, value: str) -> Iterator[Fault]:
        """A title is read as text; nowhere may a result stand in an attribute."""
        if VALUE in value:
            yield Fault(
                f"a result inside an attribute ('{name}') is not known to both renderers.", SUBSET, ""
            )
        if name == "title" and re.search(r"<[A-Za-z/!?]|\]\(|\{", value):
            yield Fault(f"the title '{_said(value)}' is more than words.", "Write words only.", "")

    def _span(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        wrong = [
            (name, value) for name, value in others if not (name == "lang" and LANGUAGE.fullmatch(value))
        ]
        yield from _attributes(label and "#", classes, wrong)

    def _code(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        yield from _attributes(label and "#", classes, others)

    def _codeblock(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        yield from _attributes(label and "#", classes[1:], others)

    def _link(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _, (address, title) = content
        yield from _attributes(label and "#", set(classes) - {"uri", "email"}, others)
        yield from self._value("address", address)
        said = _said(address)
        if address.startswith("#"):
            if address[1:] not in self.targets:
                yield Fault(f"nothing is labelled '{said[1:]}'.", near(said[1:], self.targets), address)
        elif not re.match(r"https?://[^/]|mailto:[^/]", address):
            yield Fault(f"a link to '{said}' is not allowed.", LINKS, address)
        if title:
            yield Fault(f"the title of the link '{_said(title)}' is not shown.", "Take it out.", title)

    def _cite(self, content: list[Any]) -> Iterator[Fault]:
        citations, inlines = content
        for citation in citations:
            id = citation["citationId"]
            if not REFERENCE.match(id):
                yield Fault(f"a citation ('@{id}') is not known to both renderers.", SUBSET, f"@{id}")
            elif citation["citationPrefix"] or citation["citationSuffix"]:
                yield Fault(
                    f"what stands beside '@{id}' in brackets is not shown.", "Write it outside.", f"@{id}"
                )
        inlines.clear()  # They say the same again.

    def _math(self, content: list[Any]) -> Iterator[Fault]:
        yield Fault(
            f"a formula ('{_said(content[1])}') is not known to both renderers.", SUBSET, _said(content[1])
        )

    def _image(self, content: list[Any]) -> Iterator[Fault]:
        address = _said(content[2][0])
        yield Fault(
            f"an image outside a notebook ('{address}') is not known to both renderers.", SUBSET, address
        )

    def _rawinline(self, content: list[Any]) -> Iterator[Fault]:
        kind, text = content
        first = _said(text.strip().split("\n")[0])
        if kind == "tex":
            yield Fault(f"LaTeX ('{first}') is not known to both renderers.", SUBSET, first)
        elif kind != "html":
            yield Fault(
                f"raw output for one format ('{first}') is not known to both renderers.", SUBSET, first
            )
        elif text.startswith("</") and self.html:
            return  # It ends what is told of already.
        elif not (text.startswith("<!--") and text.find("-->") == len(text.rstrip()) - 3):
            self.html = True
            yield Fault(f"HTML in the text ('{first}') is not known to both renderers.", SUBSET, first)

    _rawblock = _rawinline

    def _lineblock(self, content: list[Any]) -> Iterator[Fault]:
        first = _said(_text(content[0]))
        todo = "Write a head, a line of dashes (|---|), and rows with as many cells."
        yield Fault(f"what begins with '| {first}' is no table.", todo, "")


def _attributes(label: str, classes: Collection[str], others: Sequence[Any]) -> Iterator[Fault]:
    """Yield an attribute that means nothing to the report, or more than it should."""
    wrong = [f"#{label}"] if not LABEL.fullmatch(label) else []
    wrong += [f".{name}" for name in classes] + [str(name) for name, _ in others]
    for name in map(_said, wrong[:1]):
        yield Fault(f"the attribute '{name}' is not allowed.", "Take it out; [words]{lang=en} is.", name)


def _identifiers(node: Any) -> Iterator[str]:
    """Yield the labels of headings and tables."""
    if isinstance(node, list):
        for each in node:
            yield from _identifiers(each)
    elif isinstance(node, dict):
        if node.get("t") == "Header":
            yield node["c"][1][0]
        if node.get("t") == "Str" and CAPTIONED.fullmatch(node["c"]):
            yield node["c"][2:-1]
        yield from _identifiers(node.get("c"))


def _text(inlines: Any) -> str:
    """Return the words of some inlines."""
    if isinstance(inlines, list):
        return "".join(map(_text, inlines))
    if not isinstance(inlines, dict):
        return ""
    if inlines["t"] in ("Str", "Code"):
        return inlines["c"] if inlines["t"] == "Str" else inlines["c"][1]
    return " " if inlines["t"] in ("Space", "SoftBreak") else _text(inlines.get("c"))
