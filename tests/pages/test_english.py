"""The English edition is English: on the page only names, and what is marked as Swedish, are not."""

import csv
import html.parser
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from pressroom.project import Project
from pressroom.rendering import pandoc, report, staging

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[^\W\d_]+")
PARTS = ("report", "annex")
SWEDISH = {"och", "att", "det", "av", "från", "inte", "är", "ska", "kan", "utan", "efter", "mot", "mellan"}
SWEDISH |= {
    "procent",
    "miljoner",
    "tusen",
    "invånare",
    "ingen",
    "saknas",
    "källa",
    "figur",
    "tabell",
    "avsnitt",
}
# Places, people and projects whose names are the same in English.
NAMES = ["Jämtlands", "Jämtland", "Härjedalen", "län", "Östergötland", "Skåne", "Västernorrland", "Örebro"]
NAMES += ["Kommunförbundet", "Energikontor Väst", "Förnybart", "Energieffektiva företag", "Testresenär"]
NAMES += ["Fossilfria besöksmål", "Jönköping", "Gävleborg", "Södermanland", "Västmanland", "Småland"]
NAMES += ["Västra Götaland", "Mälardalen", "Föreningsarkivet"]
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


class Words(html.parser.HTMLParser):
    """Every word that a reader meets or hears, but those marked as Swedish."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.open: list[bool] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.language = given.get("lang", "") if tag == "html" else self.language
        if tag not in VOID:
            self.open.append(tag in ("style", "script") or (given.get("lang") or "").startswith("sv"))
        for name in ("alt", "aria-label", "title", "content"):
            self.handle_data(given.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.texts.append(" ".join(data.replace("\u00ad", "").split()))

    def but(self, names: Iterable[str]) -> set[str]:
        """Return the words outside of `names`, which may be phrases."""
        text = "\n".join(self.texts)
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, " ")
        return set(WORD.findall(text))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The English web pages from the outputs of the committed run and the captions of the notebooks."""
    folder = tmp_path_factory.mktemp("english")
    project = Project(ROOT)
    run = folder / "base"
    run.mkdir()
    for path in project.executed.glob("*.json"):
        (run / path.name).write_text(path.read_text("utf-8"), encoding="utf-8")
    for path in project.executed.glob("*.ipynb"):
        (run / path.name).write_text(with_sources(path, project.notebooks / path.name), encoding="utf-8")
    staged = staging.stage(project, run, folder / "staged", "en", report.generated(project, run, "en"))
    return [pandoc.render(staged, folder, {part: ["html"]}, "en")[part]["html"] for part in PARTS]


def with_sources(executed: Path, written: Path) -> str:
    """Return an executed notebook with its cells as they are written, captions in both languages and all."""
    cells = {cell["id"]: cell["source"] for cell in json.loads(written.read_text("utf-8"))["cells"]}
    notebook = json.loads(executed.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = cells.get(cell["id"], cell["source"])
    return json.dumps(notebook)


def column(resource: str, name: str) -> list[str]:
    with (ROOT / "data" / f"{resource}.csv").open(encoding="utf-8") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def words(english: list[Path]) -> Words:
    found = Words()
    for page in english:
        found.feed(page.read_text(encoding="utf-8"))
    return found


def test_the_page_says_that_it_is_british_english(words: Words) -> None:
    assert words.language == "en-GB"


def test_what_looks_swedish_is_a_name(words: Words) -> None:
    names = [*NAMES, *column("sources", "publisher"), *column("municipalities", "name")]
    found = words.but(names)
    assert {word for word in found if re.search("[åäöÅÄÖ]", word) or word.lower() in SWEDISH} == set()


def test_the_words_of_the_page_around_the_text_are_english(words: Words) -> None:
    assert {"Contents", "Skip", "Table", "Figure", "section"} <= words.but([])
