"""A real change of a parameter, a data cell and a formula is told apart by running again."""

import json
import shutil
import subprocess

import pytest

from energikontoret import datahash
from energikontoret.project import Project, find
from energikontoret.review import rerun, sides
from energikontoret.review.compare import compare
from energikontoret.review.tolerance import Tolerance

PARTS = ("params", "data", "src", "report/theme", "_quarto.yml", "requirements.lock")
NAME = "01_agreement_finances"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The comparison of two runs of the first notebook, between which three inputs changed."""
    project = Project(tmp_path_factory.mktemp("project"))
    for part in PARTS:
        copy(find().root / part, project.root / part)
    copy(find().notebooks / f"{NAME}.ipynb", project.notebooks / f"{NAME}.ipynb")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", project.root, *named, *command], check=True, capture_output=True)
    old = run(project, "old", 0.025)
    edit(project.data / "agreement_posts.csv", "common_costs,1600000", "common_costs,1700000")
    datahash.update(project)
    edit(
        project.root / "src/energikontoret/model/agreement.py",
        "(1 + discount_rate)",
        "(1.01 + discount_rate)",
    )
    new = run(project, "new", 0.03)
    return rerun.attributed(project, old, new, compare(project, old, new, Tolerance()))


def copy(origin, place):
    place.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, place, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(origin, place)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(project, name, price_index):
    """Run the notebook with the project's own code, in a process of its own, and return the side."""
    values = json.loads((find().executed / "manifest.json").read_text())["scenario"]
    scenario = values | {"parameters": values["parameters"] | {"price_index": price_index}}
    rerun.execute(project.root, scenario | {"name": name}, [NAME])
    return sides.find(project, name)


def test_the_three_inputs_are_named_and_nothing_else_is(found):
    assert [(change.ref, change.details) for change in found.inputs] == [
        ("parameter:price_index", ()),
        ("data:agreement_posts", ()),
        ("code:energikontoret/model/agreement.py", ("present_value",)),
    ]


def test_the_changed_data_cell_is_named(found):
    (row,) = found.inputs[1].grid.changes
    assert (row.key, [(c.old, c.new) for c in row.cells if c.grade]) == (
        ("common_costs",),
        [("1600000", "1700000")],
    )


def test_each_input_explains_its_part_of_the_first_years_gap(found):
    parts = {
        effect.ref: effect.values["agreement.gap_first_year_sek"] for effect in found.attribution.effects
    }
    expected = {
        "parameter:price_index": 2_706_000 * 0.005,
        "data:agreement_posts": 100_000 * 1.025,
        "code:energikontoret/model/agreement.py": 0,
    }
    assert parts == pytest.approx(expected)


def test_what_is_left_is_the_interaction(found):
    assert found.attribution.rest["agreement.gap_first_year_sek"] == pytest.approx(100_000 * 0.005)
