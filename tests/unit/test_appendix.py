"""The appendices that write themselves."""

import pytest

from energikontoret import appendix

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


def test_the_appendix_names_the_municipalities_that_opted_out(scenario):
    assert "| Ragunda (2303) |" in appendix.assumptions(scenario, "sv", PLACES)


@pytest.fixture
def scenario():
    from dataclasses import replace

    from energikontoret import params
    from energikontoret.project import find

    base = params.load(find(), "base")
    return replace(base, values=base.values | {"opted_out": ["2303"]})


@pytest.mark.parametrize(
    ("lang", "spans"),
    [
        ("sv", ["2–3,5 procent", "650 000–850 000 kronor", "1–12", "lika delar – efter folkmängd"]),
        ("en", ["2–3.5 per cent", "SEK 650,000–850,000", "1–12", "equal shares – by population"]),
    ],
)
def test_the_ends_of_a_range_share_their_unit(scenario, lang, spans):
    text = appendix.assumptions(scenario, lang).replace("\u00a0", " ")
    assert [span for span in spans if f"| {span} |" not in text] == []
