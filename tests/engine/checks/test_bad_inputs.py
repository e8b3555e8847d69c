"""A table of bad inputs: each is told once, with its file and line, before anything runs."""

import re
import shutil
from pathlib import Path

import pytest
from damages import CHAPTER, CHECKED, EVERY, TEXT, added, replaced

import small_project
import trials
from pressroom import pipeline
from pressroom.begin import draft
from pressroom.checks import checklist
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import markup
from pressroom.runs.fresh import Request


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, set]:
    """The small project with what it lacks, looked at once: of unchanged files nothing is asked again."""
    project = small_project.build_with_report(tmp_path_factory.mktemp("bad") / "project")
    return project, set(checklist.problems(project))


@pytest.fixture
def project(template: tuple[Project, set], tmp_path: Path) -> Project:
    """A copy to be damaged."""
    shutil.copytree(template[0].root, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project")


@trials.trial("bad inputs, each told once with its file and line", 1, 1)
@pytest.mark.parametrize("name", [*EVERY, *TEXT, *CHECKED])
def test_the_check_tells_it_once(template: tuple[Project, set], project: Project, name: str) -> None:
    damage, what = (EVERY | TEXT | CHECKED)[name]
    damage(project.root)
    told = [problem.what for problem in checklist.problems(project) if problem not in template[1]]
    assert [bool(re.search(what, each)) for each in told] == [True], told


@pytest.mark.parametrize("name", [*EVERY, *TEXT])
def test_a_report_is_refused_before_anything_runs(project: Project, name: str) -> None:
    damage, what = (EVERY | TEXT)[name]
    damage(project.root)
    with pytest.raises(UserError) as refused:
        pipeline.choose(project, Request(), "report", ["sv"])
    assert re.search(what, refused.value.what), refused.value.what
    assert (refused.value.code, bool(refused.value.todo)) == (2, True)


@pytest.mark.parametrize("name", EVERY)
def test_a_run_is_refused_too(project: Project, name: str) -> None:
    damage, what = EVERY[name]
    damage(project.root)
    with pytest.raises(UserError) as refused:
        pipeline.choose(project, Request(), "run")
    assert re.search(what, refused.value.what), refused.value.what


@pytest.mark.parametrize("name", [*TEXT, *CHECKED])
def test_a_run_does_not_wait_for_texts_and_drafts(project: Project, name: str) -> None:
    (TEXT | CHECKED)[name][0](project.root)
    assert pipeline.choose(project, Request(), "run")[0].name == "base"


def test_a_scenario_with_another_ending_is_told_when_it_is_asked_for(project: Project) -> None:
    CHECKED["other ending"][0](project.root)
    with pytest.raises(UserError, match=r"params/mine\.yaml: a scenario's file ends in \.yml") as refused:
        pipeline.choose(project, Request(("mine",)), "run")
    assert refused.value.todo == "Rename it to params/mine.yml."


def test_a_draft_with_another_ending_is_told_with_its_folder(project: Project) -> None:
    draft.write(project, "mine").rename(project.params / "drafts" / "mine.yaml")
    with pytest.raises(UserError, match=r"^params/drafts/mine\.yaml: a scenario's file ends in \.yml"):
        pipeline.choose(project, Request(("mine",)), "run")


def test_a_result_in_an_address_is_told_where_it_stands_and_nowhere_else(project: Project) -> None:
    added(CHAPTER, "\n[x]({{< var sum.one_sek >}}) {{< var sum.one_sek >}}\n")(project.root)
    assert [str(each) for each in markup.problems(project)] == [
        "report/report.qmd, line 12: a result inside an attribute ('address') is not known to both renderers."
    ]


def test_what_a_file_lacks_is_told_and_not_that_it_has_changed(project: Project) -> None:
    replaced("data/sources.csv", "dagbok", "<script>")(project.root)
    told = [each.what for each in checklist.problems(project) if "sources.csv" in each.what]
    assert told == ["data/sources.csv, line 2: '<script>' is more than words."]
