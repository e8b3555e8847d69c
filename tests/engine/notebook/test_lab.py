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
from pressroom.project import find

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
    sources = [LOAD.format(scenario), "ramp_years, opted_out"]
    path = small_project.add_notebook(
        project, "03_open", *sources, parameters="ramp_years = 0\nopted_out = []"
    )
    if engine == "warm":
        done = papermill.execute_notebook(path, None, engine_name="warm", progress_bar=False)
    else:
        done = NotebookClient(nbformat.read(path, 4), kernel_name="python3").execute()
    return [cell["outputs"] for cell in done["cells"]]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_open_notebook_takes_the_scenarios_values_and_says_what_changed(project, engine):
    expected = scenarios.load(project, "phase_out").values["ramp_years"]
    _, said, shown = opened(project, "phase_out", engine)
    title = scenarios.load(project, "phase_out").title
    assert said[0]["text"] == f"phase_out: {title}\n  ramp_years = {expected!r} (was 0)\n"
    assert shown[0]["data"]["text/plain"] == f"({expected!r}, [])"


def test_the_reference_scenario_changes_nothing(project):
    _, said, shown = opened(project, "base")
    assert said[0]["text"].count("\n") == 1
    assert shown[0]["data"]["text/plain"] == "(0, [])"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_values_of_a_run_win_without_a_word(project, engine):
    sources = [LOAD.format("phase_out"), "ramp_years"]
    small_project.add_notebook(project, "03_open", *sources, parameters="ramp_years = 0")
    run(project, [scenarios.load(project, "base", {"ramp_years": "2"})], Execution(engine))
    executed = json.loads((project.runs / "base" / "03_open.ipynb").read_text())
    assert [cell["outputs"] for cell in executed["cells"][:3]] == [[], [], []]
    assert executed["cells"][3]["outputs"][0]["data"]["text/plain"] == ["2"]


@pytest.mark.parametrize(
    ("scenario", "parameters", "said"),
    [
        ("office_close", "first_year = 2023", "Did you mean 'office_closes'?"),
        ("broken", "first_year = 2023", "Did you mean 'price_index'?"),
        ("base", "", "Run the cell with the parameters first."),
    ],
)
def test_what_is_refused_stops_the_notebook_in_two_lines(project, scenario, parameters, said):
    about = "scenario: broken\ntitle: T\ndescription: D\nextends: base\nprice_indx: 1\n"
    (project.params / "broken.yml").write_text(about)
    path = small_project.add_notebook(project, "03_open", LOAD.format(scenario), parameters=parameters)
    client = NotebookClient(nbformat.read(path, 4), kernel_name="python3")
    with pytest.raises(CellExecutionError):
        client.execute()
    lines = client.nb.cells[1]["outputs"][0]["traceback"]
    assert (len(lines), lines[1]) == (2, said)


def test_every_notebook_with_parameters_has_the_cell_right_after_them():
    for path in find().notebooks.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        place = next(n for n, cell in enumerate(cells) if cell["id"] == "parameters")
        tagged = [n for n, cell in enumerate(cells) if "scenario" in cell["metadata"].get("tags", [])]
        assert tagged == ([place + 1] if "=" in "".join(cells[place]["source"]) else []), path.name
