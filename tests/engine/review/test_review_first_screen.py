"""The first screen says what somebody wrote, whether a reader reads something else, and what is rounding."""

import pytest
from handmade import code, commit, figure, finances, notebook, published, result

from pressroom.review import diff, sides
from pressroom.review.changes import Comparison, FigureChange, KeyFigureChange, Location, TextChange
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance, most_apart
from pressroom.review.show import view
from pressroom.review.show.markup import passages

CHAPTER, SETTINGS = "report/chapters/limits.qmd", "params/other.yml"


def at(project, document, **texts):
    files = published({"01_finances": document})
    held = {f"report/executed/{name}": content for name, content in files.items()}
    return commit(project.root, {**held, **texts})


def compared(project, *revisions):
    return compare_runs(project, *(sides.find_side(project, each) for each in revisions), Tolerance())


def written(project, *revisions):
    shown = diff.Shown(project.root / "r.html", project.root / "r.md")
    diff.show_difference(project, *revisions, shown)
    return " ".join((project.root / "r.html").read_text().split()), (project.root / "r.md").read_text()


def test_a_chapter_that_somebody_edited_stands_with_what_was_changed_and_before_the_files_that_follow(
    project,
):
    other = {"report/executed/_variables.yml": "a: 1\n"}
    old = at(project, finances(), **{CHAPTER: "# Vad\n"}, **other)
    new = at(
        project,
        finances(words="Nytt."),
        **{CHAPTER: "# Det\n"},
        **{"report/executed/_variables.yml": "a: 2\n"},
    )
    found = compared(project, old, new)
    assert [each.place.notebook for each in found.texts] == [CHAPTER, "01_finances", "_variables.yml"]
    page, markdown = written(project, old, new)
    assert f"{CHAPTER}</a></span> <span># Vad → # Det</span>" in page
    assert "| text | \\# Vad → \\# Det |" in markdown


def test_a_text_that_a_changed_input_tells_is_not_told_twice():
    own = TextChange(Location(CHAPTER), "content", "changed", "a", "b")
    assert Comparison("a", "b", texts=(own,)).written == (own,)
    [change] = view.page_view(Comparison("a", "b", texts=(own,)), {}, "sv")["causes"]
    assert (change["name"], change["told"]) == (CHAPTER, "a → b")


@pytest.mark.parametrize(
    ("moved", "more", "said"),
    [([], {}, True), (None, {}, False), ([], {"figures": True}, False)],
)
def test_that_nothing_reads_otherwise_is_said_where_it_is_known(moved, more, said):
    figures = (FigureChange(Location("n", "c"), "", "", "changed"),) if more else ()
    shown = view.page_view(Comparison("a", "b", figures=figures), {}, "sv", (), moved)
    assert shown["is_read_the_same"] is said


def test_what_differs_within_the_tolerance_is_named_with_by_how_much(project):
    pair = [
        notebook(code("r", "", result("agreement.gap_sek", value)), code("f", "", figure([[2023, value]])))
        for value in (2.0, 2.0 * (1 + 1e-12))
    ]
    old, new = (at(project, each, **{SETTINGS: f"a: {n}\n"}) for n, each in enumerate(pair))
    found = compared(project, old, new)
    assert [(each.kind, each.name) for each in found.within] == [
        ("figures", "01_finances f"), ("key_figures", "agreement.gap_sek"),
    ]  # fmt: skip
    page, markdown = written(project, old, new)
    assert "resultaten är desamma inom toleransen" in page
    assert "agreement.gap_sek (1e−10 %)" in page
    assert "the outputs are the same within the tolerance" in markdown


def test_the_largest_difference_is_a_share_of_the_larger_number():
    found = [((), old, new, 1) for old, new in ((1, 2), (0, 0), ("a", 3), (float("inf"), 1))]
    assert most_apart(found) == 0.5
    assert most_apart([]) is None


def figure_renamed(new):
    return KeyFigureChange("a.b", "Tal", "text", "ja", new, "renamed", Location("n"), renamed="a.c")


@pytest.mark.parametrize(("new", "named"), [("ja", []), ("nej", ["Tal"])])
def test_a_name_alone_is_no_news_of_the_brief(new, named):
    found = Comparison("a", "b", key_figures=(figure_renamed(new),), headlines=("a.b",))
    shown = view.page_view(found, {}, "sv")
    assert [each["label"] for each in shown["headlines"]] == named
    assert ("…" in str(shown["key_figures"][0]["passages"])) is False


def text_shown(old, new):
    change = TextChange(Location("a.qmd"), "content", "changed", old, new)
    return view.page_view(Comparison("a", "b", texts=(change,)), {}, "sv")["texts"][0]["passages"]


def test_what_differs_far_down_in_a_text_is_shown():
    start = "ord " * 1_000 + "x" * 17_000 + "\n"
    assert text_shown(f"{start}a\n", f"{start}b\n") == [("del", "a\n"), ("ins", "b\n")]


def test_what_cannot_be_seen_is_said_to_be_so():
    [(mark, said)] = text_shown("a b\n", "a b\r\n")
    assert (mark, said) == ("gap", view.PAGE["unseen"].of("sv"))


def test_old_and_new_words_do_not_run_together(project):
    old, new = at(project, finances(words="Tio poäng.")), at(project, finances(words="Tio antal."))
    assert "<del>poäng.</del> <ins>antal.</ins>" in written(project, old, new)[0]
    assert passages("−10", "−12") == [("del", "−10"), ("ins", "−12")]


def test_the_words_of_the_page_are_in_its_language(project):
    long = "ord " * 200
    old = at(project, finances(caption=long), **{CHAPTER: "# Vad\n"})
    new = at(project, finances(caption=f"{long}x", amount=110, title="Ny"), **{CHAPTER: "# Det\n"})
    page, _ = written(project, old, new)
    assert "nyckeltal agreement.gap_sek</legend>" in page
    assert "text 01_finances fig-gap figurtext</legend>" in page
    assert " tecken]" in page
    assert " characters]" not in page


@pytest.mark.parametrize(
    ("what", "said"),
    [("a.b unit", "a.b enhet"), ("a.b label", "a.b benämning"), ("further details", "övriga uppgifter"),
     ("a.b further details", "a.b övriga uppgifter"), ("application/x", "application/x")],
)  # fmt: skip
def test_what_a_text_is_of_a_key_figure_is_said_in_words(what, said):
    assert view.what_it_is(what, "sv") == said
