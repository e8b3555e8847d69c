"""A scenario in an open notebook: its values are taken, but never against Papermill's."""

import json

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import small_project
from pressroom import scenarios
from pressroom.execution.job import Execution
from pressroom.execution.run import run

LOAD = 'from pressroom.notebook import lab\nlab.use("{}")'
ENGINES = ["warm", "kernel"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = small_project.build(tmp_path / "project")
    monkeypatch.chdir(made.root)
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    return made


def opened(project, scenario, engine="kernel"):
    """Return the outputs of a notebook that a person runs from top to bottom, cell by cell."""
    sources = [LOAD.format(scenario), "kg_per_tree, sold_share"]
    path = small_project.add_notebook(
        project, "03_open", *sources, parameters="kg_per_tree = 40.0\nsold_share = 0.6"
    )
    if engine == "warm":
        done = papermill.execute_notebook(path, None, engine_name="warm", progress_bar=False)
    else:
        done = NotebookClient(nbformat.read(path, 4), kernel_name="python3").execute()
    return [cell["outputs"] for cell in done["cells"]]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_open_notebook_takes_the_scenarios_values_and_says_what_changed(project, engine):
    expected = scenarios.load(project, "frost").values["kg_per_tree"]
    _, said, shown = opened(project, "frost", engine)
    title = scenarios.load(project, "frost").title
    assert said[0]["text"] == f"frost: {title}\n  kg_per_tree = {expected!r} (was 40.0)\n"
    assert shown[0]["data"]["text/plain"] == f"({expected!r}, 0.6)"


def test_the_reference_scenario_changes_nothing(project):
    _, said, shown = opened(project, "base")
    assert said[0]["text"].count("\n") == 1
    assert shown[0]["data"]["text/plain"] == "(40.0, 0.6)"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_values_of_a_run_win_without_a_word(project, engine):
    sources = [LOAD.format("frost"), "kg_per_tree"]
    small_project.add_notebook(project, "03_open", *sources, parameters="kg_per_tree = 40.0")
    run(project, [scenarios.load(project, "base", {"kg_per_tree": "2.5"})], Execution(engine))
    executed = json.loads((project.runs / "base" / "03_open.ipynb").read_text())
    assert [cell["outputs"] for cell in executed["cells"][:3]] == [[], [], []]
    assert executed["cells"][3]["outputs"][0]["data"]["text/plain"] == ["2.5"]


@pytest.mark.parametrize(
    ("scenario", "parameters", "said"),
    [
        ("fros", "kg_per_tree = 40.0", "Did you mean 'frost'?"),
        ("broken", "kg_per_tree = 40.0", "Did you mean 'sold_share'?"),
        ("base", "", "Run the cell with the parameters first."),
    ],
)
def test_what_is_refused_stops_the_notebook_in_two_lines(project, scenario, parameters, said):
    about = "scenario: broken\ntitle: T\ndescription: D\nextends: base\nsold_shar: 1\n"
    (project.params / "broken.yml").write_text(about)
    path = small_project.add_notebook(project, "03_open", LOAD.format(scenario), parameters=parameters)
    client = NotebookClient(nbformat.read(path, 4), kernel_name="python3")
    with pytest.raises(CellExecutionError):
        client.execute()
    lines = client.nb.cells[1]["outputs"][0]["traceback"]
    assert (len(lines), lines[1]) == (2, said)
