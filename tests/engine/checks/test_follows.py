"""A text of another edition that is older than its own is named, with what to write once it says the same."""

import shutil

import pytest

from places import SAMPLE
from pressroom.checks import checklist, follows
from pressroom.checks.blanks import MARK
from pressroom.project import Project


@pytest.fixture
def edition(tmp_path):
    """A copy of the sample; its first chapter in both languages."""
    root = shutil.copytree(SAMPLE, tmp_path / "sample")
    name = sorted(path.name for path in (root / "report" / "chapters").glob("*.qmd"))[0]
    report = root / "report"
    return Project(root), report / "chapters" / name, report / "en" / "chapters" / name


def test_the_editions_of_the_sample_say_the_same():
    assert list(follows.problems(Project(SAMPLE))) == []


def test_a_change_of_one_sign_is_told_with_the_line_and_what_to_write(edition):
    project, first, other = edition
    first.write_text(first.read_text() + "x")
    [problem] = follows.problems(project)
    text = other.read_text()
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "<!-- follows" in each)
    assert problem.what == (
        f"report/en/chapters/{other.name}, line {line}: report/chapters/{first.name} has changed since this "
        "was written."
    )
    wanted = problem.todo.split("'")[1]
    other.write_text(follows.FOLLOWS.sub(wanted, text))
    assert list(follows.problems(project)) == []
    assert follows.is_current(other, first)


def test_a_text_that_says_nothing_of_it_is_named(edition):
    project, first, other = edition
    other.write_text(follows.FOLLOWS.sub("", other.read_text()))
    [problem] = [each for each in checklist.problems(project) if "follow" in each.what]
    assert problem.what == (
        f"report/en/chapters/{other.name}: it does not say which content of report/chapters/{first.name} it "
        "follows."
    )
    other.write_text(follows.following(other.read_text(), first))
    assert list(follows.problems(project)) == []


def test_what_is_still_to_be_written_follows_nothing_yet(edition):
    project, first, other = edition
    first.write_text(first.read_text() + "x")
    other.write_text(f"{other.read_text()}\n{MARK} write it.\n")
    assert list(follows.problems(project)) == []


def test_a_text_of_another_edition_alone_follows_nothing(edition):
    project, first, _ = edition
    first.unlink()
    assert list(follows.problems(project)) == []
