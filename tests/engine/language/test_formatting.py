"""Numbers as readers of Swedish and English expect them."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue_sample import translate
from pressroom.language.numbers import (
    MINUS,
    NBSP,
    STYLES,
    format_number,
    format_value,
    scale_of,
    unit_header,
)
from pressroom.language.text import t
from pressroom.language.units import BASE

amounts = st.floats(-1e11, 1e11, allow_nan=False).map(lambda value: round(value, 4))
units = st.sampled_from(sorted(set(BASE) - {"text"}))
langs = st.sampled_from(["sv", "en"])


def plain(text):
    return text.replace(NBSP, " ").replace(MINUS, "-")


def digits_of(text, lang):
    """Read a formatted number back."""
    found = re.search(r"−?\d[\d\u00a0.,]*", text).group().replace(NBSP, "").replace(MINUS, "-")
    return float(found.replace(",", ".") if lang == "sv" else found.replace(",", ""))


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        (2_706_000, "kr", "2,7 miljoner kronor", "SEK 2.7 million"),
        (656_000, "kr", "656 000 kronor", "SEK 656,000"),
        (1_000_000, "kr", "1 miljon kronor", "SEK 1 million"),
        (999_950, "kr", "1,0 miljoner kronor", "SEK 1.0 million"),
        (-2_706_000, "kr", "-2,7 miljoner kronor", "SEK -2.7 million"),
        (1_260_000_000, "kr", "1,3 miljarder kronor", "SEK 1.3 billion"),
        (1, "kr", "1 krona", "SEK 1"),
        (0.084, "andel", "8,4 procent", "8.4 per cent"),
        (0.1, "andel", "10 procent", "10 per cent"),
        (0.0004, "andel", "0,04 procent", "0.04 per cent"),
        (4.2166, "kvot", "4,2", "4.2"),
        (2030, "år", "2030", "2030"),
        (8, "år", "8 år", "8 years"),
        (["2301", "2309"], "text", "2301, 2309", "2301, 2309"),
    ],
)
def test_running_text_rounds_and_spells_the_unit_out(value, unit, swedish, english):
    assert plain(format_value(value, unit)) == swedish
    if english:
        assert plain(format_value(value, unit, "en")) == english


@pytest.mark.parametrize(
    ("style", "expected"),
    [("exact", "2 706 431 kronor"), ("short", "2,7 mnkr"), ("table", "2 706 431")],
)
def test_each_style_serves_its_place(style, expected):
    assert plain(format_value(2_706_431.2, "kr", style=style)) == expected


@pytest.mark.parametrize("value", [None, float("nan"), np.nan])
def test_a_missing_value_is_a_dash(value):
    assert format_value(value, "kr") == "–"


def test_texts_and_answers_follow_the_language(monkeypatch):
    translate(monkeypatch, {"ja": "yes"})
    assert format_value(t("ja"), "text", "en") == "yes"
    assert format_value(True, "text", "sv") == "ja"


@pytest.mark.parametrize("year", [1999, 2023, 2030])
def test_years_are_never_grouped(year):
    assert {format_value(year, "år", lang, style) for lang in ("sv", "en") for style in STYLES} == {str(year)}


@given(amounts, units, langs, st.sampled_from(STYLES))
def test_a_number_never_breaks_across_lines(value, unit, lang, style):
    text = format_value(value, unit, lang, style)
    assert not re.search(r"\d[ \t\n]\d|−[ \t\n]|\d -|-\d", text)
    assert not re.search(r"\d (?!per|a )", text)


@given(amounts, units, langs)
def test_the_exact_style_reads_back_to_the_value(value, unit, lang):
    shown = digits_of(format_value(value, unit, lang, "exact"), lang) / (100 if unit == "andel" else 1)
    assert math.isclose(shown, value, abs_tol=0.5 if abs(value) >= 100 else 0.0501, rel_tol=1e-9)


@given(st.floats(1e6, 9e10), langs)
def test_running_amounts_stay_within_their_rounding(value, lang):
    text = format_value(value, "kr", lang)
    size = 1e9 if re.search("miljard|billion", text) else 1e6
    assert math.isclose(digits_of(text, lang) * size, value, rel_tol=0.051)


@given(st.floats(-0.004, 0.004))
def test_zero_has_no_sign(value):
    assert format_number(value, 2) == "0,00"


def test_an_unknown_unit_names_the_nearest_one():
    with pytest.raises(ValueError, match="andel"):
        format_value(1, "andl")


@pytest.mark.parametrize(
    ("maximum", "unit", "swedish", "english"),
    [
        (2_706_000, "kr", "miljoner kronor", "SEK million"),
        (656_000, "kr", "tusen kronor", "SEK thousand"),
        (0.3, "andel", "procent", "per cent"),
    ],
)
def test_an_axis_gets_the_unit_that_keeps_its_numbers_short(maximum, unit, swedish, english):
    _, scale = scale_of(maximum, unit)
    assert (unit_header(unit, "sv", scale), unit_header(unit, "en", scale)) == (swedish, english)
