"""The PDF and the Word file for those who do not see the page."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from pypdf import PdfReader

import report_sample
from places import ROOT
from pressroom.rendering import pandoc, staging

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALT = "Staplar över 2,7\u00a0miljoner\u00a0kronor."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("project")
    project = report_sample.project(folder)
    staged = staging.stage(project, project.runs / "base", folder / "staged")
    return pandoc.render(staged, folder / "out", {"report": ["pdf", "docx"]})["report"]


@pytest.fixture(scope="module")
def pdf(built: dict[str, Path]) -> PdfReader:
    return PdfReader(built["pdf"])


@pytest.fixture(scope="module")
def word(built: dict[str, Path]) -> ElementTree.Element:
    with zipfile.ZipFile(built["docx"]) as parts:
        return ElementTree.fromstring(parts.read("word/document.xml"))


def structure(node, found: list) -> list:
    """Collect the structure elements of a tagged PDF."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if hasattr(element, "get") and "/S" in element:
            found.append(element)
            structure(element, found)
    return found


def test_the_pdf_is_tagged_titled_and_in_swedish(pdf: PdfReader) -> None:
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "sv-SE"
    assert pdf.metadata.title == "Provrapport om kostnader"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in catalog["/Metadata"].get_object().get_data()


def test_the_pdf_has_bookmarks_for_its_headings(pdf: PdfReader) -> None:
    titles = [item.title for item in pdf.outline if not isinstance(item, list)]
    assert titles == ["1 Inledning", "2 Detaljer", "Onumrerat"]


def test_the_pdf_tags_tables_and_figures_with_alternative_text(pdf: PdfReader) -> None:
    elements = structure(pdf.trailer["/Root"]["/StructTreeRoot"], [])
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") >= 4
    figures = [element for element in elements if element["/S"] == "/Figure" and "/Alt" in element]
    assert [str(figure["/Alt"]) for figure in figures] == [ALT, ALT]


def test_the_word_file_is_in_swedish(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["docx"]) as parts:
        styles = ElementTree.fromstring(parts.read("word/styles.xml"))
    assert next(styles.iter(f"{WORD}lang")).get(f"{WORD}val") == "sv-SE"


def test_word_figures_have_alternative_text(word: ElementTree.Element) -> None:
    described = [element.get("descr") for element in word.iter() if element.tag.endswith("}docPr")]
    assert described == [ALT, ALT]


def test_word_tables_repeat_their_head_row(word: ElementTree.Element) -> None:
    tables = list(word.iter(f"{WORD}tbl"))
    assert len(tables) == 2
    assert all(next(table.iter(f"{WORD}tr")).find(f".//{WORD}tblHeader") is not None for table in tables)


def test_word_headings_and_captions_have_words_own_styles(built: dict[str, Path]) -> None:
    styles = {paragraph.style.name for paragraph in docx.Document(str(built["docx"])).paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Image Caption", "Table Caption", "toc 1"} <= styles


def test_word_references_lead_to_bookmarks(word: ElementTree.Element) -> None:
    anchors = {link.get(f"{WORD}anchor") for link in word.iter(f"{WORD}hyperlink")}
    names = {mark.get(f"{WORD}name") for mark in word.iter(f"{WORD}bookmarkStart")}
    assert {"fig-gap", "tbl-posts", "sec-details"} <= anchors
    assert anchors - names == set()


def test_the_word_file_carries_its_fonts(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["docx"]) as parts:
        assert parts.testzip() is None
        table = parts.read("word/fontTable.xml").decode("utf-8")
        face = parts.read("word/fonts/SourceSans3-Regular.odttf")
    key = bytes.fromhex(
        re.search(r'r:id="SourceSans3-Regular" w:fontKey="\{([^}]+)\}', table)[1].replace("-", "")
    )
    clear = bytes(a ^ b for a, b in zip(face[:32], key[::-1] * 2, strict=True)) + face[32:]
    assert clear == (ROOT / "report/theme/fonts/SourceSans3-Regular.ttf").read_bytes()


def test_no_row_of_a_word_table_is_broken_and_a_short_table_stays_whole(word: ElementTree.Element) -> None:
    for table in word.iter(f"{WORD}tbl"):
        rows = table.findall(f"{WORD}tr")
        assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
        kept = [row.find(f".//{WORD}keepNext") is not None for row in rows]
        assert kept == [len(rows) <= 10] * (len(rows) - 1) + [False]
