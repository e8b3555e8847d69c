"""Each parameter is declared once; what a declaration lacks or contradicts is refused with its line."""

import pytest

from places import SAMPLE
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.scenarios import declare, declared, explain
from pressroom.scenarios.schema import schema

PROJECT = Project(SAMPLE)
NUMBER = """\
# What may vary.
rate:
  type: number
  unit: andel
  range: [0.0, 0.1]
  status: assumption
  low: 0.02
  high: 0.03
  label: Takt
  reason: Okänd.
"""
CODES = """\
outside:
  type: codes
  codes_of: places
  status: choice
  label: Utanför
  reason: Ingen.
"""
WORD = CODES.replace("codes\n  codes_of: places", "word\n  choices: {even: lika, uneven: olika}")


@pytest.fixture
def declare_as(tmp_path):
    (tmp_path / "params").mkdir()

    def write(text):
        (tmp_path / declare.FILE).write_text(text, encoding="utf-8")
        return Project(tmp_path)

    return write


def refusal(project):
    with pytest.raises(UserError) as refused:
        declared(project)
    assert "\n" not in refused.value.what + refused.value.todo
    return refused.value


@pytest.mark.parametrize(
    ("old", "new", "wrong", "todo"),
    [
        ("  unit: andel\n", "  unit: andl\n", "line 2: 'rate' has the unit 'andl'", "Did you mean 'andel'?"),
        ("  label: Takt\n", "", "line 2: 'rate' has no 'label'", "Add the line 'label: …'"),
        ("  reason: Okänd.\n", "  reason: ''\n", "'rate' has the reason ''", "at least 1"),
        ("  label: ", "  lable: ", "'rate' has 'lable'", "'label'"),
        ("type: number", "type: numer", "'rate' has the type 'numer'", "'boolean', 'word' or 'codes'"),
        ("range: [0.0, 0.1]", "range: [0.0]", "'rate' has the range [0.0]", "at least 2 items"),
        ("  range: [0.0, 0.1]\n", "", "'rate' has no 'range'", "type number needs it"),
        ("low: 0.02", "low: 0.2", "low 0.2, high 0.03 and range [0.0, 0.1]", "in order"),
        ("low: 0.02", "low: much", "low 'much' and high 0.03", "numbers"),
        ("  low: 0.02\n", "", "'rate' has no 'low' or no 'high'", "An assumption needs both"),
        ("  label: Takt\n", "  label: Takt\n  name: x\n", "'rate' has 'name'", "Take the line out"),
        ("rate:\n", "rate: {}\nrate:\n", "line 3: a name is given twice", "Keep one"),
        ("  type: number", " type: number", "not valid YAML", "name: value"),
    ],
)  # fmt: skip
def test_a_wrong_declaration_is_refused_with_its_line(declare_as, old, new, wrong, todo):
    refused = refusal(declare_as(NUMBER.replace(old, new)))
    assert refused.what.startswith(declare.FILE)
    assert wrong in refused.what
    assert todo in refused.todo


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (CODES.replace("  codes_of: places\n", ""), "has no 'codes_of'"),
        (WORD.replace("  choices: {even: lika, uneven: olika}\n", ""), "has no 'choices'"),
        (WORD.replace("status: choice", "status: assumption\n  low: odd\n  high: even"), "has low 'odd'"),
        ("rate:\n", "has no declaration"),
        ("- rate", "not a list of names and values"),
    ],
)
def test_each_type_needs_what_bounds_it(declare_as, text, wrong):
    assert wrong in refusal(declare_as(text)).what


def test_the_words_of_a_choice_are_those_of_its_declaration(declare_as):
    assert declared(declare_as(WORD))["outside"].word("uneven").of("sv") == "olika"


def test_codes_of_data_that_are_not_there_are_refused(declare_as):
    project = declare_as(CODES)
    with pytest.raises(UserError, match=r"data/places\.csv has no 'code' and 'name'"):
        declare.codes(project, "places")


def test_the_schema_has_no_reference_value_but_every_bound():
    text = schema(PROJECT)
    assert '"default"' not in text
    assert text.count('"minimum"') == sum(about.is_number for about in declared(PROJECT).values())


def test_one_parameter_is_explained_with_its_reference_value():
    said = explain.explain(PROJECT, "sold_share")
    assert said.startswith("sold_share = 0.6\n")
    assert "a number from 0 to 1 (a share: 1 is all), varied 0.3–0.9" in said
