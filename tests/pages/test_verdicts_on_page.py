"""Verdicts given on the review page in a real browser: remembered, saved, taken in by the command."""

import json
import os
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from handmade import finances, published

import small_project

pytestmark = pytest.mark.usefixtures("sample")

IDENTITY = ("-c", "user.name=Anna", "-c", "user.email=a@example.org")
CHANGES = {"amount": 110, "colour": "crimson", "caption": "Nytt gap", "words": "Andra ord."}


def command(root, *words):
    """Run a command of the project in its folder; return its exit code, its output and its complaint."""
    environment = {name: value for name, value in os.environ.items() if name != "PRESSROOM_ROOT"}
    done = subprocess.run(
        [sys.executable, "-m", "pressroom", *words],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A project whose last commit changes the published run, with the review page of that change."""
    root = tmp_path_factory.mktemp("verdicts") / "project"
    executed = small_project.build_with_report(root).executed
    executed.mkdir()
    subprocess.run(["git", "-C", root, "init", "-q"], check=True)
    for document in (finances(), finances(**CHANGES)):
        for name, text in published({"01_finances": document}).items():
            (executed / name).write_text(text)
        subprocess.run(["git", "-C", root, "add", "-A"], check=True)
        subprocess.run(["git", "-C", root, *IDENTITY, "commit", "-qm", "A run"], check=True)
    code, _, complaint = command(root, "review", "HEAD~", "HEAD", "--html", "review.html", "--lang", "en")
    assert code == 0, complaint
    return root


@pytest.fixture
def visit(written, chromium):
    """A function that opens the page in one and the same browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})

    def opened():
        page = context.new_page()
        page.goto((written / "review.html").as_uri())
        return page

    yield opened
    context.close()


@pytest.fixture
def page(visit):
    return visit()


def box(page, change):
    return page.locator(f'.decide[data-change="{change}"]')


def decide(page, change, word, why=""):
    box(page, change).locator(f"button[value={word}]").click()
    if why:
        box(page, change).locator("input").fill(why)


def decide_all(page):
    decide(page, "key figure agreement.gap_sek", "accept")
    decide(page, "table 01_finances tbl-posts", "reject", "No source\u200b for 110")
    decide(page, "figure 01_finances fig-gap", "question", 'Why "red"? <b>')
    page.fill("#who", "Bo Ek")


def saved(page, path):
    """Press the button, and return the verdicts in the file that the browser saves."""
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(path)
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_is_decided_on_the_page_is_taken_in_by_the_command(written, page, tmp_path):
    decide_all(page)
    given = saved(page, tmp_path / "verdicts.jsonl")
    assert [(each["verdict"], each["who"], each["why"]) for each in given] == [
        ("accept", "Bo Ek", ""),
        ("reject", "Bo Ek", "No source for 110"),
        ("question", "Bo Ek", 'Why "red"? <b>'),
    ]
    code, out, complaint = command(
        written, "review", "HEAD~", "HEAD", "--import", str(tmp_path / "verdicts.jsonl")
    )
    assert (code, out) == (0, "Taken in: 3 verdicts. 4 of 5 changes are not accepted.\n"), complaint
    assert (written / "report" / "reviews" / "bo-ek.jsonl").read_text().count("\n") == 3


def test_the_browser_remembers_the_verdicts_and_who_gives_them(visit, tmp_path):
    first = visit()
    decide_all(first)
    first.locator("h1").click()
    first.close()
    assert len(saved(visit(), tmp_path / "verdicts.jsonl")) == 3


def test_a_verdict_can_be_taken_back(page):
    for pressed in ("true", "false"):
        decide(page, "table 01_finances tbl-posts", "reject")
        button = box(page, "table 01_finances tbl-posts").locator("button[value=reject]")
        assert button.get_attribute("aria-pressed") == pressed
    assert page.locator("#decided").inner_text() == "0 of 5 changes have a verdict."


@pytest.mark.parametrize(("who", "focused"), [("", "who"), ("Bo", "why")])
def test_what_lacks_a_name_or_a_reason_is_not_saved(who, focused, page):
    decide(page, "table 01_finances tbl-posts", "reject")
    page.fill("#who", who)
    page.click("#save")
    assert page.evaluate("document.activeElement.id || 'why'") == focused
    assert page.locator("#decided").inner_text().startswith("Write your name")


def test_every_change_can_be_decided_on(page):
    assert page.locator(".decide:visible").count() == 5


def test_keys_lead_from_change_to_change(page):
    ids = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        ids.append(page.evaluate("document.activeElement.id"))
    assert ids[0] == ids[2] != ids[1]


def test_keys_can_be_turned_off_and_do_nothing_where_somebody_writes(page):
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.fill("#who", "")
    page.locator("#who").press_sequentially("jk")
    assert (page.input_value("#who"), page.evaluate("document.activeElement.id")) == ("jk", "who")
    page.uncheck("#keys")
    page.focus(f"#{first}")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == first


def test_a_search_leaves_the_changes_that_hold_the_words(page):
    page.fill("#search", "ANDRA ord")
    # The words, and the notebook in which somebody wrote them.
    assert page.locator("main > section[data-kind] .item:not(.quiet):visible").count() == 2
    assert page.locator("#texts .item:visible").inner_text().count("Andra ord") == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_with_verdicts_is_accessible(width, written, chromium):
    page = chromium.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto((written / "review.html").as_uri())
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (found.violations_count, wide <= width) == (0, True), found.generate_report()
