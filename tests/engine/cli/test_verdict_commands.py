"""Verdicts on the command line: what lacks one is not taken over, and no revision passes without."""

import io
import json
import re
import shutil

import pytest
from repository import commit, correct, git

import small_project
from pressroom import pipeline
from pressroom.review import verdicts
from pressroom.runs import dependence

FIGURE = "key figure sum.one_sek"
WHY = "The formula counts both halves"


@pytest.fixture
def changed(accepted):
    correct(accepted)
    return accepted


@pytest.fixture
def answer(say, monkeypatch):
    """Run `review` with some answers on its input."""

    def call(*answers, sides=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in answers)))
        return say("review", *sides)

    return call


def given(project):
    """Return the verdicts in the project: change, word, who and why of each."""
    files = sorted((project.root / "report" / "reviews").glob("*.jsonl"))
    lines = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    return [tuple(line[name] for name in ("change", "verdict", "who", "why")) for line in lines]


def value(project):
    return json.loads((project.executed / "results.json").read_text())["results"][0]["value"]


def test_a_first_run_without_verdicts_is_refused_like_any_other_change(project, say):
    said = say("accept")
    assert (said.code, len(said.complaint[-2:])) == (1, 2)
    assert f"{FIGURE}: no verdict\n" in said.out
    assert not (project.executed / "results.json").exists()


def test_a_first_run_is_accepted_with_one_line(accepted):
    assert (FIGURE, "accept", "Anna Å", "The first run") in given(accepted)
    assert value(accepted) == 600


def test_where_nothing_differs_no_verdict_is_needed(accepted, say):
    said = say("accept")
    assert (said.code, len(said.out.splitlines())) == (0, 2)
    assert said.out.startswith("Nothing differs: ")


def test_what_lacks_a_verdict_is_named_and_nothing_is_taken_over(changed, say):
    said = say("accept")
    assert said.code == 1
    assert said.complaint[-2] == f"2 of 2 changes are not accepted: {FIGURE}, text _variables.yml content."
    assert said.complaint[-1].startswith("Decide: orchard review, or all at once: ")
    assert "text _variables.yml content: no verdict\n" in said.out
    assert value(changed) == 600


def test_all_can_be_accepted_with_one_reason(changed, say):
    said = say("accept", "--all", "--because", WHY)
    assert said.code == 0, said.err
    assert (FIGURE, "accept", "Anna Å", WHY) in given(changed)
    assert value(changed) == 720


def test_what_somebody_rejected_is_told_when_all_is_accepted(changed, answer, say):
    answer("r", "Too high")
    said = say("accept", "--all", "--because", WHY)
    assert said.code == 0, said.err
    assert ": rejected by Anna Å: Too high; now accepted by Anna Å.\n" in said.out


@pytest.mark.parametrize("words", [["--all"], ["--because", WHY], ["--all", "--because", " "]])
def test_all_and_its_reason_belong_together(words, accepted, say):
    said = say("accept", *words)
    assert (said.code, len(said.complaint)) == (2, 2)


@pytest.mark.parametrize("why", ["one\ntwo", "a\x1b[31m", "x" * 1_001])
def test_a_reason_that_no_file_may_hold_is_refused(why, changed, say):
    said = say("accept", "--all", "--because", why)
    assert (said.code, said.complaint[-2].startswith("--because: 'why'")) == (2, True)
    assert value(changed) == 600


def test_changes_are_decided_one_at_a_time_and_then_taken_over(changed, answer, say):
    said = answer("a", "accept", "a", "a")
    assert said.code == 0
    assert "[1/4] key figure sum.one_sek\n  sum.one_sek: SEK\u00a0600 → SEK\u00a0720" in said.out
    assert said.out.endswith("All 4 changes are accepted.\nTake them over: orchard accept\n")
    assert (say("accept").code, value(changed)) == (0, 720)


@pytest.mark.parametrize(("letter", "word"), [("r", "rejected"), ("q", "questioned")])
def test_one_that_is_not_accepted_keeps_the_whole_run_out(letter, word, changed, answer, say):
    answer(letter, "", letter, "No source", "a", "a", "a")
    said = say("accept")
    assert (said.code, said.out) == (1, f"{FIGURE}: {word} by Anna Å: No source\n")
    assert said.complaint[-2] == f"1 of 4 changes are not accepted: {FIGURE}."
    assert value(changed) == 600


def test_what_was_rejected_is_asked_for_again_and_the_newer_answer_counts(changed, answer):
    answer("r", "No source", "a", "a", "a")
    said = answer("a")
    assert "rejected by Anna Å: No source\n" in said.out
    assert "All 4 changes are accepted.\n" in said.out


def test_skipped_and_unasked_changes_wait(changed, answer):
    before = given(changed)
    said = answer("s", "nonsense", "a")
    assert said.out.endswith("3 of 4 changes are not accepted.\nGo on: orchard review\n")
    assert len(given(changed)) == len(before) + 1


def test_where_nothing_differs_nothing_is_asked(accepted, answer):
    assert answer().out.startswith("No result differs.\n")


def test_a_new_notebook_is_a_change(accepted, say):
    path = small_project.add_notebook(accepted, "03_third", "print('new')", parameters="since = 1998")
    assert path.exists()
    said = say("accept")
    assert (said.code, "text 03_third c1 output: no verdict\n" in said.out) == (1, True)


def test_a_branch_with_verdicts_passes(changed, say):
    say("accept", "--all", "--because", WHY)
    commit(changed, "Both halves")
    said = say("review", "--require", "main", "HEAD")
    assert (said.code, said.out) == (0, "All 4 changes are accepted.\n"), said.err


def test_two_accepted_steps_are_an_accepted_change(changed, say):
    say("accept", "--all", "--because", WHY)
    correct(changed, 3000)
    say("accept", "--all", "--because", "And the third")
    commit(changed, "All thirds")
    assert say("review", "--require", "main", "HEAD").code == 0


def test_a_branch_whose_verdicts_are_not_committed_does_not_pass(changed, say):
    say("accept", "--all", "--because", WHY)
    git(changed, "add", "report/executed", "notebooks")
    git(changed, "commit", "-qm", "Without the verdicts")
    said = say("review", "--require", "main", "HEAD")
    assert (said.code, f"{FIGURE}: no verdict\n" in said.out) == (1, True)
    assert said.complaint[-1] == "Decide: orchard review main HEAD; then commit report/reviews/."


def test_a_result_that_changed_after_its_verdict_does_not_pass(changed, say):
    say("accept", "--all", "--because", WHY)
    results = changed.executed / "results.json"
    results.write_text(results.read_text().replace("720.0", "721.0"))
    commit(changed, "By hand")
    said = say("review", "--require", "main", "HEAD")
    assert (said.code, f"{FIGURE}: the verdict of Anna Å (" in said.out) == (1, True)


def test_a_revision_before_the_first_run_is_compared(accepted, say):
    git(accepted, "checkout", "-q", "--orphan", "before")
    git(accepted, "rm", "-rq", "--cached", "report/executed", "report/reviews")
    git(accepted, "commit", "-qm", "Before the first run")
    git(accepted, "checkout", "-qf", "change")
    said = say("review", "--require", "before", "change")
    assert (said.code, said.out.endswith("changes are accepted.\n")) == (0, True), said.err


def test_changes_between_revisions_are_decided_one_at_a_time(changed, answer, say):
    say("accept", "--all", "--because", WHY)
    shutil.rmtree(changed.root / "report" / "reviews")
    commit(changed, "Without verdicts")
    said = answer("a", "a", "a", "a", sides=("main", "HEAD"))
    assert said.out.endswith("All 4 changes are accepted.\nCommit report/reviews/.\n")
    commit(changed, "Verdicts")
    assert say("review", "--require", "main", "HEAD").code == 0


def test_verdicts_of_two_branches_merge_by_themselves(changed, say):
    git(changed, "stash", "-q")
    for branch in ("one", "two"):
        git(changed, "checkout", "-qb", branch, "main")
        path = changed.root / "report" / "reviews" / "anna-a.jsonl"
        line = json.loads(path.read_text().splitlines()[0]) | {"why": branch}
        path.write_text(path.read_text() + json.dumps(line) + "\n")
        commit(changed, branch)
    git(changed, "merge", "-q", "one")
    assert [why for *_, why in given(changed)][-2:] in (["one", "two"], ["two", "one"])
    assert say("review", "report/executed", "report/executed").code == 0


def test_a_broken_line_is_named(changed, say):
    path = changed.root / "report" / "reviews" / "anna-a.jsonl"
    number = len(path.read_text().splitlines()) + 1
    path.write_text(path.read_text() + "<<<<<<< HEAD\n")
    said = say("review")
    assert (said.code, len(said.complaint[-2:])) == (2, 2)
    assert said.complaint[-2] == f"report/reviews/anna-a.jsonl, line {number}: it is not valid JSON."


def saved(project, word="accept", why=""):
    """Return the file that a reader of review.html would save."""
    fields = re.findall(
        r'data-change="(.*?)" data-old="(.*?)" data-new="(.*?)"', (project.root / "review.html").read_text()
    )
    path = project.root / "verdicts.jsonl"
    lines = [
        {
            "change": change,
            "verdict": word,
            "who": "Bo",
            "why": why,
            "old": old,
            "new": new,
            "when": verdicts.now(),
        }
        for change, old, new in fields
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return str(path)


def test_what_the_page_saved_is_taken_in(changed, say):
    said = say("review", "--html", "review.html", "--lang", "en")
    assert (said.code, said.out.endswith("then: orchard review --import FILE\n")) == (0, True)
    assert (
        say("review", "--import", saved(changed)).out
        == "Taken in: 4 verdicts. 0 of 4 changes are not accepted.\n"
    )
    assert (say("accept").code, value(changed)) == (0, 720)


def test_what_the_page_saved_of_an_earlier_state_is_not_taken_in(changed, say):
    say("review", "--html", "review.html")
    before = given(changed)
    correct(changed, 3000)
    said = say("review", "--import", saved(changed))
    assert (said.code, "has other content than the verdict is on" in said.complaint[-2]) == (2, True)
    assert given(changed) == before


def test_a_page_of_two_revisions_can_be_decided_in_too(changed, say):
    say("accept", "--all", "--because", WHY)
    commit(changed, "Both halves")
    assert say("diff", "main", "HEAD", "--html", "review.html").code == 1
    said = say("review", "main", "HEAD", "--import", saved(changed, "reject", "No source"))
    assert said.out == "Taken in: 4 verdicts. 4 of 4 changes are not accepted.\n"


def test_a_page_of_a_run_that_is_not_published_asks_for_no_verdict(changed, say):
    say("run")
    say("diff", "HEAD", "base", "--html", "review.html")
    assert "data-change=" not in (changed.root / "review.html").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("--require",),
        ("--require", "main"),
        ("main", "HEAD", "main"),
        ("--require", "main", "nowhere"),
        ("main", "base"),
        ("main", "HEAD", "--require", "--html", "review.html"),
        ("main", "main", "--import", "missing.jsonl"),
        ("--lang", "xx"),
    ],
)
def test_what_review_cannot_do_is_said_in_two_lines(words, accepted, say):
    said = say("review", *words)
    assert (said.code, len(said.complaint)) == (2, 2), said


def test_a_file_that_cannot_be_taken_in_is_told_before_anything_runs(accepted, say, monkeypatch):
    monkeypatch.setattr(pipeline, "publishable", lambda project: pytest.fail("it ran"))
    said = say("review", "--import", "missing.jsonl")
    assert (said.code, said.complaint[-2]) == (2, "'missing.jsonl' is no file.")


def test_a_broken_file_of_verdicts_is_told_before_anything_runs(accepted, say, monkeypatch):
    monkeypatch.setattr(pipeline, "measure", lambda project: pytest.fail("it ran"))
    (accepted.root / "report/reviews/anna.jsonl").write_text("<<<<<<< HEAD\n")
    what = "report/reviews/anna.jsonl, line 1: it is not valid JSON."
    assert say("accept").complaint[-2] == what
    said = say("check")
    assert (said.code, what in said.complaint) == (1, True)


@pytest.mark.parametrize("name", ["a\x1b[31m", "x" * 200])
def test_a_reviewer_whose_name_no_file_may_hold_is_asked_to_change_it(name, changed, say):
    git(changed, "config", "user.name", name)
    said = say("accept", "--all", "--because", WHY)
    assert (said.code, said.complaint[-1]) == (2, "Say who you are: git config user.name 'First Last'")


def files_of(project):
    """Return the content of every file of the project that a run does not make."""
    made = (project.runs, project.output, project.root / ".git")
    paths = [path for path in project.root.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path: path.read_bytes() for path in paths if not {*made}.intersection(path.parents)}


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        ((), 1, "changes are not accepted"),
        (("--all", "--because", "one\ntwo"), 2, "--because: 'why'"),
        (("--all", "--because", WHY), 2, "Nobody can be named"),
    ],
)
def test_what_is_refused_is_refused_before_minutes_are_measured(words, code, what, changed, say, monkeypatch):
    monkeypatch.setattr(pipeline, "measure", lambda project: pytest.fail("it measured"))
    if what.startswith("Nobody"):
        git(changed, "config", "user.name", "x" * 200)
    before = files_of(changed)
    said = say("accept", *words)
    assert (said.code, what in said.complaint[-2]) == (code, True), said
    assert files_of(changed) == before


def test_what_only_measuring_shows_is_refused_and_the_measurement_not_kept(accepted, say, monkeypatch):
    path = accepted.notebooks / "01_first.ipynb"
    path.write_text(path.read_text().replace("sold_share * 1000", "1000 * sold_share"))
    before, measure = files_of(accepted), pipeline.measure

    def other(project):
        """Measure, and let the result be another than before."""
        measure(project)
        known = dependence.path(project).read_text()
        dependence.path(project).write_text(known.replace('"sum.one_sek"', '"sum.two_sek"'))

    monkeypatch.setattr(pipeline, "measure", other)
    said = say("accept")
    assert (said.code, "are not accepted" in said.complaint[-2]) == (1, True), said
    assert files_of(accepted) == before


def test_other_code_with_the_same_results_needs_no_verdict(accepted, say):
    path = accepted.notebooks / "01_first.ipynb"
    path.write_text(path.read_text().replace("sold_share * 1000", "1000 * sold_share"))
    assert say("accept").code == 0
