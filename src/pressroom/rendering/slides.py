"""The slides as they leave: each picture has its words, and nothing else, for those who do not see it."""

import re
from pathlib import Path

from lxml import etree

from pressroom.rendering import office

PICTURE = re.compile(r"\s+\S+\.png$")
DRAWING = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"


def finish(deck: Path) -> Path:
    """Finish the slides in place, and return them."""
    return office.rewrite(deck, lambda name: _describe_alone if name.startswith("ppt/slides/slide") else None)


def _describe_alone(root: etree._Element) -> None:
    """pandoc writes the picture's file name after its description."""
    for drawing in root.iter(DRAWING):
        if "descr" in drawing.attrib:
            drawing.set("descr", PICTURE.sub("", drawing.attrib["descr"]))
