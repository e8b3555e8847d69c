"""What a board reads: how long the parts are in every scenario and language, how easy the brief is, and that
it says what the top of the web page says."""

import re
from itertools import product
from pathlib import Path

import pytest
from pypdf import PdfReader

import report_text
from commands import command
from pressroom.project import REFERENCE, Project
from pressroom.rendering.edition import stem

ROOT = Path(__file__).parents[2]
SCENARIOS, LANGUAGES = Project(ROOT).scenarios(), ("sv", "en")
EDITIONS = list(product(SCENARIOS, LANGUAGES))
NAMES = [" ".join(edition) for edition in EDITIONS]
PAGES = {"brief": 2, "report": 20}
MOST = 10
LIX, WORDS = 45, 25
# Numbers in figures that the sentences of the brief tell, each with its range as one. The reference
# scenario is the one that is read aloud; where two sharing keys are told there are more.
TOLD, TOLD_OF_ANOTHER = 20, 28
RANGE = re.compile(r"\([^()]*\d[^()]*\)")
NO_NUMBER = re.compile(r"RUN/[\d/]+|[Ff]igur\s\d+|[Tt]abell\s\d+|\b(?:19|20)\d\d(?:–20\d\d)?\b|den \d+")
NUMBER = re.compile(r"\d+(?:[\u00a0 ]\d{3})*(?:,\d+)?")
HREF = re.compile(r'href="([^"#:]+)(?:#[^"]*)?"')


@pytest.fixture(scope="session")
def output(parts: dict[str, dict[str, Path]]) -> Path:
    """The folder of every scenario's parts in both languages."""
    for lang in LANGUAGES:
        words = ["--all", "--part", "all", "--to", "html,pdf", "--lang", lang, "--renderer", "pandoc"]
        command("report", *words)
    return ROOT / "_report"


def file(output: Path, edition: tuple[str, str], part: str, kind: str) -> Path:
    scenario, lang = edition
    return output / scenario / f"{stem(part, lang)}.{kind}"


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_no_part_is_longer_than_a_board_reads(output, edition):
    pages = {part: len(PdfReader(file(output, edition, part, "pdf")).pages) for part in PAGES}
    assert {part: count for part, count in pages.items() if count > PAGES[part]} == {}
    captions = report_text.captions(file(output, edition, "report", "html"))
    figures = [caption for caption in captions if caption.startswith("Fig")]
    assert (len(figures) <= MOST, len(captions) - len(figures) <= MOST) == (True, True)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_the_top_of_the_page_says_what_the_brief_says(output, edition):
    brief = report_text.squeezed(report_text.pdf_text(file(output, edition, "brief", "pdf")))
    top = [report_text.squeezed(text) for text in of_the_brief(output, edition)]
    assert len(top) > 12
    # The brief refers to the report, where the page refers to itself.
    assert [
        text for text in top if text not in brief and "avsnitt" not in text and "section" not in text
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_brief_is_easy_to_read(output, scenario):
    """LIX: words a sentence, and the share of words of more than six letters."""
    texts = [text for text in of_the_brief(output, (scenario, "sv")) if re.search(r"[.?]$", text)]
    sentences = [words(part) for text in texts for part in re.split(r"(?<=[.?:])\s+(?=[A-ZÅÄÖ0-9])", text)]
    sentences = [found for found in sentences if found]
    every = [word for sentence in sentences for word in sentence]
    lix = len(every) / len(sentences) + 100 * sum(len(word) > 6 for word in every) / len(every)
    assert lix <= LIX, f"LIX {lix:.0f}"
    assert [" ".join(sentence) for sentence in sentences if len(sentence) > WORDS] == []


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_brief_tells_few_numbers(output, scenario):
    texts = [text for text in of_the_brief(output, (scenario, "sv")) if re.search(r"[.?]$", text)]
    told = [number for text in texts for number in NUMBER.findall(NO_NUMBER.sub("", RANGE.sub("", text)))]
    assert 10 < len(told) <= (TOLD if scenario == REFERENCE else TOLD_OF_ANOTHER), told


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
@pytest.mark.parametrize("part", ["report", "annex"])
def test_every_link_of_a_page_leads_to_a_file_that_is_there(output, edition, part):
    page = file(output, edition, part, "html")
    targets = set(HREF.findall(page.read_text(encoding="utf-8")))
    assert {
        f"{stem('report', edition[1])}.pdf",
        f"{stem('brief', edition[1])}.pdf",
        f"../{stem('index', edition[1])}.html",
    } <= targets
    assert [target for target in sorted(targets) if not (page.parent / target).is_file()] == []


def of_the_brief(output: Path, edition: tuple[str, str]) -> list[str]:
    """Return the page's paragraphs up to the first numbered chapter, captions aside."""
    found = report_text.paragraphs(file(output, edition, "report", "html"))
    start = next(at for at, text in enumerate(found) if text in ("Svaret i korthet", "The answer in brief"))
    end = next(at for at, text in enumerate(found) if at > start and re.match(r"1 \w", text))
    return [text for text in found[start:end] if not report_text.CAPTION.fullmatch(text)]


def words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-–,.][^\W_]+)*", sentence)
