"""Each scenario's own band: the value lies in it, always, or it has no width."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parameter_sets
from energikontoret.model import bands, chance, cost, keep
from parameter_sets import BASE, EVERY, FACTS, RANGES, with_sample

MOVES = {
    "base": {"region_net", "turnover_change", "employees"},
    "region_keeps_office": {"region_net"},
    "shared_from_2024": {"region_net"},
    "municipalities_continue": set(),
    "phase_out": {"region_net", "turnover_change", "employees"},
    "office_closes": {"region_net"},
    "two_municipalities_leave": {"region_net", "turnover_change", "employees"},
}


def found_in(values, fixed=(), draws=4000, reference=BASE):
    table = chance.distributions(RANGES, reference, fixed, values["office_open"])
    return bands.of(chance.told, *with_sample(values, chance.draw(table, draws, 59)))


@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_the_value_lies_in_its_own_band_or_nothing_moves_it(name):
    found = found_in(EVERY[name])
    assert {result for result, band in found.items() if band.has_width} == MOVES[name]
    for band in found.values():
        assert band.widened is None
        if band.has_width:
            assert band.p10 < band.value < band.p90
            assert 10 < band.percentile < 90
        else:
            assert band.p10 == band.value == band.p90


def test_the_reference_loses_about_thirty_per_cent_of_turnover_and_three_positions():
    found = found_in(BASE, draws=20000)
    turnover, employees = found["turnover_change"], found["employees"]
    assert (round(-turnover.p90, 2), round(-turnover.p10, 2)) == (0.22, 0.49)
    assert (round(11 - employees.p90, 1), round(11 - employees.p10, 1)) == (2.5, 5.3)
    assert turnover.percentile == employees.percentile == pytest.approx(73, abs=0.5)


@given(
    fixed=st.sets(st.sampled_from(chance.DRAWN)),
    name=st.sampled_from(parameter_sets.SCENARIOS),
    at=st.sampled_from(["low", "high"]),
    moved=st.sampled_from(chance.DRAWN),
)
def test_the_value_lies_in_its_band_whatever_is_fixed_and_wherever_the_reference_is(fixed, name, at, moved):
    whole = RANGES.loc[moved, "whole"]
    reference = BASE | {moved: int(RANGES.loc[moved, at]) if whole else float(RANGES.loc[moved, at])}
    values = EVERY[name] | {moved: reference[moved]}
    for band in found_in(values, fixed, draws=200, reference=reference).values():
        assert band.p10 <= band.value <= band.p90
        assert band.has_width or band.p10 == band.p90


@given(drawn=st.lists(st.integers(-5, 5), min_size=2, max_size=30), value=st.integers(-7, 7))
def test_a_band_holds_its_value_and_eight_draws_in_ten(drawn, value):
    drawn = np.array(drawn, dtype=float)
    band = bands.band(drawn, float(value))
    assert band.p10 <= value <= band.p90
    assert ((drawn >= band.p10) & (drawn <= band.p90)).mean() >= 0.8 - 2 / len(drawn)
    low, high = np.percentile(drawn, (10, 90))
    assert band.widened == ("p10" if value < low else "p90" if value > high else None)
    if set(drawn) == {value}:
        assert not band.has_width
    else:
        assert (band.p10, band.p90) == (min(low, value), max(high, value))
        below = 100 * sum((number < value) + (number == value) / 2 for number in drawn) / len(drawn)
        assert band.percentile == pytest.approx(below)


def test_a_value_outside_of_its_draws_widens_the_band_and_says_so():
    best = bands.band(np.linspace(1, 2, 101), 2.5)
    assert (best.p10, best.p90, best.percentile, best.widened) == (pytest.approx(1.1), 2.5, 100, "p90")
    worst = bands.band(np.linspace(1, 2, 101), 0.5)
    assert (worst.p10, worst.p90, worst.percentile, worst.widened) == (0.5, pytest.approx(1.9), 0, "p10")


def test_rounding_in_the_arithmetic_is_no_width_and_no_place_outside():
    assert not bands.band(np.array([1e7, 1e7 + 1e-3]), 1e7).has_width
    band = bands.band(np.array([1e7] * 19 + [2e7]), 1e7 * (1 + 1e-12))
    assert (band.widened, band.percentile) == (None, pytest.approx(47.5))


@pytest.mark.parametrize(
    ("value", "apart", "has_width"), [(1.0, 5e-10, False), (1.0, 5e-9, True), (1e3, 5e-7, False)]
)
def test_a_difference_is_rounding_up_to_a_billionth(value, apart, has_width):
    assert bands.band(np.array([value, value + apart]), value).has_width == has_width


def test_a_small_share_is_not_taken_for_rounding():
    assert bands.band(np.array([1e-6, 2e-6]), 1e-6).has_width


def test_the_figures_have_a_percentile_only_where_the_band_has_width():
    found = bands.key_figures(found_in(EVERY["office_closes"]))
    assert set(found) == {
        f"uncertainty.{name}"
        for name in (
            "region_net_p10",
            "region_net_p90",
            "region_net_percentile",
            "turnover_change_p10",
            "turnover_change_p90",
            "employees_p10",
            "employees_p90",
        )
    }
    assert found["uncertainty.turnover_change_p10"] == found["uncertainty.turnover_change_p90"] == -1
    assert found["uncertainty.region_net_p10"] < found["uncertainty.region_net_p90"]


def test_a_fan_starts_at_the_last_known_year_and_its_last_year_is_the_band():
    drawn = chance.draw(chance.distributions(RANGES, BASE, (), True), 2000, 59)
    fans = bands.fans(*with_sample(BASE, drawn))
    assert set(fans) == {"turnover", "staff"}
    staff = fans["staff"]
    assert list(staff.index) == list(range(2022, 2031))
    assert tuple(staff.loc[2022]) == (11, 11, 11)
    last = bands.of(chance.told, *with_sample(BASE, drawn))["employees"]
    assert tuple(staff.loc[2030]) == pytest.approx((last.value, last.p10, last.p90))
    assert fans["turnover"].loc[2030, "value"] == pytest.approx(4826750)


def test_a_refused_draw_is_in_no_band_and_no_fan():
    drawn = pd.DataFrame(
        {"base_funding_share": [0.4, 0.45, 0.55, 1.0], "own_contribution_share": [0.3] * 3 + [0.1]}
    )
    kept = drawn.iloc[:3]
    assert bands.of(chance.told, *with_sample(BASE, drawn)) == bands.of(chance.told, *with_sample(BASE, kept))
    assert bands.fans(*with_sample(BASE, drawn))["staff"].equals(
        bands.fans(*with_sample(BASE, kept))["staff"]
    )


def test_the_share_below_a_limit_is_that_of_the_accepted_draws_counted_by_hand():
    # A krona brings 0.6 × (1 − own) / own: 2.4, 1.4, 0.9 and 0.6 kronor. The last draw is refused: the whole
    # of the common costs, at a tenth of own money, gives more than the office turns over.
    drawn = pd.DataFrame(
        {"base_funding_share": [0.5] * 4 + [1.0], "own_contribution_share": [0.2, 0.3, 0.4, 0.5, 0.1]}
    )

    def below(limit, name="other_money_per_krona", draws=drawn):
        return bands.share_below(keep.keeping, name, limit, chance.sample(BASE, FACTS, draws))

    assert [below(limit) for limit in (0.5, 0.8, 1.0, 2.0, 3.0)] == [0, 25, 50, 75, 100]
    assert below(1.0, draws=drawn.iloc[:3]) == pytest.approx(100 / 3)
    # What is the limit itself is not below it.
    cost_sek = keep.keeping(cost.compute(BASE, FACTS))["cost_year_sek"]
    assert (below(cost_sek, "cost_year_sek"), below(cost_sek + 1, "cost_year_sek")) == (0, 100)


def test_a_krona_brings_less_than_another_in_four_calculations_of_ten():
    drawn = chance.draw(chance.distributions(RANGES, BASE, (), True), 20000, 59)
    # What happens to other income is no part of what a krona brings of projects.
    of_projects = drawn.drop(columns="other_income_retained_share")
    name = "other_money_per_krona"
    assert bands.share_below(keep.keeping, name, 1, chance.sample(BASE, FACTS, of_projects)) == pytest.approx(
        43.5, abs=0.5
    )
    assert bands.of(keep.keeping, *with_sample(BASE, of_projects))[name].percentile == pytest.approx(
        74.5, abs=0.5
    )
