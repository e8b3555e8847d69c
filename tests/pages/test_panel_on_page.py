"""The panel on the report's page: it answers, is used with the keyboard, asks nobody, keeps what is tried."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from commands import ROOT
from pressroom import policy, scenarios
from pressroom.begin import panel_file
from pressroom.language.numbers import NBSP
from pressroom.project import Project

LARGEST = 150_000
OFFICE = "panel-region_cover_office"
STATE = "#panel?region_cover_office=0.5&opted_out=2303,2305&office_open=true"


UNUSED = {
    "region_cover_office=1.01": "region_cover_office=1.01",
    "region_cover_office=1e0": "region_cover_office=1e0",
    "region_cover_office=": "region_cover_office=",
    "transition_years=1.5": "transition_years=1.5",
    "office_open=1": "office_open=1",
    "opted_out=2303,2303": "opted_out=2303,2303",
    "opted_out=0180": "opted_out=0180",
    "sharing_key=constructor": "sharing_key=constructor",
    "__proto__=1": "__proto__=1",
    "constructor=1": "constructor=1",
    "horizon_years=3": "horizon_years=3",
    "price_index=0.025&price_index=0.03": "price_index=0.03",
    "a=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E": "a=<img src=x onerror=alert(1)>",
    "%E0%A4%A": "%E0%A4%A",
    "x" * 5000: "x" * 60,
}
"""What a link may not say, and how the page tells it."""


@pytest.fixture
def page(chromium: Browser, editions: dict[str, Path]) -> Page:
    """The Swedish page with its panel open; what goes wrong in a script fails the test."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    wrong: list[object] = []
    page.on("pageerror", lambda error: wrong.append(error))
    page.goto(editions["sv"].as_uri())
    page.locator("#panel > details > summary").click()
    yield page
    page.close()
    assert wrong == []


@pytest.fixture
def visited(chromium: Browser, editions: dict[str, Path]):
    """Open the Swedish page at a place in it."""
    pages: list[Page] = []

    def visit(place: str) -> Page:
        pages.append(chromium.new_page())
        pages[-1].goto(editions["sv"].as_uri() + place)
        return pages[-1]

    yield visit
    for page in pages:
        page.close()


def answers(page: Page) -> list[str]:
    """Return what the panel says first: the Region's cost a year and in all, what others pay, the staff."""
    said = page.locator("#panel .answer dd:not(.then)").all_inner_texts()
    return [re.sub(r"\s+", " ", each).strip() for each in said]


def numbers(page: Page, caption: str) -> list[list[str]]:
    """Return the cells of one of the panel's tables."""
    rows = page.locator("#panel figure.table", has_text=caption).locator("tbody tr")
    cells = [row.locator("th, td").all_text_contents() for row in rows.all()]
    return [[cell.replace(NBSP, " ") for cell in row] for row in cells]


def move(page: Page, id: str, value: str) -> None:
    """Move a slider, in the unit that it has."""
    page.locator(f"#{id}").evaluate(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }", value
    )


def test_it_begins_closed_and_with_what_the_report_says(page: Page, run: Path) -> None:
    figures = {row["id"]: row["value"] for row in json.loads((run / "results.json").read_text())["results"]}
    yearly, whole, pay, staff = answers(page)
    assert yearly == f"{figures['region.net_steady_year_sek'] / 1e6:.2f} mnkr".replace(".", ",")
    assert whole.startswith(f"{figures['region.net_horizon_sek'] / 1e6:.1f} mnkr (".replace(".", ","))
    assert pay == "0 mnkr"
    assert staff.startswith(f"{figures['office.employees_final']:.1f} av 11 (".replace(".", ","))
    expect(page.locator("#panel .differs")).to_have_text("Alla värden är scenariots.")
    page.reload()
    expect(page.locator("#panel > details")).not_to_have_attribute("open", "")


def test_a_moved_slider_is_answered_in_the_table_too(page: Page) -> None:
    move(page, OFFICE, "50")
    assert answers(page)[0] == "1,65 mnkr"
    rows = numbers(page, "Vem betalar vad 2030")
    assert rows[0] == ["Energikontorets basfinansiering", "0", "400 000", "400 000", "800 000"]
    assert rows[-1] == ["Summa", "0", "1 650 000", "1 056 000", "2 706 000"]
    assert "50 % (i scenariot 0 %)" in page.locator("#panel .state li").inner_text().replace(NBSP, " ")


def test_a_screen_reader_hears_the_answer_once_the_slider_rests(page: Page) -> None:
    status = page.locator("#panel .unseen[role=status]")
    expect(status).to_contain_text(f"Regionens merkostnad är 1,25{NBSP}mnkr per år.")
    for value in ("10", "60", "100"):
        move(page, OFFICE, value)
        expect(status).to_contain_text(f"1,25{NBSP}mnkr", timeout=50)
    expect(status).to_contain_text(f"Regionens merkostnad är 2,05{NBSP}mnkr per år.")
    assert page.locator(f"#{OFFICE}").get_attribute("aria-valuetext") == f"100{NBSP}%"


def test_the_keyboard_opens_it_and_moves_its_sliders(visited) -> None:
    page = visited("")
    page.locator("#panel > details > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .answer")).to_be_visible()
    reached = []
    while OFFICE not in reached and len(reached) < 20:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert OFFICE in reached
    page.keyboard.press("End")
    assert answers(page)[0] == "2,05 mnkr"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.value") == "99"
    assert page.evaluate(
        "document.activeElement.getBoundingClientRect().top >= document.querySelector('#panel .head')"
        ".getBoundingClientRect().bottom"
    )


def test_a_number_that_cannot_be_is_marked_and_not_used(page: Page) -> None:
    field = page.locator(f"#{OFFICE} + input")
    field.fill("101")
    assert field.get_attribute("aria-invalid") == "true"
    assert answers(page)[0] == "1,25 mnkr"
    field.fill("12.5")
    assert answers(page)[0] == "1,35 mnkr"
    field.fill("")
    field.blur()
    assert field.input_value() == "12.5"
    assert field.get_attribute("aria-invalid") is None


def test_values_that_do_not_go_together_are_told_instead_of_an_answer(page: Page) -> None:
    page.locator("#panel .group").nth(1).locator("summary").click()
    move(page, "panel-transition_years", "3")
    expect(page.locator("#panel .answer")).to_be_visible()
    move(page, "panel-ramp_years", "5")
    expect(page.locator("#panel .head .refused")).to_have_text(
        "Övergång och nedtrappning tar tillsammans alla år. Minska en av dem."
    )
    expect(page.locator("#panel .answer")).to_be_hidden()
    page.get_by_role("button", name="Återställ till scenariot").click()
    expect(page.locator("#panel .head .refused")).to_be_empty()
    assert answers(page)[0] == "1,25 mnkr"


def test_every_parameter_of_it_can_be_moved_to_both_ends_and_back(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#panel details').forEach((fold) => { fold.open = true; })")
    # What a screen reader is told comes last.
    expect(page.locator("#panel .unseen[role=status]")).not_to_be_empty()
    before = page.locator("#panel").inner_text()
    for slider in page.locator("#panel input[type=range]").all():
        was = slider.input_value()
        for end in ("min", "max"):
            move(page, slider.get_attribute("id"), slider.get_attribute(end))
            assert not re.search("NaN|undefined|Infinity", page.locator("#panel").inner_text())
        move(page, slider.get_attribute("id"), was)
    for box in page.locator("#panel input[type=checkbox]").all():
        box.click()
        box.click()
    for value in ("equal", "mixed", "population"):
        page.locator("#panel-sharing_key").select_option(value)
    assert page.locator("#panel").inner_text() == before


def test_the_link_holds_what_was_tried(page: Page, visited) -> None:
    move(page, OFFICE, "50")
    page.locator("#panel .group").nth(2).locator("summary").click()
    page.get_by_label("Bräcke").check()
    page.get_by_label("Ragunda").check()
    link = "#panel?region_cover_office=0.5&opted_out=2303,2305"
    # On a slow machine the page answers a little later than it is asked.
    expect(page.get_by_role("link", name="Länk till de här värdena")).to_have_attribute("href", link)
    page.wait_for_function("link => location.hash === link", arg=link)
    told = page.locator("#panel .state").inner_text()
    other = visited(link)
    expect(other.locator("#panel > details")).to_have_attribute("open", "")
    expect(other.locator("#panel .state")).to_have_text(told, use_inner_text=True)
    assert answers(other) == answers(page)
    other.wait_for_function("() => scrollY > 1000")


def test_what_a_link_may_not_say_is_told_and_not_used(page: Page) -> None:
    for state, told in UNUSED.items():
        page.evaluate("state => { location.hash = `#panel?${state}`; }", state)
        expect(page.locator("#panel .refused").first).to_contain_text(f"används inte: {told}")
        assert page.locator("#panel .differs").inner_text() == "Alla värden är scenariots."
        assert answers(page)[0] == "1,25 mnkr"
    assert page.locator("#panel img").count() == 0


def test_what_was_saved_as_a_file_becomes_a_draft(page: Page, tmp_path: Path) -> None:
    move(page, OFFICE, "50")
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som fil").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == "panel.json"
    tried = panel_file.read(Project(ROOT), saved)
    base = scenarios.load(Project(ROOT), "base").values
    assert tried.scenario == "base"
    assert tried.values == {name: base[name] for name in tried.values} | {"region_cover_office": 0.5}


def test_the_page_asks_nobody_for_anything_and_allows_its_own_scripts_only(
    chromium: Browser, editions: dict[str, Path]
) -> None:
    page, asked, wrong = chromium.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(error))
    page.goto(editions["sv"].as_uri() + STATE)
    page.get_by_role("button", name="Spara som fil").click()
    page.wait_for_timeout(800)
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert wrong == []
    text = editions["sv"].read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert re.search(r"script-src ([^;]*);", text)[1].split() == [policy.hash_of(each) for each in scripts]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_adds_little_to_the_page(editions: dict[str, Path], lang: str) -> None:
    text = editions[lang].read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="panel-data">.*?</script>', text, re.DOTALL)[0]
    script = re.search(r"<script>.*?</script>", text, re.DOTALL)[0]
    assert "panel-data" in script
    assert len((data + script).encode()) <= LARGEST


def test_without_javascript_a_sentence_says_what_is_missing(
    chromium: Browser, editions: dict[str, Path]
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(editions["sv"].as_uri())
    expect(page.locator("#sec-panel")).to_contain_text("Den här delen behöver JavaScript.")
    page.context.close()


def test_paper_does_not_have_it(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#sec-panel")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_panel_that_refuses_and_marks(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('#panel details').forEach((fold) => { fold.open = true; })")
    page.locator(f"#{OFFICE} + input").fill("700")
    move(page, "panel-transition_years", "3")
    move(page, "panel-ramp_years", "5")
    found = Axe().run(page, context="#sec-panel").response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []


def test_the_english_panel_speaks_english(chromium: Browser, editions: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(editions["en"].as_uri() + "#panel?region_cover_office=0.5")
    assert answers(page)[0] == "SEK 1.65m"
    assert numbers(page, "Who pays what in 2030")[-1][1:] == ["0", "1,650,000", "1,056,000", "2,706,000"]
    said = re.sub("Bräcke|Strömsund|Åre|Härjedalen|Östersund", "", page.locator("#panel").inner_text())
    assert not re.search("[åäöÅÄÖ]", said)
    page.close()
