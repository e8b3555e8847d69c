"""A notebook that carries outputs, logic or other parameters than the model's is named."""

import json

import pytest

from pressroom.checks import notebooks
from pressroom.project import Project, find


def notebook(source="first_year = 2023", tags=("parameters",), outputs=(), code="results.record('a', b=1)"):
    cell = {"cell_type": "code", "id": "parameters", "metadata": {"tags": list(tags)}, "source": [source]}
    other = {"cell_type": "code", "id": "other", "metadata": {}, "source": [code]}
    cells = [cell | {"outputs": [], "execution_count": None}, other | {"outputs": list(outputs)}]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


DECLARED = """\
{name}:
  {{type: integer, unit: år, range: [2023, 2030], status: choice, label: År, reason: Valt.}}
"""


def problems(tmp_path, content, declared=("first_year",)):
    for folder in ("notebooks", "params"):
        (tmp_path / folder).mkdir()
    declarations = "".join(DECLARED.format(name=name) for name in declared)
    (tmp_path / "params" / "parameters.yml").write_text(declarations)
    path = tmp_path / "notebooks" / "01_x.ipynb"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    project = Project(tmp_path)
    return [problem.what for problem in [*notebooks.usable(project), *notebooks.check(project)]]


def test_a_bare_notebook_with_the_reference_values_is_in_order(tmp_path):
    assert problems(tmp_path, notebook()) == []


def test_what_prose_shows_of_code_defines_nothing(tmp_path):
    content = notebook()
    content["cells"].append({"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["def f(): pass"]})
    assert problems(tmp_path, content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (notebook(source="first_yaer = 2023"), "'first_yaer' is not a parameter"),
        (notebook(tags=()), "no cell has the tag 'parameters'"),
        (notebook(source="import os"), "more than 'name = value'"),
        (notebook(source="first_year = int('2023')"), "'first_year' more than a plain value"),
        (notebook(outputs=[{"output_type": "stream"}]), "cell 'other' is stored with outputs"),
        (notebook(code="def f(): pass"), "cell 'other', line 1: it defines 'f'"),
        (notebook(code="x = ("), "cell 'other', line 1: '(' was never closed"),
        (notebook(code="x = 1"), "no text shows anything of it, and it records no key figure"),
        (notebook(code="import time\nt = time.time()"), "cell 'other', line 2: 'time.time()' asks the clock"),
        (notebook(code="d = datetime.date.today()"), "'datetime.date.today()' asks the clock"),
        (notebook(code="x = np.random.normal()"), "'np.random.normal()' draws without a seed"),
        (notebook(code="rng = np.random.default_rng()"), "'np.random.default_rng()' draws without a seed"),
        (notebook(code="x = random.choice([1, 2])"), "'random.choice()' draws without a seed"),
        (notebook(code="x = uuid.uuid4()"), "'uuid.uuid4()' draws without a seed"),
        (notebook(code='#| fig-cap: "The "gap" grows"'), "cell 'other': the quotation marks of 'fig-cap'"),
        (notebook(tags=("parameters", "scenario")), "stored with another scenario"),
        (notebook(tags=("parameters", "injected-parameters")), "stored with the values that a run was given"),
        ("{", "Expecting property name"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, content, expected):
    assert expected in problems(tmp_path, content)[0]


@pytest.mark.parametrize(
    "code",
    [
        "rng = np.random.default_rng(59)\nx = rng.normal()",
        "random.seed(1)\nx = random.random()",
        "# a def and an undef of time.time()\nx = 'def f(): pass'",
        "x = table.sample(3, random_state=1)",
    ],
)
def test_what_is_seeded_or_only_written_about_is_in_order(tmp_path, code):
    assert problems(tmp_path, notebook(code=f"{code}\nresults.record('a', b=1)")) == []


def test_many_stored_outputs_are_one_problem(tmp_path):
    content = notebook(outputs=[{"output_type": "stream"}])
    content["cells"].append(content["cells"][1] | {"id": "third"})
    assert problems(tmp_path, content) == [
        "notebooks/01_x.ipynb: cell 'other' and 1 more are stored with outputs."
    ]


def test_a_lost_tag_is_one_problem_that_names_the_cell(tmp_path):
    assert problems(tmp_path, notebook(tags=())) == [
        "notebooks/01_x.ipynb: no cell has the tag 'parameters'."
    ]
    todo = next(iter(notebooks.usable(Project(tmp_path)))).todo
    assert todo == "Give it to the cell 'parameters', which begins with 'first_year'."


def test_a_parameter_that_no_notebook_has_is_named(tmp_path):
    found = problems(tmp_path, notebook(), ("first_year", "last_year"))
    assert found == ["params/parameters.yml: no notebook has the parameter 'last_year'."]


def test_the_projects_notebooks_are_in_order():
    assert [*notebooks.usable(find()), *notebooks.check(find())] == []
