"""The appendices that write themselves."""

from itertools import pairwise

import pytest

from pressroom.rendering import appendix
from pressroom.runs import Run

PLACES = {"2303": "Ragunda", "2380": "Östersund"}


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (["2303", "2380"], "text", "Ragunda (2303), Östersund (2380)"),
        ([], "text", "ingen"),
        ("equal", "text", "lika delar"),
        (0.025, "andel", "2,5\u00a0procent"),
        (2023, "år", "2023"),
    ],
)
def test_a_parameter_is_shown_in_words(value, unit, expected):
    assert appendix.shown(value, unit, "sv", PLACES) == expected


def test_the_appendix_names_the_municipalities_that_opted_out(values):
    assert "| Ragunda (2303) |" in appendix.assumptions(values, "sv", PLACES)


@pytest.fixture
def values():
    from pressroom.project import find
    from pressroom.scenarios import params

    return params.load(find(), "base").values | {"opted_out": ["2303"]}


@pytest.mark.parametrize(
    ("lang", "spans"),
    [
        ("sv", ["2–3,5 procent", "650 000–850 000 kronor", "1–12", "lika delar – efter folkmängd"]),
        ("en", ["2–3.5 per cent", "SEK 650,000–850,000", "1–12", "equal shares – by population"]),
    ],
)
def test_the_ends_of_a_range_share_their_unit(values, lang, spans):
    text = appendix.assumptions(values, lang).replace("\u00a0", " ")
    assert [span for span in spans if f"| {span} |" not in text] == []


def test_a_source_is_named_and_linked(values):
    text = appendix.assumptions(values, "sv", PLACES, {"run_59_2022": "Regionen, *Ärendet*"})
    assert "Källa: [Regionen, *Ärendet*](#run_59_2022)." in text


@pytest.mark.parametrize(("lang", "again"), [("sv", "Som ovan."), ("en", "As above.")])
def test_one_reason_for_several_parameters_is_told_once(values, lang, again):
    text = appendix.assumptions(values, lang)
    reasons = [line.rsplit(" | ", 1)[-1] for line in text.splitlines() if line.startswith("| ")]
    assert f"{again} |" in reasons
    assert [one for one, next in pairwise(reasons) if one == next != f"{again} |"] == []


def test_a_small_value_is_not_shown_as_nothing():
    figure = {"id": "x.error", "value": 1.24e-05, "unit": "andel", "label": "Fel", "sources": ["a"]}
    manifest = {"notebooks": {"10_explore": {"parts": {"data": {"office_facts": "…"}}}}}
    run = Run(manifest, {"results": [figure | {"notebook": "10_explore"}]})
    text = appendix.traceability(run).replace("\u00a0", " ")
    assert "| 0,001 procent |" in text
    assert "Data som läses: `office_facts`. {#tbl-trace-10}" in text
