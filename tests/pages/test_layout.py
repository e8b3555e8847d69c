"""What the eye stops at: a page without its number, a broken identifier, a missing letter."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

PAPERS = ("brief", "report", "annex")
USED, NAMED = re.compile(r'<use [^>]*href="#([^"]+)"'), re.compile(r'\sid="([^"]+)"')


@pytest.fixture(scope="module")
def texts(parts: dict[str, dict[str, Path]]) -> dict[str, list[str]]:
    """The text of each page of each PDF."""
    return {name: [page.extract_text() for page in PdfReader(parts[name]["pdf"]).pages] for name in PAPERS}


def test_every_page_of_the_brief_has_its_number(texts):
    assert len(texts["brief"]) == 2
    assert [f"Sida {number} av 2" in text for number, text in enumerate(texts["brief"], 1)] == [True, True]


def test_the_annex_begins_on_the_page_of_its_short_contents(texts):
    assert "Innehåll" in texts["annex"][1]
    assert "Tabell 1." in texts["annex"][1]


def test_no_identifier_is_hyphenated(texts):
    assert [
        word for text in texts["annex"] for word in re.findall(r"pa-\s*rams|municipali-\s*ties", text)
    ] == []


def test_every_letter_of_a_drawing_is_there(parts):
    page = parts["report"]["html"].read_text(encoding="utf-8")
    assert set(USED.findall(page)) <= set(NAMED.findall(page))
