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
        "report/en/messages.po, line 5: this is no line of a catalogue of messages: a word before a text in "
        "quotation marks."
    ]


def test_places_for_values_are_words(project: Project) -> None:
    assert told(project, "About {value:kr|exact} ({low}–{high}) of {parts:|and}, 1 < 2") == []


def test_another_language_is_not_looked_at(project: Project) -> None:
    assert told(project, "<script>", "sv") == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('msgstr "{}"', 'msgstr "{}', 5),
        ('msgid "Tal"', "msgid Tal", 4),
        ('msgid "Tal"', 'msgid "Ta"l"', 4),
        ('msgid "Tal"', 'mgsid "Tal"', 4),
    ],
)
def test_a_line_that_the_library_would_read_on_is_named(project, old, new, line):
    path = project.report / "en" / "messages.po"
    path.parent.mkdir(exist_ok=True)
    whole = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Tal"\nmsgstr "{}"\n'
    path.write_text(whole.replace(old, new).replace("{}", "Number"), encoding="utf-8")
    assert [(each.line, "no line of a catalogue" in each.what) for each in words.problems(project)] == [
        (line, True)
    ]


def test_every_form_that_a_catalogue_has_is_one(project):
    path = project.report / "en" / "messages.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        '# us\n#, fuzzy\n#| msgid "old"\nmsgctxt "c"\nmsgid "a \\"b\\""\n"more"\nmsgid_plural "as"\n'
        'msgstr[0] "x"\nmsgstr[1] "xs"\n\n#~ msgid "gone"\n#~ msgstr "gone"\n',
        encoding="utf-8",
    )
    assert words.problems(project) == []
