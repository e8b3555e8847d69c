"""A scenario file is refused with the reason, or loaded exactly as written."""

import json

import pytest
from ruamel.yaml import YAML

from energikontoret.parameters import Parameters
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import Project, find
from pressroom.scenarios import params

PROJECT = find()


@pytest.fixture
def project(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "params/base.yml").write_text((PROJECT.params / "base.yml").read_text())
    return Project(tmp_path)


def write(project, text, name="other"):
    head = f"scenario: {name}\ntitle: T\ndescription: D\nextends: base\n"
    (project.params / f"{name}.yml").write_text(head + text)


def refusal(project, text, name="other"):
    write(project, text, name)
    with pytest.raises(UserError) as caught:
        params.load(project, name)
    assert "\n" not in caught.value.what + caught.value.todo
    return caught.value


def test_the_reference_file_states_every_parameter_and_nothing_else():
    content = YAML(typ="safe").load((PROJECT.params / "base.yml").read_text())
    assert set(content) - {*params.ABOUT, *params.ABOUT_OPTIONAL} == set(Parameters.model_fields)


def test_the_declared_defaults_are_the_reference_scenario():
    assert params.load(PROJECT, "base").values == Parameters().model_dump(mode="json")


def test_the_committed_schema_is_the_models():
    assert (PROJECT.params / "schema.json").read_text() == params.schema()


def test_every_scenario_of_the_project_loads_with_the_reference_first():
    assert next(s.name for s in params.load_all(PROJECT)) == "base"
    assert len(params.load_all(PROJECT)) >= 6


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("first_yaer: 2024", "'first_yaer' is not a parameter"),
        ("first_year: '2024'", "'first_year' is '2024'"),
        ("first_year: 2024.5", "must be a whole number from 2023 to 2030"),
        ("first_year: no", "'first_year' is 'no'"),
        ("first_year: 12:30", "'first_year' is '12:30'"),
        ("first_year: true", "'first_year' is True"),
        ("price_index: 2.5", "must be a number from 0 to 0.1"),
        ("price_index: .nan", "'price_index' is nan"),
        ("price_index: 2,5 %", "'price_index' is '2,5 %'"),
        ("position_cost_sek: 725 tkr", "'position_cost_sek' is '725 tkr'"),
        ("opted_out: [2303]", "'opted_out' is 2303"),
        ("opted_out: [0114]", "'opted_out' is 114"),
        ("opted_out: ['0114']", "'opted_out' is '0114'"),
        ("sharing_key: eqal", "must be one of 'population', 'equal', 'mixed'"),
        ("first_year:", "'first_year' is None"),
        ("first_year: [2023]", "'first_year' is [2023]"),
        ("first_year: 2023\nfirst_year: 2024", "a name is given twice"),
        ("first_year: [", "not valid YAML"),
        ("first_year: !!python/object:os.system x", "not valid YAML"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name(project, line, expected):
    assert expected in refusal(project, line).what


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("first_yaer: 2024", "Did you mean 'first_year'?"),
        ("price_index: 2.5", "2.5 percent is 0.025"),
        ("price_index: 2,5 %", "decimal point and no unit"),
        ("sharing_key: eqal", "Did you mean 'equal'?"),
    ],
)
def test_the_second_line_says_what_to_do(project, line, expected):
    assert expected in refusal(project, line).todo


def test_a_missing_parameter_is_refused(project):
    path = project.params / "base.yml"
    path.write_text(path.read_text().replace("first_year: 2023\n", ""))
    with pytest.raises(UserError, match="'first_year' is missing"):
        params.load(project, "base")


def test_a_circle_of_inheritance_is_refused(project):
    assert "circle" in refusal(project, "", name="base").what


def test_a_file_named_otherwise_than_its_scenario_is_refused(project):
    write(project, "")
    (project.params / "other.yml").rename(project.params / "renamed.yml")
    with pytest.raises(UserError, match="'scenario' is 'other', but the file is named 'renamed'"):
        params.load(project, "renamed")


def test_an_unknown_scenario_is_refused_with_the_nearest_name(project):
    with pytest.raises(UserError, match="Did you mean 'base'"):
        params.load(project, "bas")


def test_a_file_of_unreasonable_size_is_refused(project):
    assert "larger than 64 kB" in refusal(project, "# " + "x" * 70000).what


def test_a_value_of_the_command_line_is_read_by_its_type():
    given = {
        "first_year": "2024",
        "price_index": "0.03",
        "opted_out": "2303,2305",
        "emission_vintage": "2026-01",
    }
    values = params.load(PROJECT, "base", given).values
    assert {name: values[name] for name in given} == {
        "first_year": 2024,
        "price_index": 0.03,
        "opted_out": ["2303", "2305"],
        "emission_vintage": "2026-01",
    }


def test_values_are_json_values():
    values = params.load(PROJECT, "two_municipalities_leave").values
    assert json.loads(json.dumps(values)) == values


def test_each_assumption_has_a_range_that_holds_the_reference_value():
    for name, field in Parameters.model_fields.items():
        about = field.json_schema_extra
        if about["status"] == "assumption" and isinstance(field.default, float | int):
            assert about["low"] <= field.default <= about["high"], name
        assert about["reason"], name


def test_the_source_of_each_parameter_is_in_the_list_of_sources():
    listed = set(data.read(PROJECT, "sources")["source_id"])
    named = {field.json_schema_extra.get("source") for field in Parameters.model_fields.values()} - {None}
    assert named <= listed
