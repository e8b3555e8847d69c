"""Verdicts asked for on the terminal, one change after the other, by somebody who has a name."""

import getpass
from dataclasses import replace

import pytest
from handmade import as_anna, commit, finances, git, is_fixed, kinds_of, published

from pressroom.errors import UserError
from pressroom.review import ask, verdicts
from pressroom.review import subject as subjects
from pressroom.review.decisions import Change
from pressroom.review.subject import Subject, refuse, reviewer
from pressroom.review.tree import Tree
from pressroom.review.verdicts import Verdict


@pytest.fixture(autouse=True)
def anna(project, monkeypatch):
    """Nobody but the project's own git says who somebody is."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    as_anna(project.root)


@pytest.fixture
def subject(project):
    """Two changes: a key figure and the words of a caption are published otherwise."""
    for name, text in published({"01_finances": finances()}).items():
        (project.executed / name).write_text(text)
    new = finances(caption="Nytt gap", words="Andra ord.")
    return Subject.pending(project, published({"01_finances": new}))


@pytest.fixture
def answer(monkeypatch, subject):
    """Ask, give these answers, and return what was asked; then the input ends."""

    def run(*answers):
        asked, left = [], iter(answers)

        def give(prompt):
            asked.append(prompt)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", give)
        ask.ask(subject, "review", "Commit them.")
        return asked

    return run


def given(project):
    return [(each.change, each.verdict, each.who, each.why) for each in verdicts.read(Tree(project.root))]


PROSE, CAPTION = "text 01_finances intro prose", "text 01_finances fig-gap fig-cap"


def test_every_change_is_asked_for_once_and_a_reason_where_it_is_not_accepted(answer, project, capsys):
    asked = answer("a", "reject", " no source ")
    assert asked == [ask.PROMPT, ask.PROMPT, "Why? "]
    assert given(project) == [(PROSE, "accept", "Anna Ek", ""), (CAPTION, "reject", "Anna Ek", "no source")]
    out = capsys.readouterr().out
    assert out.startswith(f"\n[1/2] {PROSE}\n")
    assert f"\n\n[2/2] {CAPTION}\n" in out
    assert out.endswith("1 of 2 changes are not accepted.\nGo on: review\n")


def test_a_question_needs_a_reason_and_is_asked_again_without_one(answer, project, capsys):
    assert answer("q", "", "Question", "Why so?", "s").count("Why? ") == 2
    assert given(project) == [(PROSE, "question", "Anna Ek", "Why so?")]
    assert "Not kept: 'question' has no 'why'.\n" in capsys.readouterr().out


@pytest.mark.parametrize("word", ["", "x", "ac", "skipp"])
def test_what_is_no_answer_is_asked_again(answer, project, word):
    assert answer(word, "s", "S ") == [ask.PROMPT] * 3
    assert given(project) == []


def test_verdicts_are_kept_as_they_are_given_and_the_end_of_input_ends_it(answer, project, capsys):
    assert answer("accept") == [ask.PROMPT] * 2
    assert given(project) == [(PROSE, "accept", "Anna Ek", "")]
    assert capsys.readouterr().out.endswith("\n\n1 of 2 changes are not accepted.\nGo on: review\n")


def test_where_all_are_accepted_the_next_step_is_told_and_nobody_is_asked(
    answer, project, capsys, monkeypatch
):
    answer("a", "a")
    assert capsys.readouterr().out.endswith("All 2 changes are accepted.\nCommit them.\n")
    git(project.root, "config", "--unset", "user.name")
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert answer() == []
    assert capsys.readouterr().out == "All 2 changes are accepted.\nCommit them.\n"


def test_a_change_that_was_rejected_is_shown_with_the_reason(answer, capsys):
    answer("r", "no source", "a")
    assert "no verdict" not in capsys.readouterr().out
    answer()
    out = capsys.readouterr().out
    assert f"[1/1] {PROSE}\nrejected by Anna Ek: no source\n" in out


def test_what_stands_in_no_comparison_is_shown_in_words(project, monkeypatch, capsys):
    content = published({"01_finances": finances()})
    for name, text in content.items():
        (project.executed / name).write_text(text)
    subject = Subject.pending(project, content | {"01_finances.ipynb": "{"})
    monkeypatch.setattr("builtins.input", lambda prompt: "s")
    ask.ask(subject, "review", "")
    assert f"\n  {subject.new.title}/01_finances.ipynb is not valid JSON" in capsys.readouterr().out


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (1, True)])
def test_words_of_more_than_two_thousand_signs_are_cut(monkeypatch, capsys, subject, more, is_cut):
    name = "what could not be compared"
    change = Change(name, name, "", "x" * (2_000 + more), None, None)
    monkeypatch.setattr("builtins.input", lambda prompt: "s")
    ask.ask(replace(subject, changes=[change]), "review", "")
    assert f"\n  {'x' * 2_000}{'… [2001 characters]' if is_cut else ''}\n" in capsys.readouterr().out


# Who it is.


def nobody():
    raise KeyError("uid")


@pytest.mark.parametrize("name", ["A", "x" * 100, "Åsa Öst"])
def test_a_reviewer_is_called_as_git_says(project, name):
    git(project.root, "config", "user.name", name)
    assert reviewer(project) == name


def test_where_git_does_not_say_it_the_account_does(project, monkeypatch):
    git(project.root, "config", "--unset", "user.name")
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    assert reviewer(project) == "anna"


@pytest.mark.parametrize(("name", "said"), [("x" * 101, "x" * 101), ("a\u202eb", "a?b #"), ("a\tb", "a?b #")])
def test_a_name_that_cannot_be_kept_is_a_user_error(project, name, said):
    git(project.root, "config", "user.name", name)
    with pytest.raises(UserError) as error:
        reviewer(project)
    assert error.value.what.startswith(
        f"Nobody can be named who gives the verdict: git's user.name is '{said}"
    )


@pytest.mark.parametrize("get", [nobody, lambda: ""])
def test_nobody_is_a_user_error(project, monkeypatch, get):
    git(project.root, "config", "--unset", "user.name")
    monkeypatch.setattr(getpass, "getuser", get)
    with pytest.raises(UserError, match=r"git's user\.name is ''"):
        reviewer(project)


# What is left to decide.


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "c0"),
        (5, "c0, c1, c2, c3, c4"),
        (6, "c0, c1, c2, c3, c4 and 1 more"),
        (9, "c0, c1, c2, c3, c4 and 4 more"),
    ],
)
def test_what_is_not_accepted_is_printed_and_refused(subject, capsys, number, named):
    class Change:
        def __init__(self, id):
            self.id = id

    still = [type("Open", (), {"change": Change(f"c{n}"), "why": "no verdict"}) for n in range(number)]
    with pytest.raises(UserError) as error:
        refuse(still, subject, "Decide.")
    assert (error.value.what, error.value.code) == (f"{number} of 2 changes are not accepted: {named}.", 1)
    assert capsys.readouterr().out == "".join(f"c{n}: no verdict\n" for n in range(number))


def test_where_all_is_accepted_nothing_is_refused(subject, capsys):
    refuse([], subject, "Decide.")
    assert capsys.readouterr().out == ""


def test_verdicts_given_by_somebody_count_instead_of_those_in_the_folder(subject, project):
    everything = [change.decided("accept", "Anna", "", verdicts.now()) for change in subject.changes]
    assert subject.open(everything) == []
    assert len(subject.open([])) == len(subject.open()) == 2
    verdicts.append(project, everything)
    assert (subject.open(), len(subject.open([]))) == ([], 2)


def test_two_sides_are_named_where_both_are_published(project, subject):
    made = commit(project.root, {})
    for name in project.executed.iterdir():
        name.unlink()
    found = Subject.named(project, made, str(project.executed))
    assert {change.new for change in found.changes} == {None}


def test_a_run_that_is_not_published_has_no_verdicts(project, run):
    run("a"), run("b")
    with pytest.raises(UserError) as error:
        Subject.named(project, "a", "b")
    assert error.value.what == "runs/a is no published run, and verdicts are given on these."


def test_where_nothing_differs_nothing_is_to_be_decided(project):
    content = published({"01_finances": finances()})
    for name, text in content.items():
        (project.executed / name).write_text(text)
    subject = Subject.pending(project, content)
    assert (subject.changes, subject.all_accepted) == ([], "No result differs.")
    assert isinstance(subject.open([Verdict("x", "accept", "A", "", None, None, verdicts.now())]), list)


@pytest.mark.parametrize("kind", kinds_of(subjects), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)
