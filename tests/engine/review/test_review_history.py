"""Between two revisions it is said who changed what, when, and with what message."""

import pytest
from handmade import commit, finances, git, published

from pressroom.review import diff, sides
from pressroom.review.changes import History
from pressroom.review.history import MOST, history


def at(project, amount=100):
    files = published({"01_finances": finances(amount=amount)})
    return commit(project.root, {f"report/executed/{name}": content for name, content in files.items()})


def between(project, *names):
    return history(project.root, *(sides.find_side(project, name) for name in names))


def say(project, subject, author="Anna Ek <anna@example.org>", day="2026-03-01T12:00:00"):
    git(project.root, "commit", "-q", "--allow-empty", "-m", subject, "--author", author, "--date", day)


def test_the_commits_between_two_revisions_are_named_the_newest_first(project):
    at(project)
    say(project, "Correct the posts\n\nThose of 2022 were lacking.")
    say(project, "Take over", day="2026-03-02T12:00:00")
    found = between(project, "HEAD~2", "HEAD")
    assert [(each.day, each.author, each.subject) for each in found.commits] == [
        ("2026-03-02", "Anna Ek", "Take over"), ("2026-03-01", "Anna Ek", "Correct the posts"),
    ]  # fmt: skip
    assert git(project.root, "rev-parse", "HEAD").startswith(found.commits[0].hash)


def test_of_many_commits_the_newest_are_named_and_the_others_counted(project):
    old = at(project)
    for number in range(MOST + 3):
        say(project, f"{number}")
    found = between(project, old, "HEAD")
    assert (len(found.commits), found.more) == (MOST, 3)


@pytest.mark.parametrize("pair", [("HEAD", "HEAD"), ("HEAD", "a"), ("a", "a"), ("HEAD", "HEAD~")])
def test_what_is_no_pair_of_revisions_or_leads_back_has_no_commits(project, run, pair):
    at(project)
    at(project, 110)
    run("a")
    assert between(project, *pair) == History()


def test_a_message_is_shown_as_it_stands_on_the_page_and_in_markdown_and_json(project, capsys):
    at(project)
    at(project, 110)
    git(project.root, "commit", "-q", "--amend", "-m", "<b>x</b> [y](http://evil.example) \x1b[31m",
        "--author", "A <script> <a@example.org>")  # fmt: skip
    page, summary = project.root / "r.html", project.root / "r.md"
    diff.show_difference(project, "HEAD~", "HEAD", diff.Shown(page, summary, json=True))
    assert "<strong>&lt;b&gt;x&lt;/b&gt; [y](http://evil.example)</strong>" in page.read_text()
    assert "\\[y\\]\\(http" in summary.read_text()
    assert '"subject": "<b>x</b> [y](http://evil.example)"' in capsys.readouterr().out
