"""Values and differences read as a Swede or an Englishman would write them."""

import pytest

from pressroom.review.show import wording


@pytest.mark.parametrize(
    ("old", "new", "unit", "shown"),
    [
        (2706000, 2773650, "kr", ("2 706 000 kronor", "2 773 650 kronor")),
        (0.025, 0.03, "andel", ("2,5 procent", "3 procent")),
        (8.763005154595884, 8.750870994258014, None, ("8,76301", "8,75087")),
        (1639999.9999999998, 1648000.0, None, ("1 640 000", "1 648 000")),
        (100.001, 100.002, "kr", ("100,001", "100,002")),
        (1e-9, 2e-9, "kvot", ("0,000000001", "0,000000002")),
        ("ja", "nej", "text", ("ja", "nej")),
        (True, False, None, ("ja", "nej")),
        (10**20, 1, None, ("100000000000000000000", "1")),
        (None, 5, "kr", ("–", "5 kronor")),
    ],
)
def test_a_pair_shows_that_it_differs(old, new, unit, shown):
    found = wording.pair(old, new, unit)
    assert tuple(text.replace("\u00a0", " ") for text in found) == shown


@pytest.mark.parametrize(
    ("apart", "unit", "shown"),
    [
        (67650, "kr", "+67 650 kronor"),
        (-0.005, "andel", "−0,5 procentenheter"),
        (-0.644273, "andel", "−64,43 procentenheter"),
        (0.0000094, "andel", "+0,00094 procentenheter"),
        (2, "år", "+2"),
        (0.0, "kr", "±0 kronor"),
        (0.0001, "antal", "+0,0001"),
    ],
)
def test_a_difference_has_a_sign_and_a_unit(apart, unit, shown):
    assert wording.amount(apart, unit).replace("\u00a0", " ") == shown


def test_small_shares_do_not_vanish():
    assert wording.percent(0.00002, "en") == "0.002%"
