"""How far apart two values are: the borders between equal, noise and changed, tried on both sides."""

import math

import pytest
from handmade import is_fixed, kinds_of

from pressroom.errors import UserError
from pressroom.language.text import Text
from pressroom.review.compare import tolerance
from pressroom.review.compare.tolerance import MISSING, Exact, Grade, Tolerance, parse_tolerance

SAME, NOISE, CHANGED = Grade.SAME, Grade.NOISE, Grade.CHANGED
NAN = math.nan


def test_of_two_grades_the_larger_is_the_worse():
    assert [grade.name for grade in sorted(Grade)] == ["SAME", "NOISE", "CHANGED"]


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        (1.0, 1.0, SAME),
        (3, 3.0, NOISE),
        (1.0, 1.0 + 0.9e-9, NOISE),
        (1.0, 1.0 + 1.1e-9, CHANGED),
        (0.0, 0.9e-12, NOISE),
        (0.0, 1.1e-12, CHANGED),
        (3, 3.0 + 1e-9, NOISE),
        (3.0 + 1e-9, 3, NOISE),
        (1, 2, CHANGED),
        (10**12, 10**12 + 1, CHANGED),
        (2**53, 2**53 + 1, CHANGED),
        (float(2**53), 2**53 + 1, NOISE),
        (2**53 + 1, float(2**53), NOISE),
        (NAN, NAN, SAME),
        (1.0, NAN, CHANGED),
        (NAN, 1.0, CHANGED),
        (1.5, 10**4000, CHANGED),
        ("a", "a", SAME),
        ("a", "b", CHANGED),
        ("1.0", 1.0, CHANGED),
        (1.0, "1.0", CHANGED),
        (None, None, SAME),
        (None, 0, CHANGED),
        (True, True, SAME),
        (True, 1, CHANGED),
        (True, 1.0, CHANGED),
        (Text("a"), Text("a"), SAME),
        (Text("a"), Text("b"), CHANGED),
        (Text("a"), "a", CHANGED),
        ("a", Text("a"), CHANGED),
        (Text("{n}", (("n", 0.3),)), Text("{n}", (("n", 0.1 + 0.2),)), NOISE),
        (Text("{n}", (("n", 0.3),)), Text("{n}", (("n", 0.4),)), CHANGED),
        (Text("{n}", (("n", 0.3),)), Text("{n}", (("m", 0.3),)), CHANGED),
    ],
)
def test_two_values_are_the_same_or_noise_or_changed(old, new, grade):
    assert Tolerance().grade(old, new) is grade


@pytest.mark.parametrize(
    ("rtol", "atol", "unit", "old", "new", "grade"),
    [
        (["0.01"], [], None, 100.0, 101.0, NOISE),
        (["0.01"], [], None, 100.0, 102.0, CHANGED),
        (["0.01"], [], "kr", 100, 101, NOISE),
        (["0.5", "kr=0.01"], [], "kr", 100, 102, CHANGED),
        (["0.5", "kr=0.01"], [], "antal", 100, 102, NOISE),
        (["kr=0.01"], [], None, 100.0, 100.5, CHANGED),
        (["kr=0"], [], "kr", 1.0, 1.0 + 1e-10, CHANGED),
        (["kr=0.01"], [], "kr", 0.0, 1e-13, NOISE),
        ([], ["kr=1e-15"], "kr", 1.0, 1.0 + 1e-10, NOISE),
        ([], ["kr=1e-15"], "kr", 0.0, 1e-13, CHANGED),
        ([], ["2"], None, 1, 3, NOISE),
        ([], ["2"], None, 1, 4, CHANGED),
        ([], ["kr=2"], "kr", 1, 3, NOISE),
        ([], ["kr=2"], "antal", 1, 3, CHANGED),
        ([], ["2", "kr=0"], "kr", 1, 3, CHANGED),
    ],
)
def test_a_tolerance_given_counts_for_its_unit_or_for_all(rtol, atol, unit, old, new, grade):
    assert parse_tolerance(rtol, atol).grade(old, new, unit) is grade


@pytest.mark.parametrize(
    ("tolerance", "is_given"),
    [
        (Tolerance(), False),
        (parse_tolerance(), False),
        (parse_tolerance(["0"]), True),
        (parse_tolerance(atol=["0"]), True),
        (Tolerance(pixels=0.5), False),
    ],
)
def test_a_tolerance_of_values_is_one_that_somebody_asked_for(tolerance, is_given):
    assert tolerance.is_given is is_given


def test_without_a_tolerance_not_a_pixel_may_differ():
    assert Tolerance().pixels == parse_tolerance().pixels == 0


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        ("a", "a", SAME),
        ("a", "b", CHANGED),
        ("<A at 0x7f00aa11bb22>", "<A at 0x7f99cc33dd44>", NOISE),
        ("0.3 and 1.5", "0.30000000000000004 and 1.5", NOISE),
        ("0.3 and 1.5", "0.30000000000000004 and 1.6", CHANGED),
        ("0.3 and 1.5", "0.30000000000000004 och 1.5", CHANGED),
        ("\u22120.3", "\u22120.30000000000000004", NOISE),
        ("\u22120.3", "\u22120.4", CHANGED),
        ("1.1", "1.10", CHANGED),
        ("1.0", "1.0000000000000", CHANGED),
        ("1.0", "1.00000000000000", NOISE),
        ("1.00000000000000", "1.0", NOISE),
        ("x0.3", "x0.30000000000000004", CHANGED),
    ],
)
def test_two_printed_texts_are_the_same_or_noise_or_changed(old, new, grade):
    assert Tolerance().text(old, new) is grade


@pytest.mark.parametrize(("more", "grade"), [(0, NOISE), (1, CHANGED)])
def test_texts_of_more_than_a_million_signs_are_compared_as_they_stand(more, grade):
    old, new = (f"{'x' * 499_988} at 0x7f00a{n}{'a' * each}" for n, each in ((1, 0), (2, more)))
    assert len(old + new) == 1_000_000 + more
    assert Tolerance().text(old, new) is grade


def test_a_difference_in_a_document_is_told_by_its_place():
    old = {"a": 1, "gone": 1, "b": [1, {"c": 0.3}], "d": [1]}
    new = {"a": 1, "b": [2, {"c": 0.1 + 0.2}], "d": [1, 2], "come": None}
    assert [*Tolerance().apart(old, new)] == [
        (("gone",), 1, MISSING, CHANGED),
        (("b", 0), 1, 2, CHANGED),
        (("b", 1, "c"), 0.3, 0.1 + 0.2, NOISE),
        (("d",), [1], [1, 2], CHANGED),
        (("come",), MISSING, None, CHANGED),
    ]


@pytest.mark.parametrize(("old", "new"), [({"a": 1}, [1]), ([1], {"a": 1}), ([], {}), ({}, None)])
def test_documents_of_two_forms_are_apart_as_a_whole(old, new):
    assert [*Tolerance().apart(old, new)] == [((), old, new, CHANGED)]


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        (1.0, 1.0, SAME),
        (0.3, 0.1 + 0.2, CHANGED),
        (1, 1.0, CHANGED),
        ("a", "a ", CHANGED),
        (1, True, CHANGED),
    ],
)
def test_inputs_have_no_tolerance(old, new, grade):
    assert Exact().grade(old, new) is grade


@pytest.mark.parametrize("given", ["0", "0.5", "kr=0", "1e-9"])
def test_a_number_of_nought_or_more_is_a_tolerance(given):
    unit, _, number = given.rpartition("=")
    assert parse_tolerance(atol=[given]).absolute == {unit: float(number)}


@pytest.mark.parametrize("given", ["inf", "-0.1", "x", "nan"])
def test_what_is_no_tolerance_is_told_how_one_is_written(given):
    with pytest.raises(UserError) as error:
        parse_tolerance(atol=[given])
    assert error.value.what == f"--atol {given}: '{given}' is not a number of 0 or more."
    assert error.value.todo == "Write --atol 0.01 or --atol kr=0.01."


def test_a_unit_that_nobody_knows_is_told_with_the_nearest():
    with pytest.raises(UserError) as error:
        parse_tolerance(["kro=1"])
    assert error.value.what == "--rtol kro=1: no unit is called 'kro'."
    assert "'kr'" in error.value.todo


@pytest.mark.parametrize("kind", kinds_of(tolerance), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)
