"""The report of the reference scenario, as its readers get it in three formats."""

import csv
import re
from pathlib import Path

import pytest

import report_text

ROOT = Path(__file__).parents[2]
BREAK = 2018


@pytest.fixture(scope="session")
def texts(report: dict[str, Path]) -> dict[str, list[str]]:
    """The paragraphs of the web page and the Word file."""
    return {kind: report_text.paragraphs(report[kind]) for kind in ("html", "docx")}


@pytest.fixture(scope="session")
def pdf(report: dict[str, Path]) -> str:
    """The text of the PDF without spaces and hyphens."""
    return report_text.squeezed(report_text.pdf_text(report["pdf"]))


def stands(text: str, pdf: str) -> bool:
    """Tell whether the text is in the PDF, whole or in two parts on two pages."""
    return text in pdf or any(text[:place] in pdf and text[place:] in pdf for place in range(len(text)))


def test_figures_and_tables_have_the_same_numbers_and_captions(report):
    found = report_text.captions(report["html"])
    assert len(found) > 10
    assert report_text.captions(report["docx"]) == found


def test_figures_and_tables_are_numbered_without_a_gap(report):
    found = report_text.captions(report["html"])
    for word in ("Figur", "Tabell"):
        numbers = [int(caption.split()[1].rstrip(".")) for caption in found if caption.startswith(word)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_caption_stands_in_the_pdf(report, pdf):
    assert [c for c in report_text.captions(report["html"]) if report_text.squeezed(c) not in pdf] == []


def test_figures_and_tables_of_the_pdf_stand_where_the_web_page_has_them(report, pdf):
    places = [pdf.index(report_text.squeezed(caption)) for caption in report_text.captions(report["html"])]
    assert places == sorted(places)


def test_web_page_and_word_file_hold_the_same_numbers(texts):
    html, docx = (set(report_text.numbers(texts[kind])) for kind in ("html", "docx"))
    assert html ^ docx == set()


def test_every_long_paragraph_of_the_web_page_stands_in_the_pdf_and_the_word_file(texts, pdf):
    word = report_text.squeezed(" ".join(texts["docx"]))
    long = [report_text.squeezed(text) for text in texts["html"] if len(text) > 80]
    assert len(long) > 60
    assert [text for text in long if text not in word] == []
    assert [text for text in long if not stands(text, pdf)] == []


@pytest.mark.parametrize("mark", ["{{<", "?@", "??", "@fig-", "@tbl-", "@sec-", " nan", "None", "−0 ", "NaN"])
def test_nothing_is_left_unresolved(texts, mark):
    assert [text for kind in texts for text in texts[kind] if mark in text] == []


@pytest.mark.parametrize(
    "english", ["Figure", "Table", "Contents", "Section", "Note", "Warning", "Footnotes", "per cent", "SEK"]
)
def test_no_english_word_of_the_machinery_is_left(texts, english):
    word = re.compile(rf"\b{english}\b(?! \d{{4}})")
    own = [text for text in texts["html"] if "http" not in text]
    assert [text for text in own if word.search(text)] == []


def test_no_number_is_left_unformatted(texts):
    bare = re.compile(r"(?<![\w/.:-])(?:\d{5,}|\d+\.\d{3,}|-\d+(?:,\d+)? (?:kr|procent))(?![\w/-])")
    own = [text for text in texts["html"] if "http" not in text]
    assert [text for text in own if bare.search(text)] == []


def test_the_page_loads_nothing_from_another_host(report):
    page = report["html"].read_text(encoding="utf-8")
    assert (
        re.findall(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+", page) == []
    )
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]+|@import[^;]+", page) == []


def test_every_source_of_the_data_is_listed(parts):
    with (ROOT / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    whole = report_text.squeezed(" ".join(report_text.paragraphs(parts["annex"]["html"])))
    assert [title for title in titles if report_text.squeezed(title) not in whole] == []


def test_no_emission_reduction_is_quoted_across_the_break(texts):
    sentences = [sentence for text in texts["html"] for sentence in re.split(r"(?<=[.!?])\s", text)]
    quoted = [s for s in sentences if "tsläpp" in s and re.search(r"\d (?:procent|%)", s)]
    years = {s: [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", s)] for s in quoted}
    across = [s for s, found in years.items() if found and min(found) < BREAK <= max(found)]
    # The break itself may be shown, as long as the sentence calls it one.
    assert [s for s in across if "brott" not in s and "bryt" not in s] == []


def test_no_private_person_can_be_reached_through_the_report(texts):
    private = re.compile(r"[\w.]+@[\w-]+\.\w+|\b07\d[- ]?\d{3} ?\d{2}|\b(?:19|20)\d{6}-\d{4}\b")
    assert [text for kind in texts for text in texts[kind] if private.search(text)] == []
