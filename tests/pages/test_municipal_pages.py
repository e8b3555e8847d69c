"""A page for each municipality, from the same run, linked with the report."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from commands import ROOT, command
from energikontoret import municipal
from pressroom.project import find
from pressroom.scenarios import load

CODES = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")


class Hrefs(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


@pytest.fixture(scope="module")
def built(parts) -> dict[str, Path]:
    """The page of each municipality, by code."""
    command("report", "--renderer", "pandoc", "--to", "html", "--each")
    return {code: ROOT / "_report" / "base" / f"kommun-{code}.html" for code in CODES}


def text(page: Path) -> str:
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown))


def test_there_is_one_for_each(built):
    names = [
        re.search(r"<h1[^>]*>([^<]*) och Energikontoret", page.read_text("utf-8"))[1]
        for page in built.values()
    ]
    assert names == ["Ragunda", "Bräcke", "Krokom", "Strömsund", "Åre", "Berg", "Härjedalen", "Östersund"]


def test_every_file_that_a_page_leads_to_is_there(built):
    for page in built.values():
        hrefs = Hrefs(page).found
        files = [href for href in hrefs if not href.startswith(("#", "http", "mailto:"))]
        assert len([file for file in files if re.fullmatch(r"kommun-\d+\.html", file)]) == 7
        assert "report.html" in files
        assert [file for file in files if not (page.parent / file).is_file()] == []
        ids = set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))
        assert [href for href in hrefs if href.startswith("#") and href[1:] not in ids] == []


def test_the_report_and_the_landing_page_lead_to_them(built):
    files = {page.name for page in built.values()}
    assert files <= set(Hrefs(ROOT / "_report" / "base" / "report.html").found)
    assert {f"base/{file}" for file in files} <= set(Hrefs(ROOT / "_report" / "index.html").found)


def test_a_table_says_its_years_its_key_and_each_unit_once(built):
    for page in built.values():
        said = text(page)
        assert "Kostnaden delas efter folkmängd." in said
        assert "2023–2030 tillsammans (tusen kronor)" in said
        assert "Kostnad (kronor per invånare)" in said
        assert said.count("per invånare)") == 1


def test_scenarios_stand_in_one_order_the_one_in_which_the_municipalities_pay_most_first():
    values = load(find(), "base").values
    for asked in (values, values | {"municipal_share_office": 0.123}):
        pages = municipal.pages(asked, CODES).values()
        titles = [[row[0]["message"] for row in page.shown[1].content["rows"]] for page in pages]
        assert titles == [titles[0]] * len(CODES)
        own = ["Den här rapportens värden"] if asked is not values else []
        first = ["Kommunerna fortsätter betala", "Två kommuner lämnar", "Nedtrappning under tre år"]
        assert titles[0][: len(own) + 3] == own + first
        assert len(titles[0]) == len(own) + len(find().scenarios())


def test_no_page_has_a_blank_or_runs_what_is_not_ours(built):
    for page in built.values():
        content = page.read_text(encoding="utf-8")
        assert "{{<" not in content
        assert "{" not in text(page).partition("Vad kommunen betalar")[2]
        assert len(re.findall(r"<script\b", content)) == 1
        assert "script-src 'sha256-" in content


def test_one_page_is_made_alone(built):
    before = {code: page.stat().st_mtime_ns for code, page in built.items()}
    command(
        "report",
        "--renderer",
        "pandoc",
        "--to",
        "html",
        "--each",
        "2380",
        "-p",
        "price_index=0.02",
        "--as",
        "one",
    )
    assert [path.name for path in (ROOT / "_report" / "one").glob("kommun-*")] == ["kommun-2380.html"]
    assert {code: page.stat().st_mtime_ns for code, page in built.items()} == before


def test_an_unknown_code_is_refused_before_anything_runs():
    done = subprocess.run(
        [sys.executable, "-m", "energikontoret", "report", "--each", "2381"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["--each 2381: there is no such code.", "Did you mean '2380'?"]
