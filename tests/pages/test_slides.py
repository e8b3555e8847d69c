"""The slides: one message each, pictures with words, notes with sources, the report's own numbers."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from places import ROOT
from report_text import paragraphs

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TEXT = f"{A}t"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SUM = re.compile(r"\d[\d\u00a0 ,]*(?:–[\d,]+)?[\u00a0 ](?:miljoner[\u00a0 ])?kronor(?: \([^)]*\))?")


@pytest.fixture(scope="module")
def deck(parts: dict[str, dict[str, Path]]) -> dict[str, ElementTree.Element]:
    """The slides and their notes by name."""
    with zipfile.ZipFile(parts["slides"]["pptx"]) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"ppt/(?:notesS|s)lides/\w+\.xml", name)]
        return {Path(name).stem: ElementTree.fromstring(package.read(name)) for name in names}


def slides(deck: dict[str, ElementTree.Element]) -> list[ElementTree.Element]:
    return [deck[f"slide{place}"] for place in range(1, 1 + sum(name.startswith("slide") for name in deck))]


def said(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(TEXT))


def title(slide: ElementTree.Element) -> str:
    shapes = [each for each in slide.iter(f"{P}sp") if each.find(f".//{P}ph[@type='title']") is not None]
    return said(shapes[0]) if shapes else ""


def test_there_are_six_to_eight_slides_and_each_has_a_title_of_its_own(deck) -> None:
    first, *others = slides(deck)
    titles = [title(slide) for slide in others]
    assert 6 <= len(titles) + 1 <= 8
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert "Vad händer med Energikontoret" in said(first)


def test_the_first_slide_tells_the_version_and_the_day_of_the_data(deck) -> None:
    assert re.search(r"Version [\d.]+\. Data hämtade senast \d+ \w+ \d{4}\.", said(slides(deck)[0]))


def test_the_properties_of_the_file_hold_no_settings_of_the_design(parts) -> None:
    with zipfile.ZipFile(parts["slides"]["pptx"]) as package:
        assert b"<property" not in package.read("docProps/custom.xml")


def test_every_text_of_a_slide_and_its_notes_names_its_language(deck) -> None:
    kinds = (f"{A}rPr", f"{A}endParaRPr")
    letters = [each for part in deck.values() for each in part.iter() if each.tag in kinds]
    assert len(letters) > 30
    assert {each.get("lang") for each in letters} == {"sv-SE"}
    runs = [run for part in deck.values() for run in part.iter(f"{A}r")]
    assert [said(run) for run in runs if run.find(f"{A}rPr") is None] == []


def test_the_first_slide_begins_at_one_edge_in_letters_that_can_be_read(parts) -> None:
    with zipfile.ZipFile(parts["slides"]["pptx"]) as package:
        layout = package.read("ppt/slideLayouts/slideLayout1.xml").decode("utf-8")
        master = package.read("ppt/slideMasters/slideMaster1.xml").decode("utf-8")
    placed = re.findall(r'<p:ph type="(ctrTitle|subTitle|dt)".*?<a:off x="(\d+)"', layout)
    assert {kind for kind, _ in placed} == {"ctrTitle", "subTitle", "dt"}
    assert len({left for _, left in placed}) == 1
    assert "<a:tint" not in layout + master


def test_every_slide_but_the_first_has_notes_with_its_source_or_its_chapter(deck) -> None:
    notes = [said(each) for name, each in deck.items() if name.startswith("notesSlide")]
    assert len(notes) == len(slides(deck)) - 1
    assert all("i rapporten" in each for each in notes)


def test_a_picture_is_described_in_words_alone(deck) -> None:
    described = [
        each.get("descr") for slide in slides(deck) for each in slide.iter(f"{P}cNvPr") if each.get("descr")
    ]
    assert described
    assert [words for words in described if not words.startswith("En rad för varje scenario")] == []
    assert not any(".png" in words for words in described)


def test_the_slides_tell_the_sums_that_the_report_tells(deck, report) -> None:
    told = {" ".join(found.split()) for slide in slides(deck) for found in SUM.findall(said(slide))}
    page = " ".join(" ".join(paragraphs(report["html"])).split())
    assert len(told) >= 4
    assert [each for each in told if each not in page] == []


def test_the_reference_deck_is_made_from_the_brand() -> None:
    made: dict = {"__name__": "made", "__file__": str(ROOT / "report/theme/make_slides.py")}
    exec(compile((ROOT / "report/theme/make_slides.py").read_text(), "make_slides.py", "exec"), made)
    assert made["made"]() == (ROOT / "report/theme/reference.pptx").read_bytes()
