"""The bounds of a column, which the values on them keep."""

import json

import pytest

import small_project
from pressroom.checks import rows
from pressroom.checks.resources import Tables


def told(folder, **rules):
    """What is told of the column kg of the harvests, 1980 to 2840, under these rules."""
    project = small_project.build(folder / "project")
    path = project.data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    entry = next(each for each in package["resources"] if each["name"] == "harvests")
    field = next(each for each in entry["schema"]["fields"] if each["name"] == "kg")
    field["constraints"] = rules
    path.write_text(json.dumps(package), encoding="utf-8")
    return [problem.what for problem in rows_of(project)]


def rows_of(project):
    return rows.problems(Tables(project))


@pytest.mark.parametrize(
    "rules", [{"minimum": 1980}, {"maximum": 2840}, {"enum": ["1980", "2410", "2655", "2790", "2840"]}]
)
def test_a_value_on_a_bound_keeps_it(tmp_path, rules):
    assert told(tmp_path, **rules) == []


@pytest.mark.parametrize(
    ("rules", "row", "said"),
    [
        ({"minimum": 1981}, 4, "'1980' is below 1981"),
        ({"maximum": 2839}, 6, "'2840' is above 2839"),
        ({"enum": ["1980", "2410", "2655", "2790"]}, 6, "'2840' is none of those allowed"),
    ],
)
def test_a_value_beyond_a_bound_is_told_with_its_row(tmp_path, rules, row, said):
    assert told(tmp_path, **rules) == [f"data/harvests.csv, row {row}, column 'kg': {said}."]
