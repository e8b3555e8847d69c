"""What an output rests on is what moves it, and nothing else."""

import pytest

import small_project
from pressroom.execution import measured
from pressroom.execution.measure import measure
from pressroom.runs import dependence
from pressroom.runs.keys import Inputs
from pressroom.scenarios import load

PARAMETERS = (
    "price_index = 0.025\nfirst_year = 2023\nsharing_key = 'population'\nopted_out = []\noffice_open = True"
)
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
        ("x = price_index * 2", {"param:price_index"}),
        ("x = first_year + (price_index - price_index)", {"param:first_year"}),
        (
            "x = price_index if office_open else first_year",
            {"param:price_index", "param:first_year", "param:office_open"},
        ),
        ("x = len(opted_out) + len(sharing_key)", {"param:opted_out", "param:sharing_key"}),
        ("x = float(data.load('population')['population'].sum())", {"data:population"}),
        ("x = len(data.load('options'))", {"data:options"}),
        ("x = str(data.load('population')['year'].max())", set()),
        ("rows = data.load('population')\nx = first_year", {"param:first_year"}),
        ("x = [each.values['price_index'] for each in scenarios.load_all()][0]", {"scenarios:price_index"}),
    ],
)  # fmt: skip
def test_an_input_is_named_where_it_moves_the_figure(project, code, expected):
    assert rests(project, f"{code}\nresults.record('agreement', one_sek=x)") == {
        "agreement.one_sek": expected
    }


def test_what_moves_only_in_another_place_is_found_there(project):
    code = "x = price_index if first_year > 2023 else 0\nresults.record('agreement', one_sek=x)"
    assert rests(project, code)["agreement.one_sek"] == {"param:price_index", "param:first_year"}


def test_a_place_where_the_code_fails_is_left_out(project):
    code = "assert first_year < 2027\nresults.record('agreement', one_sek=price_index)"
    assert rests(project, code) == {"agreement.one_sek": {"param:price_index"}}


def test_what_a_table_shows_rests_on_what_moves_it(project):
    assert rests(
        project,
        small_project.TABLE.replace("rows = data", "from pressroom.language.text import t\nrows = data"),
    ) == {"tbl-places": {"data:municipalities"}}


def test_two_measurements_give_the_same(project):
    code = "results.record('agreement', one_sek=price_index, two_sek=first_year)"
    assert rests(project, code) == rests(project, code)


def test_only_what_changed_is_measured_anew(project):
    project.executed.mkdir(parents=True)
    reference = load(project, "base")
    assert sorted(name for name, _ in measured.update(project, reference)) == ["01_first", "02_second"]
    assert list(measured.update(project, reference)) == []
    small_project.add_notebook(project, "01_first", IMPORTS, "results.record('agreement', one_sek=0.5)")
    assert [name for name, _ in measured.update(project, reference)] == ["01_first"]
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", reference.values)
    assert dependence.measured(project, "01_first", parts) == {"agreement.one_sek": frozenset()}
    (project.notebooks / "01_first.ipynb").unlink()
    assert len(list(measured.update(project, reference, every=True))) == 1
    assert "01_first" not in dependence.path(project).read_text(encoding="utf-8")
