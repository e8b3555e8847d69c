"""What an output rests on is what moves it, and nothing else."""

import pytest

import small_project
from pressroom.execution import measured
from pressroom.execution.measure import measure
from pressroom.runs import dependence
from pressroom.runs.keys import Inputs
from pressroom.scenarios import load

PARAMETERS = "sold_share = 0.6\nyears = 8\nmarket = 'square'\nresting = []\nfenced = True"
IMPORTS = "from pressroom import scenarios\nfrom pressroom.notebook import data, results, tables"


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = small_project.build(tmp_path / "project")
    monkeypatch.setenv("PRESSROOM_ROOT", str(made.root))
    return made


def rests(project, *code: str, places: int = 4, parameters: str = PARAMETERS) -> dict[str, set[str]]:
    path = small_project.add_notebook(project, "01_first", IMPORTS, *code, parameters=parameters)
    parts = Inputs(project).parts_of(path, load(project, "base").values)
    return {output: set(found) for output, found in measure(project, path, parts, places=places).items()}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 0.2", set()),
        ("x = sold_share * 2", {"param:sold_share"}),
        ("x = years + (sold_share - sold_share)", {"param:years"}),
        (
            "x = sold_share if fenced else years",
            {"param:sold_share", "param:years", "param:fenced"},
        ),
        ("x = len(resting) + len(market)", {"param:resting", "param:market"}),
        ("x = float(data.load('harvests')['kg'].sum())", {"data:harvests"}),
        ("x = len(data.load('varieties'))", {"data:varieties"}),
        ("x = str(data.load('harvests')['year'].dtype)", set()),
        ("rows = data.load('harvests')\nx = years", {"param:years"}),
        ("x = [each.values['sold_share'] for each in scenarios.load_all()][0]", {"scenarios:sold_share"}),
    ],
)  # fmt: skip
def test_an_input_is_named_where_it_moves_the_figure(project, code, expected):
    assert rests(project, f"{code}\nresults.record('sum', one_sek=x)") == {"sum.one_sek": expected}


def test_what_moves_only_in_another_place_is_found_there(project):
    code = "x = sold_share if years > 8 else 0\nresults.record('sum', one_sek=x)"
    assert rests(project, code)["sum.one_sek"] == {"param:sold_share", "param:years"}


def test_a_place_where_the_code_fails_is_left_out(project):
    code = "assert years < 15\nresults.record('sum', one_sek=sold_share)"
    assert rests(project, code) == {"sum.one_sek": {"param:sold_share"}}


def test_what_a_table_shows_rests_on_what_moves_it(project):
    assert rests(
        project,
        small_project.TABLE.replace("rows = data", "from pressroom.language.text import t\nrows = data"),
    ) == {"tbl-varieties": {"data:varieties"}}


def test_two_measurements_give_the_same(project):
    code = "results.record('sum', one_sek=sold_share, two_sek=years)"
    assert rests(project, code) == rests(project, code)


def test_only_what_changed_is_measured_anew(project):
    project.executed.mkdir(parents=True)
    reference = load(project, "base")
    assert sorted(name for name, _ in measured.update(project, reference)) == ["01_first", "02_second"]
    assert list(measured.update(project, reference)) == []
    small_project.add_notebook(project, "01_first", IMPORTS, "results.record('sum', one_sek=0.5)")
    assert [name for name, _ in measured.update(project, reference)] == ["01_first"]
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", reference.values)
    assert dependence.measured(project, "01_first", parts) == {"sum.one_sek": frozenset()}
    (project.notebooks / "01_first.ipynb").unlink()
    assert len(list(measured.update(project, reference, every=True))) == 1
    assert "01_first" not in dependence.path(project).read_text(encoding="utf-8")
