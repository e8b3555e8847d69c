"""What a workbook takes from the report: the figures and tables that it shows, with their numbers there."""

import re
from pathlib import Path

import pytest

import report_sample
from pressroom.export import of_report, sheet
from pressroom.export.shown import shown
from pressroom.project import Project
from pressroom.rendering import pandoc, staging
from pressroom.runs import Run

ANNEX = """---
title: "Bilaga"
---

{{< include executed/assumptions.qmd >}}

{{< embed executed/01_sample.ipynb#tbl-posts >}}

{{< embed executed/01_sample.ipynb#fig-other >}}
"""
ASSUMPTIONS = "| a |\n|---|\n| 1 |\n\n : Parametrar. {#tbl-params-01}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return report_sample.project(tmp_path)


def found(project: Project, written: dict[str, str] | None = None) -> list[tuple[str, str, int, str]]:
    shown_ones = shown(project.report, Run.read(project.runs / "base"), written or {})
    return [(each.part, each.kind, each.number, each.cell.options["label"]) for each in shown_ones]


def test_the_numbers_are_those_of_the_rendered_report(project, tmp_path):
    chapter = project.report / "chapters" / "details.qmd"
    # A written table before one of a notebook takes the first number.
    chapter.write_text("| a |\n|---|\n| b |\n\n: Först. {#tbl-first}\n\n" + chapter.read_text())
    staged = staging.stage(project, project.runs / "base", tmp_path / "staged")
    page = pandoc.render(staged, tmp_path / "out", {"report": ["html"]})["report"]["html"].read_text(
        encoding="utf-8"
    )
    for _, kind, number, label in found(project):
        caption = re.search(r'class="caption-number">([^<]*)<', page.partition(f'id="{label}"')[2])
        word = "Figur" if kind == "figure" else "Tabell"
        assert caption[1].replace("\u00a0", " ") == f"{word} {number}."
    assert [label for *_, label in found(project)] == ["fig-gap", "tbl-posts", "fig-change"]


@pytest.mark.parametrize(("word", "labels"), [("when", ["tbl-posts"]), ("unless", ["fig-gap", "tbl-posts"])])
def test_what_a_run_does_not_show_is_not_counted(project, word, labels):
    text = '::: {%s="sample.grows"}\n\n{{< embed executed/01_sample.ipynb#fig-gap >}}\n\n:::\n\n'
    text += "::: {.fine-print}\n\n{{< embed executed/01_sample.ipynb#tbl-posts >}}\n\n:::\n"
    (project.report / "report.qmd").write_text(text % word)
    assert [label for *_, label in found(project)] == labels


def test_a_part_adds_what_no_earlier_one_shows_with_the_number_it_has_there(project):
    (project.report / "annex.qmd").write_text(ANNEX.replace("fig-other", "fig-change"))
    report = (project.report / "report.qmd").read_text().replace("{{< include chapters/details.qmd >}}", "")
    (project.report / "report.qmd").write_text(report)
    assert found(project, {"assumptions.qmd": ASSUMPTIONS}) == [
        ("report", "figure", 1, "fig-gap"),
        ("annex", "table", 2, "tbl-posts"),
        ("annex", "figure", 1, "fig-change"),
    ]


def test_a_sheet_holds_the_data_of_its_figure_under_its_caption(project):
    run = Run.read(project.runs / "base")
    places = shown(project.report, run, {})
    values = {"sample.gap_sek": "2,7 miljoner kronor"}
    first, second, _ = of_report.sheets(project, run, places, {}, values, "sv")
    assert (first.name, first.tab, first.title) == ("fig-gap", "Figur 1", "Figur 1. Posterna")
    assert first.notes[0] == "Underskottet är 2,7 miljoner kronor."
    assert "På bladet är talen i kronor." in first.notes
    assert [list(row) for row in first.rows] == report_sample.ROWS
    assert second.title == "Tabell 1. Posterna."
    assert second.rows[-1] == ["Summa", 2706000]
    assert "På bladet är talen i kronor och inte avrundade." in second.notes


def test_what_a_subtraction_leaves_is_nothing_and_a_small_number_is_itself():
    columns = [
        {"key": key, "label": {"message": key}, "unit": "kr", "decimals": 0} for key in ("paid", "share")
    ]
    spec = {"columns": columns, "rows": [[-2.9e-11, 1e-9], [56051.9, 2e-9], [None, 0.0]]}
    assert sheet.content(spec, "sv")[1] == [[0.0, 1e-9], [56051.9, 2e-9], [None, 0.0]]


def test_a_figure_without_data_has_a_number_and_no_sheet(project):
    run = Run.read(project.runs / "base")
    first, *others = shown(project.report, run, {})
    sheets = list(of_report.sheets(project, run, [first._replace(spec=None), *others], {}, {}, "sv"))
    assert [each.tab for each in sheets] == ["Tabell 1", "Figur 2"]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Se *a* och **b**, `c`.", "Se a och b, c."),
        ("[Länk](https://example.org) och [word]{lang=en}", "Länk och word"),
        (r"2 \* 3", "2 * 3"),
    ],
)
def test_a_caption_is_written_without_marks(markdown, words):
    assert of_report.plain(markdown, "sv") == words


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (1.5, 1.5),
        (float("nan"), None),
        (float("inf"), None),
        (None, None),
        ("", None),
        (True, "ja"),
        ({"message": "Ett {n}", "values": {"n": 2}}, "Ett 2"),
        (["a", "b"], "a, b"),
        ("Folk\u00admängd", "Folkmängd"),
    ],
)
def test_a_value_becomes_a_number_words_or_nothing(value, cell):
    assert sheet.cell(value, "sv") == cell
