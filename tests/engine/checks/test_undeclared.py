"""A key figure is recorded by a notebook and declared in report/key_figures.yml, or refused."""

import json
import shutil

import pytest

import small_project
from pressroom.checks import undeclared

RECORDED = "results.record('sum', **{f'{name}_sek': 1 for name in ('one', 'two')})"


@pytest.fixture
def project(tmp_path):
    return small_project.build(tmp_path / "project")


def declare(project, *ids):
    lines = [f"{id}: {{unit: kr, label: Tal}}\n" for id in ids]
    (project.report / "key_figures.yml").write_text("".join(lines), encoding="utf-8")


def test_what_is_recorded_and_declared_is_right(project):
    assert [*undeclared.undeclared(project), *undeclared.unused(project)] == []


def test_an_id_that_is_not_declared_is_named_with_the_nearest(project):
    declare(project, "sum.one_sek", "sum.too_sek")
    [problem] = undeclared.undeclared(project)
    assert problem.what.startswith("notebooks/02_second.ipynb records 'sum.two_sek'")
    assert problem.todo == "Did you mean 'sum.too_sek'?"


def test_an_id_that_no_notebook_records_is_found(project):
    declare(project, "sum.one_sek", "sum.two_sek", "sum.three_sek")
    assert [problem.what for problem in undeclared.unused(project)] == [
        "report/key_figures.yml: no notebook records 'sum.three_sek'."
    ]


def test_an_id_that_is_put_together_counts_once_a_run_has_recorded_it(project):
    (project.notebooks / "02_second.ipynb").unlink()
    small_project.add_notebook(project, "01_first", RECORDED)
    assert [problem.what for problem in undeclared.unused(project)] == [
        f"report/key_figures.yml: 'sum.{name}_sek' was recorded in no run of any scenario."
        for name in ("one", "two")
    ]
    (project.runs / "base").mkdir(parents=True)
    results = {"results": [{"id": "sum.one_sek"}, {"id": "sum.two_sek"}]}
    (project.runs / "base" / "results.json").write_text(json.dumps(results))
    assert list(undeclared.unused(project)) == []


def test_a_copy_of_a_notebook_is_told_once_with_both_names(project):
    shutil.copy(project.notebooks / "01_first.ipynb", project.notebooks / "01_first-Copy1.ipynb")
    assert [problem.what for problem in undeclared.undeclared(project)] == [
        "notebooks/01_first.ipynb records 'sum.one_sek', and so does notebooks/01_first-Copy1.ipynb."
    ]


def test_who_records_nothing_needs_no_list_of_key_figures(project):
    for path in project.notebooks.glob("*.ipynb"):
        path.unlink()
    (project.report / "key_figures.yml").unlink()
    small_project.add_notebook(project, "01_first", "1 + 1")
    assert list(undeclared.undeclared(project)) == []
