"""What reaches the report from other files than its text is words, and nothing else."""

from pathlib import Path

import pytest

import written_project
from pressroom.project import Project
from pressroom.rendering import words

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Länk"\nmsgstr "{}"\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = written_project.build(tmp_path, "Ett.")
    (project.report / "en").mkdir()
    return project


def told(project: Project, translated: str, *languages: str) -> list[str]:
    path = project.report / "en" / "messages.po"
    path.write_text(PO.format(translated), encoding="utf-8")
    return [str(each) for each in words.problems(project, languages)]


@pytest.mark.parametrize(
    ("translated", "named"),
    [
        ("[Link](javascript:alert())", "](javascript:alert"),
        ("<script>alert()</script>", "<script>"),
        ("javascript:alert()", "javascript:"),
        ("Link {.class}", "{.class"),
        ("`x`{=html}", "{=html"),
    ],
)
def test_a_translated_message_with_more_than_words_is_refused(
    project: Project, translated: str, named: str
) -> None:
    assert told(project, translated) == [f"report/en/messages.po, line 5: '{named}' is more than words."]


def test_a_translated_message_with_a_sign_that_no_font_shows_is_refused(project: Project) -> None:
    assert told(project, "Link 😀") == ["report/en/messages.po, line 5: no font shows '😀' (U+1F600)."]


def test_a_catalogue_that_is_none_is_told_with_its_line(project: Project) -> None:
    assert told(project, 'not "closed') == [
        "report/en/messages.po, line 5: this is not a catalogue of messages."
    ]


def test_places_for_values_are_words(project: Project) -> None:
    assert told(project, "About {value:kr|exact} ({low}–{high}) of {parts:|and}, 1 < 2") == []


def test_another_language_is_not_looked_at(project: Project) -> None:
    assert told(project, "<script>", "sv") == []
