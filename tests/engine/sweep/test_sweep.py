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
  sold_share: [0.1, 0.2, 0.3]
  kg_per_tree: [40, 50]
"""


@pytest.fixture
def declare(project):
    """Read a sweep from some YAML; some key figures are declared that nothing records."""
    with (project.report / "key_figures.yml").open("a", encoding="utf-8") as file:
        for name, unit in (("said", "text"), ("shown", "villkor"), ("never_sek", "kr")):
            file.write(f"sum.{name}:\n  unit: {unit}\n  label: Ett nyckeltal\n")

    def read(text: str) -> grids.Grid:
        path = project.root / "grid.yml"
        path.write_text(text, encoding="utf-8")
        return grids.read(project, path)

    return read


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TWO, 6),
        ("grid: {sold_share: {from: 0.0, to: 0.1, steps: 11}}", 11),
        ("sets: [{sold_share: 0.1}, {kg_per_tree: 50}]", 2),
        (TWO + "sets: [{sold_share: 0.1, kg_per_tree: 40}, {}]", 7),
        ("sets: [{sold_share: 0.6}, {}, {kg_per_tree: 40}]", 1),
    ],
)
def test_equal_sets_are_folded(declare, text, count):
    assert len(declare(text).sets) == count


def test_a_range_has_the_decimals_of_a_list(declare):
    sets = declare("grid: {sold_share: {from: 0.01, to: 0.04, steps: 4}}").sets
    assert [one.values["sold_share"] for one in sets] == [0.01, 0.02, 0.03, 0.04]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("grid: {sold_shar: [1]}", "grid.yml, line 1, set 1: 'sold_shar' is not a parameter"),
        ("grid: {sold_share: [0.1, 7]}", "set 2: 'sold_share' is 7"),
        ("grid: {sold_share: []}", "'sold_share' has no values"),
        ("grid: {sold_share: {from: 0, to: 1, steps: 1}}", "'sold_share' has no values"),
        ("grid: {sold_share: {from: 0, to: 1, steps: 90000}, kg_per_tree: [40, 50]}", "too many"),
        (TWO.replace("40", "4000"), "grid.yml, line 4, set 1: 'kg_per_tree' is 4000"),
        (TWO + "sets:\n  - {}\n  - market: fair\n    sold_share: 7", "line 8, set 8: 'sold_share' is 7"),
        (TWO + "figures:\n- {result: sum.on_sek, over: [sold_share]}", "line 6: there is no key figure"),
        ("sets: []\nscenario: 3", "line 2: 'scenario' is 3"),
        ("grid: {sold_share: [1]}\nfigures: 3", "line 2: 'figures' is not a list"),
        ("gird: {}", "line 1: 'gird' is not part of a sweep"),
        ("sets: {}", "'sets' is not a list"),
        ("{}", "declares no parameter set"),
        ("grid: [", ": this is not valid YAML"),
        (
            "scenario: bse\ngrid: {sold_share: [0.1]}",
            "line 1: 'scenario' is 'bse', and there is no such scenario",
        ),
        (TWO + "figures: [{result: a.b, over: [resting]}]", "'resting' does not vary"),
        (TWO + "figures: [{result: sum.on_sek, over: [sold_share]}]", "there is no key figure 'sum.on_sek'"),
        (TWO + "figures: [{result: sum.said, over: [sold_share]}]", "'sum.said' is not a number"),
        (TWO + "figures: [{result: sum.shown, over: [sold_share]}]", "'sum.shown' is not a number"),
        ("grid: {sold_share: {from: 0, to: 1, steps: 100001}}", "100001 values of 'sold_share' are too many"),
        (TWO + "figures: [{result: a.b}]", "needs a result and parameters"),
        ("grid:\n  3: [0.1]", "line 2: the name 3 is no text"),
        (
            "grid: {sold_share: [0.1]}\nfigures: [{result: sum.one_sek, over: sold_share}]",
            "line 2: 'sold_share' does not vary in this sweep",
        ),
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
        "sold_share": 0.3,
        "kg_per_tree": 50,
        "sum.one_sek": 300.0,
        "sum.two_sek": 50,
    }


def test_a_sweep_goes_on_where_it_was_stopped(project, declare):
    sweep(project, declare("grid: {sold_share: [0.1, 0.2]}"))
    assert sweep(project, declare(TWO)).executed == 2


def test_a_key_figure_is_drawn_over_values_that_lie_close_together(project, declare):
    close = "grid: {sold_share: [0.1, 0.10000001]}\nfigures: [{result: sum.one_sek, over: sold_share}]"
    assert (sweep(project, declare(close)).folder / "sum.one_sek-sold_share.svg").is_file()


@pytest.mark.parametrize("over", [["sold_share"], ["sold_share", "kg_per_tree"]])
def test_a_key_figure_is_drawn_over_one_or_two_parameters(project, declare, over):
    folder = sweep(project, declare(TWO + f"figures: [{{result: sum.one_sek, over: {over}}}]")).folder
    assert {path.suffix for path in folder.glob("sum.one_sek-*")} == {".svg", ".png"}


def test_a_key_figure_that_no_set_records_is_named(project, declare):
    with pytest.raises(UserError, match=r"'sum\.never_sek' was recorded in none of these sets"):
        sweep(project, declare(TWO + "figures: [{result: sum.never_sek, over: [sold_share]}]"))


def test_a_figure_of_the_command_line_is_asked_about_before_anything_runs(project):
    (project.root / "grid.yml").write_text(TWO, encoding="utf-8")
    with pytest.raises(UserError, match=r"--figure sum\.on_sek:sold_share: there is no key figure"):
        command.run_sweep(project, project.root / "grid.yml", ["sum.on_sek:sold_share"], Execution())
    assert not project.runs.exists()


def test_a_set_that_fails_is_named_and_the_others_are_kept(project, declare, add):
    add("03_broken", "1 / (sold_share - 0.2)")
    with pytest.raises(NotebookFailed, match="set-3/03_broken, cell 2"):
        sweep(project, declare(TWO))
    assert len(list((project.runs / "sweep-grid" / "failed").iterdir())) == 2


def test_a_set_that_the_report_refuses_is_named_before_anything_runs(project, refused_share):
    refused_share(0.2)
    (project.root / "grid.yml").write_text("grid: {sold_share: [0.1, 0.2]}", encoding="utf-8")
    with pytest.raises(UserError, match=r"Scenario 'set-2': It cannot be\."):
        command.run_sweep(project, project.root / "grid.yml", [], Execution())
    assert not project.runs.exists()
