"""A number that rests on assumptions has the digits these carry, and its range beside it."""

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
        (10_000, "mindre än 50 000 kronor"),
        (25_000, "0,05 miljoner kronor"),
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
    ],
)
def test_a_range_without_width_is_left_out_and_so_is_the_word_about(ends, said):
    assert plain(about.money(1_250_000, *ends)) == said


def test_a_title_leaves_the_range_out_and_keeps_the_word_about():
    assert plain(about.money(1_250_000, 770_000, 1_730_000, ends=False)) == "ungefär 1,25 miljoner kronor"
    assert plain(about.positions(3.13, 1.25, 5.0, ends=False)) == "ungefär tre tjänster"
    assert plain(about.share(0.28, 0.11, 0.46, ends=False)) == "ungefär 30 procent"


@pytest.mark.parametrize(
    ("number", "ends", "said"),
    [
        (3.13, (1.25, 5.0), "ungefär tre tjänster (1–5)"),
        (1.2, (0.6, 2.4), "ungefär en tjänst (1–2)"),
        (11.0, (11.0, 11.0), "elva tjänster"),
        (1.0, (1.0, 1.0), "en tjänst"),
        (3.13, (3.13, 3.13), "ungefär tre tjänster"),
        (13.0, (13.0, 13.0), "13 tjänster"),
        (0.37, (0.15, 0.6), "mindre än en tjänst"),
        (0.0, (0.0, 0.0), "ingen tjänst"),
    ],
)
def test_positions_are_whole_and_in_words_up_to_twelve(number, ends, said):
    assert plain(about.positions(number, *ends)) == said


@pytest.mark.parametrize(
    ("part", "ends", "said"),
    [
        (0.2846, (0.11, 0.46), "ungefär 30 procent (11–46)"),
        (0.2846, (0.22, 0.34), "ungefär 30 procent (22–34)"),
        (0.2846, (0.26, 0.30), "ungefär 28 procent (26–30)"),
        (0.2846, (0.2846, 0.2846), "28 procent"),
        (-0.2846, (-0.46, -0.11), "ungefär 30 procent (11–46)"),
        (-0.1, (-0.3, 0.2), "ungefär −10 procent (−30–20)"),
    ],
)
def test_a_share_is_as_fine_as_its_range_is_narrow(part, ends, said):
    assert plain(about.share(part, *ends)) == said


@given(sek=st.floats(0, 9.9e6))
def test_what_is_said_of_a_sum_is_at_most_half_a_step_from_it(sek):
    assert abs(about.millions(sek) * 1e6 - sek) <= about.STEP * 1e6 / 2 + 1


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (about.money(1_250_000, 770_000, 1_730_000), "about SEK 1.25 million (0.75–1.75)"),
        (about.positions(3.13, 1.25, 5.0), "about three positions (1–5)"),
        (about.share(0.2846, 0.11, 0.46), "about 30 per cent (11–46)"),
    ],
)
def test_the_english_has_the_same_numbers(said, english):
    assert plain(said, "en") == english
