"""The slides as they leave: each text names its language, each picture has its words, and nothing else."""

import re
from functools import partial
from pathlib import Path

from lxml import etree

from pressroom.rendering import office

PICTURE = re.compile(r"\s+\S+\.png$")
LANGUAGE = re.compile(r"^lang: (\S+)$", re.MULTILINE)
DRAWING = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What holds letters: a run, a field such as the slide's number, and the end of a paragraph.
LETTERS = (f"{A}rPr", f"{A}endParaRPr", f"{A}defRPr")


def finish(deck: Path, report: Path, part: str) -> Path:
    """Finish the slides of a part of the staged folder `report` in place, and return them."""
    text = (report / f"{part}.qmd").read_text(encoding="utf-8")
    said = LANGUAGE.search(text)
    return office.rewrite(deck, partial(_change, said[1] if said else ""))


def _change(lang: str, name: str) -> office.Change | None:
    if not name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide", "ppt/presentation.xml")):
        return None
    return partial(_finish, lang)


def _finish(lang: str, root: etree._Element) -> None:
    _describe_alone(root)
    # pandoc names no language, and a reader that speaks takes what is not named for English.
    for letters in root.iter(*LETTERS) if lang else ():
        if letters.tag != f"{A}defRPr" or "lang" in letters.attrib:
            letters.set("lang", lang)


def _describe_alone(root: etree._Element) -> None:
    """pandoc writes the picture's file name after its description."""
    for drawing in root.iter(DRAWING):
        if "descr" in drawing.attrib:
            drawing.set("descr", PICTURE.sub("", drawing.attrib["descr"]))
