"""Every page that is published is valid, and accessible in light, dark, narrow and print: no exceptions."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from nu_checker import nu
from playwright.sync_api import Browser, Page
from tools import TOOLS

from pressroom.rendering import quarto

PAGES = ("report", "english", "annex", "index", "review")
VIEWS = {
    "light": {"width": 1280, "media": "screen", "color_scheme": "light"},
    "dark": {"width": 1280, "media": "screen", "color_scheme": "dark"},
    "narrow": {"width": 390, "media": "screen", "color_scheme": "light"},
    "print": {"width": 794, "media": "print", "color_scheme": "light"},
}


@pytest.fixture(scope="session")
def said(pages: dict[str, Path]) -> dict[str, list[str]]:
    """What the Nu HTML checker says about each page."""
    return dict(zip(pages, nu(*pages.values()), strict=True))


@pytest.fixture
def page(pages: dict[str, Path], chromium: Browser, request: pytest.FixtureRequest) -> Page:
    """A page in one of the views, with every fold open."""
    name, view = request.param
    view = dict(VIEWS[view])
    page = chromium.new_page(viewport={"width": view.pop("width"), "height": 900}, bypass_csp=True)
    page.emulate_media(**view)
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    yield page
    page.close()


@pytest.mark.skipif(quarto.quarto_command() is None, reason="needs the quarto command")
def test_the_nu_html_checker_has_nothing_to_say_about_the_page_that_quarto_makes(report, tmp_path):
    made = quarto.render(report["html"].parents[1] / ".staged" / "base.sv", tmp_path, {"report": ["html"]})
    assert nu(made["report"]["html"]) == [[]]


def test_java_is_among_the_tools_that_are_installed_where_they_are_missing():
    assert TOOLS[("java",)] == "default-jre-headless"


@pytest.mark.parametrize("name", PAGES)
def test_the_nu_html_checker_has_nothing_to_say(said, name):
    assert said[name] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [(name, view) for name in PAGES for view in VIEWS], indirect=True, ids=" ".join
)
def test_axe_finds_nothing(page):
    found = Axe().run(page).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []


@pytest.mark.parametrize(
    "page", [(name, view) for name in PAGES for view in ("light", "narrow")], indirect=True, ids=" ".join
)
def test_nothing_is_wider_than_the_window(page):
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
