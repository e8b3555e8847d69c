"""An open page follows what is saved."""

import pytest
from playwright.sync_api import Browser, expect

import small_project
from watching import watching

pytestmark = pytest.mark.usefixtures("sample")


@pytest.mark.slow
def test_the_open_page_loads_itself_anew_and_asks_nobody_else(chromium: Browser, tmp_path):
    project = small_project.build_with_report(tmp_path / "project")
    with watching(project.root, "run", "--watch") as command:
        page = chromium.new_page()
        asked, said = set(), []
        page.on("request", lambda request: asked.add(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{command.page}#sec-start")
        expect(page.get_by_text("Summan är 600\u00a0kronor")).to_be_visible()
        base = project.params / "base.yml"
        base.write_text(base.read_text(encoding="utf-8").replace("sold_share: 0.6", "sold_share: 0.7"))
        expect(page.get_by_text("Summan är 700\u00a0kronor")).to_be_visible(timeout=60_000)
        assert page.url == f"{command.page}#sec-start"
        assert {url for url in asked if not url.startswith("data:")} == {
            command.page,
            command.page.replace("base/report.html", "-/events"),
        }
        assert said == []
        page.close()
