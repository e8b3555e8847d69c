"""What a reader finds in a report: its paragraphs, captions and numbers, from any of the three formats."""

import html.parser
import re
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from pypdf import PdfReader

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CAPTION = re.compile(r"(?:Figur|Tabell|Figure|Table) \d+\. .+")
FOOTER = re.compile(r"(?:Sida|Page) \d+ (?:av|of) \d+")
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufe0e"))
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "figcaption", "summary", "div"}
# What the page has besides the report itself, as have the panel, the numbers behind a figure, the folds that
# say how key figures are known, and the links of notes.
ASIDE = {"nav", "svg", "style", "script", "head", "button"}
VOID = {"meta", "link", "img", "br", "hr", "col", "input", "wbr"}


class _Page(html.parser.HTMLParser):
    def __init__(self, notes: bool) -> None:
        super().__init__()
        self.left_out = {"skip", "footnote-back", "sheet", "panel"} | (set() if notes else {"footnote-ref"})
        self.open: list[tuple[str, bool]] = []
        self.paragraphs: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag in BLOCKS:
            self.paragraphs.append("")
        if tag not in VOID:
            behind = (tag == "details" and bool(classes & {"data", "known"})) or "provenance" in classes
            self.open.append((tag, tag in ASIDE or behind or bool(self.left_out & classes)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.open):
            self.paragraphs[-1] += data


def paragraphs(path: Path, notes: bool = False) -> list[str]:
    """Return the paragraphs of a web page or a Word file, in order, with plain spaces.

    `notes` keeps the numbers of footnotes in the text of a web page; Word draws them.
    """
    found = _word(path) if path.suffix == ".docx" else _web(path, notes)
    return [line for line in (plain(text) for text in found) if line]


def pdf_text(path: Path) -> str:
    """Return the text of a PDF without the footers of its pages."""
    pages = [page.extract_text() for page in PdfReader(path).pages]
    lines = [line for page in pages for line in page.splitlines()]
    return "\n".join(line for line in lines if not FOOTER.fullmatch(plain(line)))


def captions(path: Path) -> list[str]:
    """Return the captions of figures and tables, with their numbers, in order."""
    return [text for text in paragraphs(path) if CAPTION.fullmatch(text)]


def numbers(texts: list[str]) -> list[str]:
    """Return every number of the texts, sorted."""
    return sorted(number for text in texts for number in re.findall(r"−?\d+(?:[ ,.]\d+)*", text))


def plain(text: str) -> str:
    """Return the text with plain spaces and without the signs that only say where a word may break."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(UNSEEN)).strip()


def squeezed(text: str) -> str:
    """Return the text without spaces and hyphens, which a line break may add or drop."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def _word(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in parts.namelist()]
        roots = [ElementTree.fromstring(parts.read(name)) for name in names]
    lines = [line for root in roots for line in root.iter(f"{WORD}p")]
    return ["".join(part.text or "" for part in line.iter(f"{WORD}t")) for line in lines]


def _web(path: Path, notes: bool) -> list[str]:
    page = _Page(notes)
    page.feed(path.read_text(encoding="utf-8"))
    return page.paragraphs
