import itertools
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from energikontoret.model import sharing
from energikontoret.model.sharing import Rule

PEOPLE = pd.Series(
    {
        "2303": 5174,
        "2305": 6162,
        "2309": 15532,
        "2313": 11397,
        "2321": 12330,
        "2326": 7176,
        "2361": 10185,
        "2380": 64714,
    }
)


def test_the_population_key_follows_the_inhabitants():
    paid = sharing.amounts(1_326_700, PEOPLE, Rule("population"))
    assert paid["2303"] == 51_740
    assert paid["2380"] == 647_140


def test_the_equal_key_gives_equal_parts():
    assert set(sharing.amounts(800_000, PEOPLE, Rule("equal"))) == {0, 100_000}


def test_the_mixed_key_lies_between_the_two():
    paid = sharing.amounts(1_000_000, PEOPLE, Rule("mixed", fixed_share=0.4))
    assert paid["2303"] == round(0.4 * 125_000 + 0.6 * 1_000_000 * 5174 / 132_670)


def test_the_region_takes_its_share_first():
    assert sharing.amounts(1_000_000, PEOPLE, Rule("equal", region_share=0.25))["region"] == 250_000


def test_a_municipality_that_opted_out_pays_nothing():
    paid = sharing.amounts(1_000_001, PEOPLE, Rule(opted_out=("2321", "2361")))
    assert paid["2321"] == paid["2361"] == 0
    assert paid.sum() == 1_000_001


def test_the_region_pays_all_when_no_municipality_is_left():
    paid = sharing.amounts(640_000, PEOPLE, Rule(region_share=0.5, opted_out=tuple(PEOPLE.index)))
    assert paid["region"] == paid.sum() == 640_000


def test_a_krona_left_over_goes_to_the_largest_remainder():
    paid = sharing.split(100, pd.Series({"a": 0.333, "b": 0.334, "c": 0.333}))
    assert paid.tolist() == [33, 34, 33]


def test_of_equal_remainders_the_first_party_gets_the_krona():
    assert sharing.split(10, pd.Series({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})).tolist() == [4, 3, 3]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rule("by size"), "Unknown sharing key 'by size'"),
        (lambda: sharing.shares(PEOPLE, Rule(opted_out=("0114",))), "opted_out: 0114"),
    ],
)
def test_an_unknown_key_or_code_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


RULES = st.builds(
    Rule,
    key=st.sampled_from(sharing.KEYS),
    fixed_share=st.integers(0, 100).map(lambda percent: percent / 100),
    region_share=st.integers(0, 100).map(lambda percent: percent / 100),
    opted_out=st.lists(st.sampled_from(list(PEOPLE.index)), unique=True, max_size=7).map(tuple),
)


def by_hamilton(cost, rule):
    """Split in exact fractions, one krona at a time; return the parts and the closest two remainders' gap."""
    staying = [code for code in PEOPLE.index if code not in rule.opted_out]
    region = Fraction(round(rule.region_share * 100), 100)
    equal = {
        "population": Fraction(0),
        "equal": Fraction(1),
        "mixed": Fraction(round(rule.fixed_share * 100), 100),
    }
    fixed = equal[rule.key]
    inhabitants = sum(int(PEOPLE[code]) for code in staying)
    quota = {"region": cost * region}
    for code in PEOPLE.index:
        part = fixed / len(staying) + (1 - fixed) * Fraction(int(PEOPLE[code]), inhabitants)
        quota[code] = cost * (1 - region) * part if code in staying else Fraction(0)
    paid = {party: int(amount) for party, amount in quota.items()}
    remainders = sorted(quota[party] - paid[party] for party in quota)
    while sum(paid.values()) < cost:
        first = max(quota, key=lambda party: quota[party] - paid[party])
        paid[first] += 1
    gaps = [after - before for before, after in itertools.pairwise(remainders) if after != before]
    return paid, min(gaps, default=1)


@settings(max_examples=200, deadline=None)
@given(cost=st.integers(0, 6_746_750), rule=RULES)
def test_an_independent_recomputation_agrees_to_the_krona(cost, rule):
    expected, gap = by_hamilton(cost, rule)
    assume(gap > Fraction(1, 100_000))
    assert sharing.amounts(cost, PEOPLE, rule).to_dict() == expected


@settings(max_examples=100, deadline=None)
@given(cost=st.floats(0, 6_746_750), rule=RULES)
def test_the_parts_add_up_to_the_cost_to_the_krona(cost, rule):
    assert sharing.amounts(cost, PEOPLE, rule).sum() == round(cost)


def test_kronor_per_inhabitant_are_equal_under_the_population_key():
    each = sharing.per_inhabitant(sharing.amounts(1_326_700, PEOPLE, Rule()), PEOPLE)
    assert each.drop("region").to_numpy() == pytest.approx(10.0)


def test_an_exit_moves_the_leavers_part_to_the_others():
    effect = sharing.exit_effect(1_000_000, PEOPLE, Rule(region_share=0.2), "2380")
    assert effect.sum() == 0
    assert effect["region"] == 0
    assert effect["2380"] == -round(800_000 * 64714 / 132670)
    assert (effect.drop(["2380", "region"]) > 0).all()


def test_the_exit_matrix_has_a_row_for_each_municipality_still_in():
    matrix = sharing.exit_matrix(640_000, PEOPLE, Rule(opted_out=("2303",)))
    assert matrix.index.tolist() == [code for code in PEOPLE.index if code != "2303"]
    assert (matrix["2303"] == 0).all()


@pytest.mark.parametrize(
    ("kind", "sek"), [("base_funding", 800_000), ("known_agreement", 2_706_000), ("amount", 5)]
)
def test_the_cost_to_share_is_the_one_that_is_asked_for(kind, sek):
    assert sharing.cost(kind, 800_000, 2_706_000, 5) == sek


def test_an_unknown_cost_is_refused():
    with pytest.raises(ValueError, match="Unknown shared cost 'rent'"):
        sharing.cost("rent", 1, 2, 3)


def test_every_key_shares_the_same_cost():
    assert set(sharing.by_key(800_001, PEOPLE, Rule(region_share=0.3)).sum()) == {800_001}


def test_the_key_figures_name_every_municipality_also_those_outside():
    figures = sharing.key_figures(800_000, PEOPLE, Rule(region_share=0.5, opted_out=("2303",)))
    assert figures["municipality_2303_sek"] == 0
    municipal = sum(figures[f"municipality_{code}_sek"] for code in PEOPLE.index)
    assert municipal + figures["region_sek"] == figures["cost_sek"] == 800_000
    assert figures["per_inhabitant_sek"] == pytest.approx(400_000 / (132_670 - 5174))


def test_the_largest_exit_is_measured_on_those_who_stay():
    figures = sharing.key_figures(800_000, PEOPLE, Rule())
    assert figures["largest_exit_share"] == pytest.approx(64714 / (132_670 - 64714), abs=1e-4)


@pytest.mark.parametrize("staying", [0, 1])
def test_no_exit_share_is_told_where_nobody_would_remain(staying):
    outside = tuple(PEOPLE.index[staying:])
    assert sharing.key_figures(800_000, PEOPLE, Rule(opted_out=outside))["largest_exit_share"] == 0
