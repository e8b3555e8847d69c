"""What is written from something else is named where it differs, and written anew on request."""

import json

import pytest

import small_project
from pressroom.checks import derived, notebooks
from pressroom.errors import UserError


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
        ("sold_share = 0.7", "sold_share = 0.6"),
        ("kg_per_tree = 40", "kg_per_tree = 40.0"),
        ("# Given.\nsold_share = 0.7  # a share", "# Given.\nsold_share = 0.6  # a share"),
        (
            'kg_per_tree = 40.0\nresting = [\n    "01",\n]',
            "kg_per_tree = 40.0\nresting = []",
        ),
        ("sold_shar = 1\nsold_share = 1", "sold_shar = 1\nsold_share = 0.6"),
    ],
)
def test_a_parameters_cell_gets_the_reference_values(project, source, mended):
    small_project.add_notebook(project, "01_first", parameters=source)
    (problem,) = derived.check(project)
    assert problem.what.startswith("notebooks/01_first.ipynb: ")
    assert problem.todo == "Write it anew: orchard check --fix"
    assert derived.fix(project) == [project.notebooks / "01_first.ipynb"]
    assert cell(project) == mended
    assert list(derived.check(project)) == []


def test_outputs_are_cleared_and_what_was_written_stays(project):
    path = project.notebooks / "01_first.ipynb"
    before = json.loads(path.read_text(encoding="utf-8"))
    full = json.loads(path.read_text(encoding="utf-8"))
    full["cells"][1] |= {"execution_count": 3, "outputs": [{"output_type": "stream", "text": ["1"]}]}
    full["cells"][0]["source"] = ["sold_share = 0.7"]
    path.write_text(json.dumps(full), encoding="utf-8")
    [told] = [each for each in notebooks.check(project) if "stored with outputs" in each.what]
    assert told.todo == "Clear them: orchard check --fix"
    assert derived.fix(project) == [path]
    after = json.loads(path.read_text(encoding="utf-8"))
    assert ["".join(each.pop("source")) for each in after["cells"]] == [
        each.pop("source") for each in before["cells"]
    ]
    assert after == before
    assert derived.fix(project) == []


def test_the_schema_follows_the_declarations(project):
    declarations = project.params / "parameters.yml"
    declarations.write_text(declarations.read_text().replace("range: [0, 200]", "range: [0, 250]"))
    assert [problem.what for problem in derived.check(project)] == [
        "params/schema.json is not what params/parameters.yml declares."
    ]
    derived.fix(project)
    assert '"maximum": 250' in (project.params / "schema.json").read_text()


def test_the_hash_of_changed_data_is_written(project):
    with (project.data / "harvests.csv").open("a") as file:
        file.write("\n")
    assert derived.fix(project) == [project.data / "datapackage.json"]
    assert derived.fix(project) == []


def test_codes_that_are_not_in_utf_8_are_told_before_anything_is_written(project):
    path = project.data / "varieties.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    before = (project.data / "datapackage.json").read_bytes()
    with pytest.raises(UserError, match=r"data/varieties\.csv is not in UTF-8"):
        derived.fix(project)
    assert (project.data / "datapackage.json").read_bytes() == before
