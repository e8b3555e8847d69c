"""What a reader reads differently: paragraphs and captions of both sides, in each language, with values."""

import json
import os
import shutil

import pytest
from handmade import commit, side

from places import SAMPLE
from pressroom.project import ROOT, Project
from pressroom.review import reading
from pressroom.review.changes import Comparison
from pressroom.review.show.page import page
from pressroom.review.tree import Tree

CHAPTER, ENGLISH = "report/chapters/01_harvest.qmd", "report/en/chapters/01_harvest.qmd"
CATALOGUE = "report/en/messages.po"


def run(total=400, largest="Gravenstein", **more):
    values = {"harvest.total_kg": (total, "kg"), "harvest.largest": (largest, "text")}
    values |= {f"harvest.{name}": (value, "villkor") for name, value in more.items()}
    figures = [{"id": id, "value": value, "unit": unit} for id, (value, unit) in values.items()]
    about = {"scenario": {"name": "base", "parameters": {"kg_per_tree": 40.0}}}
    return {"results.json": {"results": figures}, "manifest.json": about}


@pytest.fixture
def moved(tmp_path, monkeypatch):
    """Return what differs between two commits: (language, heading, old, new)."""
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("__pycache__", "runs", "_report"))
    monkeypatch.setenv(ROOT, str(root))
    first = commit(root, {"README.md": "x"})

    def between(old=None, new=None, **changed):
        texts = {path: text((root / path).read_text(encoding="utf-8")) for path, text in changed.items()}
        second = commit(root, texts) if texts else first
        sides = [
            side(name, each or run(), Tree(root, at), at)
            for name, each, at in (("a", old, first), ("b", new, second))
        ]
        found = reading.moved(Project(root), *sides)
        assert os.environ[ROOT] == str(root)
        return [(each.lang, each.heading, each.old, each.new) for each in found or ()]

    return between


def told(found, old, new):
    """Return language and heading of what differs by these words alone."""
    assert {before.replace(old, new) for _, _, before, _ in found} == {after for *_, after in found}
    return sorted((lang, heading) for lang, heading, *_ in found)


def replacing(old, new):
    def replaced(text):
        assert old in text
        return text.replace(old, new)

    return replaced


def test_equal_sides_read_the_same(moved):
    assert moved() == []


def test_a_number_is_read_in_each_language_where_its_text_names_it(moved):
    found = told(moved(run(1400), run(1500)), "400", "500")
    assert ("sv", "Skörden") in found
    assert ("en", "The harvest") in found


def test_what_is_translated_is_compared_with_the_translations_of_each_side(moved):
    changed = {
        CATALOGUE: replacing(
            "{{< var harvest.largest >}} gives most.", "Most by {{< var harvest.largest >}}."
        )
    }
    (found,) = moved(**changed)
    assert found[0] == "en"
    assert found[2:] == (
        "One bar for each variety. Gravenstein gives most.",
        "One bar for each variety. Most by Gravenstein.",
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (CHAPTER, "Varje träd antas", "Ett träd antas", [("sv", "Skörden")]),
        (ENGLISH, "Each tree is taken", "A tree is taken", [("en", "The harvest")]),
        (CHAPTER, "Sorter som vilar", "De som vilar", [("sv", "Skörden")]),
        (CHAPTER, "byns våg", "en våg", [("sv", "Skörden")]),
    ],
)
def test_words_are_told_in_the_language_in_which_they_were_changed(moved, path, old, new, expected):
    assert told(moved(**{path: replacing(old, new)}), old, new) == expected


def test_a_heading_is_told_as_one(moved):
    found = moved(**{CHAPTER: replacing("# Skörden {", "# Årets skörd {")})
    assert ("sv", "Årets skörd", "Skörden", "Årets skörd") in found


@pytest.mark.parametrize("word", ["when", "unless"])
def test_a_block_that_a_run_leaves_out_is_not_read(moved, word):
    block = f'\n\n::: {{{word}="harvest.dry"}}\nDet var torrt.\n:::\n'
    added = {CHAPTER: lambda text: text + block}
    dry = word == "when"
    assert [each[2:] for each in moved(run(dry=dry), run(dry=dry), **added)] == [("", "Det var torrt.")]


@pytest.mark.parametrize("word", ["when", "unless"])
def test_a_block_comes_and_goes_with_its_condition(moved, word):
    block = f'\n\n::: {{{word}="harvest.dry"}}\nDet var torrt.\n:::\n'
    moved(**{CHAPTER: lambda text: text + block})
    found = moved(run(dry=False), run(dry=True), **{"README.md": lambda text: "y"})
    both = [each[2:] for each in found or ()]
    # The first commit has no such block.
    assert both == ([("", "Det var torrt.")] if word == "when" else [])


def test_emphasis_and_marks_of_lists_are_no_words(moved):
    added = {CHAPTER: lambda text: text + "\n\n- **Först** kommer _regn_.\n- Sedan snö_djup.\n"}
    assert [each[3] for each in moved(**added)] == ["Först kommer regn.", "Sedan snö_djup."]


def test_a_value_that_no_run_gives_stands_by_its_name(moved):
    (found,) = moved(**{CHAPTER: lambda text: text + "\n\nSe {{< var no.such >}}.\n"})
    assert found[3] == "Se [no.such]."


@pytest.mark.parametrize("broken", [{"results": [{"value": 1}]}, {"results": [{"id": "a", "value": 1}]}])
def test_a_side_that_cannot_be_read_shows_nothing_and_stops_nothing(moved, broken):
    side_with = {"results.json": json.dumps(broken), "manifest.json": "{}"}
    assert moved(side_with, side_with) == []


def test_words_of_a_stranger_are_words_on_the_page(tmp_path):
    strange = reading.Moved("<i>", "brief", "<b>x</b>", "<script>a()</script>", "<img src=x onerror=a()>")
    shown = page(Project(tmp_path), Comparison("a", "b"), moved=[strange])
    assert "&lt;script&gt;a()&lt;/script&gt;" in shown
    assert not [tag for tag in ("<i>", "<b>x", "<script>a", "<img src=x") if tag in shown]


def test_a_side_without_texts_is_not_read(tmp_path):
    assert reading.moved(Project(tmp_path), side("a", run()), side("b", run(500))) is None


PAIRS = [
    (["a b c d", "e f g h"], ["e f g x"], [("a b c d", ""), ("e f g h", "e f g x")]),
    (["a b c d"], ["x y z", "a b c e"], [("", "x y z"), ("a b c d", "a b c e")]),
    (["a b"], ["c d"], [("a b", "c d")]),
    (["a b", "c d"], ["e f", "g h"], [("a b", ""), ("c d", ""), ("", "e f"), ("", "g h")]),
    (["a b c"] * 2, ["a b x"], [("a b c", "a b x"), ("a b c", "")]),
]


@pytest.mark.parametrize(("olds", "news", "expected"), PAIRS)
def test_paragraphs_are_set_beside_those_that_say_much_the_same(olds, news, expected):
    passages = ([reading.Passage("", text) for text in texts] for texts in (olds, news))
    assert sorted((one.text, other.text) for one, other in reading._paired(*passages)) == sorted(expected)


def test_of_many_paragraphs_no_more_pairs_are_tried_than_is_quick():
    many = [reading.Passage("", f"{number} a b") for number in range(300)]
    assert len([*reading._paired(many, many[:-1])]) == 300
