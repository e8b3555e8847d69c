"""A publication's panel has its place in the web page, and nothing of it is anywhere else."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

import report_sample
from pressroom import policy, publication
from pressroom.rendering import mistakes, pandoc, panel, staging
from pressroom.runs import Run

CHAPTER = (
    "\n# Pröva {#sec-try .unnumbered .panel}\n\nÄndra ett värde.\n\n## Mer {.unnumbered}\n\nOch ett till.\n"
)
AFTER = "\n# Sedan {#sec-then}\n\nEfter panelen.\n"
WORDS = "</script><script>alert(1)</script>"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give the publication a panel of its own."""
    script = tmp_path / "own.js"
    script.write_text('document.title = "tried";', encoding="utf-8")
    module = SimpleNamespace(SCRIPTS=(script,), content=lambda values, lang: {"lang": lang, "words": WORDS})
    known, at = replace(publication.current(), panel="own", name="sample"), publication.at
    monkeypatch.setattr(publication, "of", lambda project: known)
    monkeypatch.setattr(publication, "at", lambda place: module if place == "own" else at(place))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    project = report_sample.project(tmp_path_factory.mktemp("project"))
    with (project.report / "report.qmd").open("a", encoding="utf-8") as file:
        file.write(CHAPTER + AFTER)
    return project


def made(project, folder: Path, files, *formats):
    staged = staging.stage(project, project.runs / "base", folder / "staged", "sv", files)
    return pandoc.render(staged, folder / "out", {"report": formats})["report"]


def test_the_page_has_it_after_the_text_of_its_section(sample, own, tmp_path):
    files = panel.files(sample, Run.read(sample.runs / "base"), "sv")
    page = made(sample, tmp_path, files, "html")["html"].read_text(encoding="utf-8")
    order = [page.index(words) for words in ("Och ett till.", '<div id="panel"', "Efter panelen.")]
    assert order == sorted(order)
    assert 'href="#sec-try"' in page
    assert '<div id="panel"><p>Den här delen behöver JavaScript.' in page


def test_its_data_stay_data_and_say_what_a_saved_file_begins_with(sample, own, tmp_path):
    files = panel.files(sample, Run.read(sample.runs / "base"), "sv")
    page = made(sample, tmp_path, files, "html")["html"].read_text(encoding="utf-8")
    stored = re.search(r'<script type="application/json" id="panel-data">(.*?)</script>', page)[1]
    begins = {"publication": "sample", "scenario": "base"}
    assert json.loads(stored) == {"file": begins, "lang": "sv", "words": WORDS}


@pytest.mark.parametrize("has_panel", [True, False])
def test_the_policy_allows_the_scripts_that_the_page_has_and_no_others(sample, own, tmp_path, has_panel):
    files = panel.files(sample, Run.read(sample.runs / "base"), "sv") if has_panel else {}
    page = made(sample, tmp_path, files, "html")["html"].read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = re.search(r"script-src ([^;]*);", page)[1].split()
    assert allowed == [policy.hash_of(script) for script in scripts]
    assert len(scripts) == 1 + has_panel
    assert "<script src" not in page


def test_a_page_without_a_panel_leaves_its_section_out(sample, tmp_path):
    page = made(sample, tmp_path, {}, "html")["html"].read_text(encoding="utf-8")
    assert "Ändra ett värde" not in page
    assert "sec-try" not in page
    assert "Och ett till" not in page
    assert "Efter panelen." in page


def test_paper_leaves_its_section_out(sample, own, tmp_path):
    files = panel.files(sample, Run.read(sample.runs / "base"), "sv")
    paper = made(sample, tmp_path, files, "pdf", "docx")
    text = " ".join(sheet.extract_text() for sheet in PdfReader(paper["pdf"]).pages)
    shutil.unpack_archive(paper["docx"], tmp_path / "docx", "zip")
    text += (tmp_path / "docx" / "word" / "document.xml").read_text(encoding="utf-8")
    assert "Ändra ett värde" not in text
    assert "Och ett till" not in text
    assert text.count("Efter panelen.") == 2


def test_a_publication_without_a_panel_has_no_files_of_one(sample, monkeypatch):
    bare = replace(publication.current(), panel="")
    monkeypatch.setattr(publication, "of", lambda project: bare)
    assert panel.files(sample, Run.read(sample.runs / "base"), "sv") == {}


def test_a_what_if_is_saved_as_a_change_of_the_reference(sample, own, tmp_path):
    run = Run({"scenario": {"name": "base~12345678", "parameters": {}}}, {})
    page = panel.files(sample, run, "sv")[panel.PAGE]
    assert '"scenario":"base"' in page


def test_the_class_is_known_to_the_check_of_the_texts(sample):
    assert [mistake.what for mistake in mistakes.of_published(sample) if "panel" in mistake.what] == []
