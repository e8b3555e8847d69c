"""The commands that rest on verdicts: take over, ask, check, take in, and the page to decide in."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from handmade import as_anna, commit, finances, git, published

from pressroom.errors import UserError
from pressroom.review import command, verdicts
from pressroom.review.command import Asked
from pressroom.review.subject import Subject
from pressroom.review.tree import Tree


@pytest.fixture(autouse=True)
def anna(project):
    as_anna(project.root)


@pytest.fixture
def content(project):
    """What would be published: one caption and one paragraph are other words than what is."""
    for name, text in published({"01_finances": finances()}).items():
        (project.executed / name).write_text(text)
    return published({"01_finances": finances(caption="Nytt gap", words="Andra ord.")})


def asked(*names, taken=None, html=None, require=False):
    return Asked(names, taken, html, "en", require)


def never():
    raise AssertionError("nobody asked for what would be published")


def held(project):
    return {path.name: path.read_text() for path in project.executed.iterdir()}


# Take over.


def test_what_is_not_accepted_is_not_taken_over(project, content, capsys):
    before = held(project)
    with pytest.raises(UserError) as error:
        command.accept(project, lambda refuse: content, None)
    assert error.value.what.startswith("2 of 2 changes are not accepted: ")
    assert error.value.todo.startswith("Decide: ")
    assert error.value.todo.endswith(' accept --all --because "…"')
    assert "text 01_finances intro prose: no verdict\n" in capsys.readouterr().out
    assert held(project) == before


def test_one_reason_for_all_is_given_to_each_change_and_takes_them_over(project, content, capsys):
    command.accept(project, lambda refuse: content, "New words")
    assert held(project) == content
    given = verdicts.read(Tree(project.root))
    assert {(each.verdict, each.who, each.why) for each in given} == {("accept", "Anna Ek", "New words")}
    assert len(given) == 2
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("report/executed/")
    assert out[-1] == "Look at the change with 'git diff', then commit it with report/reviews/."


def test_what_was_accepted_one_by_one_is_taken_over(project, content):
    changes = Subject.pending(project, content).changes
    verdicts.append(project, [each.decided("accept", "Bo", "", verdicts.now()) for each in changes])
    command.accept(project, lambda refuse: content, None)
    assert held(project) == content


def test_a_verdict_that_is_there_is_not_given_twice(project, content):
    first, _ = Subject.pending(project, content).changes
    verdicts.append(project, [first.decided("accept", "Bo", "", verdicts.now())])
    command.accept(project, lambda refuse: content, "New words")
    assert sorted(each.who for each in verdicts.read(Tree(project.root))) == ["Anna Ek", "Bo"]


def test_where_nothing_differs_no_verdict_is_given_and_nobody_needs_a_name(project, content, capsys):
    git(project.root, "config", "user.name", "x" * 101)
    command.accept(project, lambda refuse: held(project), "New words")
    assert capsys.readouterr().out == (
        "Nothing differs: report/executed/ holds what the notebooks give.\nNo verdict is needed.\n"
    )
    assert verdicts.read(Tree(project.root)) == []


def test_a_reason_that_cannot_be_kept_is_a_user_error(project, content):
    with pytest.raises(UserError) as error:
        command.accept(project, lambda refuse: content, "a\nb")
    assert error.value.what == "--because: 'why' has a control character, or one that cannot be seen."


# Check.


def test_a_check_passes_where_the_verdicts_are_committed_with_the_results(project, content, capsys):
    before = commit(project.root, {})
    changes = Subject.pending(project, content).changes
    for name, text in content.items():
        (project.executed / name).write_text(text)
    without = commit(project.root, {})
    verdicts.append(project, [each.decided("accept", "Bo", "", verdicts.now()) for each in changes])
    with pytest.raises(UserError, match="2 of 2 changes are not accepted") as error:
        command.review(project, asked(before, without, require=True), never)
    assert error.value.todo.endswith(f" review {before} {without}; then commit report/reviews/.")
    accepted = commit(project.root, {})
    capsys.readouterr()
    command.review(project, asked(before, accepted, require=True), never)
    assert capsys.readouterr().out == "All 2 changes are accepted.\n"


def test_what_would_be_taken_over_is_checked_by_the_verdicts_in_the_folder(project, content, capsys):
    changes = Subject.pending(project, content).changes
    verdicts.append(project, [each.decided("accept", "Bo", "", verdicts.now()) for each in changes])
    command.review(project, asked(require=True), lambda: content)
    assert capsys.readouterr().out == "All 2 changes are accepted.\n"


# Ask, take in, and the page.


@pytest.mark.parametrize(
    ("names", "last"), [((), "Take them over: "), (("HEAD", "report/executed"), "Commit report/reviews/.")]
)
def test_the_next_step_is_told_where_all_are_accepted(project, content, monkeypatch, capsys, names, last):
    if names:
        commit(project.root, {})
        monkeypatch.chdir(project.root)
        for name, text in content.items():
            (project.executed / name).write_text(text)
    monkeypatch.setattr("builtins.input", lambda prompt: "a")
    command.review(project, asked(*names), never if names else lambda: content)
    out = capsys.readouterr().out.splitlines()
    assert out[-2] == "All 2 changes are accepted."
    assert out[-1].startswith(last)


def test_where_some_are_left_the_command_is_told_again(project, content, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda prompt: "s")
    command.review(project, asked(), lambda: content)
    assert capsys.readouterr().out.splitlines()[-1].endswith(" review")


def test_a_page_to_decide_in_is_written(project, content, tmp_path, capsys):
    page = tmp_path / "page.html"
    command.review(project, asked(html=page), lambda: content)
    assert page.read_text().count("data-change=") == 2
    out = capsys.readouterr().out
    assert out.startswith(f"Decide in {page}, save the verdicts, then: ")
    assert out.endswith(" review --import FILE\n")


def test_a_file_that_the_page_saved_is_taken_in(project, content, tmp_path, capsys):
    changes = Subject.pending(project, content).changes
    file: Path = tmp_path / "saved.jsonl"
    given = [each.decided("accept", "Bo", "", verdicts.now()) for each in changes]
    file.write_text("\n".join(each.as_line() for each in given))
    command.review(project, asked(taken=file), lambda: content)
    assert capsys.readouterr().out == "Taken in: 2 verdicts. 0 of 2 changes are not accepted.\n"
    file.write_text(json.dumps({}))
    with pytest.raises(UserError) as error:
        command.review(project, asked(taken=file), lambda: content)
    assert error.value.todo == command.NOT_TAKEN
    file.write_text(replace(given[0], change="x").as_line())
    with pytest.raises(UserError, match="'x' has not changed"):
        command.review(project, asked(taken=file), lambda: content)


@pytest.mark.parametrize(("more", "what"), [(0, "it holds no verdict"), (1, "is larger than 4 MB")])
def test_of_a_file_no_more_is_read_than_one_may_hold(project, content, tmp_path, more, what):
    file = tmp_path / "saved.jsonl"
    file.write_bytes(b"\n" * (verdicts.LARGEST + more))
    with pytest.raises(UserError, match=what):
        command.review(project, asked(taken=file), lambda: content)


def accepted(project, content, when="2026-01-31T09:30:00Z"):
    return [each.decided("accept", "Bo", "", when) for each in Subject.pending(project, content).changes]


def take_in(project, content, *given):
    path = project.root / "saved.jsonl"
    path.write_text("".join(f"{each.as_line()}\n" for each in given))
    command.review(project, asked(taken=path), lambda: content)


@pytest.mark.parametrize(("later", "is_future"), [(600, False), (601, True)])
def test_a_verdict_may_be_ten_minutes_ahead(project, content, monkeypatch, later, is_future):
    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(2026, 1, 31, 9, 30, tzinfo=zone)

    moment = f"2026-01-31T09:{30 + later // 60}:{later % 60:02}Z"
    given = [replace(each, when=moment) for each in accepted(project, content)]
    monkeypatch.setattr(verdicts, "datetime", Clock)
    if is_future:
        with pytest.raises(UserError, match=r"saved\.jsonl, line 1: 'when' is a time to come"):
            take_in(project, content, *given)
    else:
        take_in(project, content, *given)


def test_a_verdict_of_a_day_to_come_outranks_nothing(project, content):
    verdicts.append(
        project, [replace(each, when="2999-01-01T00:00:00Z") for each in accepted(project, content)]
    )
    with pytest.raises(UserError, match=r"report/reviews/bo\.jsonl, line 1: 'when' is a time to come"):
        command.accept(project, lambda refuse: content, None)


def test_verdicts_that_are_there_are_not_taken_in_twice(project, content, capsys):
    first, second = accepted(project, content)
    verdicts.append(project, [first])
    take_in(project, content, first)
    take_in(project, content, first, second)
    assert capsys.readouterr().out == (
        "Taken in: 1 verdicts. 1 of 2 changes are not accepted.\n"
        "Taken in: 2 verdicts. 0 of 2 changes are not accepted.\n"
    )
    assert len(verdicts.read(Tree(project.root))) == 2


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda given: [], "it holds no verdict"),
        (lambda given: [given[0], given[0]], "a change has two verdicts"),
        (lambda given: [replace(given[0], change="x")], "'x' has not changed"),
        (lambda given: [replace(given[0], new="c" * 40)], "has other content than the verdict is on"),
        (lambda given: [replace(given[0], old="c" * 40)], "has other content than the verdict is on"),
    ],
)
def test_what_cannot_be_taken_in_is_told(project, content, edit, what):
    with pytest.raises(UserError, match=what):
        take_in(project, content, *edit(accepted(project, content)))
    assert verdicts.read(Tree(project.root)) == []


@pytest.mark.parametrize(("length", "told"), [(120, "x" * 120), (121, f"{'x' * 120}… [121 characters]")])
def test_a_long_path_of_what_is_no_file_is_cut(project, content, length, told):
    with pytest.raises(UserError) as error:
        command.review(project, asked(taken=Path("x" * length)), lambda: content)
    assert error.value.what == f"'{told}' is no file."
