"""Each edition of the report has all that the other has: chapters, labels, figures, values, notes."""

import csv
import json
import re
from pathlib import Path

import pytest

from pressroom.checks.follows import FOLLOWS
from pressroom.language import catalogue
from pressroom.language.text import t
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import VARIABLE

ROOT = Path(__file__).parents[2]
SWEDISH, ENGLISH = ROOT / "report", ROOT / "report" / "en"
CHAPTERS = sorted(path.name for path in (SWEDISH / "chapters").glob("*.qmd"))
NAMING = ("brief", "annex", "slides", "accessibility")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIGURES = json.loads((SWEDISH / "executed" / "results.json").read_text("utf-8"))["results"]
WRITTEN = {"fig": ("fig-cap", "fig-alt"), "tbl": ("tbl-cap",)}
PARTS = {
    "headings": r"^#+ .*?(\{.*\})?$",
    "includes": r"\{\{< include (\S+) >\}\}",
    "embeds": r"\{\{< embed (\S+) >\}\}",
    "callouts": r"^:::+ *\{?\.(callout-\w+|fine-print)",
    "labels": r"#((?:sec|fig|tbl)-[\w-]+)",
    "footnotes": r"\[\^(\w+)\]",
    "list items": r"^(?:\d+\.|-) ()",
}
# The order of words in a sentence differs between languages, so these are compared as sets.
NAMED = {"values": r"\{\{< var (\S+) >\}\}", "references": r"@((?:sec|fig|tbl)-[\w-]+)", "code": r"`([^`]+)`"}


def text(folder: Path, name: str) -> str:
    return FOLLOWS.sub("", (folder / "chapters" / name).read_text(encoding="utf-8"))


def found(pattern: str, words: str) -> list[str]:
    return re.findall(pattern, words, re.MULTILINE)


def test_both_editions_have_the_same_chapters() -> None:
    assert sorted(path.name for path in (ENGLISH / "chapters").glob("*.qmd")) == CHAPTERS


@pytest.mark.parametrize("part", ["report", "brief", "annex"])
def test_both_editions_take_the_chapters_in_the_same_order(part: str) -> None:
    orders = [
        found(PARTS["includes"], (folder / f"{part}.qmd").read_text("utf-8")) for folder in (SWEDISH, ENGLISH)
    ]
    assert orders[0] == orders[1] != []


@pytest.mark.parametrize("folder", [SWEDISH, ENGLISH], ids=["sv", "en"])
def test_every_part_names_the_report_as_the_report_does(folder: Path) -> None:
    [title] = found(r'^title: "(.*)"$', (folder / "report.qmd").read_text("utf-8"))
    heads = {part: (folder / f"{part}.qmd").read_text("utf-8").partition("\n---\n")[0] for part in NAMING}
    assert [part for part, head in heads.items() if title not in head] == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_the_same_parts_in_the_same_order(name: str) -> None:
    one, other = (text(folder, name) for folder in (SWEDISH, ENGLISH))
    assert {what: found(how, one) for what, how in PARTS.items()} == {
        what: found(how, other) for what, how in PARTS.items()
    }


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_names_the_same_values_and_references_as_often(name: str) -> None:
    one, other = (text(folder, name) for folder in (SWEDISH, ENGLISH))
    assert {what: sorted(found(how, one)) for what, how in NAMED.items()} == {
        what: sorted(found(how, other)) for what, how in NAMED.items()
    }


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_as_many_paragraphs(name: str) -> None:
    counts = [len(re.split(r"\n\s*\n", text(folder, name).strip())) for folder in (SWEDISH, ENGLISH)]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_caption_and_alternative_text_is_in_both_languages(path: Path) -> None:
    lacking = []
    for options in (cell.options for cell in ipynb.read(path).code_cells):
        for key in WRITTEN.get(options.get("label", "")[:3], ()):
            swedish = options.get(key, "")
            english = t(swedish).of("en")
            lacking += [(options["label"], key)] if english in ("", swedish) else []
            values = [sorted(VARIABLE.findall(words)) for words in (swedish, english)]
            assert values[0] == values[1], (options["label"], key)
    assert lacking == []


def test_every_key_figure_is_named_in_both_languages() -> None:
    assert [figure["id"] for figure in FIGURES if not catalogue.find(figure["label"], "en")] == []


def test_every_text_is_in_both_languages_but_names_and_years() -> None:
    with (ROOT / "data" / "municipalities.csv").open(encoding="utf-8") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    texts = {figure["id"]: figure["value"] for figure in FIGURES if "text" not in figure}
    written = {id: value for id, value in texts.items() if isinstance(value, str)}
    words = {id: value for id, value in written.items() if re.search("[A-Za-zåäö]", value)}
    assert {id: value for id, value in words.items() if value not in names} == {}
