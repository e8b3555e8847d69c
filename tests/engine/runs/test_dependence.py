"""The measurement is kept under the code that was measured, and names the sources of a key figure."""

import pytest

from pressroom.project import Project, find
from pressroom.runs import dependence

PARTS = {
    "notebook": "n",
    "code": {"model.py": "c"},
    "data": {"posts": "d", "people": "e", "params/base.yml": "f"},
    "parameters": {"price_index": 0.025},
}
RESTS = {
    "sample.a": frozenset({"param:price_index", "data:posts"}),
    "sample.b": frozenset(),
    "tbl-sample": frozenset({"data:people"}),
}
FIGURES = [{"id": "sample.a"}, {"id": "sample.b"}]


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    made.executed.mkdir(parents=True)
    made.notebooks.mkdir()
    (made.notebooks / "01_sample.ipynb").touch()
    return made


def keep(project):
    found = {"01_sample": (dependence.code_key(PARTS), RESTS)}
    dependence.path(project).write_text(dependence.text(project, found), encoding="utf-8")


def test_what_is_written_is_read(project):
    keep(project)
    assert dependence.measured(project, "01_sample", PARTS) == RESTS


@pytest.mark.parametrize("changed", [{"notebook": "other"}, {"code": {"model.py": "other"}}])
def test_nothing_is_known_of_other_code(project, changed):
    keep(project)
    assert dependence.measured(project, "01_sample", PARTS | changed) is None


def test_other_data_and_parameters_leave_what_is_known(project):
    keep(project)
    assert dependence.measured(project, "01_sample", PARTS | {"data": {}, "parameters": {}}) == RESTS


def test_what_executes_notebooks_may_change(project):
    keep(project)
    code = PARTS["code"] | {"pressroom/execution/kernel.py": "other"}
    assert dependence.measured(project, "01_sample", PARTS | {"code": code}) == RESTS


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"01_sample": 3}',
        '{"01_sample": {}}',
        '{"01_sample": {"code": "x", "inputs": [], "outputs": {}}}',
        '{"01_sample": {"code": "x", "inputs": [1], "outputs": {}}}',
        '{"01_sample": {"code": "x", "inputs": [], "outputs": {"sample.a": 5}}}',
    ],
)
def test_a_file_that_does_not_fit_says_nothing(project, content):
    dependence.path(project).write_text(content, encoding="utf-8")
    assert dependence.measured(project, "01_sample", PARTS) is None


def test_the_sources_are_what_was_measured(project):
    keep(project)
    found = dependence.with_sources(project, "01_sample", PARTS, FIGURES)
    assert [figure["sources"] for figure in found] == [["posts", "params"], []]


def test_without_a_measurement_the_sources_are_all_that_is_read(project):
    found = dependence.with_sources(project, "01_sample", PARTS, FIGURES)
    assert [figure["sources"] for figure in found] == [["people", "posts", "params"]] * 2


def test_a_notebook_that_is_gone_is_taken_out(project):
    keep(project)
    (project.notebooks / "01_sample.ipynb").unlink()
    assert dependence.text(project, {}) == "{}\n"


def test_what_stands_there_is_written_as_it_stands():
    assert dependence.text(find(), {}) == dependence.path(find()).read_text(encoding="utf-8")
