"""Make reference.docx, the Word file's styles, from brand.yml (run this file; it needs python-docx)."""

import subprocess
import sys
from pathlib import Path

import docx
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from pypandoc import get_pandoc_path

from pressroom import yamlfile

HERE = Path(__file__).parent
BRAND = yamlfile.read(HERE / "brand.yml", "brand.yml").values
LIGHT = BRAND["light"]
SANS, SERIF = BRAND["fonts"]["sans"], BRAND["fonts"]["serif"]

# style: (font, size, colour, bold, space before, space after)
STYLES = {
    "Normal": (SERIF, 10.5, "text", False, 0, 7),
    "Body Text": (SERIF, 10.5, "text", False, 3, 4),
    "First Paragraph": (SERIF, 10.5, "text", False, 3, 4),
    "Compact": (SERIF, 10.5, "text", False, 0, 2),
    "Title": (SANS, 30, "text", True, 150, 10),
    "Subtitle": (SANS, 14.5, "muted", False, 0, 250),
    "Author": (SANS, 10, "muted", False, 0, 2),
    "Date": (SANS, 10, "muted", False, 0, 2),
    "Heading 1": (SANS, 20, "text", True, 24, 8),
    "Heading 2": (SANS, 14, "text", True, 14, 4),
    "Heading 3": (SANS, 11.5, "text", True, 14, 4),
    "Heading 4": (SANS, 10.5, "text", True, 12, 4),
    "TOC Heading": (SANS, 20, "text", True, 30, 10),
    "Image Caption": (SANS, 9, "muted", False, 3, 12),
    "Table Caption": (SANS, 9, "muted", False, 10, 3),
    "Captioned Figure": (SANS, 9, "muted", False, 8, 0),
    "Footnote Text": (SERIF, 8.5, "text", False, 0, 3),
    "Block Text": (SERIF, 10.5, "muted", False, 6, 8),
}
OWN = {
    "Table Head": (SANS, 8.5, "text", True, 2, 2),
    "Table Text": (SANS, 8.5, "text", False, 2, 2),
    "Table Head Small": (SANS, 8, "text", True, 1, 1),
    "Table Text Small": (SANS, 8, "text", False, 1, 1),
    "toc 1": (SANS, 10, "text", True, 5, 1),
    "toc 2": (SANS, 10, "text", False, 0, 1),
    "Fine Print": (SERIF, 8.5, "text", False, 1, 2),
    "Callout Title": (SANS, 9.5, "note", True, 14, 2),
    "Callout": (SERIF, 9.5, "text", False, 0, 8),
}
TABLE = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>
<w:rPr><w:rFonts w:ascii="{sans}" w:hAnsi="{sans}" w:cs="{sans}"/><w:sz w:val="18"/></w:rPr>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{text}"/>
<w:bottom w:val="single" w:sz="6" w:color="{text}"/>
<w:insideH w:val="single" w:sz="4" w:color="{line}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{surface}"/><w:vAlign w:val="bottom"/></w:tcPr>
</w:tblStylePr></w:style>"""


def colour(name: str) -> RGBColor:
    return RGBColor.from_string(LIGHT[name].lstrip("#").upper())


def dress(style, font: str, size: float, ink: str, bold: bool, before: float, after: float) -> None:
    """Give a paragraph style its letters, its colour and its air."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour(ink)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    spacing.line_spacing = 1.05 if font == SERIF else 1.03
    spacing.alignment = 0
    spacing.keep_with_next = style.name.startswith("Heading") or style.name in (
        "Table Caption",
        "Captioned Figure",
        "Callout Title",
    )


def frame(properties) -> None:
    """Give a paragraph the line to its left and the ground of a callout, in the schema's order."""
    line = f'<w:left w:val="single" w:sz="24" w:space="10" w:color="{LIGHT["note"][1:]}"/>'
    # Edges of the ground's colour are air: the box reaches as far as they do.
    top, bottom, right = (
        f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{LIGHT["surface"][1:]}"/>'
        for side in ("top", "bottom", "right")
    )
    ground = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{LIGHT["surface"][1:]}"/>'
    for part in (f"<w:pBdr {nsdecls('w')}>{top}{line}{bottom}{right}</w:pBdr>", ground):
        properties.insert_element_before(parse_xml(part), "w:spacing", "w:ind", "w:jc")


def mark_title(document) -> None:
    """Give the front page the line of the report's colour that the PDF has at its top."""
    line = f'<w:top w:val="single" w:sz="48" w:space="24" w:color="{LIGHT["accent"][1:]}"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties = document.styles["Title"].element.get_or_add_pPr()
    properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def main() -> None:
    base = [get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    target = HERE / "reference.docx"
    target.write_bytes(subprocess.run(base, capture_output=True, check=True).stdout)
    document = docx.Document(str(target))
    for name, look in STYLES.items():
        dress(document.styles[name], *look)
    for name, look in OWN.items():
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Body Text"]
        dress(style, *look)
        if name.startswith("toc"):
            style.element.set(qn("w:styleId"), name.upper().replace(" ", ""))
            style.paragraph_format.left_indent = Mm(6) if name == "toc 2" else None
            style.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if not name.startswith("Callout"):
            continue
        frame(style.element.get_or_add_pPr())
        style.paragraph_format.keep_together = True
    document.styles["TOC Heading"].paragraph_format.page_break_before = True
    mark_title(document)
    document.styles["Verbatim Char"].font.size = Pt(8)
    for name in ("Hyperlink", "Section Number"):
        document.styles[name].font.color.rgb = colour("accent")
    set_table_style(document)
    set_page(document)
    set_fallbacks(document)
    document.settings.element.insert(0, parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))
    document.save(str(target))
    sys.stdout.write(f"{target.name} {target.stat().st_size}\n")


def set_table_style(document) -> None:
    """Replace pandoc's table style: rules instead of a grid, a header row that stands out."""
    styles = document.styles.element
    old = document.styles["Table"].element
    colours = {name: LIGHT[name][1:] for name in ("text", "line", "surface")}
    styles.replace(old, parse_xml(TABLE.format(ns=nsdecls("w"), sans=SANS, **colours)))


def set_page(document) -> None:
    """Set A4, calm margins, and the page number in the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin = section.bottom_margin = Mm(24)
    section.header_distance = section.footer_distance = Mm(13)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 2
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="{SANS}" '
            f'w:hAnsi="{SANS}"/><w:color w:val="{LIGHT["muted"][1:]}"/><w:sz w:val="17"/></w:rPr>'
            "<w:t>1</w:t></w:r></w:fldSimple>"
        )
    )


def set_fallbacks(document) -> None:
    """Name the fonts that Word shall use where the report's own are not installed."""
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    fonts = [(SANS, "Calibri", "swiss"), (SERIF, "Georgia", "roman")]
    added = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{kind}"/></w:font>'
        for name, other, kind in fonts
    )
    table = parse_xml(part.blob)
    table.extend(parse_xml(f"<w:fonts {nsdecls('w')}>{added}</w:fonts>"))
    part._blob = serialize_part_xml(table)


if __name__ == "__main__":
    main()
