"""Which installed packages outputs may rest on: those that code imports, and those that these need."""

import json

import pytest

from pressroom.notebook.ipynb import parse
from pressroom.project import find
from pressroom.runs import reads, uses
from pressroom.runs.keys import Inputs
from pressroom.runs.packages import packages

INSTALLED = ("salib", "pandas", "numpy", "pillow", "pyyaml", "matplotlib", "rich", "gone")


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        ([], []),
        (["numpy"], ["numpy"]),
        # A module is called otherwise than its package, or in other letters.
        (["PIL"], ["pillow"]),
        (["yaml"], ["pyyaml"]),
        (["SALib"], ["matplotlib", "numpy", "pandas", "pillow", "salib"]),
        # What is needed only for an extra is not used, nor what nobody lists.
        (["pandas"], ["numpy", "pandas"]),
        (["json", "gone", "scipy"], []),
    ],
)
def test_the_packages_of_modules_and_what_they_need_are_used(modules, expected):
    assert uses.used(modules, INSTALLED) == expected


def outside(source):
    cells = [{"cell_type": "code", "metadata": {}, "source": source}]
    return reads.outside(
        parse("01_x", json.dumps({"cells": cells, "nbformat": 4}).encode()), packages(find())
    )


def test_what_a_notebook_and_the_reports_own_modules_import_counts_wherever_it_stands():
    assert outside("def f():\n    import numpy.linalg") == {"numpy"}


def test_of_the_engine_counts_what_it_imports_at_once_and_not_what_seldom_happens():
    found = outside("from pressroom import figures")
    assert {"matplotlib", "PIL"} <= found
    assert not {"IPython", "papermill", "ipykernel", "pressroom"} & found


def test_a_notebook_says_which_packages_it_uses(project, scenario, add):
    add("01_first", "import pandas")
    (project.root / "requirements.lock").write_text("pandas==1\nsalib==1\n", encoding="utf-8")
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", scenario().values)
    assert parts["packages"] == ["pandas"]
