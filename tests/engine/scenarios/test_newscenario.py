"""A new scenario file loads as it is, explains every parameter, and overwrites nothing."""

import shutil

import pytest

from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.project import Project, find
from pressroom.scenarios import new as newscenario


@pytest.fixture
def project(tmp_path):
    shutil.copytree(find().params, tmp_path / "params")
    (tmp_path / "_quarto.yml").touch()
    return Project(tmp_path)


def test_it_loads_with_the_inherited_values(project):
    newscenario.write(project, "my_case", "phase_out")
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "phase_out").values


def test_it_names_every_parameter_that_a_scenario_may_set(project):
    text = newscenario.write(project, "my_case").read_text()
    named = {name: f"\n# {name}: " in text for name in scenarios.declared()}
    assert named == {name: not about.same for name, about in scenarios.declared().items()}
    assert not named["horizon_years"]


def test_each_line_can_be_used_by_removing_its_sign(project):
    path = newscenario.write(project, "my_case")
    text = path.read_text()
    for name in scenarios.declared():
        text = text.replace(f"\n# {name}: ", f"\n{name}: ")
    path.write_text(text)
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "base").values


def test_an_existing_file_is_never_overwritten(project):
    before = (project.params / "phase_out.yml").read_text()
    with pytest.raises(UserError, match="exists already"):
        newscenario.write(project, "phase_out")
    assert (project.params / "phase_out.yml").read_text() == before


@pytest.mark.parametrize("name", ["../x", "My case", "", "a/b", "1st"])
def test_a_name_that_cannot_be_a_file_is_refused(project, name):
    with pytest.raises(UserError, match="cannot be a scenario's name"):
        newscenario.write(project, name)
