"""A scenario file is refused with the reason, or loaded exactly as written."""

import json
import re

import pytest
from pydantic import ValidationError

from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.project import Project, find
from pressroom.scenarios import declared
from pressroom.scenarios.ranges import ranges
from pressroom.scenarios.refuse import expected
from pressroom.scenarios.schema import Values

PROJECT = find()


@pytest.fixture
def project(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "data").mkdir()
    for name in ("params/base.yml", "params/parameters.yml", "data/municipalities.csv"):
        (tmp_path / name).write_text((PROJECT.root / name).read_text())
    return Project(tmp_path)


def write(project, text, name="other"):
    head = f"scenario: {name}\ntitle: T\ndescription: D\nextends: base\n"
    (project.params / f"{name}.yml").write_text(head + text)


def refusal(project, text, name="other"):
    write(project, text, name)
    with pytest.raises(UserError) as caught:
        scenarios.load(project, name)
    assert "\n" not in caught.value.what + caught.value.todo
    return caught.value


def test_every_scenario_of_the_project_loads_with_the_reference_first():
    assert next(s.name for s in scenarios.load_all(PROJECT)) == "base"
    assert len(scenarios.load_all(PROJECT)) == 7


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ramp_yaers: 2", "'ramp_yaers' is not a parameter"),
        ("ramp_years: '2'", "'ramp_years' is '2'"),
        ("ramp_years: 2.5", "must be a whole number from 0 to 5"),
        ("ramp_years: no", "'ramp_years' is 'no'"),
        ("ramp_years: 12:30", "'ramp_years' is '12:30'"),
        ("ramp_years: true", "'ramp_years' is True"),
        ("price_index: 2.5", "must be a number from 0 to 0.1"),
        ("price_index: .nan", "'price_index' is nan"),
        ("price_index: 2,5 %", "'price_index' is '2,5 %'"),
        ("position_cost_sek: 725 tkr", "'position_cost_sek' is '725 tkr'"),
        ("opted_out: [2303]", "'opted_out' is 2303"),
        ("opted_out: [0114]", "'opted_out' is 114"),
        ("opted_out: ['0114']", "'opted_out' is '0114', which is not in data/municipalities.csv"),
        ("sharing_key: eqal", "must be one of 'population', 'equal', 'mixed'"),
        ("ramp_years:", "'ramp_years' is None"),
        ("ramp_years: [2]", "'ramp_years' is [2]"),
        ("ramp_years: 2\nramp_years: 3", "a name is given twice"),
        ("ramp_years: [", "not valid YAML"),
        ("ramp_years: !!python/object:os.system x", "not valid YAML"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name(project, line, expected):
    assert expected in refusal(project, line).what


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ramp_yaers: 2", "Did you mean 'ramp_years'?"),
        ("price_index: 2.5", "2.5 percent is 0.025"),
        ("price_index: 2,5 %", "decimal point and no unit"),
        ("sharing_key: eqal", "Did you mean 'equal'?"),
        ("opted_out: ['2304']", "Did you mean '23"),
        ("opted_out: [2303]", 'Write codes as quoted strings: opted_out: ["2303", "2305"]'),
        ("ramp_years: 1066", "Write a whole number, such as ramp_years: 0"),
    ],
)
def test_the_second_line_says_what_to_do(project, line, expected):
    assert expected in refusal(project, line).todo


def test_the_declarations_are_no_scenario(project):
    assert project.scenarios() == ["base"]
    with pytest.raises(UserError, match="There is no scenario 'parameters'"):
        scenarios.load(project, "parameters")


def test_a_missing_parameter_is_refused(project):
    path = project.params / "base.yml"
    path.write_text(path.read_text().replace("first_year: 2023\n", ""))
    with pytest.raises(UserError, match="'first_year' is missing"):
        scenarios.load(project, "base")


@pytest.mark.parametrize("name", ["first_year", "horizon_years"])
def test_what_sums_are_compared_over_is_set_by_the_reference_alone(project, name):
    refused = refusal(project, f"{name}: 2024")
    assert refused.what == (
        f"params/other.yml: '{name}' is the same in every scenario, because their sums are compared."
    )
    assert "params/base.yml" in refused.todo
    with pytest.raises(UserError, match="-p: 'first_year' is the same in every scenario"):
        scenarios.load(project, "base", {"first_year": "2024"})


def test_a_circle_of_inheritance_is_refused(project):
    assert "circle" in refusal(project, "", name="base").what


def test_a_file_named_otherwise_than_its_scenario_is_refused(project):
    write(project, "")
    (project.params / "other.yml").rename(project.params / "renamed.yml")
    with pytest.raises(UserError, match="'scenario' is 'other', but the file is named 'renamed'"):
        scenarios.load(project, "renamed")


def test_an_unknown_scenario_is_refused_with_the_nearest_name(project):
    with pytest.raises(UserError, match="Did you mean 'base'"):
        scenarios.load(project, "bas")


def test_a_file_of_unreasonable_size_is_refused(project):
    assert "larger than 64 kB" in refusal(project, "# " + "x" * 70000).what


def test_a_value_of_the_command_line_is_read_by_its_type():
    given = {
        "ramp_years": "2",
        "price_index": "0.03",
        "opted_out": "2303,2305",
        "emission_vintage": "2026-01",
    }
    values = scenarios.load(PROJECT, "base", given).values
    assert {name: values[name] for name in given} == {
        "ramp_years": 2,
        "price_index": 0.03,
        "opted_out": ["2303", "2305"],
        "emission_vintage": "2026-01",
    }


def test_values_are_json_values():
    values = scenarios.load(PROJECT, "two_municipalities_leave").values
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_yes_and_no_of_the_command_line_are_no_words(text, value):
    assert scenarios.load(find(), "base", {"office_open": text}).values["office_open"] is value


def test_neither_yes_nor_no_is_refused_with_what_to_write():
    with pytest.raises(UserError, match="'office_open' is 'maybe', but must be true or false") as refused:
        scenarios.load(find(), "base", {"office_open": "maybe"})
    assert refused.value.todo == "Write office_open: true or office_open: false"


@pytest.mark.parametrize(
    ("name", "unit"),
    [("position_cost_sek", r" SEK$"), ("price_index", r"\(a share: 1 is all\)$"), ("ramp_years", r"\d$")],
)
def test_a_range_is_told_with_its_unit(name, unit):
    assert re.search(unit, expected(declared()[name]))


def test_only_assumptions_that_are_numbers_are_drawn():
    values = scenarios.load(find(), "base").values
    drawn = ranges(values, declared()).index
    assert {*drawn} == {
        name for name, about in declared().items() if about.status == "assumption" and about.is_number
    }
    assert 0 < len(drawn) < len(declared())


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_without_bounds_is_finite_all_the_same(number):
    class One(Values):
        free: float

    with pytest.raises(ValidationError):
        One(free=number)
