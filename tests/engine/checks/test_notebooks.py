"""A notebook that carries outputs, logic or other parameters than the model's is named."""

import json

import pytest

from pressroom.checks import notebooks
from pressroom.project import Project, find


def notebook(source="first_year = 2023", tags=("parameters",), outputs=(), code="x = 1"):
    cell = {"cell_type": "code", "id": "parameters", "metadata": {"tags": list(tags)}, "source": [source]}
    other = {"cell_type": "code", "id": "other", "metadata": {}, "source": [code]}
    cells = [cell | {"outputs": [], "execution_count": None}, other | {"outputs": list(outputs)}]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


DECLARED = """\
{name}:
  {{type: integer, unit: år, range: [2023, 2030], status: choice, label: År, label_en: Year, reason: Valt.,
   reason_en: Chosen.}}
"""


def problems(tmp_path, content, declared=("first_year",)):
    for folder in ("notebooks", "params"):
        (tmp_path / folder).mkdir()
    declarations = "".join(DECLARED.format(name=name) for name in declared)
    (tmp_path / "params" / "parameters.yml").write_text(declarations)
    path = tmp_path / "notebooks" / "01_x.ipynb"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return [problem.what for problem in notebooks.check(Project(tmp_path))]


def test_a_bare_notebook_with_the_reference_values_is_in_order(tmp_path):
    assert problems(tmp_path, notebook()) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (notebook(source="first_yaer = 2023"), "'first_yaer' is not a parameter"),
        (notebook(tags=()), "no cell has the tag 'parameters'"),
        (notebook(source="import os"), "more than 'name = value'"),
        (notebook(source="first_year = int('2023')"), "'first_year' more than a plain value"),
        (notebook(outputs=[{"output_type": "stream"}]), "cell 'other' is stored with outputs"),
        (notebook(code="def f(): pass"), "cell 'other' defines a function"),
        (notebook(code='#| fig-cap: "The "gap" grows"'), "cell 'other': the quotation marks of 'fig-cap'"),
        (notebook(tags=("parameters", "scenario")), "stored with another scenario"),
        ("{", "Expecting property name"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, content, expected):
    assert expected in problems(tmp_path, content)[0]


def test_a_parameter_that_no_notebook_has_is_named(tmp_path):
    found = problems(tmp_path, notebook(), ("first_year", "last_year"))
    assert found == ["params/parameters.yml: no notebook has the parameter 'last_year'."]


def test_the_projects_notebooks_are_in_order():
    assert list(notebooks.check(find())) == []
