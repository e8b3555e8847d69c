"""Names in a notebook's code: variables, modules and their parts, and what stands in quotation marks."""

from pathlib import Path

import code_told
import pytest

import small_project
from pressroom.checks import defined, quoted
from pressroom.checks.resources import Tables

IMPORTS = "from pressroom import scenarios\nfrom pressroom.notebook import data\nrows = data.load('harvests')"
RIGHT = (
    "rows[['year', 'kg']].sort_values('year')",
    "rows['tons'] = rows['kg'] / 1000\nrows['tons'].sum()",
    "rows[rows['kg'] > 2000].query('year > 2021 and kg > 0').head(2)['kg']",
    "other = rows.rename(columns={'kg': 'weight'})\nother['weight']",
    "rows.groupby('year')['kg'].sum()",
    "[each for each in rows['kg']]",
    "def twice():\n    return 2 * later\n\nlater = 3\ntwice()",
    "try:\n    import pands\nexcept ImportError:\n    pands = None",
    "{'yeer': 1}['yeer']",
)
WRONG = {
    "rows['yeer']": ("line 1: there is no column of 'harvests' called 'yeer'.", "Did you mean 'year'?"),
    "rows.head(2)['yeer']": (
        "line 1: there is no column of 'harvests' called 'yeer'.",
        "Did you mean 'year'?",
    ),
    "rows[rows['kg'] > 2000][['year', 'kgs']]": (
        "line 1: there is no column of 'harvests' called 'kgs'.",
        "Did you mean 'kg'?",
    ),
    "rows.sort_values('yeer')": (
        "line 1: there is no column of 'harvests' called 'yeer'.",
        "Did you mean 'year'?",
    ),
    "rows.copy().groupby(['year', 'kgs'])": (
        "line 1: there is no column of 'harvests' called 'kgs'.",
        "Did you mean 'kg'?",
    ),
    "rows.query('yeer > 2021')": (
        "line 1: there is no column of 'harvests' called 'yeer'.",
        "Did you mean 'year'?",
    ),
    "values = scenarios.given(globals())\nvalues['sold_shar']": (
        "line 2: there is no parameter 'sold_shar'.",
        "Did you mean 'sold_share'?",
    ),
    "import pressroom.notebok": (
        "line 1: there is no module 'pressroom.notebok'.",
        "Did you mean 'notebook'?",
    ),
    "from pressroom.notebook import dat": (
        "line 1: 'pressroom.notebook' has no 'dat'.",
        "Did you mean 'data'?",
    ),
    "data.lod('harvests')": ("line 1: 'pressroom.notebook.data' has no 'lod'.", "Did you mean 'load'?"),
    "import pressroom as engine\nengine.figurs": (
        "line 2: 'pressroom' has no 'figurs'.",
        "Did you mean 'figures'?",
    ),
    "rowes.head()": ("line 1: 'rowes' has no value.", "Did you mean 'rows'?"),
    "lab.use('base')": ("line 1: 'lab' has no value.", "Import it: from pressroom.notebook import lab"),
    "pritn(1)": ("line 1: 'pritn' has no value.", "Did you mean 'print'?"),
    "2 + maxx": ("line 1: 'maxx' has no value.", "Give it one before, or import it."),
    "def twice():\n    return 2 * nowhere": (
        "line 2: 'nowhere' has no value.",
        "Give it one before, or import it.",
    ),
}


def told(folder: Path, code: str) -> list[tuple[str, str]]:
    return code_told.told(
        folder, IMPORTS, code, lambda here: [*defined.problems(here), *quoted.problems(Tables(here))]
    )


@pytest.mark.parametrize("code", RIGHT)
def test_what_is_there_is_not_told(tmp_path: Path, code: str) -> None:
    assert told(tmp_path, code) == []


@pytest.mark.parametrize("code", WRONG)
def test_what_is_not_there_is_told_once_with_the_nearest(tmp_path: Path, code: str) -> None:
    assert told(tmp_path, code) == [WRONG[code]]


def test_a_name_that_a_later_cell_gives_is_told_with_that_cell(tmp_path: Path) -> None:
    project = small_project.build(tmp_path / "project")
    small_project.add_notebook(project, "01_first", "print(later)", "later = 1")
    [problem] = defined.problems(project)
    assert problem.what.endswith("cell 'c1', line 1: 'later' gets its value in a later cell.")
    assert problem.todo == "Move the cell 'c2' up."
