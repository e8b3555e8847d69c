"""Tables have room at a desk, and dates and spans stand on one line everywhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

SCROLLED = """() => [...document.querySelectorAll("figure.table .table-scroll")]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.parentElement.id)"""
BROKEN = """() => [...document.querySelectorAll("main .nowrap")]
  .filter(span => span.getClientRects().length > 1).map(span => span.textContent)"""


@pytest.mark.parametrize("name", ["report", "english", "annex"])
def test_no_table_scrolls_at_a_desk(chromium: Browser, pages: dict[str, Path], name: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(pages[name].as_uri())
    scrolled, tables = page.evaluate(SCROLLED), page.locator("figure.table").count()
    page.close()
    assert tables > 8
    assert scrolled == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_date_is_broken_over_two_lines(chromium: Browser, pages: dict[str, Path], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(pages["annex"].as_uri())
    broken, found = page.evaluate(BROKEN), page.locator("main .nowrap").count()
    page.close()
    assert found > 80
    assert broken == []
