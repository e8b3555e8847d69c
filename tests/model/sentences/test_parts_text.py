"""How much of a whole is said as a person would say it."""

import pytest

from energikontoret.sentences import parts


@pytest.mark.parametrize(
    ("part", "whole", "neuter", "said"),
    [
        (3, 5, True, ("tre av fem", "three of five")),
        (1, 5, True, ("ett av fem", "one of five")),
        (1, 4, False, ("en av fyra", "one of four")),
        (8, 8, False, ("alla åtta", "all eight")),
        (0, 5, True, ("inget av fem", "none of five")),
        (0, 0, False, ("ingen av noll", "none of none")),
    ],
)
def test_a_part_of_a_whole_is_said_in_words(part, whole, neuter, said):
    words = parts.out_of(part, whole, neuter)
    assert (words.of("sv"), words.of("en")) == said
