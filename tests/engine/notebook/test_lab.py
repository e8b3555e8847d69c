"""A scenario in an open notebook: its values are taken, but never against what somebody typed or gave."""

import json
from types import SimpleNamespace

import nbformat
import papermill
import pytest
import yaml
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import small_project
from pressroom import scenarios
from pressroom.errors import UserError
from pressroom.execution.job import Execution
from pressroom.execution.run import run
from pressroom.notebook import lab, person

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


CELL = "kg_per_tree = 40.0\nsold_share = 0.6\nmarket = 'square'"
DECLARED = {"kg_per_tree": 40.0, "sold_share": 0.6, "market": "square"}


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
        for module in (lab, person):
            monkeypatch.setattr(module, "get_ipython", lambda: shell)
        lab.use(scenario, **changed)
        return {name: namespace[name] for name in DECLARED}, capsys.readouterr().out.splitlines()[1:]

    return call


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_stands_in_the_parameters_cell_counts_and_is_said(use, by_hand):
    values, said = use(CELL.replace("0.6", "0.5"), by_hand=by_hand)
    assert values == DECLARED | {"sold_share": 0.5}
    assert said == ["  edited: sold_share 0.5, declared 0.6"]


def test_it_counts_more_than_a_scenario_and_what_is_written_beside_it_most(use):
    values, said = use(CELL.replace("0.6", "0.5"), by_hand=True, scenario="frost", kg_per_tree=1)
    assert values == DECLARED | {"sold_share": 0.5, "kg_per_tree": 1}
    assert said == ["  edited: sold_share 0.5, declared 0.6", "  set: kg_per_tree 1, declared 40.0"]
    assert use(CELL, by_hand=True, scenario="frost", sold_share=0.7)[0]["sold_share"] == 0.7


def test_a_parameters_cell_that_was_run_again_counts_as_it_was_last(use, project):
    edited = CELL.replace("0.6", "0.5")
    assert use(CELL, "1 + 1", edited, by_hand=True)[0]["sold_share"] == 0.5
    assert use(edited, CELL, by_hand=True)[0] == DECLARED
    expected = scenarios.load(project, "frost").values["kg_per_tree"]
    values, said = use(CELL, CELL + "\n", by_hand=True, scenario="frost")
    assert (values["kg_per_tree"], said) == (expected, [f"  kg_per_tree = {expected} (was 40.0)"])


def test_what_somebody_tries_in_other_cells_is_put_back(use):
    assert use(CELL, "1 + 1", "# Parameters\nsold_share = 0.5", by_hand=True)[0] == DECLARED


@pytest.mark.parametrize("comment", ["# Parameters\n", "# Injected Parameters\n", "# by hand\n", ""])
@pytest.mark.parametrize("by_hand", [True, False])
def test_whatever_puts_values_after_the_parameters_cell_is_heard(use, comment, by_hand):
    values, said = use(CELL, f"{comment}sold_share = 0.7\n", by_hand=by_hand)
    assert values == DECLARED | {"sold_share": 0.7}
    assert said == ["  given: sold_share 0.7, declared 0.6"]


def test_what_is_given_counts_where_it_is_as_declared(use):
    values, said = use(CELL, "kg_per_tree = 40.0", scenario="frost")
    assert (values["kg_per_tree"], said) == (40.0, ["  given: kg_per_tree 40.0, in the scenario 20.0"])


def test_where_all_is_given_there_is_nothing_to_say(use, capsys):
    assert use(CELL, CELL.replace("0.6", "0.7"), scenario="frost") == (
        DECLARED | {"sold_share": 0.7},
        [],
    )


def test_a_scenarios_file_that_is_given_whole_is_that_scenario(use):
    file = "scenario = 'frost'\ntitle = 'Frost'\ndescription = 'Kallt.'\nextends = 'base'\nsold_share = 0.5"
    values, said = use(CELL, file)
    assert values == DECLARED | {"kg_per_tree": 20.0, "sold_share": 0.5}
    assert said == ["  kg_per_tree = 20.0 (was 40.0)", "  given: sold_share 0.5, declared 0.6"]
    with pytest.raises(UserError, match="Did you mean 'frost'"):
        use(CELL, "scenario = 'frosk'")


@pytest.mark.parametrize(
    ("cells", "changed", "what", "todo"),
    [
        (
            [CELL, "sold_share = 3"],
            {},
            "Here: 'sold_share' is 3, but must be a number from 0 to 1",
            "3 percent",
        ),
        ([CELL, "sold_shar = 0.7"], {}, "Here: 'sold_shar' is not a parameter", "'sold_share'"),
        ([CELL, "market = 'squar'"], {}, "'market' is 'squar'", "Did you mean 'square'"),
        ([CELL.replace("0.6", "'5 %'")], {}, "'sold_share' is '5 %'", "decimal point"),
        ([CELL + "\nprice = None"], {}, "Here: 'price' is not a parameter", "Did you mean"),
        (
            [CELL, CELL + "\nsince = 9"],
            {},
            "'since' is the same in every scenario",
            "base.yml",
        ),
        ([CELL], {"sold_shar": 0.7}, "'sold_shar' is not a parameter", "'sold_share'"),
        ([CELL], {"years": 0.3}, "This notebook has no parameter 'years', which is", "Write 'years = …'"),
        ([CELL], {"sold_share": 3}, "'sold_share' is 3, but must be", "3 percent is 0.03"),
        (["sold_share = 0.02 + 0.01"], {}, "parameters are not set", "Run the cell"),
    ],
)
def test_what_is_typed_or_given_is_validated(use, cells, changed, what, todo):
    with pytest.raises(UserError) as refused:
        use(*cells, **changed)
    assert (what in refused.value.what, todo in refused.value.todo) == (True, True), refused.value


def test_a_person_may_have_values_of_their_own_after_the_parameters(use):
    assert use(CELL, "mine = 3", by_hand=True)[0] == DECLARED


def test_plain_papermill_computes_what_it_is_asked_or_stops(project):
    path = small_project.add_notebook(project, "03_open", LOAD.format("base"), "sold_share")
    done = papermill.execute_notebook(path, None, {"sold_share": 0.7}, progress_bar=False)
    assert done["cells"][-1]["outputs"][0]["data"]["text/plain"] == "0.7"
    file = yaml.safe_load(project.scenario_file("frost").read_text(encoding="utf-8")) | {"sold_share": 0.7}
    done = papermill.execute_notebook(path, None, file, progress_bar=False)
    assert done["cells"][-1]["outputs"][0]["data"]["text/plain"] == "0.7"
    with pytest.raises(papermill.PapermillExecutionError, match=r"must be a number from 0 to 1"):
        papermill.execute_notebook(path, None, {"sold_share": 3}, progress_bar=False)


def test_a_kernel_is_told_of_a_cell_that_a_person_runs(project):
    """The mark by which JupyterLab and VS Code are known reaches the notebook."""
    path = small_project.add_notebook(project, "03_open", LOAD.format("frost"), "kg_per_tree")
    client = NotebookClient(nbformat.read(path, 4), kernel_name="python3")
    with client.setup_kernel():
        plain = client.kc.session.msg
        client.kc.session.msg = lambda *given: plain(*given, metadata={"cellId": "c1"})
        code = "from pressroom.notebook import person\nperson.runs_cells()"
        cell = nbformat.v4.new_code_cell(code)
        client.execute_cell(cell, 1)
    assert cell["outputs"][0]["data"]["text/plain"] == "True"
