"""Plain language: one spelling of each term in every text, short sentences, chapters easy to read."""

import re

import pytest
import yaml

import written
from pressroom.project import Project
from pressroom.rendering import variables
from pressroom.runs import Run

LONGEST = {"sv": 30, "en": 36}
LIX = 50
BOTH = written.LANGUAGES
ENTRIES = yaml.safe_load((written.ROOT / "report/glossary.yml").read_text(encoding="utf-8"))
GLOSSARY = [{"sv": term, **about} for term, about in ENTRIES.items()]
TERMS = [pytest.param(term, lang, id=f"{term[lang]} ({lang})") for term in GLOSSARY for lang in BOTH]

CHAPTERS = [
    pytest.param(name, lang, id=f"{name} ({lang})") for lang in BOTH for name in written.chapters(lang)
]


@pytest.fixture(scope="module")
def texts() -> dict[str, list[tuple[str, str]]]:
    return {lang: written.texts(lang) for lang in BOTH}


def pattern(term: dict, words: list[str]) -> re.Pattern[str]:
    """Return what finds one of the words at the beginning of a word of the text."""
    return re.compile(rf"(?<![\wåäö-])(?:{'|'.join(words)})", case(term))


def case(term: dict) -> re.RegexFlag:
    """Return how the term is searched: "Regionen" is not "regional"."""
    return re.NOFLAG if term.get("case") else re.IGNORECASE


@pytest.mark.parametrize(("term", "lang"), TERMS)
def test_a_term_has_one_spelling(term, lang, texts):
    wrong = pattern(term, term[f"not_{lang}"])
    assert [(place, found[0]) for place, text in texts[lang] if (found := wrong.search(text))] == []


def names(text: str, term: dict, lang: str) -> bool:
    """Tell whether a text has the term in any form: endings are left out of longer words."""
    stem = term[lang].rstrip("aens") if len(term[lang]) > 5 else term[lang]
    return re.search(re.escape(stem), text, case(term)) is not None


@pytest.mark.parametrize(("term", "lang"), TERMS)
def test_a_term_of_the_glossary_is_in_use(term, lang, texts):
    assert any(names(text, term, lang) for _, text in texts[lang])


@pytest.mark.parametrize("term", [pytest.param(term, id=term["sv"]) for term in GLOSSARY])
def test_a_term_of_a_swedish_chapter_has_its_equivalent_in_the_english_one(term):
    swedish, english = (written.chapters(lang) for lang in BOTH)
    found = [name for name, text in swedish.items() if names(text, term, "sv")]
    assert [name for name in found if not names(english[name], term, "en")] == []


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence; a heading or a point of a list is a sentence too."""
    parts = [part for line in text.splitlines() for part in re.split(r"(?<=[.?!:])\s+(?=[A-ZÅÄÖ0-9])", line)]
    return [words for part in parts if (words := re.findall(r"[\w−][\w,.−–/-]*", part))]


@pytest.fixture(scope="module")
def chapters() -> dict[str, dict[str, str]]:
    """The text of each chapter with its values, from the accepted run."""
    project = Project(written.ROOT)
    run = Run.read(project.executed)
    found = {}
    for lang in BOTH:
        values = variables.values(project, run, lang)
        found[lang] = {name: filled(text, values) for name, text in written.chapters(lang).items()}
    return found


def filled(text: str, values: dict[str, str]) -> str:
    text = re.sub(r"\{\{<\s*var (\S+)\s*>\}\}", lambda name: values.get(name[1], "…"), text)
    return re.sub(r"@(?:fig|tbl|sec)-[\w-]+", "figur 1", text)


@pytest.mark.parametrize(("name", "lang"), CHAPTERS)
def test_no_sentence_of_a_chapter_is_long(name, lang, chapters):
    long = [" ".join(words) for words in sentences(chapters[lang][name]) if len(words) > LONGEST[lang]]
    assert long == []


@pytest.mark.parametrize("lang", BOTH)
def test_no_sentence_of_the_other_texts_is_long(lang, texts):
    found = [(place, words) for place, text in texts[lang] for words in sentences(text)]
    assert [(place, " ".join(words)) for place, words in found if len(words) > 40] == []


@pytest.mark.parametrize("name", written.chapters("sv"))
def test_a_chapter_is_easy_to_read(name, chapters, record_property):
    """LIX: words a sentence, and the share of words of more than six letters; above 50 is difficult."""
    found = sentences(chapters["sv"][name])
    words = [word for sentence in found for word in sentence]
    lix = len(words) / len(found) + 100 * sum(len(word) > 6 for word in words) / len(words)
    record_property("lix", round(lix))
    assert lix < LIX, f"LIX {lix:.0f}"


@pytest.mark.parametrize(("name", "lang"), CHAPTERS)
def test_a_chapter_gives_its_answer_first(name, lang):
    folder = written.ROOT / "report" / ("" if lang == "sv" else lang) / "chapters"
    first = (folder / f"{name}.qmd").read_text(encoding="utf-8").split("\n\n")[1]
    assert first.startswith(("**", "::: {.callout-important", "::: {.fine-print"))
