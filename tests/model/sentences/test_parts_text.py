"""How much of a whole is said as a person would say it."""

import pytest
from plain_text import plain

from energikontoret.sentences import parts


@pytest.mark.parametrize(
    ("part", "whole", "neuter", "sv", "en"),
    [
        (3, 5, True, "tre av fem", "three of five"),
        (1, 5, True, "ett av fem", "one of five"),
        (1, 4, False, "en av fyra", "one of four"),
        (8, 8, False, "alla åtta", "all eight"),
        (0, 5, True, "inget av fem", "none of five"),
        (0, 0, False, "ingen av noll", "none of none"),
    ],
)
def test_a_part_of_a_whole_is_said_in_words(part, whole, neuter, sv, en):
    said = parts.out_of(part, whole, neuter)
    assert (plain(said), plain(said, "en")) == (sv, en)


@pytest.mark.parametrize(("value", "said"), [(1.0, "ett"), (12, "tolv"), (13, "13"), (1.5, "1,5")])
def test_a_small_whole_number_is_a_word(value, said):
    assert plain(parts.number(value)) == said


@pytest.mark.parametrize(("lang", "written"), [("sv", "−7,7 till 9,0"), ("en", "−7.7 to 9.0")])
def test_an_interval_is_written_with_both_ends(lang, written):
    assert plain(parts.interval(-0.077, 0.09, "andel"), lang) == written
