"""Mistakes in the text are found with file, line, name and the nearest valid name."""

import shutil
from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.notebook import declarations
from pressroom.project import Project
from pressroom.rendering import mistakes, prose, staging


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = report_sample.project(tmp_path)
    staging.update_folder(staging.published(project, project.runs / "base"), project.executed)
    return project


def problems_with(project: Project, text: str) -> list[mistakes.Mistake]:
    write_chapter(project, text)
    return in_chapter(mistakes.of_published(project))


def write_chapter(project: Project, text: str) -> None:
    heads = "# Detaljer {#sec-details}\n\n## Tabeller {#sec-tables}"
    (project.report / "chapters" / "details.qmd").write_text(f"{heads}\n\n{text}\n", encoding="utf-8")


def in_chapter(found: list[mistakes.Mistake]) -> list[mistakes.Mistake]:
    return [mistake for mistake in found if mistake.file.endswith("details.qmd")]


def test_the_sample_has_no_problems(project: Project) -> None:
    assert mistakes.of_published(project) == []


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("{{< var sample.gap_sk >}}", "no result 'sample.gap_sk'", "sample.gap_sek"),
        ("{{< embed executed/01_sampel.ipynb#fig-gap >}}", "01_sampel.ipynb", "executed/01_sample.ipynb"),
        ("{{< embed executed/01_sample.ipynb#fig-gop >}}", "no cell 'fig-gop'", "fig-gap"),
        ("{{< include chapters/detail.qmd >}}", "no file 'chapters/detail.qmd'", "chapters/details.qmd"),
        ("Se @sec-table här.", "labelled 'sec-table'", "sec-tables"),
        ("{{< video film.mp4 >}}", "{{< video >}}", "CONTRIBUTING"),
        ('::: {when="sample.grow"}\n:::', "no condition 'sample.grow'", "sample.grows"),
        ("Text {{< embed executed/01_sample.ipynb#fig-gap >}}", "stand alone", "line of its own"),
        ("Underskottet är 2,7 miljoner.", "'2,7'", "{{< var"),
    ],
)
def test_a_mistake_is_named_with_its_line(project: Project, text: str, what: str, todo: str) -> None:
    found = [problem for problem in problems_with(project, text) if what in problem.what]
    assert [problem.line for problem in found][:1] == [5]
    assert todo in found[0].todo


def test_a_misspelt_embed_is_told_and_not_what_refers_to_it(project: Project) -> None:
    report = project.report / "report.qmd"
    text = report.read_text(encoding="utf-8").replace("01_sample.ipynb#fig-gap", "01_sample.ipynb#fig-gapp")
    report.write_text(text, encoding="utf-8")
    line = text.split("\n").index("{{< embed executed/01_sample.ipynb#fig-gapp >}}") + 1
    assert [(str(each), each.todo) for each in mistakes.of_published(project)] == [
        (
            f"report/report.qmd, line {line}: 'executed/01_sample.ipynb' has no cell 'fig-gapp'.",
            "Did you mean 'fig-gap'?",
        )
    ]
    more = problems_with(project, "Se @fig-gapp och @tbl-pots.")
    assert [each.what for each in more if "labelled 'fig-gapp'" in each.what]
    assert [each.todo for each in more if "tbl-pots" in each.what] == ["Did you mean 'tbl-posts'?"]


def test_what_is_referred_to_and_not_embedded_is_told_with_its_embed(project: Project) -> None:
    [mistake] = [each for each in problems_with(project, "Se @tbl-posts.") if "labelled" in each.what]
    assert mistake.todo == "Write {{< embed executed/01_sample.ipynb#tbl-posts >}} on a line of its own."


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
        mistakes.refuse(staged)


@pytest.fixture
def sources(project: Project) -> Project:
    """The sample with the notebook that its run comes from, and what that records declared."""
    (project.root / "notebooks").mkdir()
    shutil.copy(project.runs / "base" / "01_sample.ipynb", project.notebooks)
    units = {"gap_sek": "kr", "change_share": "andel", "grows": declarations.CONDITION, "silent": "text"}
    declared = (f"sample.{name}: {{unit: {unit}, label: A}}" for name, unit in units.items())
    (project.root / declarations.FILE).write_text("\n".join(declared), encoding="utf-8")
    return project


def test_text_about_what_is_declared_needs_no_run(sources: Project) -> None:
    shutil.rmtree(sources.executed)
    assert mistakes.before_run(sources, ["sv"]) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{< var sample.gap_sk >}}", "no result 'sample.gap_sk'"),
        ("{{< var params.price_indx >}}", "no result 'params.price_indx'"),
        ("{{< embed executed/01_sample.ipynb#fig-gop >}}", "no cell 'fig-gop'"),
        ('::: {when="sample.grow"}\n:::', "no condition 'sample.grow'"),
        ("{{< include executed/other.qmd >}}", "no file 'executed/other.qmd'"),
    ],
)
def test_what_no_run_will_mend_is_found_before_it(sources: Project, text: str, what: str) -> None:
    write_chapter(sources, text)
    found = in_chapter(mistakes.before_run(sources, ["sv"]))
    assert [what in mistake.what for mistake in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "{{< var params.sold_share_exact >}} {{< var scenario.title >}} {{< var edition.version >}}",
        "{{< include executed/assumptions.qmd >}}\n\nSe @tbl-params-01 och @tbl-data.",
        "Skrivet 12 procent.",
    ],
)
def test_what_rendering_adds_or_bears_stops_no_run(sources: Project, text: str) -> None:
    write_chapter(sources, text)
    assert in_chapter(mistakes.before_run(sources, ["sv"])) == []


def test_a_mistake_in_another_language_stops_no_run(sources: Project) -> None:
    (sources.report / "en").mkdir()
    (sources.report / "en" / "report.qmd").write_text("{{< var sample.gone >}}\n", encoding="utf-8")
    assert [len(mistakes.before_run(sources, [lang])) for lang in ("sv", "en")] == [0, 1]
