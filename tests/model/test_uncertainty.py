"""Draws stay in their ranges, are the same for the same seed, and agree with one-by-one counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energikontoret.model import agreement, office, uncertainty
from pressroom import scenarios
from pressroom.project import find

POSTS = pd.DataFrame(
    {"id": ["common_costs", "administration", "archive"], "amount_sek": [1.6e6, 4.5e5, 6.56e5]}
)
BASE = scenarios.load(find(), "base").values
RANGES = scenarios.ranges(BASE, BASE)


def drawn(draws=300, seed=1):
    sample = uncertainty.draw(RANGES, draws, seed)
    return sample, BASE | {name: sample[name].to_numpy() for name in sample}


def test_the_same_seed_gives_the_same_draws():
    pd.testing.assert_frame_equal(uncertainty.draw(RANGES, 50, 59), uncertainty.draw(RANGES, 50, 59))


def test_draws_stay_in_their_ranges_and_whole_numbers_stay_whole():
    sample, _ = drawn()
    for row in RANGES.itertuples():
        assert sample[row.Index].between(row.low, row.high).all()
        assert not row.whole or (sample[row.Index] % 1 == 0).all()


def test_a_triangular_draw_has_the_mean_of_its_corners():
    sample = uncertainty.draw(RANGES, 200_000, 3)["own_contribution_share"]
    assert sample.mean() == pytest.approx((0.2 + 0.3 + 0.6) / 3, abs=0.001)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 299))
def test_a_draw_counted_alone_gives_what_the_vector_gives(index):
    sample, values = drawn()
    one = BASE | {name: float(sample[name][index]) for name in sample}
    one |= {name: int(one[name]) for name in ("project_lag_years", "retention_ramp_years")}
    inhabitants = 132670
    assert uncertainty.gap_horizon(POSTS, values)[index] == pytest.approx(
        agreement.key_figures(POSTS, inhabitants, one)["gap_horizon_sek"], abs=0.01
    )
    funding = office.Funding(
        6746750.0, 1.6e6, one["base_funding_share"], one["core_task_share"], one["own_contribution_share"]
    )
    together = uncertainty.turnover_final(6746750.0, 1.6e6, values)[index]
    if np.isnan(together):
        with pytest.raises(ValueError, match="exceed"):
            office.check(funding)
    else:
        alone = office.key_figures(funding, office.change(one), 11)["turnover_final_sek"]
        assert together == pytest.approx(alone, abs=0.01)


def test_the_tornado_has_the_largest_swing_first_and_leaves_out_what_moves_nothing():
    rows = uncertainty.tornado(RANGES, BASE, lambda values: uncertainty.gap_horizon(POSTS, values))
    assert rows["swing"].is_monotonic_decreasing
    assert rows["parameter"][0] == "retention_common_costs"
    assert "own_contribution_share" not in set(rows["parameter"])


def test_percentiles_ignore_draws_that_cannot_have_been():
    assert uncertainty.percentiles(np.array([1.0, 2.0, 3.0, np.nan]))[50] == 2.0


def test_chosen_values_are_the_scenarios_in_every_draw():
    drawn = {"retention_a": [0.1, 0.2], "price": [1, 2]}
    assert uncertainty.chosen(drawn, {"retention_a": 0.0, "price": 9}, "retention_") == {
        "retention_a": 0.0,
        "price": [1, 2],
    }
