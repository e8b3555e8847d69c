"""The Word file as it leaves: its fonts inside, its table rows whole, and the same bytes every time."""

import uuid
from pathlib import Path

from lxml import etree

from pressroom import publication
from pressroom.rendering import office

FACES = {
    "Source Sans 3": {"Regular": "SourceSans3-Regular", "Bold": "SourceSans3-Bold"},
    "Source Serif 4": {
        "Regular": "SourceSerif4-Regular",
        "Bold": "SourceSerif4-Semibold",
        "Italic": "SourceSerif4-It",
    },
}
FILES = [name for styles in FACES.values() for name in styles.values()]
CELL_STYLES = ("TableHead", "TableText", "TableHeadSmall", "TableTextSmall")
SHORT_TABLE = 10
# A line of so many signs leads to the table below it, as in the PDF (filters/typst.lua).
LEAD = 160
# A list in twentieths of a point: pandoc's step from level to level, and how far a text hangs from its mark.
STEP, HANGING = 720, 300
# A short document: letters in half points, lines in 240ths, room above and below in twentieths of a point.
CLOSE_SIZE, CLOSE_SIZES = 18, {"Title": 36, "Heading1": 26, "Heading2": 22}
CLOSE_MARGIN = "1080"
CLOSE_SPACING = {"line": 242, "before": 140, "after": 60}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
RELATIONS = "word/_rels/fontTable.xml.rels"


def finish(document: Path, report: Path, part: str) -> Path:
    """Finish the Word file `document` of a part of the staged folder `report` in place, and return it.

    The fonts are the whole ones, for the reader may write; their licence (OFL) allows it. A part whose header
    says "short: true" has no first page of its own, and its lines stand closer.
    """
    fonts = report / "theme" / "fonts"
    short = "\nshort: true\n" in (report / f"{part}.qmd").read_text(encoding="utf-8")
    changes = {
        **({"word/styles.xml": _set_closer} if short else {}),
        "word/document.xml": _set_short if short else _set_body,
        "word/numbering.xml": _set_lists_in,
        "word/fontTable.xml": _link_fonts,
        "word/settings.xml": _announce_fonts,
        "[Content_Types].xml": _declare_fonts,
    }
    added = {RELATIONS: office.written(_relations())}
    for name in FILES:
        content = (fonts / f"{name}.ttf").read_bytes()
        added[f"word/fonts/{name}.odttf"] = _obfuscated(content, _key(name))
    return office.rewrite(document, changes.get, added)


def _set_body(root: etree._Element) -> None:
    _hold_rows(root)
    _hold_leads(root)
    _describe_once(root)


def _hold_leads(root: etree._Element) -> None:
    """Let the line that leads to a table stand on its page."""
    for style in root.iter(f"{W}pStyle"):
        lead = style.getparent().getparent().getprevious()
        if style.get(f"{W}val") != "TableCaption" or lead is None or lead.tag != f"{W}p":
            continue
        said = "".join(text.text or "" for text in lead.iter(f"{W}t"))
        properties = lead.find(f"{W}pPr")
        if properties is not None and 0 < len(said) <= LEAD and properties.find(f"{W}keepNext") is None:
            properties[0].addnext(etree.Element(f"{W}keepNext"))


def _describe_once(root: etree._Element) -> None:
    """Take out the file name of a picture, which pandoc writes as a second description."""
    for picture in root.iter(PICTURE):
        picture.attrib.pop("descr", None)


def _hold_rows(root: etree._Element) -> None:
    """Let no row be broken over two pages, nor a short table; a longer one keeps its caption's page."""
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        together = len(rows) - 1 if len(rows) <= SHORT_TABLE else 2
        for number, row in enumerate(rows):
            properties = row.find(f"{W}trPr")
            if properties is None:
                properties = etree.Element(f"{W}trPr")
                row.insert(0, properties)
            properties.insert(0, etree.Element(f"{W}cantSplit"))
            for style in row.iter(f"{W}pStyle") if number < together else ():
                if style.get(f"{W}val") in CELL_STYLES:
                    style.addnext(etree.Element(f"{W}keepNext"))


def _set_lists_in(root: etree._Element) -> None:
    """Let a list begin near the edge of the text, as in the PDF."""
    for place in root.iter(f"{W}ind"):
        level = int(place.get(f"{W}left", "0")) // STEP
        place.set(f"{W}left", str(max(level, 1) * HANGING + 60))
        place.set(f"{W}hanging", str(HANGING))


def _link_fonts(root: etree._Element) -> None:
    for font in root.iter(f"{W}font"):
        for style, name in FACES.get(font.get(f"{W}name"), {}).items():
            link = etree.SubElement(font, f"{W}embed{style}", nsmap={"r": OFFICE})
            link.set(f"{{{OFFICE}}}id", name)
            link.set(f"{W}fontKey", f"{{{str(_key(name)).upper()}}}")


def _announce_fonts(root: etree._Element) -> None:
    # The schema gives the elements an order.
    for place in root.iter(f"{W}embedSystemFonts"):
        place.addprevious(etree.Element(f"{W}embedTrueTypeFonts"))


def _declare_fonts(root: etree._Element) -> None:
    kind = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    default = etree.Element(f"{{{PACKAGE}/content-types}}Default", Extension="odttf", ContentType=kind)
    root.insert(0, default)


def _relations() -> etree._Element:
    root = etree.Element(
        f"{{{PACKAGE}/relationships}}Relationships", nsmap={None: f"{PACKAGE}/relationships"}
    )
    for name in FILES:
        target = {"Id": name, "Type": f"{OFFICE}/font", "Target": f"fonts/{name}.odttf"}
        etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", target)
    return root


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.name()}/{name}")


def _obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return the font with its first 32 bytes mixed with the key, read backwards (ECMA-376-1, 17.8.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _set_short(root: etree._Element) -> None:
    """Give a short document the room of its margins, and hold its rows as in every other."""
    for margins in root.iter(f"{W}pgMar"):
        for side in ("top", "bottom"):
            margins.set(f"{W}{side}", CLOSE_MARGIN)
    _set_body(root)


def _set_closer(styles: etree._Element) -> None:
    """Set letters smaller and lines closer, and take away the room above titles."""
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId")
        size, spacing = style.find(f"{W}rPr/{W}sz"), style.find(f"{W}pPr/{W}spacing")
        if size is not None:
            size.set(f"{W}val", str(min(int(size.get(f"{W}val")), CLOSE_SIZES.get(name, CLOSE_SIZE))))
        if spacing is not None:
            for side, most in CLOSE_SPACING.items():
                if int(spacing.get(f"{W}{side}", "0")) > most:
                    spacing.set(f"{W}{side}", str(most))
