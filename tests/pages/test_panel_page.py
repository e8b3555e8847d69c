"""The panel in a real browser: it starts at the scenario, follows its controls and says what is estimated."""

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from pressroom.language.numbers import format_value
from pressroom.notebook import mime
from pressroom.project import Project
from pressroom.rendering import pandoc, quarto, staging

ROOT = Path(__file__).parents[2]
FILES = ("10_explore.ipynb", "results.json", "manifest.json")
EMBEDS = "".join(
    f"\n\n{{{{< embed executed/10_explore.ipynb#{name} >}}}}" for name in ("panel", "tbl-explore")
)
NEEDS_QUARTO = pytest.mark.skipif(quarto.quarto_command() is None, reason="needs the quarto command")
SET = """chosen => {
  const form = document.querySelector(".panel form");
  for (const [name, stop] of Object.entries(chosen)) form.elements[name].value = stop;
  form.dispatchEvent(new Event("input"));
  return Object.fromEntries([...document.querySelectorAll("[data-number]")].map((c) => [c.dataset.number, c.textContent]));
}"""  # noqa: E501


@pytest.fixture(scope="session")
def spec(run: Path) -> dict:
    notebook = json.loads((run / "10_explore.ipynb").read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "panel")
    return cell["outputs"][0]["data"][mime.of("panel")]


@pytest.fixture(scope="session")
def staged(run: Path, tmp_path_factory: pytest.TempPathFactory):
    """Stage a report that holds the panel and its table alone, in a language."""

    def stage(lang: str) -> Path:
        folder = tmp_path_factory.mktemp(f"panel-{lang}")
        for place, tag in (("report", "sv-SE"), ("report/en", "en-GB")):
            text = f'---\ntitle: "Prov"\nlang: {tag}\n---\n\n# Prov {{#sec-explore}}{EMBEDS}\n'
            (folder / place).mkdir()
            (folder / place / "report.qmd").write_text(text, encoding="utf-8")
        for name in ("report/theme", "params", "data", "src", "_quarto.yml", "pyproject.toml"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "runs").mkdir()
        for name in FILES:
            shutil.copy(run / name, folder / "runs" / name)
        return staging.stage(Project(folder), folder / "runs", folder / "staged", lang)

    return stage


@pytest.fixture(scope="session")
def address(staged, tmp_path_factory: pytest.TempPathFactory) -> str:
    return pandoc.render(staged("sv"), tmp_path_factory.mktemp("out"), ["html"])["html"].as_uri()


@pytest.fixture(scope="module")
def open_page(chromium: Browser, address: str) -> Page:
    """One page for the tests that set every control themselves."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    yield page
    page.close()


@pytest.fixture
def page(chromium: Browser) -> Page:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def cells(page: Page) -> dict[str, str]:
    return page.evaluate(SET, {})


def digits(value: float, unit: str) -> str:
    """Return a number as the report writes it, without its unit."""
    return re.sub(r"[^\d,\u00a0−]", "", format_value(value, unit, "sv", "exact")).strip("\u00a0")


def interpolated(spec: dict, number: dict, stops: list[int]) -> tuple[float, bool]:
    """Return the weighted mean of the computed neighbours, axis by axis, and whether there was any."""
    values, about = [float(text) for text in spec["arrays"][number["array"]].split(" ")], False
    for axis, size, stop in zip(spec["axes"], number["shape"], stops, strict=False):
        width = len(values) // size
        parts = [values[i * width : (i + 1) * width] for i in range(size)]
        wanted = axis["stops"][stop]
        if size == 1 or wanted in axis["values"]:
            values = parts[0 if size == 1 else axis["values"].index(wanted)]
            continue
        above = next(i for i, value in enumerate(axis["values"]) if value > wanted)
        low, high = axis["values"][above - 1], axis["values"][above]
        share, about = (wanted - low) / (high - low), True
        values = [a + (b - a) * share for a, b in zip(parts[above - 1], parts[above], strict=True)]
    return values[0], about


def numbers(spec: dict) -> list[dict]:
    return [number for group in spec["groups"] for number in group["numbers"]]


def test_the_panel_starts_at_the_key_figures_of_the_report(page: Page, address: str, run: Path) -> None:
    page.goto(address)
    figures = json.loads((run / "results.json").read_text(encoding="utf-8"))["results"]
    known = {figure["id"]: digits(figure["value"], figure["unit"]) for figure in figures}
    assert cells(page) == {id: known[id] for id in cells(page)}
    expect(page.locator(".panel-basis")).to_have_text("Alla värden är beräknade med rapportens modell.")


@given(st.data())
@settings(max_examples=40)
def test_the_numbers_follow_the_controls(open_page: Page, spec: dict, data: st.DataObject) -> None:
    stops = [data.draw(st.integers(0, len(axis["stops"]) - 1)) for axis in spec["axes"]]
    names = [axis["name"] for axis in spec["axes"]]
    shown = open_page.evaluate(SET, dict(zip(names, stops, strict=True)))
    for number in numbers(spec):
        value, about = interpolated(spec, number, stops)
        assert shown[number["id"]].startswith("cirka ") == about
        if about:
            read = float(re.sub(r"[^\d,−]", "", shown[number["id"]]).replace(",", ".").replace("−", "-"))
            scale = {"andel": 100}.get(number["unit"], 1)
            assert read == pytest.approx(value * scale, rel=5.1e-4, abs=0.051)
        else:
            assert shown[number["id"]] == digits(value, number["unit"])


def test_a_value_between_computed_ones_is_said_to_be_estimated(page: Page, address: str) -> None:
    page.goto(f"{address}?price_index=0.0325")
    basis = page.locator(".panel-basis")
    expect(basis).to_contain_text("interpolerade")
    expect(basis).to_contain_text("Årlig uppräkning av belopp: mellan 3\u00a0procent och 4\u00a0procent.")
    expect(basis).to_contain_text("Figurerna är också interpolerade.")


def test_what_moves_no_drawing_leaves_the_drawings_exact(page: Page, address: str) -> None:
    page.goto(f"{address}?state_grant_ratio=0.6")
    expect(page.locator(".panel-basis")).to_contain_text("interpolerade")
    expect(page.locator(".panel-basis")).not_to_contain_text("Figurerna")


def test_the_keyboard_moves_a_slider_and_says_its_value(page: Page, address: str) -> None:
    page.goto(address)
    before = cells(page)
    slider = page.get_by_role("slider", name="Andel av gemensamma kostnader som ersätts")
    slider.focus()
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "100\u00a0procent"
    assert cells(page)["agreement.gap_first_year_sek"] != before["agreement.gap_first_year_sek"]
    expect(page.get_by_role("status").last).to_contain_text(
        "Bortfall det första året: 1\u00a0133\u00a0650\u00a0kronor."
    )


def test_the_drawings_and_what_they_say_follow(page: Page, address: str) -> None:
    page.goto(address)
    drawings = page.locator(".panel svg")
    before = [drawings.nth(i).get_attribute("aria-label") for i in range(2)]
    heights = [page.locator("[data-figure] svg").nth(i).locator("rect").count() for i in range(2)]
    page.get_by_label("Andel av gemensamma kostnader som ersätts").fill("20")
    after = [drawings.nth(i).get_attribute("aria-label") for i in range(2)]
    assert re.fullmatch(
        r"Staplar per år: Bortfallet varje år, löpande priser, miljoner kronor\. 2023 2,8, .*", before[0]
    )
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert min(heights) > 0


def test_the_numbers_behind_a_drawing_follow(page: Page, address: str) -> None:
    page.goto(f"{address}?retention_common_costs=1")
    page.get_by_text("Siffrorna bakom: Bortfallet varje år").click()
    row = page.get_by_role("row", name=re.compile("^2023")).first
    # 450 and 656 thousand kronor of 2022, raised by 2.5 percent; the joint costs are replaced.
    assert row.get_by_role("cell").all_inner_texts() == ["0", "461", "672", "1\u00a0134"]


def test_the_link_restores_what_was_chosen(page: Page, address: str, chromium: Browser) -> None:
    page.goto(f"{address}#sec-explore")
    page.get_by_label("Kostnadsfördelningsnyckel").select_option("Lika delar")
    page.get_by_label("Årlig uppräkning av belopp").fill("3")
    chosen = cells(page)
    expect(page).to_have_url(re.compile(r"\?.*sharing_key=equal#sec-explore$"))
    link = page.get_by_role("link", name="Länk till de här valen").evaluate("link => link.href")
    other = chromium.new_page()
    other.goto(link)
    assert cells(other) == chosen
    assert link == page.url
    other.close()


def test_a_link_beyond_the_limits_shows_the_nearest_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}?state_grant_ratio=7&price_index=much&sharing_key=lots&unknown=1")
    expect(page.locator(".panel-basis")).to_contain_text("utanför panelens gränser")
    assert page.get_by_label("Statsbidrag som förloras").get_attribute("aria-valuetext") == "1"
    assert (
        page.get_by_label("Årlig uppräkning av belopp").get_attribute("aria-valuetext") == "2,5\u00a0procent"
    )


def test_reset_goes_back_to_the_scenario_and_clears_the_address(page: Page, address: str) -> None:
    page.goto(address)
    start = cells(page)
    page.goto(f"{address}?sharing_key=mixed&retention_common_costs=0.15")
    assert cells(page) != start
    page.get_by_role("button", name="Tillbaka till scenariot").click()
    assert cells(page) == start
    expect(page).to_have_url(address)


def test_on_a_phone_the_numbers_stay_in_sight_while_the_controls_are_used(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(address)
    slider = page.locator(".panel input[name=base_funding_share]")
    slider.focus()
    brief = page.locator("[data-brief='office.employees_final']")
    expect(brief).to_be_in_viewport()
    before = brief.text_content()
    slider.press("End")
    expect(brief).not_to_have_text(before)
    expect(brief).to_have_text(page.locator("[data-number='office.employees_final']").text_content())
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(brief).to_be_hidden()


def test_without_a_script_the_table_stands_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.locator(".panel").is_visible()
    assert page.locator("#tbl-explore table").is_visible()
    context.close()


def test_paper_has_the_table_and_not_the_panel(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(".panel").is_visible()
    assert page.locator("#tbl-explore table").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}?price_index=0.0325")
    found = Axe().run(page).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_any_host_and_nothing_refused(page: Page, address: str) -> None:
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}?price_index=0.0325", wait_until="networkidle")
    page.get_by_label("Årlig uppräkning av belopp").fill("2")
    expect(page).to_have_url(re.compile("price_index=0.005"))
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def test_the_english_page_counts_in_english(page: Page, staged, tmp_path: Path) -> None:
    page.goto(pandoc.render(staged("en"), tmp_path, ["html"])["html"].as_uri() + "?price_index=0.0325")
    assert re.fullmatch(r"about 2,79\d,000", cells(page)["agreement.gap_first_year_sek"])
    expect(page.locator(".panel-basis")).to_contain_text("between 3\u00a0per cent and 4\u00a0per cent.")
    expect(page.get_by_role("button", name="Back to the scenario")).to_be_visible()


@NEEDS_QUARTO
def test_the_panel_of_quartos_page_follows_as_well(page: Page, address: str, staged, tmp_path: Path) -> None:
    chosen = {"price_index": 7, "retention_common_costs": 11, "sharing_key": 1}
    found = []
    for place in (address, quarto.render(staged("sv"), tmp_path, ["html"])["html"].as_uri()):
        page.goto(place)
        found.append(page.evaluate(SET, chosen))
    assert found[0] == found[1]
    assert found[0]["sharing.municipality_2303_sek"] == "50\u00a0000"
