"""The command compares, says so in the agreed order, and answers with its exit code."""

import json
import subprocess
import sys

import pytest
from handmade import finances, parts

from pressroom import safe
from pressroom.errors import UserError
from pressroom.language.text import Text
from pressroom.review import diff
from pressroom.review.changes import (
    Attribution,
    Comparison,
    Effect,
    InputChange,
    KeyFigureChange,
    Location,
)
from pressroom.review.compare import tolerance
from pressroom.review.show import terminal
from pressroom.review.show.attribution_view import attribution_view


def changed(run):
    run("a", parameters={"rate": 0.03})
    words = {"amount": 110, "title": "New gap", "words": "Andra ord."}
    run("b", {"01_finances": finances(**words)}, {"01_finances": parts(data="d2", rate=0.05)}, {"rate": 0.05})


def test_equal_runs_take_one_line_and_exit_with_0(project, run, capsys):
    run("a"), run("b")
    assert diff.show_difference(project, "a", "b") == 0
    assert (
        capsys.readouterr().out == "runs/a → runs/b\nNo difference.\nUnchanged: 1 notebook, 2 key figures\n"
    )


def test_a_difference_exits_with_1(project, run):
    changed(run)
    assert diff.show_difference(project, "a", "b") == 1


def test_inputs_come_before_key_figures_tables_figures_and_text(project, run, capsys):
    changed(run)
    diff.show_difference(project, "a", "b")
    heads = [
        each.split(" (")[0].split(":")[0]
        for each in capsys.readouterr().out.splitlines()
        if each[:1].isalpha()
    ]
    assert heads[1:] == [
        "Parameters",
        "Data",
        "Notebooks",
        "Key figures",
        "Tables",
        "Figures",
        "Text",
        "Unchanged",
    ]


def test_a_key_figure_is_one_line_with_both_values_and_differences(project, run, capsys):
    changed(run)
    diff.show_difference(project, "a", "b")
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "agreement.gap_sek: SEK 103 → SEK 113  (+SEK 10.3, +10%)\n    may come from rate, posts\n" in shown


def test_json_holds_what_the_terminal_shows(project, run, capsys):
    changed(run)
    diff.show_difference(project, "a", "b", diff.Shown(json=True))
    found = json.loads(capsys.readouterr().out)
    kinds = ("inputs", "key_figures", "tables", "figures", "texts")
    assert [len(found[kind]) for kind in kinds] == [3, 1, 1, 1, 1]
    assert {row["status"] for row in found["tables"][0]["grid"]["rows"]} == {"changed"}


def test_json_is_written_a_value_a_line_and_texts_in_words():
    figure = KeyFigureChange(
        "a.b", "Tal", None, Text("ett"), Text("{n}", (("n", "två"),)), "changed", Location("n")
    )
    text = diff.for_machines(Comparison("a", "b", key_figures=(figure,)))
    assert text.startswith('{\n "old": "a",\n "new": "b",\n')
    assert [json.loads(text)["key_figures"][0][side] for side in ("old", "new")] == ["ett", "två"]


def test_json_can_go_to_a_file(project, run, tmp_path, capsys):
    changed(run)
    diff.show_difference(project, "a", "b", diff.Shown(json=tmp_path / "diff.json"))
    assert json.loads((tmp_path / "diff.json").read_text())["differs"]


@pytest.mark.parametrize(
    ("a", "todo"),
    [("bas", "Did you mean 'base'?"), ("HEAD~x", "Did you mean 'HEAD'?"), ("--all", "Valid names: ")],
)
def test_a_side_that_does_not_exist_is_a_user_error(project, run, a, todo):
    run("base")
    with pytest.raises(UserError) as error:
        diff.show_difference(project, a, "base")
    assert todo in error.value.todo


def test_a_folder_without_notebooks_is_a_user_error(project, tmp_path):
    with pytest.raises(UserError, match="holds no executed notebook"):
        diff.show_difference(project, str(tmp_path / "data"), str(tmp_path))


@pytest.mark.parametrize("given", ["-1", "much", "nan", "kronor=1", "kr="])
def test_a_tolerance_that_is_none_is_a_user_error(given):
    with pytest.raises(UserError, match="--rtol"):
        tolerance.parse_tolerance([given])


def test_a_page_that_cannot_be_written_is_a_user_error(project, run, tmp_path):
    run("a"), run("b")
    with pytest.raises(UserError, match="cannot be written"):
        diff.show_difference(project, "a", "b", diff.Shown(json=tmp_path / "missing" / "x.json"))


def test_verdicts_are_given_on_the_page_of_two_published_runs_alone(project, run, tmp_path):
    changed(run)
    shown = diff.Shown(html=tmp_path / "page.html")
    pages = []
    for published in ((), ("a",), ("a", "b")):
        for name in published:
            manifest = project.runs / name / "manifest.json"
            document = json.loads(manifest.read_text())
            document.pop("started", None)
            manifest.write_text(json.dumps(document))
        diff.show_difference(project, "a", "b", shown)
        pages.append("data-change=" in (tmp_path / "page.html").read_text())
    assert pages == [False, False, True]


def test_equal_runs_are_compared_without_heavy_imports(project, run):
    run("a"), run("b")
    program = (
        "import sys; from pathlib import Path; from pressroom.project import Project;"
        "from pressroom.review.diff import show_difference;"
        f"show_difference(Project(Path({str(project.root)!r})), 'a', 'b');"
        "print({'rich', 'numpy', 'pandas', 'PIL', 'nbformat', 'jinja2'} & set(sys.modules) or 'none')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("none\n")


TRICKS = {
    "colour": ("\x1b[31mred\x1b[0m", "red"),
    "title": ("\x1b]0;owned\x07text", "text"),
    "link": ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
    "rewritten line": ("real\rfake", "real\N{REPLACEMENT CHARACTER}fake"),
    "8-bit control": ("\x9b31mred", "\N{REPLACEMENT CHARACTER}31mred"),
    "direction": ("user\u202etxt.exe", "user[U+202E]txt.exe"),
    "half a character": ("\ud800", "[U+D800]"),
}


@pytest.mark.parametrize(("given", "shown"), TRICKS.values(), ids=TRICKS.keys())
def test_text_cannot_steer_a_terminal(given, shown):
    assert safe.clean(given) == shown


def test_markdown_shows_text_as_it_stands():
    hostile = "![x](http://evil.example/p.png) <img src=x> @team | `code` https://evil.example"
    assert safe.escaped_markdown(hostile).count("\\") >= 10
    assert "://" not in safe.escaped_markdown(hostile)
    assert "@team" not in safe.escaped_markdown(hostile)


def lines(comparison):
    return [each.text for each in terminal.comparison_lines(comparison)]


def test_versions_are_shown_and_hashes_are_not():
    named = ("numpy", "Python", "requirements.lock", "installed packages")
    changes = tuple(InputChange("environment", name, "1.0", "1.1") for name in named)
    assert lines(Comparison("a", "b", inputs=changes))[3:7] == [
        "numpy: 1.0 → 1.1", "Python: 1.0 → 1.1", "requirements.lock", "installed packages"
    ]  # fmt: skip


def test_what_was_tried_alone_or_on_top_of_another_input_is_told():
    figure = KeyFigureChange("a.b", "Tal", "kr", 1, 9, "changed", Location("n"), ("parameter:choice",))
    effects = (
        Effect("parameter:choice", {"a.b": 5}, ("a.b",), ("data:posts",)),
        Effect("parameter:rate", {"a.b": 3}, ("a.b",)),
    )
    found = Comparison("a", "b", key_figures=(figure,), attribution=Attribution(effects))
    told = [
        each for each in lines(found) if each.endswith((": SEK 5", ": SEK 3", "SEK\u00a05", "SEK\u00a03"))
    ]
    assert [each.partition(":")[0] for each in told] == ["choice on top of posts", "rate alone"]
    assert attribution_view(found, "sv")["heads"] == ["posts + choice", "rate"]
