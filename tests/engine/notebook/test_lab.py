"""A scenario in an open notebook: its values are taken, but never against what somebody typed or gave."""

import json
from types import SimpleNamespace

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import small_project
from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.execution.job import Execution
from pressroom.execution.run import run
from pressroom.notebook import lab
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


CELL = "ramp_years = 0\nprice_index = 0.025\nopted_out = []"
DECLARED = {"ramp_years": 0, "price_index": 0.025, "opted_out": []}


@pytest.fixture
def use(project, monkeypatch, capsys):
    """Call `lab.use` after some cells, run by a person or a program; return the parameters and the lines."""

    def call(*cells, by_hand=False, scenario="base", **changed):
        namespace = {"In": ["", *cells, "lab.use(…)"]}
        for cell in cells:
            exec(cell, namespace)
        shell = SimpleNamespace(
            user_ns=namespace, parent_header={"metadata": {"cellId": "a"} if by_hand else {}}
        )
        monkeypatch.setattr(lab, "get_ipython", lambda: shell)
        lab.use(scenario, **changed)
        return {name: namespace[name] for name in DECLARED}, capsys.readouterr().out.splitlines()[1:]

    return call


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_stands_in_the_parameters_cell_counts_and_is_said(use, by_hand):
    values, said = use(CELL.replace("0.025", "0.05"), by_hand=by_hand)
    assert values == DECLARED | {"price_index": 0.05}
    assert said == ["  edited: price_index 0.05, declared 0.025"]


def test_it_counts_more_than_a_scenario_and_what_is_written_beside_it_most(use):
    values, said = use(CELL.replace("0.025", "0.05"), by_hand=True, scenario="phase_out", ramp_years=1)
    assert values == DECLARED | {"price_index": 0.05, "ramp_years": 1}
    assert said == ["  edited: price_index 0.05, declared 0.025", "  set: ramp_years 1, declared 0"]
    assert use(CELL, by_hand=True, scenario="phase_out", price_index=0.03)[0]["price_index"] == 0.03


def test_a_parameters_cell_that_was_run_again_counts_as_it_was_last(use, project):
    edited = CELL.replace("0.025", "0.05")
    assert use(CELL, "1 + 1", edited, by_hand=True)[0]["price_index"] == 0.05
    assert use(edited, CELL, by_hand=True)[0] == DECLARED
    expected = scenarios.load(project, "phase_out").values["ramp_years"]
    values, said = use(CELL, CELL + "\n", by_hand=True, scenario="phase_out")
    assert (values["ramp_years"], said) == (expected, [f"  ramp_years = {expected} (was 0)"])


def test_what_somebody_tries_in_other_cells_is_put_back(use):
    assert use(CELL, "1 + 1", "# Parameters\nprice_index = 0.05", by_hand=True)[0] == DECLARED


@pytest.mark.parametrize("comment", ["# Parameters\n", "# Injected Parameters\n", "# by hand\n", ""])
@pytest.mark.parametrize("by_hand", [True, False])
def test_whatever_puts_values_after_the_parameters_cell_is_heard(use, comment, by_hand):
    values, said = use(CELL, f"{comment}price_index = 0.03\n", by_hand=by_hand)
    assert values == DECLARED | {"price_index": 0.03}
    assert said == ["  given: price_index 0.03, declared 0.025"]


def test_what_is_given_counts_where_it_is_as_declared(use):
    values, said = use(CELL, "ramp_years = 0", scenario="phase_out")
    assert (values["ramp_years"], said) == (0, ["  given: ramp_years 0, in the scenario 3"])


def test_where_all_is_given_there_is_nothing_to_say(use, capsys):
    assert use(CELL, CELL.replace("0.025", "0.03"), scenario="phase_out") == (
        DECLARED | {"price_index": 0.03},
        [],
    )


@pytest.mark.parametrize(
    ("cells", "changed", "what", "todo"),
    [
        (
            [CELL, "price_index = 3"],
            {},
            "Here: 'price_index' is 3, but must be a number from 0 to 0.1",
            "3 percent",
        ),
        ([CELL, "price_indx = 0.03"], {}, "Here: 'price_indx' is not a parameter", "'price_index'"),
        ([CELL, "opted_out = ['0114']"], {}, "'0114', which is not in data/municipalities.csv", "23"),
        ([CELL.replace("0.025", "'5 %'")], {}, "'price_index' is '5 %'", "decimal point"),
        ([CELL + "\nprice = None"], {}, "Here: 'price' is not a parameter", "price_index"),
        (
            [CELL, CELL + "\nhorizon_years = 9"],
            {},
            "'horizon_years' is the same in every scenario",
            "base.yml",
        ),
        ([CELL], {"price_indx": 0.03}, "'price_indx' is not a parameter", "'price_index'"),
        ([CELL], {"state_grant_ratio": 0.3}, "This notebook has no parameter 'state_grant_ratio'", "Valid"),
        ([CELL], {"price_index": 3}, "'price_index' is 3, but must be", "3 percent is 0.03"),
        (["price_index = 0.02 + 0.01"], {}, "parameters are not set", "Run the cell"),
    ],
)
def test_what_is_typed_or_given_is_validated(use, cells, changed, what, todo):
    with pytest.raises(UserError) as refused:
        use(*cells, **changed)
    assert (what in refused.value.what, todo in refused.value.todo) == (True, True), refused.value


def test_a_person_may_have_values_of_their_own_after_the_parameters(use):
    assert use(CELL, "mine = 3", by_hand=True)[0] == DECLARED


def test_plain_papermill_computes_what_it_is_asked_or_stops(project):
    path = small_project.add_notebook(project, "03_open", LOAD.format("base"), "price_index")
    done = papermill.execute_notebook(path, None, {"price_index": 0.03}, progress_bar=False)
    assert done["cells"][-1]["outputs"][0]["data"]["text/plain"] == "0.03"
    with pytest.raises(papermill.PapermillExecutionError, match=r"must be a number from 0 to 0\.1"):
        papermill.execute_notebook(path, None, {"price_index": 3}, progress_bar=False)


def test_a_kernel_is_told_of_a_cell_that_a_person_runs(project):
    """The mark by which JupyterLab and VS Code are known reaches the notebook."""
    path = small_project.add_notebook(project, "03_open", LOAD.format("phase_out"), "ramp_years")
    client = NotebookClient(nbformat.read(path, 4), kernel_name="python3")
    with client.setup_kernel():
        plain = client.kc.session.msg
        client.kc.session.msg = lambda *given: plain(*given, metadata={"cellId": "c1"})
        code = "from pressroom.notebook import lab\nlab._by_hand(get_ipython())"
        cell = nbformat.v4.new_code_cell(code)
        client.execute_cell(cell, 1)
    assert cell["outputs"][0]["data"]["text/plain"] == "True"
