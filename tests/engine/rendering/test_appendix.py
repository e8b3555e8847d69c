"""The appendices that write themselves."""

from itertools import pairwise

import pytest

from pressroom import scenarios
from pressroom.project import find
from pressroom.rendering import appendix, parameters
from pressroom.runs import Run

PLACES = {"2303": "Ragunda", "2380": "Östersund"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("opted_out", ["2303", "2380"], "Ragunda (2303), Östersund (2380)"),
        ("opted_out", [], "ingen"),
        ("sharing_key", "equal", "lika delar"),
        ("emission_vintage", "2026-06", "2026-06"),
        ("price_index", 0.025, "2,5\u00a0procent"),
        ("position_cost_sek", 725000.0, "725\u00a0000\u00a0kronor"),
        ("notice_months", 6.0, "6"),
        ("first_year", 2023, "2023"),
    ],
)
def test_a_parameter_is_shown_in_words(name, value, expected):
    assert parameters.shown(scenarios.declared()[name], value, "sv", PLACES) == expected


def test_the_appendix_names_the_municipalities_that_opted_out(values):
    assert "| Ragunda (2303) |" in appendix.assumptions(find(), values, appendix.Reader("sv", PLACES))


@pytest.fixture
def values():
    return scenarios.load(find(), "base").values | {"opted_out": ["2303"]}


@pytest.mark.parametrize(
    ("lang", "spans"),
    [
        ("sv", ["2–3,5 procent", "450 000–750 000 kronor", "1–12"]),
        ("en", ["2–3.5 per cent", "SEK 450,000–750,000", "1–12"]),
    ],
)
def test_the_ends_of_a_range_share_their_unit(values, lang, spans):
    text = appendix.assumptions(find(), values, appendix.Reader(lang)).replace("\u00a0", " ")
    assert [span for span in spans if f"| {span} |" not in text] == []


def test_a_source_is_named_and_linked(values):
    text = appendix.assumptions(
        find(), values, appendix.Reader("sv", PLACES, {"run_59_2022": "Regionen, *Ärendet*"})
    )
    assert "Källa: [Regionen, *Ärendet*](#run_59_2022)." in text


@pytest.mark.parametrize(("lang", "again"), [("sv", "Som ovan."), ("en", "As above.")])
def test_one_reason_for_several_parameters_is_told_once(values, lang, again):
    text = appendix.assumptions(find(), values, appendix.Reader(lang))
    reasons = [line.rsplit(" | ", 1)[-1] for line in text.splitlines() if line.startswith("| ")]
    assert f"{again} |" in reasons
    assert [one for one, next in pairwise(reasons) if one == next != f"{again} |"] == []


def test_a_small_value_is_not_shown_as_nothing():
    figure = {"id": "x.error", "value": 1.24e-05, "unit": "andel", "label": "Fel", "sources": ["a"]}
    manifest = {"notebooks": {"09_scenario_comparison": {"parts": {"data": {"office_facts": "…"}}}}}
    run = Run(manifest, {"results": [figure | {"notebook": "09_scenario_comparison"}]})
    text = appendix.traceability(find(), run).replace("\u00a0", " ")
    assert "| 0,001 procent |" in text
    assert "Data som läses: `office_facts`. {#tbl-trace-09}" in text


@pytest.mark.parametrize(
    ("chapter", "end"),
    [("01_agreement_finances", "?"), ("04_fossil_free_2030", "0.")],
)
def test_a_table_is_called_as_the_heading_of_its_chapter(values, chapter, end):
    text = appendix.assumptions(find(), values, appendix.Reader("sv"))
    heading = (find().report / f"chapters/{chapter}.qmd").read_text(encoding="utf-8").splitlines()[0]
    title = heading.removeprefix("# ").partition(" {")[0].lower()
    caption = title if end == "?" else f"{title}."
    assert caption.endswith(end)
    assert f": Parametrar: {caption} {{#tbl-params-{chapter[:2]}}}" in text


def test_a_chapter_with_one_parameter_is_a_row_of_the_table_before(values):
    text = appendix.assumptions(find(), values, appendix.Reader("sv"))
    assert ": Parametrar: var ska kontoret ligga; hur säkert är det? {#tbl-params-06}" in text
    assert "tbl-params-07" not in text


def test_each_parameter_stands_once_in_the_order_of_the_notebooks():
    found = appendix.by_notebook(find())
    assert sorted(name for names in found.values() for name in names) == sorted(scenarios.declared())
    assert list(found) == sorted(found)
