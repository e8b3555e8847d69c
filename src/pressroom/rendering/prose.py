"""Reading a .qmd line by line: what is prose, what is not closed, which numbers are typed."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
MONTHS += "|January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = r"(?:19|20)\d\d"

# What looks like a number but is a name: nothing was counted or measured to get it.
NAMES = [
    rf"\b[A-ZÅÄÖ]{{2,}}/\d+/{YEAR}\b",  # diary number: RUN/59/2022
    rf"\b{YEAR}-\d\d-\d\d\b",
    rf"\b\d{{1,2}} (?:{MONTHS})\b",
    rf"\b{YEAR}:\d+\b",  # statute: 2017:725
    rf"\b{YEAR}(?:–{YEAR}|–\d\d)?\b",
    r"§\s*\d+",
    r"\b(?:avsnitt|kapitel|bilaga|steg|del|section|chapter|appendix|step|part) \d+\b",
    r"\b\w*[A-Za-zÅÄÖåäö]\w*\d\w*\b",  # S3, CO2, NUTS2
    r"\bWCAG \d\.\d\b|\bPDF/UA-\d\b",
    r"\b(?:CC BY|MIT|Python|Quarto) \d(?:\.\d+)*\b",
]
_IGNORED = [
    r"\{\{<.*?>\}\}",
    r"`[^`]*`",
    r"<https?://[^>]*>",
    r"\]\([^)]*\)",
    r"\{[^}]*\}",
    r"\[\^\w+\]:?",
    r"@[\w-]+",
    r"^\s*\d+[.)]\s",
    r"https?://\S+",
]
_NUMBER = re.compile(r"[−-]?\d+(?:[\u00a0 .,]\d+)*(?:\s?(?:%|procent|per cent))?")
_FENCE = re.compile(r"^\s*(`{3,}(?!.*`)|~{3,})(.*)$")
_DIV = re.compile(r"^\s*:{3,}\s*(\{.*\}|[^\s:]+)?[\s:]*$")
_CODE = re.compile(r"(`+)[^`].*?\1")
_OPEN, _CLOSE = "<!--", "-->"


class Scanned(NamedTuple):
    """One line of a .qmd: as it stands, and as prose, without comments; header and code are no prose."""

    number: int
    text: str
    prose: str | None
    kind: Literal["header", "code", "prose"]


class Broken(NamedTuple):
    """What was opened and never closed, closed and never opened, or would be run; and its line."""

    number: int
    what: str
    todo: str


def scan(text: str) -> tuple[list[Scanned], list[Broken]]:
    """Return the lines of a text, and what in it is broken."""
    return (scanner := _Scanner()).scan(text), scanner.broken


def readable(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) of every line but the header, code blocks and comments."""
    for line in scan(text)[0]:
        if line.prose is not None:
            yield line.number, line.prose


class _Scanner:
    """What is open while a text is gone through: a code block, a comment, blocks (`:::`), the header."""

    def __init__(self) -> None:
        self.fence, self.comment = "", False
        self.opened: dict[str, list[tuple[int, str]]] = {"fence": [], "comment": [], "block": []}
        self.broken: list[Broken] = []

    def scan(self, text: str) -> list[Scanned]:
        lines = text.split("\n")
        start = self._end_of_header(lines)
        header = [Scanned(number, line, None, "header") for number, line in enumerate(lines[:start], 1)]
        body = [self._line(number, line) for number, line in enumerate(lines[start:], start + 1)]
        for number, opening in (first for found in self.opened.values() for first in found):
            self._wrong(number, f"'{opening}' is never closed", "Close it, or take it out.")
        return header + body

    def _end_of_header(self, lines: list[str]) -> int:
        if lines[0].rstrip() != "---":
            return 0
        end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
        if not end:
            self._wrong(1, "the header is never closed", "End it with a line of '---'.")
        return end + 1 if end else 0

    def _line(self, number: int, line: str) -> Scanned:
        match = None if self.comment else _FENCE.match(line)
        if self.fence:
            if match and match[1].startswith(self.fence) and not match[2].strip():
                self.fence = ""
                self.opened["fence"].pop()
            return Scanned(number, line, None, "code")
        if match:
            if re.match(r"\s*\{[^=]", match[2]):
                self._wrong(number, f"a code cell ('{line.strip()}') is not run", "Compute it in a notebook.")
            self.fence = match[1]
            self.opened["fence"].append((number, line.strip()))
            return Scanned(number, line, None, "code")
        bare = self._without_comments(number, line)
        self._block(number, bare)
        return Scanned(number, line, bare, "prose")

    def _without_comments(self, number: int, line: str) -> str:
        kept = ""
        while True:
            if self.comment:
                _, found, line = line.partition(_CLOSE)
                if not found:
                    return kept
                self.comment = False
                self.opened["comment"].pop()
            # Not in `code`; letters keep their places.
            at = _CODE.sub(lambda code: "x" * len(code[0]), line).find(_OPEN)
            if at < 0:
                return kept + line
            kept, line, self.comment = kept + line[:at], line[at + len(_OPEN) :], True
            self.opened["comment"].append((number, _OPEN))

    def _block(self, number: int, line: str) -> None:
        match = _DIV.match(line)
        if match and match[1]:
            self.opened["block"].append((number, line.strip()))
        elif match and self.opened["block"]:
            self.opened["block"].pop()
        elif match:
            self._wrong(number, f"'{line.strip()}' closes nothing", "Take it out, or open a block above it.")

    def _wrong(self, number: int, what: str, todo: str) -> None:
        self.broken.append(Broken(number, f"{what}.", todo))


def typed_numbers(line: str) -> list[str]:
    """Return the numbers of a line that are neither results nor names, such as years and diary numbers."""
    for pattern in (*_IGNORED, *NAMES):
        line = re.sub(pattern, " ", line)
    return [match[0].strip() for match in _NUMBER.finditer(line)]
