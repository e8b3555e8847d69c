"""How much of a whole is said as a person would say it."""

import pytest

from energikontoret.sentences import parts
from pressroom.language.text import Text


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
    assert parts.out_of(part, whole, neuter) == said


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0, 0, 1), "ingen basfinansiering, inga projekt och alla övriga intäkter."),
        ((1, 0.976, 1), "hela basfinansieringen, 97,6 procent av projekten och alla övriga intäkter."),
        ((0.915, 1, 0), "91,5 procent av basfinansieringen, alla projekt och inga övriga intäkter."),
    ],
)
def test_what_remains_has_no_zero_per_cent(shares, said):
    words = parts.remaining(dict(zip(("base", "project", "grant"), shares, strict=True)))
    assert words.sv.replace("\u00a0", " ") == f"Sista året återstår {said}"


@pytest.mark.parametrize(("share", "said"), [(0.0, "finns inga"), (0.031, "är det 3,1\u00a0procent av")])
def test_rejected_draws_are_counted_or_there_are_none(share, said):
    assert said in parts.rejected(share).sv


def test_what_has_ended_is_told_with_its_share_and_what_is_new():
    said = parts.ended(6, 9, (2022, 2023), 0.72, 5)
    assert said.sv.replace("\u00a0", " ") == (
        "Sex av nio verksamheter har avslutats, de sista 2023. De stod för 72 procent av bidragen 2022. "
        "Efter 2022 tillkommer fem nya i källorna."
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Av de avslutade verksamheternas bidrag återstår då inget."),
        (["A"], "Av det som återstår hör 50 procent till A, som har avslutats."),
        (["A", "B"], "Av det som återstår hör 50 procent till verksamheter som har avslutats."),
    ],
)
def test_what_remains_of_ended_activities_is_named_where_it_is_one(names, said):
    words = parts.left_of_ended(0.5, [Text(name, name) for name in names])
    assert words.sv.replace("\u00a0", " ") == said
