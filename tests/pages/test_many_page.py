"""The page of more than two sides in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from handmade import code, finances, notebook, result
from test_review_page import write

from pressroom.project import Project, find
from pressroom.review import diff
from pressroom.review.diff_many import show_differences

LONG = "Bortfallet är {} kronor, och det är en mening som inte ryms i en ruta."


def side(project, name, amount, **apart):
    recorded = [
        code("more", "record()", result("agreement.conclusion", LONG.format(amount), unit="text")),
        code("own", "record()", *(result(f"own.{id}", value) for id, value in apart.items())),
    ]
    document = notebook(*finances(amount=amount)["cells"], *recorded)
    write(project.runs / name, "01_finances", document, {"parameters": {"rate": 0.03}})


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The page of three sides, of which two have changed one key figure differently, and its folder."""
    root = tmp_path_factory.mktemp("many")
    for name in ("params", "data", "runs", "report"):
        (root / name).mkdir()
    (root / "_quarto.yml").touch()
    (root / "report" / "theme").symlink_to(find().theme)
    project = Project(root)
    side(project, "base", 100, one=1, apart=1)
    side(project, "ours", 110, one=1, apart=2)
    side(project, "theirs", 110, one=5, apart=3)
    show_differences(project, ("base", "ours", "theirs"), diff.Shown(html=root / "review.html"))
    return root / "review.html"


@pytest.fixture
def page(many, chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.said = []
    page.on("request", lambda request: page.said.append(request.url[:60]))
    page.on("console", lambda message: page.said.append(message.text))
    page.goto(many.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_no_wider_than_the_window(many, chromium, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(many.as_uri())
    wide, found = page.evaluate("document.documentElement.scrollWidth"), Axe().run(page)
    page.close()
    assert wide <= width
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_loaded_from_elsewhere_and_the_policy_refuses_nothing_of_the_page(page):
    assert [said for said in page.said if not said.startswith(("file://", "data:font/", "data:,"))] == []


def test_what_both_changed_differently_is_seen_at_once_and_can_be_chosen(page):
    assert page.locator("#summary .problems li").all_inner_texts() == ["Underskott"]
    page.select_option("#whose", "apart")
    shown = [row for row in page.locator(".item").all() if row.is_visible()]
    assert ["own.apart" in row.inner_text() for row in shown] == [True]


def test_a_conflict_that_the_choice_hides_is_shown_where_it_is_asked_for(page):
    page.select_option("#whose", "side-2")
    page.click("#summary .problems a")
    assert page.locator("#whose").input_value() == ""
    assert page.evaluate("document.activeElement.textContent").count("own.apart") == 1


def test_the_next_change_gets_the_focus_with_the_keyboard(page):
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('item')")


def test_a_value_leads_to_its_change_between_two_sides(page):
    page.click("#key_figures td.changed a >> nth=0")
    page.wait_for_url("**/review-1base-2ours.html#*")
    page.wait_for_selector(":target", state="attached")
    assert page.locator(":target").count() == 1
    assert page.url.partition("#")[0].endswith("review-1base-2ours.html")
