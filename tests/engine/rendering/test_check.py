"""Mistakes in the text are found with file, line, name and the nearest valid name."""

from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import check, prose, staging


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = report_sample.project(tmp_path)
    staging.write(staging.published(project, project.runs / "base"), project.executed)
    return project


def problems_with(project: Project, text: str) -> list[check.Problem]:
    chapter = project.report / "chapters" / "details.qmd"
    chapter.write_text(
        f"# Detaljer {{#sec-details}}\n\n## Tabeller {{#sec-tables}}\n\n{text}\n", encoding="utf-8"
    )
    found = [problem for problem in check.problems(project) if problem.file.endswith("details.qmd")]
    return found


def test_the_sample_has_no_problems(project: Project) -> None:
    assert check.problems(project) == []


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("{{< var sample.gap_sk >}}", "no result 'sample.gap_sk'", "sample.gap_sek"),
        ("{{< embed executed/01_sampel.ipynb#fig-gap >}}", "01_sampel.ipynb", "executed/01_sample.ipynb"),
        ("{{< embed executed/01_sample.ipynb#fig-gop >}}", "no cell 'fig-gop'", "fig-gap"),
        ("{{< include chapters/detail.qmd >}}", "no file 'chapters/detail.qmd'", "chapters/details.qmd"),
        ("Se @sec-table här.", "labelled 'sec-table'", "sec-tables"),
        ("{{< video film.mp4 >}}", "{{< video >}}", "CONTRIBUTING"),
        ('::: {when="sample.grow"}', "no condition 'sample.grow'", "sample.grows"),
        ("Text {{< embed executed/01_sample.ipynb#fig-gap >}}", "stand alone", "line of its own"),
        ("Underskottet är 2,7 miljoner.", "'2,7'", "{{< var"),
        ("<div>text</div>", "HTML", "CONTRIBUTING"),
        ("::: {.panel-tabset}", "panel-tabset", "CONTRIBUTING"),
        ("```{python}", "code cell", "CONTRIBUTING"),
        ("![Bild](bild.png)", "an image", "CONTRIBUTING"),
        ("Enligt @svensson2020.", "a citation", "CONTRIBUTING"),
    ],
)
def test_a_mistake_is_named_with_its_line(project: Project, text: str, what: str, todo: str) -> None:
    found = [problem for problem in problems_with(project, text) if what in problem.what]
    assert [problem.line for problem in found][:1] == [5]
    assert todo in found[0].todo


@pytest.mark.parametrize(
    "text",
    [
        "Ärendet RUN/59/2022 och Fossilbränslefritt 2030.",
        "Den 31 december 2022, åren 2019–2021 och 2022-12-31.",
        "Se avsnitt 3, § 12 och lagen (2017:725). S3 och CO2.",
        "1. Först [länk](https://exempel.se/12) och fotnot[^3].",
        "Värdet är {{< var a.b_1 >}} och `x = 5`. {#sec-4}",
    ],
)
def test_years_dates_and_names_are_not_typed_numbers(text: str) -> None:
    assert prose.typed_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "number"), [("ökar 12 procent", "12 procent"), ("1 600 000 kr", "1 600 000")]
)
def test_a_typed_number_is_quoted_whole(text: str, number: str) -> None:
    assert prose.typed_numbers(text) == [number]


def test_a_staged_report_with_a_mistake_is_refused(project: Project, tmp_path: Path) -> None:
    problems_with(project, "{{< var sample.gap_sk >}}")
    staged = staging.stage(project, project.runs / "base", tmp_path / "staged")
    with pytest.raises(UserError, match=r"details\.qmd, line 5: there is no result 'sample\.gap_sk'"):
        check.refuse(staged)
