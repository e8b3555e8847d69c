"""What is written from something else is named where it differs, and written anew on request."""

import json

import pytest

import small_project
from pressroom.checks import derived


@pytest.fixture
def project(tmp_path):
    return small_project.build(tmp_path / "project")


def cell(project, name="01_first"):
    notebook = json.loads((project.notebooks / f"{name}.ipynb").read_text(encoding="utf-8"))
    return "".join(notebook["cells"][0]["source"])


def test_the_projects_files_are_what_they_are_written_from(project):
    assert list(derived.check(project)) == []
    assert derived.fix(project) == []


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("price_index = 0.03", "price_index = 0.025"),
        ("first_year = 2023.0", "first_year = 2023"),
        ("# Given.\nprice_index = 0.03  # a share", "# Given.\nprice_index = 0.025  # a share"),
        (
            'sharing_key = "equal"\nopted_out = [\n    "2303",\n]',
            'sharing_key = "population"\nopted_out = []',
        ),
        ("office_open = False", "office_open = True"),
        ("first_yaer = 1\nfirst_year = 1", "first_yaer = 1\nfirst_year = 2023"),
    ],
)
def test_a_parameters_cell_gets_the_reference_values(project, source, mended):
    small_project.add_notebook(project, "01_first", parameters=source)
    (problem,) = derived.check(project)
    assert problem.what.startswith("notebooks/01_first.ipynb: ")
    assert problem.todo == "Write it anew: energikontoret check --fix"
    assert derived.fix(project) == [project.notebooks / "01_first.ipynb"]
    assert cell(project) == mended
    assert list(derived.check(project)) == []


def test_the_schema_follows_the_declarations(project):
    declarations = project.params / "parameters.yml"
    declarations.write_text(declarations.read_text().replace("range: [2023, 2030]", "range: [2023, 2040]"))
    assert [problem.what for problem in derived.check(project)] == [
        "params/schema.json is not what params/parameters.yml declares."
    ]
    derived.fix(project)
    assert '"maximum": 2040' in (project.params / "schema.json").read_text()


def test_the_hash_of_changed_data_is_written(project):
    with (project.data / "decisions.csv").open("a") as file:
        file.write("\n")
    assert derived.fix(project) == [project.data / "datapackage.json"]
    assert derived.fix(project) == []
