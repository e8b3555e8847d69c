"""A catalogue that cannot be used as a whole is told with the reason, and not by each of its messages."""

from pathlib import Path

import polib
import pytest

import written_project
from pressroom.checks import Problem, catalogue_files, translations

HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
ENTRY = 'msgid "Ett år"\nmsgstr "A year"\n\n'


def told(root: Path, text: str | None) -> list[str]:
    project = written_project.build(root, "Ett.")
    (project.report / "en").mkdir()
    if text is not None:
        (project.report / "en" / "messages.po").write_text(text, encoding="utf-8")
    return [each.what for each in catalogue_files.problems(project)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (None, " is missing."),
        (HEADER.replace("Language: en", "Language: de"), ": its header has the Language 'de'."),
        (
            HEADER.replace("UTF-8", "nosuch"),
            ": its header has the Content-Type 'text/plain; charset=nosuch'.",
        ),
        (
            HEADER.replace("(n != 1)", "__import__('os')"),
            ": its header has the Plural-Forms 'nplurals=2; plural=__import__('os');'.",
        ),
        (HEADER + ENTRY + ENTRY, ", line 10: 'Ett år' stands at line 7 already."),
    ],
)
def test_a_catalogue_is_told_once_with_its_reason(tmp_path: Path, text: str | None, what: str) -> None:
    assert told(tmp_path, text) == [f"report/en/messages.po{what}"]


def test_a_catalogue_in_order_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, HEADER + ENTRY) == []


def test_of_many_messages_that_are_not_translated_the_number_is_told() -> None:
    every = [Problem(f"message {number}", "Write it.") for number in range(1661)]
    some = list(translations._some(every, Path("report/en/messages.po")))
    assert len(some) == translations.MOST + 1
    assert (
        some[-1].what
        == f"report/en/messages.po: {1661 - translations.MOST} more messages are not translated."
    )


def test_the_header_that_polib_writes_is_taken(tmp_path: Path) -> None:
    catalogue = polib.pofile(HEADER + ENTRY)
    assert told(tmp_path, str(catalogue)) == []
