"""Beside each key figure a fold says how it is known: value, status, notebook, data and source."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pressroom.language.text import t
from pressroom.rendering.chapters import INCLUDE

ROOT = Path(__file__).parents[2]
FOLDERS = {"sv": ROOT / "report", "en": ROOT / "report" / "en"}
VAR = re.compile(r"\{\{<\s*var (\S+?)(?:_exact)?\s*>\}\}")
FOLDS = """() => Object.fromEntries([...document.querySelectorAll("main > section")].map(chapter => [
  chapter.id, [...chapter.querySelectorAll(".provenance details")].map(fold => [
    fold.querySelector("summary").textContent,
    [...fold.querySelectorAll("dt")].map(name => name.textContent),
    [...fold.querySelectorAll("dd")].map(said => said.textContent.trim()),
  ])]))"""


@pytest.fixture(scope="module", params=["sv", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(chromium: Browser, editions: dict[str, Path], lang: str) -> Page:
    page = chromium.new_page()
    page.goto(editions[lang].as_uri())
    yield page
    page.close()


def labels(lang: str) -> dict[str, str]:
    """Return the label of each key figure that says something, by its id."""
    found = json.loads((ROOT / "runs/base/results.json").read_text(encoding="utf-8"))["results"]
    said = [row for row in found if row["value"] != ""]
    return {row["id"]: t(row["label"]).of(lang) for row in said}


def named(lang: str) -> dict[str, set[str]]:
    """Return the labels of the key figures that each chapter's text names, by the chapter's anchor."""
    known, chapters = labels(lang), {}
    for name in INCLUDE.findall((FOLDERS[lang] / "report.qmd").read_text(encoding="utf-8")):
        text = (FOLDERS[lang] / name).read_text(encoding="utf-8")
        anchor = re.match(r"# .*\{#([\w-]+)", text)[1]
        chapters[anchor] = {known[id] for id in VAR.findall(text) if id in known}
    return chapters


def test_every_key_figure_of_the_text_has_one_fold_in_its_chapter(page, lang):
    folds = page.evaluate(FOLDS)
    found = {chapter: sorted(label for label, _, _ in folds[chapter]) for chapter in named(lang)}
    assert found == {chapter: sorted(wanted) for chapter, wanted in named(lang).items()}
    assert sum(map(len, found.values())) >= 25


def test_every_fold_says_all_five_parts(page, lang):
    parts = {
        "sv": ["Värde", "Slag", "Anteckningsbok", "Data", "Källa"],
        "en": ["Value", "Status", "Notebook", "Data", "Source"],
    }[lang]
    folds = [fold for found in page.evaluate(FOLDS).values() for fold in found]
    assert [fold for fold in folds if fold[1] != parts or not all(fold[2])] == []


def test_every_link_of_a_fold_leads_to_a_place_of_the_annex_or_to_a_notebooks_page(page, editions, lang):
    links = page.evaluate("[...document.querySelectorAll('.provenance a')].map(a => a.getAttribute('href'))")
    annex = editions[lang].with_name(editions[lang].name.replace("report", "annex"))
    ids = set(re.findall(r'\sid="([^"]+)"', annex.read_text(encoding="utf-8")))
    assert len(links) > 200
    pages = {path.name for path in annex.parent.glob("notebook-*.html")}
    assert set(links) - {f"{annex.name}#{id}" for id in ids} - pages == set()


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        ("office.turnover", "Uppgift, inga antaganden."),
        ("goals.conclusion", "Uppgift, inga antaganden."),
        ("keep.answer", "Vilar på antaganden: "),
        ("options.conclusion", "Vilar på antaganden och bedömningar: Vikt"),
        ("scenarios.choice", "Vilar på antaganden. I alla scenarier: "),
    ],
)
def test_the_status_tells_facts_from_assumptions_and_judgements(editions, chromium, figure, status):
    page = chromium.new_page()
    page.goto(editions["sv"].as_uri())
    folds = [fold for found in page.evaluate(FOLDS).values() for fold in found]
    page.close()
    assert next(said[1] for label, _, said in folds if label == labels("sv")[figure]).startswith(status)


def test_a_fold_opens_with_the_keyboard(page):
    fold = page.locator("#sec-finances .provenance details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.locator("dl").is_visible()


def test_paper_shows_no_folds(page):
    page.emulate_media(media="print")
    assert not page.locator(".provenance").first.is_visible()
    page.emulate_media(media="screen")
