"""Even what no check and no filter has stopped does not run in a browser: the page's policy says so."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import notebook_page_sample
import report_sample
from pressroom.rendering import mistakes, pandoc, staging

pytestmark = pytest.mark.usefixtures("sample")

HOSTILE = """
<script>alert()</script>

[länk](javascript:alert()){onmouseover="alert()"}

<img src="x" onerror="alert()">

<svg onload="alert()"></svg>

<iframe srcdoc="&lt;script&gt;parent.alert()&lt;/script&gt;"></iframe>

<base href="https://evil.example/">

<form action="https://evil.example/"><button id="send">Skicka</button></form>
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample as a page with all of it in its text."""
    project = report_sample.project(tmp_path)
    staged = staging.stage(project, project.runs / "base", tmp_path / "staged")
    with (staged / "report" / "report.qmd").open("a", encoding="utf-8") as main:
        main.write(HOSTILE)
    monkeypatch.setattr(mistakes, "refuse", lambda staged: None)
    monkeypatch.setattr(pandoc, "_READING", tuple(name for name in pandoc._READING if name != "safe"))
    made = pandoc.render(staged, tmp_path, {"report": ["html"]})["report"]["html"]
    assert "<script>alert()</script>" in made.read_text(encoding="utf-8")
    return made


def opened(chromium: Browser, page: Path) -> tuple[Page, list[str], list[str]]:
    """Open a page, and return it with the dialogs that it shows and the addresses that it asks for."""
    tab = chromium.new_page()
    ran: list[str] = []
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (ran.append(dialog.type), dialog.dismiss()))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri())
    return tab, ran, asked


def test_what_a_notebook_shows_does_nothing(chromium, tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert()"><image href="//evil.example/x"/></svg>'
    )
    styled = f"<style>main {{ display: none }}</style>{HOSTILE}"
    shown = ({"text/html": styled}, {"text/markdown": styled}, {"image/svg+xml": drawing})
    page = notebook_page_sample.page(
        tmp_path,
        notebook_page_sample.prose(HOSTILE),
        notebook_page_sample.code(f'"""{HOSTILE}"""', *shown, {"text/plain": HOSTILE}),
        notebook_page_sample.figure("fig-styled", styled),
    )
    tab, ran, asked = opened(chromium, page)
    assert tab.get_by_role("link", name="länk").all() == []
    tab.wait_for_timeout(200)
    assert ran == []
    assert [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
    assert tab.locator("main").is_visible()
    assert tab.locator("main :is(script, style:not(svg *), iframe, form, base, object)").count() == 0


def test_only_the_pages_own_script_runs(chromium, page: Path) -> None:
    tab, ran, asked = opened(chromium, page)
    for link in tab.get_by_role("link", name="länk").all():
        link.hover()
        link.click(no_wait_after=True)
    tab.locator("#send").click(no_wait_after=True)
    tab.wait_for_timeout(200)
    assert ran == []
    assert [url for url in asked if "evil" in url] == []
    assert tab.locator(".theme-switch").is_visible(), "the page's own script did not run"
