"""A number that rests on assumptions has the digits these carry, and its range beside it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_text import plain

from energikontoret.sentences import about


@pytest.mark.parametrize(
    ("sek", "said"),
    [
        (0.0, "ingenting"),
        (0.4, "ingenting"),
        (-0.4, "ingenting"),
        (9_870, "9 900 kronor"),
        (25_000, "25 000 kronor"),
        (231_090, "230 000 kronor"),
        (499_999, "500 000 kronor"),
        (500_000, "0,5 miljoner kronor"),
        (1_250_000, "1,25 miljoner kronor"),
        (656_000, "0,65 miljoner kronor"),
        (2_706_000, "2,7 miljoner kronor"),
        (24_230_928, "24 miljoner kronor"),
    ],
)
def test_a_sum_is_told_in_steps_and_never_as_zero_million(sek, said):
    assert plain(about.amount(sek)) == said


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((770_000, 1_730_000), "ungefär 1,25 miljoner kronor (0,75–1,75)"),
        ((1_250_000, 1_250_000), "1,25 miljoner kronor"),
        ((1_245_000, 1_255_000), "1,25 miljoner kronor"),
        ((770_000, 3_730_000), "ungefär 1,3 miljoner kronor (0,8–3,7)"),
    ],
)
def test_a_range_without_width_is_left_out_and_so_is_the_word_about(ends, said):
    assert plain(about.money(1_250_000, *ends)) == said


@pytest.mark.parametrize(
    ("sek", "ends", "said"),
    [
        (12_177_624, (10_260_538, 14_579_595), "ungefär 12 miljoner kronor (10–15)"),
        (10_245_945, (8_702_019, 12_259_135), "ungefär 10 miljoner kronor (9–12)"),
        (18_356_764, (18_165_000, 18_874_000), "ungefär 18,4 miljoner kronor (18,2–18,9)"),
        (106_758, (66_000, 147_516), "ungefär 110 000 kronor (70 000–150 000)"),
        (16_000, (6_200, 24_900), "ungefär 16 000 kronor (6 000–25 000)"),
        (200_000, (77_000, 314_000), "ungefär 200 000 kronor (80 000–310 000)"),
    ],
)
def test_value_and_ends_are_told_in_the_same_steps(sek, ends, said):
    assert plain(about.money(sek, *ends)) == said


@pytest.mark.parametrize(
    ("sek", "ends", "said"),
    [
        (16_400, (15_600, 17_300), "ungefär 16 000 kronor (16 000–17 000)"),
        (16_400, (12_600, 19_300), "ungefär 16 000 kronor (13 000–19 000)"),
        (16_400, (1_200, 45_000), "ungefär 16 000 kronor (1 000–45 000)"),
        (3_270, (2_910, 3_840), "ungefär 3 300 kronor (2 900–3 800)"),
        (3_270, (190, 6_240), "ungefär 3 300 kronor (200–6 200)"),
        (16_010, (15_990, 16_030), "16 000 kronor"),
        (310, (0, 400_000), "ungefär 300 kronor (0–400 000)"),
    ],
)
def test_a_small_sum_is_told_as_finely_as_its_range_is_narrow_and_with_two_digits_at_most(sek, ends, said):
    assert plain(about.money(sek, *ends)) == said


@given(ends=st.lists(st.floats(1, 499_999), min_size=3, max_size=3).map(sorted))
def test_a_small_sum_lies_within_its_told_range_and_is_never_told_as_none(ends):
    low, sek, high = ends
    (told,) = about.as_told(pd.DataFrame({"mid": [sek], "low": [low], "high": [high]})).to_dict("records")
    assert told["low"] <= told["mid"] <= told["high"]
    assert told["mid"] > 0
    # Each is half a digit of its own off, and half of a step that is a fourth of the range.
    step = (high - low) / 4
    for name, exact in zip(("mid", "low", "high"), (sek, low, high), strict=True):
        assert abs(told[name] - exact) <= 0.05 * exact + step / 2 + 1


def test_a_title_leaves_the_range_out_and_keeps_the_word_about():
    assert plain(about.money(1_250_000, 770_000, 1_730_000, ends=False)) == "ungefär 1,25 miljoner kronor"
    assert plain(about.money(16_000, 6_200, 24_900, ends=False)) == "ungefär 16 000 kronor"
    assert plain(about.count(3.13, 1.25, 5.0, ends=False)) == "ungefär tre"
    assert plain(about.share(0.28, 0.11, 0.46, ends=False)) == "ungefär 30 procent"


@pytest.mark.parametrize(
    ("number", "ends", "said"),
    [
        (3.13, (1.25, 5.0), "ungefär tre (1–5)"),
        (1.2, (0.6, 2.4), "ungefär en (1–2)"),
        (11.0, (11.0, 11.0), "elva"),
        (1.0, (1.0, 1.0), "en"),
        (3.13, (3.13, 3.13), "ungefär tre"),
        (13.0, (13.0, 13.0), "13"),
        (0.37, (0.15, 0.6), "färre än en"),
    ],
)
def test_persons_are_whole_and_in_words_up_to_twelve(number, ends, said):
    assert plain(about.count(number, *ends)) == said


@pytest.mark.parametrize(
    ("part", "ends", "said"),
    [
        (0.2846, (0.11, 0.46), "ungefär 30 procent (11–46)"),
        (0.2846, (0.22, 0.34), "ungefär 30 procent (22–34)"),
        (0.2846, (0.26, 0.30), "ungefär 28 procent (26–30)"),
        (0.2846, (0.2846, 0.2846), "28 procent"),
        (-0.2846, (-0.46, -0.11), "ungefär 30 procent (11–46)"),
        (-0.1, (-0.3, 0.2), "ungefär −10 procent (−30–20)"),
        (-0.0338, (-0.25, -0.01), "ungefär 3 procent (1–25)"),
    ],
)
def test_a_share_is_as_fine_as_its_range_is_narrow(part, ends, said):
    assert plain(about.share(part, *ends)) == said


def test_a_figure_shows_the_sums_that_its_text_tells():
    rows = [
        ("a", 1_250_000.0, 770_000, 1_730_000),
        ("b", 12_177_624, 10_260_538, 14_579_595),
        ("c", 106_758, 66_000, 147_516),
        ("d", 0, 0, 0),
    ]
    told = about.as_told(pd.DataFrame(rows, columns=["scenario", "mid", "low", "high"]))
    assert list(told.itertuples(index=False, name=None)) == [
        ("a", 1_250_000, 750_000, 1_750_000),
        ("b", 12_000_000, 10_000_000, 15_000_000),
        ("c", 110_000, 70_000, 150_000),
        ("d", 0, 0, 0),
    ]


@given(sek=st.floats(0.5e6, 9.9e6))
def test_what_is_said_of_a_sum_is_at_most_half_a_step_from_it(sek):
    assert abs(about.millions(sek) * 1e6 - sek) <= about.STEP * 1e6 / 2 + 1


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (about.money(1_250_000, 770_000, 1_730_000), "about SEK 1.25 million (0.75–1.75)"),
        (about.money(16_000, 6_200, 24_900), "about SEK 16,000 (6,000–25,000)"),
        (about.amount(231_090), "SEK 230,000"),
        (about.count(3.13, 1.25, 5.0), "about three (1–5)"),
        (about.share(0.2846, 0.11, 0.46), "about 30 per cent (11–46)"),
    ],
)
def test_the_english_has_the_same_numbers(said, english):
    assert plain(said, "en") == english


def test_a_span_is_the_value_with_the_ends_of_all():
    assert about.span(2.0, 3.0, 1.0) == (2.0, 1.0, 3.0)
    assert about.span(4.0, 3.0, 1.0) == (4.0, 1.0, 4.0)


WIDE, SAME, NONE = (800_000.0, 320_000.0, 1_280_000.0), (400_000.0,) * 3, (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("yearly", "said", "english"),
    [
        (
            {2023: WIDE, 2024: SAME},
            "År 2023 betalar kommunerna tillsammans ungefär 0,8 miljoner kronor (0,3–1,3).",
            "In 2023 the municipalities together pay about SEK 0.8 million (0.3–1.3).",
        ),
        (
            {2022: SAME, 2023: WIDE, 2024: NONE},
            "Innan dess betalar kommunerna "
            "tillsammans 400 000 kronor år 2022 och ungefär 0,8 miljoner kronor (0,3–1,3) år 2023.",
            "Before that the municipalities together pay SEK 400,000 ",
        ),
        (
            {2022: NONE, 2023: SAME, 2024: NONE},
            "År 2023 betalar kommunerna tillsammans 400 000 kronor.",
            "In 2023 the municipalities together pay",
        ),
        ({2023: NONE, 2024: SAME}, "", ""),
    ],
)
def test_what_is_paid_before_is_told_of_the_years_before_and_of_those_with_a_sum(yearly, said, english):
    assert plain(about.before(yearly, 2024)) == said
    assert plain(about.before(yearly, 2024), "en").startswith(english)
