"""A new scenario file loads as it is, explains every parameter, and overwrites nothing."""

import shutil

import pytest

from places import SAMPLE
from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.scenarios import new as newscenario


@pytest.fixture
def project(tmp_path):
    for name in ("params", "data"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    (tmp_path / "_quarto.yml").touch()
    return Project(tmp_path)


def test_it_loads_with_the_inherited_values(project):
    newscenario.write(project, "my_case", "frost")
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "frost").values


def test_it_names_every_parameter(project):
    text = newscenario.write(project, "my_case").read_text()
    assert all(f"\n# {name}: " in text for name in scenarios.declared())


def test_each_line_can_be_used_by_removing_its_sign(project):
    path = newscenario.write(project, "my_case")
    text = path.read_text()
    for name in scenarios.declared():
        text = text.replace(f"\n# {name}: ", f"\n{name}: ")
    path.write_text(text)
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "base").values


def test_an_existing_file_is_never_overwritten(project):
    before = (project.params / "frost.yml").read_text()
    with pytest.raises(UserError, match="exists already"):
        newscenario.write(project, "frost")
    assert (project.params / "frost.yml").read_text() == before


@pytest.mark.parametrize("name", ["../x", "My case", "", "a/b", "1st"])
def test_a_name_that_cannot_be_a_file_is_refused(project, name):
    with pytest.raises(UserError, match="cannot be a scenario's name"):
        newscenario.write(project, name)
