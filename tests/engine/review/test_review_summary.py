"""The Markdown summary fits into a comment and shows a stranger's text as it stands."""

import re

from handmade import code, finances, notebook, parts, result

from pressroom.review import diff


def summary(project, run, old, new, new_parts=None):
    run("a", {"01_finances": old})
    run("b", {"01_finances": new}, {"01_finances": new_parts or parts()})
    diff.show_difference(project, "a", "b", diff.Shown(markdown=project.root / "summary.md"))
    return (project.root / "summary.md").read_text()


def test_a_summary_says_how_many_of_each_kind_changed(project, run):
    text = summary(project, run, finances(), finances(amount=110), parts(data="d2"))
    assert "**1 key figure, 1 table, 1 figure changed.**" in text


def test_a_summary_has_a_row_for_each_key_figure(project, run):
    text = summary(project, run, finances(), finances(amount=110), parts(data="d2")).replace("\u00a0", " ")
    assert "| agreement.gap\\_sek | SEK 103 | SEK 113 | \\+SEK 10.3 | \\+10% | posts |" in text


def test_a_summary_of_equal_runs_says_so(project, run):
    assert "**No difference.**" in summary(project, run, finances(), finances())


def test_a_summary_keeps_within_the_size_of_a_comment(project, run):
    many = [result(f"a.b{number}", number, label="x" * 500) for number in range(2000)]
    text = summary(project, run, notebook(code("r", "")), notebook(code("r", "", *many)))
    assert len(text) < 65_000
    assert "and 1960 more" in text


def test_a_summary_holds_no_markup_of_a_notebook(project, run):
    hostile = result("a.b", "<img src=x> [x](http://evil.example) @team\n| x | y", unit="text")
    text = summary(project, run, notebook(code("r", "")), notebook(code("r", "", hostile)))
    bare = re.sub(r"\\.", "", text)
    assert not any(markup in bare for markup in ("<img", "](", "@team", "://"))
