"""What an output rests on is what moves it, and nothing else."""

import pytest

import small_project
from pressroom import pipeline
from pressroom.errors import UserError
from pressroom.execution import measured
from pressroom.execution.measure import measure
from pressroom.execution.world import Bench
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
    return {output: set(found) for output, found in measure(project, path, parts, places).items()}


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


def test_the_numbers_behind_a_table_rest_on_what_moves_them(project):
    shown = "numbers=[tables.Column('kilos', t('Kilo'))])"
    code = (
        "import pandas as pd\nfrom pressroom.language.text import t\nfrom pressroom.notebook import tables\n"
        "frame = pd.DataFrame({'name': ['a'], 'kilos': [years]})\n"
        f"tables.show(frame, [tables.Column('name', t('Namn'))], {shown}"
    )
    assert list(rests(project, code).values()) == [{"param:years"}]


@pytest.mark.parametrize("fails", ["1 / 0", "assert years == 10"])
def test_what_cannot_run_in_a_scenario_is_refused_and_not_taken_for_what_nothing_moves(project, fails):
    other = "scenario: other\nextends: base\ntitle: Annat\ndescription: Ett annat.\nyears: 12\n"
    (project.params / "other.yml").write_text(other, encoding="utf-8")
    years = load(project, "base").values["years"]
    with pytest.raises(UserError, match=r"01_first.ipynb cannot be measured in '(base|other)': \w+Error"):
        rests(project, f"{fails.replace('10', str(years))}\nresults.record('sum', one_sek=sold_share)")


def test_two_measurements_give_the_same(project):
    code = "results.record('sum', one_sek=sold_share, two_sek=years)"
    assert rests(project, code) == rests(project, code)


def updated(project, reference, every=False):
    wanted = measured.wanted(project, reference, every)
    return [*measured.update(project, wanted)] if wanted else []


def test_only_what_changed_is_measured_anew(project):
    project.executed.mkdir(parents=True)
    reference = load(project, "base")
    found = updated(project, reference)
    assert sorted(each.notebook for each in found) == ["01_first", "02_second"]
    assert updated(project, reference) == []
    small_project.add_notebook(project, "01_first", IMPORTS, "results.record('sum', one_sek=0.5)")
    assert [each.notebook for each in updated(project, reference)] == ["01_first"]
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", reference.values)
    assert dependence.measured(project, "01_first", parts) == {"sum.one_sek": frozenset()}
    (project.notebooks / "01_first.ipynb").unlink()
    assert len(updated(project, reference, every=True)) == 1
    assert "01_first" not in dependence.path(project).read_text(encoding="utf-8")


RARE = "x = sold_share if years > 17 and market == 'fair' and not fenced else 0"
RARELY = f"{RARE}\nresults.record('sum', one_sek=x)"


def bench(project, seed, *code: str):
    path = small_project.add_notebook(project, "01_first", IMPORTS, *code, parameters=PARAMETERS)
    parts = Inputs(project).parts_of(path, load(project, "base").values)
    return Bench(project, path, parts, seed)


def tried(bench):
    """Return the values at a random place, and what single inputs become there."""
    *_, place = bench.places(1)
    moved = {label: bench.moved(place, [label]) for label in bench.inputs}
    return place.values, {label: world.values for label, world in moved.items()}


def test_another_parameter_and_scenario_leave_the_places_where_they_are(project):
    values, moved = tried(bench(project, 7, "x = 1"))
    more = {
        "parameters": "wider:\n  {type: number, unit: andel, range: [0, 1], status: choice, label: B,\n"
        "   reason: C.}",
        "base": "wider: 0.5",
        "other": "scenario: other\nextends: base\ntitle: Annat\ndescription: Ett annat.\nyears: 12",
    }
    for name, text in more.items():
        with (project.params / f"{name}.yml").open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
    path = small_project.add_notebook(
        project, "01_first", IMPORTS, "x = 1", parameters=f"{PARAMETERS}\nwider = 0.5"
    )
    parts = Inputs(project).parts_of(path, load(project, "base").values)
    values_now, moved_now = tried(Bench(project, path, parts, 7))
    assert {name: values_now[name] for name in values} == values
    assert all(moved_now[label][name] == given[name] for label, given in moved.items() for name in given)


def test_what_is_found_by_searching_is_kept_and_found_again(project):
    project.executed.mkdir(parents=True)
    reference = load(project, "base")
    assert rests(project, RARELY, places=0)["sum.one_sek"] < ALL
    updated(project, reference)
    found = measured.search(project, reference, 400)
    assert set(found) <= {"01_first"}
    parts = Inputs(project).parts_of(project.notebooks / "01_first.ipynb", reference.values)
    known = dependence.measured(project, "01_first", parts)
    assert known["sum.one_sek"] == ALL
    assert rests(project, RARELY, places=0)["sum.one_sek"] == ALL


ALL = {"param:sold_share", "param:years", "param:market", "param:fenced"}


@pytest.mark.parametrize("found", [{}, {"01_first": ["param:x", "param:x"]}])
def test_what_is_found_by_searching_is_told_with_what_takes_it_over(project, found, monkeypatch, capsys):
    monkeypatch.setattr(measured, "wanted", lambda *_: [])
    monkeypatch.setattr(measured, "search", lambda *_: found)
    pipeline.measure(project, search=3)
    said = "Found: 01_first, more that param:x moves.\nPublished results say so after 'orchard accept'.\n"
    assert capsys.readouterr().out == (said if found else "")


def test_what_was_measured_before_is_looked_for_once_more_and_told_where_it_is_lost(project):
    project.executed.mkdir(parents=True)
    reference = load(project, "base")
    small_project.add_notebook(
        project, "01_first", IMPORTS, "results.record('sum', one_sek=sold_share)", parameters=PARAMETERS
    )
    updated(project, reference)
    small_project.add_notebook(
        project, "01_first", IMPORTS, "results.record('sum', one_sek=years)", parameters=PARAMETERS
    )
    (first,) = updated(project, reference)
    assert (first.notebook, dict(first.lost)) == (
        "01_first",
        {"param:sold_share": frozenset(["sum.one_sek"])},
    )


@pytest.mark.parametrize(
    "content", ["01_first: 3", "01_first: {param:years: 3}", "01_first: {param:years: [a]}"]
)
def test_places_of_another_form_are_refused(project, content):
    (project.report / "places.yml").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"report/places.yml: '01_first' does not give lists"):
        rests(project, "x = 1")
