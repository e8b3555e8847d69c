"""The Word file as Word and LibreOffice lay it out: what may break, and where."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKABLE = "\u200b"
# In twentieths of a point: what a narrow letter of the tables takes at 8.5 points, and the margins of a cell.
LETTER, MARGINS = 70, 120


@pytest.fixture(scope="module")
def word(report: dict[str, Path]) -> etree._Element:
    with zipfile.ZipFile(report["docx"]) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


@pytest.fixture(scope="module")
def tables(word: etree._Element) -> list[list[list[str]]]:
    """Each table as rows of texts."""
    return [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in word.iter(f"{W}tbl")
    ]


def test_the_contents_list_chapters_and_sections_with_the_page_of_each(word):
    styles = [style.get(f"{W}val") for style in word.iter(f"{W}pStyle")]
    wanted = [text.text.split()[1] for text in word.iter(f"{W}instrText") if "PAGEREF" in text.text]
    places = {mark.get(f"{W}name") for mark in word.iter(f"{W}bookmarkStart")}
    assert 10 < styles.count("TOC1") < 30
    assert len(wanted) == styles.count("TOC1") + styles.count("TOC2")
    assert set(wanted) <= places


def test_no_line_breaks_within_a_span(word):
    spans = [text.text for text in word.iter(f"{W}t") if text.text and re.search(r"\d–", text.text)]
    assert len(spans) > 20
    assert [text for text in spans if re.search(r"\d–\d", text)] == []


def test_no_empty_value_leaves_two_spaces(word):
    texts = ["".join(paragraph.itertext()) for paragraph in word.iter(f"{W}p")]
    assert [text for text in texts if "  " in text.strip()] == []


def test_the_first_rows_of_a_table_stay_with_its_caption(word):
    alone = [
        table
        for table in word.iter(f"{W}tbl")
        if len(table.findall(f"{W}tr")) > 1 and table.find(f"{W}tr").find(f".//{W}keepNext") is None
    ]
    assert alone == []


def test_the_line_that_leads_to_a_table_stands_on_its_page(word):
    captions = [style for style in word.iter(f"{W}pStyle") if style.get(f"{W}val") == "TableCaption"]
    leads = [style.getparent().getparent().getprevious() for style in captions]
    short = [lead for lead in leads if lead.tag == f"{W}p" and len("".join(lead.itertext())) <= 160]
    assert short
    assert [lead for lead in short if lead.find(f"{W}pPr/{W}keepNext") is None] == []


def test_a_picture_has_one_description(word):
    pictures = [each for each in word.iter() if etree.QName(each).localname == "cNvPr"]
    assert pictures
    assert [each.get("descr") for each in pictures if each.get("descr")] == []


def test_every_column_has_room_for_its_longest_word(word):
    broken = []
    for table in word.iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            for cell, width in zip(row.findall(f"{W}tc"), widths, strict=True):
                words = re.split(rf"[\s{BREAKABLE}_–-]+", "".join(cell.itertext()))
                broken += [word for word in words if len(word) * LETTER > width - MARGINS]
    assert broken == []
