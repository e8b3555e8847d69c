"""The appendices that write themselves."""

import shutil
from itertools import pairwise

import pytest

import small_project
from catalogue_sample import translate
from places import SAMPLE
from pressroom import scenarios
from pressroom.rendering import appendix, parameters
from pressroom.runs import Run

NAMES = {"01": "Astrakan", "04": "Åkerö"}
MORE = """
rent_sek:
  {type: number, unit: kr, range: [0, 1000000], status: assumption, low: 650000, high: 850000,
   label: Arrende, reason: Okänt.}
months:
  {type: integer, unit: antal, range: [1, 12], status: assumption, low: 1, high: 12,
   label: Månader, reason: Okänt.}
stall:
  {type: word, choices: {square: torget, fair: byfesten},
   status: assumption, low: square, high: fair, label: Marknad, reason: Vald.}
"""
VALUES = {"rent_sek": 725000.0, "months": 6, "stall": "fair"}


@pytest.fixture
def project(tmp_path):
    """The small project with parameters of more kinds, in a notebook of their own, and the sample's text."""
    made = small_project.build(tmp_path / "project")
    with (made.params / "parameters.yml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    with (made.params / "base.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"{name}: {value}\n" for name, value in VALUES.items())
    others = ("years", "since", "market", "fenced")
    values = scenarios.load(made, "base").values
    cell = "\n".join(f"{name} = {values[name]!r}" for name in (*others, *VALUES))
    small_project.add_notebook(made, "03_more", parameters=cell)
    (made.notebooks / "01_first.ipynb").rename(made.notebooks / "01_harvest.ipynb")
    shutil.copytree(SAMPLE / "report" / "chapters", made.report / "chapters")
    shutil.copy(SAMPLE / "report" / "report.qmd", made.report)
    return made


@pytest.fixture
def values(project):
    return scenarios.load(project, "base").values | {"resting": ["01"]}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("resting", ["01", "04"], "Astrakan (01), Åkerö (04)"),
        ("resting", [], "ingen"),
        ("stall", "fair", "byfesten"),
        ("sold_share", 0.025, "2,5\u00a0procent"),
        ("rent_sek", 725000.0, "725\u00a0000\u00a0kronor"),
        ("months", 6.0, "6"),
    ],
)
def test_a_parameter_is_shown_in_words(project, name, value, expected):
    assert parameters.shown(scenarios.declared(project)[name], value, "sv", NAMES) == expected


def test_the_appendix_says_what_the_codes_stand_for(project, values):
    assert "| Astrakan (01) |" in appendix.assumptions(project, values, appendix.Reader("sv", NAMES))


@pytest.mark.parametrize(
    ("lang", "spans"),
    [
        ("sv", ["30–90 procent", "650 000–850 000 kronor", "1–12", "torget – byfesten"]),
        ("en", ["30–90 per cent", "SEK 650,000–850,000", "1–12", "the square – the fair"]),
    ],
)
def test_the_ends_of_a_range_share_their_unit(project, values, lang, spans, monkeypatch):
    translate(monkeypatch, {"torget": "the square", "byfesten": "the fair"})
    text = appendix.assumptions(project, values, appendix.Reader(lang)).replace("\u00a0", " ")
    assert [span for span in spans if f"| {span} |" not in text] == []


def test_a_source_is_named_and_linked(project, values):
    reader = appendix.Reader("sv", NAMES, {"garden_book": "Byalaget, *Dagbok*"})
    text = appendix.assumptions(project, values, reader)
    assert "Källa: [Byalaget, *Dagbok*](#garden_book)." in text


@pytest.mark.parametrize(("lang", "again"), [("sv", "Som ovan."), ("en", "As above.")])
def test_one_reason_for_several_parameters_is_told_once(project, values, lang, again):
    text = appendix.assumptions(project, values, appendix.Reader(lang))
    reasons = [line.rsplit(" | ", 1)[-1] for line in text.splitlines() if line.startswith("| ")]
    assert f"{again} |" in reasons
    assert [one for one, next in pairwise(reasons) if one == next != f"{again} |"] == []


def test_a_small_value_is_not_shown_as_nothing(project):
    figure = {"id": "x.error", "value": 1.24e-05, "unit": "andel", "label": "Fel", "sources": ["a"]}
    manifest = {"notebooks": {"02_second": {"parts": {"data": {"harvests": "…"}}}}}
    run = Run(manifest, {"results": [figure | {"notebook": "02_second"}]})
    text = appendix.traceability(project, run).replace("\u00a0", " ")
    assert "| 0,001 procent |" in text
    assert "Data som läses: `harvests`. {#tbl-trace-02}" in text


def test_the_files_of_the_scenarios_are_named_together(project):
    figure = {"id": "x.count", "value": 3, "unit": "antal", "label": "Antal", "sources": ["a"]}
    read = {"harvests": "…", "params/base.yml": "…", "params/other.yml": "…", "params/parameters.yml": "…"}
    run = Run(
        {"notebooks": {"02_second": {"parts": {"data": read}}}},
        {"results": [figure | {"notebook": "02_second"}]},
    )
    text = appendix.traceability(project, run)
    assert "Data som läses: `harvests`, scenariernas filer i `params`. {#tbl-trace-02}" in text


def test_a_table_is_called_as_the_heading_of_its_chapter(project, values):
    text = appendix.assumptions(project, values, appendix.Reader("sv"))
    assert ": Parametrar: skörden. {#tbl-params-01}" in text


def test_each_parameter_stands_once_in_the_order_of_the_notebooks(project):
    found = appendix.by_notebook(project)
    assert sorted(name for names in found.values() for name in names) == sorted(scenarios.declared(project))
    assert list(found) == sorted(found)
