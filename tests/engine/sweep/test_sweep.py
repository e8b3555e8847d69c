"""Sweeps: what is declared, what runs, and the table that is left."""

import pandas as pd
import pytest

from pressroom.errors import UserError
from pressroom.execution.job import Execution
from pressroom.execution.run import NotebookFailed
from pressroom.sweep import command
from pressroom.sweep import grid as grids
from pressroom.sweep.sweep import sweep

TWO = """
grid:
  price_index: [0.01, 0.02, 0.03]
  first_year: [2023, 2024]
"""


@pytest.fixture
def declare(project):
    """Read a sweep from some YAML."""

    def read(text: str) -> grids.Grid:
        path = project.root / "grid.yml"
        path.write_text(text, encoding="utf-8")
        return grids.read(project, path)

    return read


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TWO, 6),
        ("grid: {price_index: {from: 0.0, to: 0.1, steps: 11}}", 11),
        ("sets: [{price_index: 0.01}, {first_year: 2024}]", 2),
        (TWO + "sets: [{price_index: 0.01, first_year: 2023}, {}]", 7),
        ("sets: [{price_index: 0.025}, {}, {first_year: 2023}]", 1),
    ],
)
def test_equal_sets_are_folded(declare, text, count):
    assert len(declare(text).sets) == count


def test_a_range_has_the_decimals_of_a_list(declare):
    sets = declare("grid: {price_index: {from: 0.01, to: 0.04, steps: 4}}").sets
    assert [one.values["price_index"] for one in sets] == [0.01, 0.02, 0.03, 0.04]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("grid: {price_indx: [1]}", "set 1: 'price_indx' is not a parameter"),
        ("grid: {price_index: [0.01, 7]}", "set 2: 'price_index' is 7"),
        ("grid: {price_index: []}", "'price_index' has no values"),
        ("grid: {price_index: {from: 0, to: 1, steps: 1}}", "'price_index' has no values"),
        ("grid: {price_index: {from: 0, to: 1, steps: 90000}, first_year: [2023, 2024]}", "too many"),
        ("gird: {}", "'gird' is not part of a sweep"),
        ("sets: {}", "'sets' is not a list"),
        ("{}", "declares no parameter set"),
        ("grid: [", ": this is not valid YAML"),
        ("scenario: bse\ngrid: {price_index: [0.1]}", "There is no scenario 'bse'"),
        (TWO + "figures: [{result: a.b, over: [horizon_years]}]", "'horizon_years' does not vary"),
        (TWO + "figures: [{result: a.b}]", "needs a result and parameters"),
    ],
)
def test_a_mistake_in_a_sweep_is_named(declare, text, message):
    with pytest.raises(UserError) as caught:
        declare(text)
    assert message in caught.value.what


def test_only_notebooks_whose_parameters_vary_run_again(project, declare):
    assert sweep(project, declare(TWO)).executed == 3 + 2


def test_the_table_holds_parameters_and_key_figures(project, declare):
    folder = sweep(project, declare(TWO)).folder
    frame = pd.read_csv(folder / "results.csv")
    assert frame.iloc[-1].to_dict() == {
        "price_index": 0.03,
        "first_year": 2024,
        "agreement.one_sek": 30.0,
        "agreement.two_sek": 2024,
    }


def test_a_sweep_goes_on_where_it_was_stopped(project, declare):
    sweep(project, declare("grid: {price_index: [0.01, 0.02]}"))
    assert sweep(project, declare(TWO)).executed == 2


@pytest.mark.parametrize("over", [["price_index"], ["price_index", "first_year"]])
def test_a_key_figure_is_drawn_over_one_or_two_parameters(project, declare, over):
    folder = sweep(project, declare(TWO + f"figures: [{{result: agreement.one_sek, over: {over}}}]")).folder
    assert {path.suffix for path in folder.glob("agreement.one_sek-*")} == {".svg", ".png"}


def test_an_unknown_key_figure_is_named(project, declare):
    with pytest.raises(UserError, match=r"There is no key figure 'agreement\.on_sek'"):
        sweep(project, declare(TWO + "figures: [{result: agreement.on_sek, over: [price_index]}]"))


def test_a_set_that_fails_is_named_and_the_others_are_kept(project, declare, add):
    add("03_broken", "1 / (price_index - 0.02)")
    with pytest.raises(NotebookFailed, match="set-3/03_broken, cell 2"):
        sweep(project, declare(TWO))
    assert len(list((project.runs / "sweep-grid" / "failed").iterdir())) == 2


def test_a_set_that_the_report_refuses_is_named_before_anything_runs(project, refused_price_index):
    refused_price_index(0.02)
    (project.root / "grid.yml").write_text("grid: {price_index: [0.01, 0.02]}", encoding="utf-8")
    with pytest.raises(UserError, match=r"Scenario 'set-2': It cannot be\."):
        command.run_sweep(project, project.root / "grid.yml", [], Execution())
    assert not project.runs.exists()
