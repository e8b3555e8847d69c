"""Tables have room on every screen, and dates and spans stand on one line everywhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

SCROLLED = """() => {
  document.querySelectorAll("details").forEach(fold => { fold.open = true; });
  return [...document.querySelectorAll(".table-scroll, html")]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.slice(0, 60)); }"""
UNNAMED = """() => [...document.querySelectorAll("figure.table td")]
  .filter(cell => !getComputedStyle(cell, "::before").content.startsWith(`"${cell.dataset.label}`))
  .map(cell => cell.textContent)"""
ROLES = {"table", "rowgroup", "row", "rowheader", "columnheader", "cell"}
BROKEN = """() => [...document.querySelectorAll("main .nowrap")]
  .filter(span => span.getClientRects().length > 1).map(span => span.textContent)"""


@pytest.mark.parametrize("width", [390, 640, 768, 1280])
@pytest.mark.parametrize("name", ["report", "english", "annex", "index"])
def test_no_table_scrolls_sideways(chromium: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(pages[name].as_uri())
    scrolled, tables = page.evaluate(SCROLLED), page.locator("figure.table").count()
    page.close()
    assert tables > (0 if name == "index" else 8)
    assert scrolled == []


def test_on_a_phone_every_value_stands_beside_the_head_of_its_column_and_is_still_a_cell(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    page.goto(pages["index"].as_uri())
    unnamed, cells = page.evaluate(UNNAMED), page.locator("figure.table td").count()
    parts = page.locator(".table-scroll [role]").evaluate_all("all => all.map(one => one.role)")
    displayed = page.locator("figure.table td").first.evaluate("cell => getComputedStyle(cell).display")
    page.close()
    assert cells > 5
    assert unnamed == []
    assert (displayed, set(parts)) == ("block", ROLES)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_date_is_broken_over_two_lines(chromium: Browser, pages: dict[str, Path], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(pages["annex"].as_uri())
    broken, found = page.evaluate(BROKEN), page.locator("main .nowrap").count()
    page.close()
    assert found > 80
    assert broken == []
