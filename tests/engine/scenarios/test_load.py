"""A scenario file is refused with the reason, or loaded exactly as written."""

import json
import re

import pytest
from pydantic import ValidationError

import small_project
from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.project import ROOT
from pressroom.scenarios import declared
from pressroom.scenarios.ranges import ranges
from pressroom.scenarios.refuse import expected
from pressroom.scenarios.schema import Values


@pytest.fixture
def project(tmp_path):
    return small_project.build(tmp_path / "project")


def write(project, text, name="other"):
    head = f"scenario: {name}\ntitle: T\ndescription: D\nextends: base\n"
    (project.params / f"{name}.yml").write_text(head + text)


def refusal(project, text, name="other"):
    write(project, text, name)
    with pytest.raises(UserError) as caught:
        scenarios.load(project, name)
    assert "\n" not in caught.value.what + caught.value.todo
    return caught.value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("yaers: 9", "'yaers' is not a parameter"),
        ("years: '9'", "'years' is '9'"),
        ("years: 9.5", "must be a whole number from 1 to 20"),
        ("years: no", "'years' is 'no'"),
        ("years: 12:30", "'years' is '12:30'"),
        ("years: true", "'years' is True"),
        ("sold_share: 2.5", "must be a number from 0 to 1"),
        ("sold_share: .nan", "'sold_share' is nan"),
        ("sold_share: 2,5 %", "'sold_share' is '2,5 %'"),
        ("kg_per_tree: 40 kg", "'kg_per_tree' is '40 kg'"),
        ("resting: [12]", "'resting' is 12"),
        ("resting: [01]", "'resting' is 1"),
        ("resting: ['0114']", "'resting' is '0114', which is not in data/varieties.csv"),
        ("market: squar", "must be one of 'square', 'fair'"),
        ("years:", "'years' is None"),
        ("years: [9]", "'years' is [9]"),
        ("years: 8\nyears: 9", "a name is given twice"),
        ("years: [", "not valid YAML"),
        ("years: !!python/object:os.system x", "not valid YAML"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name(project, line, expected):
    assert expected in refusal(project, line).what


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A note.\nyaers: 9", "line 6: 'yaers' is not a parameter."),
        ("market: fair\nyears: '9'", "line 6: 'years' is '9', but must be a whole number from 1 to 20."),
        ("years: 9\nsold_share: 2.5", "line 6: 'sold_share' is 2.5, but must be a number from 0 to 1"),
        ("market: squar", "line 5: 'market' is 'squar', but must be one of"),
        ("resting:\n  - '01'\n  - '14'", "line 5: 'resting' is '14', which is not in data/varieties.csv."),
    ],
)
def test_a_wrong_value_of_a_file_is_told_with_its_line(project, text, said):
    assert refusal(project, text).what.startswith(f"params/other.yml, {said}")


def test_a_wrong_value_of_the_command_line_is_told_as_it_was_written(project):
    write(project, "market: fair\n")
    with pytest.raises(UserError, match=r"^-p years=99: 'years' is 99, but must be"):
        scenarios.load(project, "other", {"years": "99"})


def test_what_describes_a_scenario_is_told_with_its_line_where_it_has_one(project):
    path = project.params / "other.yml"
    path.write_text("# A note.\nscenario: other\ntitle: 3\ndescription: D\nextends: base\n")
    with pytest.raises(UserError, match=r"^params/other\.yml, line 3: 'title' is 3\."):
        scenarios.load(project, "other")
    path.write_text("scenario: other\ndescription: D\nextends: base\n")
    with pytest.raises(UserError, match=r"^params/other\.yml: 'title' is missing\."):
        scenarios.load(project, "other")


@pytest.mark.parametrize(
    ("text", "said", "todo"),
    [
        ("years 9\nmarket: fair", "line 5: this is not valid YAML.", "with a space after the colon"),
        ("market: 'fair\nyears: 9", "line 5: this is not valid YAML.", "Close the quotation mark."),
        ("years: 9\0", "line 5: the character U+0000 is no text.", "Take it out."),
        ("resting:\n\t- '01'", "line 6: this is not valid YAML.", "and no tab, at the beginning"),
        ("market: *fair", "line 5: this is not valid YAML.", "begins with '*'"),
        ("market: !fair x", "line 5: this is not valid YAML.", "begins with '!'"),
        ("resting: ['01', '01']", "line 5: 'resting' has '01' twice.", "Keep one of them."),
    ],
)
def test_what_is_no_yaml_is_told_where_it_begins(project, text, said, todo):
    told = refusal(project, text)
    assert told.what == f"params/other.yml, {said}"
    assert todo in told.todo


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("yaers: 9", "Did you mean 'years'?"),
        ("sold_share: 2.5", "2.5 percent is 0.025"),
        ("sold_share: 2,5 %", "decimal point and no unit"),
        ("market: squar", "Did you mean 'square'?"),
        ("resting: ['05']", "Valid names: 01"),
        ("resting: [1]", 'Write codes as quoted strings: resting: ["01", "02"]'),
        ("years: 1066", "Write a whole number, such as years: 8"),
    ],
)
def test_the_second_line_says_what_to_do(project, line, expected):
    assert expected in refusal(project, line).todo


def test_the_declarations_are_no_scenario(project):
    assert project.scenarios() == ["base", "frost"]
    with pytest.raises(UserError, match="There is no scenario 'parameters'"):
        scenarios.load(project, "parameters")


def test_a_missing_parameter_is_refused_and_the_reference_is_told_the_line_to_add(project):
    path = project.params / "base.yml"
    path.write_text(path.read_text().replace("years: 8\n", ""))
    with pytest.raises(UserError, match="'years' is missing") as refused:
        scenarios.load(project, "base")
    assert refused.value.todo == "Add the line 'years: …'."


@pytest.mark.parametrize("name", ["since"])
def test_what_sums_are_compared_over_is_set_by_the_reference_alone(project, name):
    refused = refusal(project, f"{name}: 2024")
    assert refused.what == (
        f"params/other.yml, line 5: '{name}' is the same in every scenario, because their sums are compared."
    )
    assert "params/base.yml" in refused.todo
    with pytest.raises(UserError, match="-p since=2024: 'since' is the same in every scenario"):
        scenarios.load(project, "base", {"since": "2024"})


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


def test_a_value_of_the_command_line_is_read_by_its_type(project):
    given = {"years": "9", "sold_share": "0.7", "resting": "01,02", "market": "fair"}
    values = scenarios.load(project, "base", given).values
    assert {name: values[name] for name in given} == {
        "years": 9,
        "sold_share": 0.7,
        "resting": ["01", "02"],
        "market": "fair",
    }


def test_values_are_json_values(project):
    values = scenarios.load(project, "frost").values
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_yes_and_no_of_the_command_line_are_no_words(project, text, value):
    assert scenarios.load(project, "base", {"fenced": text}).values["fenced"] is value


def test_neither_yes_nor_no_is_refused_with_what_to_write(project):
    with pytest.raises(UserError, match="'fenced' is 'maybe', but must be true or false") as refused:
        scenarios.load(project, "base", {"fenced": "maybe"})
    assert refused.value.todo == "Write fenced: true or fenced: false"


@pytest.mark.parametrize(
    ("name", "unit"),
    [("kg_per_tree", r" kg$"), ("sold_share", r"\(a share: 1 is all\)$"), ("years", r"\d$")],
)
def test_a_range_is_told_with_its_unit(project, name, unit):
    assert re.search(unit, expected(declared(project)[name]))


def test_only_assumptions_that_are_numbers_are_drawn(project, monkeypatch):
    monkeypatch.setenv(ROOT, str(project.root))
    every = declared(project)
    drawn = ranges(scenarios.load(project, "base").values, every).index
    assert {*drawn} == {
        name for name, about in every.items() if about.status == "assumption" and about.is_number
    }
    assert 0 < len(drawn) < len(every)


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_without_bounds_is_finite_all_the_same(number):
    class One(Values):
        free: float

    with pytest.raises(ValidationError):
        One(free=number)
