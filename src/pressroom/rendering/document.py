"""What a document may be made of, as pandoc names its parts; all else is a mistake.

So is what was meant as a mark and would be printed as it stands.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from pressroom.errors import near
from pressroom.rendering.source import SHORTCODE

SUBSET = "The report keeps to what both renderers know: see CONTRIBUTING.md, 'A chapter'."
LINKS = "Link to an http(s) or mailto address, or to the label of a section; files are not published."
HEADER = {"title", "subtitle", "series", "author", "edition", "description", "scenario", "keywords", "lang"}
HEADER |= {"part", "short", "format"}
NEEDED = {"title", "lang"}
BLOCKS = {"fine-print": ("class",), "notes": ("class",)} | {
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


def prepared(line: str) -> str:
    """Return a line in which neither a shortcode nor an escaped sign can be taken for a mark."""

    def value(match: re.Match[str]) -> str:
        return "" if match[1] == "include" else VALUE

    line = ESCAPED.sub(lambda match: chr(AWAY + ord(match[1])), line)
    return SHORTCODE.sub(value, line)


def _said(text: str) -> str:
    """Return a text as the file has it."""
    return re.sub("[\ue000-\ue07f]", lambda match: "\\" + chr(ord(match[0]) - AWAY), text)[:80]


class Document:
    """A document as pandoc sees it."""

    def __init__(self, content: dict[str, Any], labels: Collection[str]) -> None:
        self.content = content
        self.targets = {*labels, *_identifiers(content["blocks"])}
        self.level, self.opened, self.html = 0, False, False

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong, in the order of the text."""
        meta = self.content["meta"]
        unknown = [key for key in meta if key not in HEADER]
        for key in unknown:
            todo = f"{near(key, HEADER)} Other files and settings are the renderers'."
            yield Fault(f"the header's '{key}' is not known to both renderers.", todo, f"{key}:")
        for key in sorted(NEEDED - meta.keys()) if not unknown else []:
            yield Fault(f"the header has no '{key}'.", f"Add the line '{key}: …' to the header.", "")
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
        yield from _attributes(label, set(classes) - {"unnumbered", "unlisted", "panel"}, others)

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
        yield from _attributes(label, classes, [each for each in others if each[0] != "lang"], labelled=False)
        for value in (value for name, value in others if name == "lang"):
            yield from self._value("lang", value)
            if VALUE not in value and not LANGUAGE.fullmatch(value):
                yield Fault(
                    f"'{_said(value)}' is no language.", "Write its code, such as [words]{lang=en}.", value
                )

    def _code(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        yield from _attributes(label, classes, others, labelled=False)

    def _codeblock(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), _ = content
        yield from _attributes(label, classes[1:], others, labelled=False)

    def _link(self, content: list[Any]) -> Iterator[Fault]:
        (label, classes, others), words, (address, title) = content
        yield from _attributes(label, set(classes) - {"uri", "email"}, others, labelled=False)
        yield from self._value("address", address)
        if VALUE in address:
            return
        said = _said(address)
        if not _text(words).strip():
            yield Fault(f"the link to '{said}' has no words.", "Write [text](address).", address)
        elif address == "#":
            yield Fault("a link to '#' leads nowhere.", LINKS, "](#)")
        elif address.startswith("#"):
            if address[1:] not in self.targets:
                yield Fault(f"nothing is labelled '{said[1:]}'.", near(said[1:], self.targets), address)
        elif re.match(r"https?://[^/?#]*@", address):
            yield Fault(
                f"the link to '{said}' looks like one to another host.", "Take out what ends in '@'.", address
            )
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


def _attributes(
    label: str, classes: Collection[str], others: Sequence[Any], *, labelled: bool = True
) -> Iterator[Fault]:
    """Yield an attribute that means nothing to the report, or more than it should."""
    wrong = [f"#{label}"] if not LABEL.fullmatch(label) or (label and not labelled) else []
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
