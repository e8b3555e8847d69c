"""Each municipality's part, by three keys."""

import pytest
from hypothesis import given

import parameter_sets
from energikontoret.model import cost, keys, payments, sharing
from parameter_sets import BASE, EVERY, FACTS, POPULATION

LEAVE = EVERY["two_municipalities_leave"]


@pytest.mark.parametrize(("key", "left"), [("population", 0.9146), ("equal", 0.75), ("mixed", 0.8652)])
def test_two_who_leave_take_their_part_of_the_whole_with_them(key, left):
    assert keys.paying_share(POPULATION, LEAVE | {"sharing_key": key}) == pytest.approx(left, abs=5e-5)


def test_where_nobody_leaves_the_whole_is_paid_exactly():
    assert keys.paying_share(POPULATION, BASE | {"sharing_key": "mixed", "sharing_fixed_share": 0.3}) == 1


@given(values=parameter_sets.valid_sets())
def test_the_parts_add_up_to_what_the_municipalities_pay_and_whoever_left_pays_nothing(values):
    paid = sharing.parts(values, FACTS)
    whole = payments.total(cost.compute(values, FACTS).flows, "municipalities")[-1]
    assert paid.sum() == pytest.approx(whole, abs=1e-6)
    assert (paid[values["opted_out"]] == 0).all()
    assert list(paid.index) == list(POPULATION.index)


def test_those_who_stay_pay_what_they_paid():
    before, after = sharing.parts(EVERY["municipalities_continue"], FACTS), sharing.parts(LEAVE, FACTS)
    staying = before.drop(LEAVE["opted_out"]).index
    assert list(after[staying]) == pytest.approx(list(before[staying]))


def test_the_whole_agreement_by_population_costs_every_inhabitant_the_same():
    each = sharing.per_inhabitant(sharing.as_it_was_by_key(BASE, FACTS), POPULATION)
    assert list(each["population"]) == pytest.approx([2706000 / 132670] * 8)
    assert each.loc["2303", "equal"] == pytest.approx(2706000 / 8 / 5174)
    mixed = 0.3 * each["equal"] + 0.7 * each["population"]
    assert list(each["mixed"]) == pytest.approx(list(mixed))


def test_what_was_paid_before_does_not_depend_on_who_leaves_or_what_closes():
    assert sharing.as_it_was(LEAVE | {"office_open": False}, FACTS).sum() == pytest.approx(2706000)


def test_each_key_divides_what_is_left_when_two_leave():
    by_key = sharing.by_key(LEAVE, FACTS)
    assert list(by_key.columns) == ["population", "equal", "mixed"]
    assert list(by_key.sum()) == pytest.approx(
        [2706000 * part for part in (0.914555, 0.75, 0.865189)], rel=1e-5
    )
    assert by_key.loc["2380", "equal"] == pytest.approx(2706000 / 8)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sharing_key": "size"}, "Unknown sharing key 'size': choose population, equal, mixed"),
        ({"opted_out": ["2303", "0114"]}, "unknown municipality code 0114"),
        ({"opted_out": list(POPULATION.index)}, "all municipalities are outside"),
    ],
)
def test_what_cannot_be_shared_is_refused_with_the_reason(changes, reason):
    with pytest.raises(ValueError, match=reason):
        cost.compute(LEAVE | changes, FACTS)
