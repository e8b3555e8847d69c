"""The web page in a real browser: nothing is fetched, nothing overflows, everyone can use it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import report_sample
from pressroom.rendering import pandoc, staging

pytestmark = pytest.mark.usefixtures("sample")

ALT = "Staplar över 2,7\u00a0miljoner\u00a0kronor."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("project")
    project = report_sample.project(folder)
    staged = staging.stage(project, project.runs / "base", folder / "staged")
    return pandoc.render(staged, folder / "out", {"report": ["html"]})["report"]["html"].as_uri()


@pytest.fixture
def page(chromium: Browser) -> Page:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def test_the_page_asks_no_host_for_anything(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []


@pytest.mark.parametrize("section", ["sec-details", "åtgärder"])
def test_the_table_of_contents_marks_the_section_in_view(page: Page, address: str, section: str) -> None:
    page.goto(address)
    page.locator(f"[id='{section}']").evaluate("section => section.scrollIntoView({behavior: 'instant'})")
    expect(page.locator(".toc a[aria-current]")).to_have_attribute("href", f"#{section}")


def test_a_keyboard_reaches_the_text_with_the_skip_link(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_switch_changes_the_colours_and_says_so(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Mörkt läge").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.get_by_role("button", name="Mörkt läge").get_attribute("aria-pressed") == "true"


def test_a_figure_has_alternative_text_and_its_numbers_behind_it(page: Page, address: str) -> None:
    page.goto(address)
    figure = page.locator("#fig-gap")
    assert figure.get_by_role("img").get_attribute("aria-label") == ALT
    page.get_by_text("Siffrorna bakom figur 1").click()
    assert page.get_by_role("region", name="Siffrorna bakom figur 1").get_by_role("table").is_visible()


def test_the_drawings_follow_light_and_dark(page: Page, address: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        fills = "[...document.querySelectorAll('#fig-gap path')].map((path) => getComputedStyle(path).fill)"
        colours.append(set(page.evaluate(fills)))
    assert "rgb(31, 58, 76)" in colours[0] - colours[1]
    assert "rgb(110, 196, 198)" in colours[1] - colours[0]


def test_print_shows_the_text_without_the_navigation(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".toc").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 43, 51)"


def test_no_two_elements_share_an_id(page: Page, address: str) -> None:
    page.goto(address)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))
