"""Mistakes in the text are found with file, line, name and the nearest valid name."""

import json
import shutil
from pathlib import Path

import pytest

import report_sample
import small_project
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


def test_text_about_what_is_declared_needs_no_run(project: Project) -> None:
    shutil.rmtree(project.executed)
    assert mistakes.before_run(project, ["sv"]) == []


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
def test_what_no_run_will_mend_is_found_before_it(project: Project, text: str, what: str) -> None:
    write_chapter(project, text)
    found = in_chapter(mistakes.before_run(project, ["sv"]))
    assert [what in mistake.what for mistake in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "{{< var params.sold_share_exact >}} {{< var scenario.title >}} {{< var edition.version >}}",
        "{{< include executed/assumptions.qmd >}}\n\nSe @tbl-params-01 och @tbl-data.",
        "Skrivet 12 procent.",
    ],
)
def test_what_rendering_adds_or_bears_stops_no_run(project: Project, text: str) -> None:
    write_chapter(project, text)
    assert in_chapter(mistakes.before_run(project, ["sv"])) == []


def test_a_mistake_in_another_language_stops_no_run(project: Project) -> None:
    (project.report / "en").mkdir()
    (project.report / "en" / "report.qmd").write_text("{{< var sample.gone >}}\n", encoding="utf-8")
    assert [len(mistakes.before_run(project, [lang])) for lang in ("sv", "en")] == [0, 1]


def without(project: Project, label: str) -> None:
    """Let the accepted run lack a cell, as one that was written after it."""
    path = project.executed / "01_sample.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"] = [cell for cell in content["cells"] if cell["id"] != label]
    path.write_text(json.dumps(content), encoding="utf-8")


TAKE_OVER = "Execute it: orchard accept"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{< var params.sold_share >}}", "the accepted results have no 'params.sold_share'."),
        (
            "{{< embed executed/01_sample.ipynb#fig-change >}}",
            "the accepted 'executed/01_sample.ipynb' has no cell 'fig-change'.",
        ),
        ("Se @tbl-params-01.", "nothing is labelled 'tbl-params-01' yet."),
        ("{{< include executed/sources.qmd >}}", "there is no file 'executed/sources.qmd'."),
        ("{{< embed executed/02_new.ipynb#fig-new >}}", "no executed notebook 'executed/02_new.ipynb'."),
        ('::: {when="sample.new"}\n:::', "the accepted results have no condition 'sample.new'."),
    ],
)
def test_what_the_notebooks_give_and_the_accepted_run_has_not_waits_for_it(
    project: Project, text: str, what: str
) -> None:
    without(project, "fig-change")
    new = small_project.notebook("#| label: fig-new\nresults.record('sample', new=True)")
    (project.notebooks / "02_new.ipynb").write_text(new, encoding="utf-8")
    path = project.root / declarations.FILE
    declared = json.loads(path.read_text(encoding="utf-8")) | {
        "sample.new": {"unit": "villkor", "label": "N"}
    }
    path.write_text(json.dumps(declared), encoding="utf-8")
    found = [each for each in problems_with(project, text) if what in each.what]
    assert [each.todo for each in found] == [TAKE_OVER]
    assert [each for each in in_chapter(mistakes.before_run(project, ["sv"])) if each in found] == []


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("{{< var params.sold_shar >}}", "no result 'params.sold_shar'.", "params.sold_share"),
        ("{{< embed executed/01_sample.ipynb#fig-gapp >}}", "has no cell 'fig-gapp'.", "fig-gap"),
        ("{{< embed executed/02_new.ipynb#fig-nw >}}", "has no cell 'fig-nw'.", "'fig-new'"),
        ("{{< embed executed/02_nev.ipynb#fig-new >}}", "notebook 'executed/02_nev.ipynb'", "02_new"),
        ("Se @fig-detials.", "nothing is labelled 'fig-detials'.", "'sec-details'"),
        ("Se @tbl-params-77.", "nothing is labelled 'tbl-params-77'.", "Valid names"),
        (
            "{{< var sample.silent >}}",
            "no notebook records 'sample.silent'.",
            "Record it with results.record",
        ),
    ],
)
def test_what_no_run_will_mend_is_told_by_the_check_and_by_the_report(
    project: Project, text: str, what: str, todo: str
) -> None:
    new = small_project.notebook("#| label: fig-new\n1")
    (project.notebooks / "02_new.ipynb").write_text(new, encoding="utf-8")
    path = project.notebooks / "01_sample.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace(", silent=0", ""), encoding="utf-8")
    for found in (problems_with(project, text), in_chapter(mistakes.before_run(project, ["sv"]))):
        [mistake] = [each for each in found if what in each.what]
        assert (mistake.line, todo in mistake.todo) == (5, True), mistake.todo


def test_a_label_that_the_notebook_has_no_longer_is_told_before_the_next_run(project: Project) -> None:
    path = project.notebooks / "01_sample.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("fig-gap", "fig-hole"), encoding="utf-8")
    told = [each.what for each in mistakes.of_published(project)]
    assert "'executed/01_sample.ipynb' has no cell 'fig-gap'." in told
