"""Fields for a what-if in an open notebook: made from the declarations, checked as everywhere else."""

from types import SimpleNamespace

import ipywidgets as widgets
import pytest

import small_project
from pressroom.errors import UserError
from pressroom.notebook import fields, lab, overview, person, results

DECLARED = {
    "kg_per_tree": 40.0,
    "resting": [],
    "sold_share": 0.6,
    "years": 8,
    "fenced": True,
    "market": "square",
}
CELL = "\n".join(f"{name} = {value!r}" for name, value in (DECLARED | {"since": 1998}).items())


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Call `lab.fields` in a notebook that a person runs; return what is shown, and its variables."""
    monkeypatch.chdir(small_project.build(tmp_path / "project").root)
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    namespace = {"In": ["", CELL, "lab.fields()"]}
    shell = SimpleNamespace(user_ns=namespace, parent_header={"metadata": {"cellId": "a"}})
    for module in (lab, person):
        monkeypatch.setattr(module, "get_ipython", lambda: shell)
    displayed = []
    monkeypatch.setattr(fields, "display", displayed.append)
    fields.PUT.clear()

    def call(scenario="base", **options):
        exec(CELL, namespace)
        try:
            lab.fields(scenario)
        finally:
            *rows, button, said = displayed[-1].children
            call.named = {row.children[0].tooltip: row.children[0] for row in rows}
            call.ranges = {row.children[0].tooltip: row.children[1].value for row in rows}
            call.button, call.said, call.namespace = button, said, namespace
        return call

    return call


def test_each_parameter_has_a_field_of_its_kind_with_its_label(opened):
    found = opened().named
    assert {name: type(field) for name, field in found.items()} == {
        "kg_per_tree": widgets.FloatText,
        "resting": widgets.SelectMultiple,
        "sold_share": widgets.FloatText,
        "years": widgets.IntText,
        "fenced": widgets.Checkbox,
        "market": widgets.Dropdown,
    }
    assert found["sold_share"].description == "Andel av skörden som säljs"
    assert (found["sold_share"].step, found["kg_per_tree"].step) == (0.01, 10.0)
    assert (opened.ranges["sold_share"], opened.ranges["market"]) == ("0–1", "")
    assert found["market"].options == (("torget", "square"), ("byfesten", "fair"))
    assert all(isinstance(option, tuple) for option in found["resting"].options)


@pytest.mark.parametrize(
    ("name", "value"),
    [("sold_share", 0.7), ("years", 3), ("fenced", False), ("market", "fair"), ("kg_per_tree", 41.5)],
)
def test_what_is_put_in_is_the_notebooks_and_is_said(opened, name, value):
    opened().named[name].value = value
    assert {key: opened.namespace[key] for key in DECLARED} == DECLARED | {name: value}
    assert f"  set: {name} {value!r}, declared {DECLARED[name]!r}\n{fields.RUN}" in opened.said.value.replace(
        "&#x27;", "'"
    )


def test_codes_are_chosen_from_the_data(opened):
    field = opened().named["resting"]
    code = field.options[1][1]
    field.value = (code,)
    assert opened.namespace["resting"] == [code]


def test_what_is_put_in_stands_when_all_cells_are_run_again(opened):
    opened().named["sold_share"].value = 0.7
    assert opened().named["sold_share"].value == 0.7
    assert opened.namespace["sold_share"] == 0.7
    opened.button.click()
    assert (opened.namespace["sold_share"], opened().named["sold_share"].value) == (0.6, 0.6)


def test_what_is_refused_changes_nothing_until_it_is_mended(opened):
    opened().named["sold_share"].value = 3.0
    refused = "&#x27;sold_share&#x27; is 3.0, but must be a number from 0 to 1"
    assert refused in opened.said.value
    opened.named["fenced"].value = False
    assert refused in opened.said.value
    assert {key: opened.namespace[key] for key in DECLARED} == DECLARED
    with pytest.raises(UserError, match=r"3 percent is 0\.03"):
        opened()
    opened.named["sold_share"].value = 0.03
    assert {key: opened.namespace[key] for key in DECLARED} == DECLARED | {
        "sold_share": 0.03,
        "fenced": False,
    }


def test_they_start_from_the_scenario(opened):
    assert opened("frost").named["kg_per_tree"].value == 20.0
    assert "set:" not in opened.said.value


def test_a_run_shows_no_fields(opened, monkeypatch):
    monkeypatch.setenv("PRESSROOM_CHECKED", "1")
    assert lab.fields() is None


def test_without_ipywidgets_two_lines_say_so(opened, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(lab.importlib, "import_module", missing)
    with pytest.raises(UserError, match="make lab"):
        lab.fields()


def test_a_person_sees_key_figures_named_and_rounded(opened, monkeypatch):
    opened()
    shown = []
    monkeypatch.setattr(overview, "display", lambda bundle, raw: shown.append(bundle))
    results.record("sum", one_sek=2773649.9999999995, two_sek=1)
    (bundle,) = shown
    assert bundle["text/plain"].splitlines()[2:] == [
        "| Tal | 2\u00a0773\u00a0650\u00a0kronor | sum.one_sek |",
        "| Tal | 1\u00a0krona | sum.two_sek |",
    ]
    assert "<table" in bundle["text/html"]
