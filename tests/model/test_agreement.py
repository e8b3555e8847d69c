"""The formulas of part 1, recomputed year by year with plain arithmetic."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energikontoret.model import agreement

POSTS = pd.DataFrame(
    {"id": ["common_costs", "administration", "archive"], "amount_sek": [1600000, 450000, 656000]}
)
shares = st.floats(0, 1)


def table(retentions, first_year=2023, horizon=8, ramp=0, index=0.025):
    return agreement.gap_table(
        POSTS, retentions, first_year=first_year, horizon_years=horizon, ramp_years=ramp, price_index=index
    )


def test_without_replacement_the_first_year_lacks_all_posts_at_that_years_prices():
    gaps = table(dict.fromkeys(POSTS.id, 0.0))
    assert gaps.iloc[0].sum() == pytest.approx(2706000 * 1.025)


def test_the_horizon_is_a_geometric_sum_where_nothing_replaces_the_agreement():
    gaps = table(dict.fromkeys(POSTS.id, 0.0))
    assert gaps.to_numpy().sum() == pytest.approx(2706000 * 1.025 * (1.025**8 - 1) / 0.025)


def test_full_retention_leaves_no_gap():
    assert table(dict.fromkeys(POSTS.id, 1.0)).to_numpy().sum() == 0


@pytest.mark.parametrize(
    ("year", "expected"), [(2022, 1), (2023, 0.75), (2024, 0.5), (2025, 0.25), (2026, 0)]
)
def test_a_ramp_of_three_years_falls_in_quarters(year, expected):
    assert agreement.retention(year, 2023, 0.0, 3) == pytest.approx(expected)


@given(
    keep=st.tuples(shares, shares, shares),
    first=st.integers(2023, 2030),
    horizon=st.integers(1, 20),
    ramp=st.integers(0, 10),
    index=st.floats(0, 0.1),
    discount=st.floats(0, 0.1),
    ratio=st.floats(0, 2),
)
def test_all_sums_agree_to_the_krona_with_a_year_by_year_count(
    keep, first, horizon, ramp, index, discount, ratio
):
    gaps = table(dict(zip(POSTS.id, keep, strict=True)), first, horizon, ramp, index)
    sums = agreement.consequence(
        gaps, state_grant_ratio=ratio, redundancy_sek=12345.0, discount_rate=discount
    )
    total = present = archive = 0.0
    for k in range(1, horizon + 1):
        year = first + k - 1
        for amount, ret, name in zip(POSTS.amount_sek, keep, POSTS.id, strict=True):
            r = ret if k > ramp else 1 - (1 - ret) * k / (ramp + 1)
            missing = amount * (1 + index) ** (year - 2022) * (1 - r)
            total += missing
            present += missing / (1 + discount) ** (year - 2022)
            archive += missing if name == "archive" else 0
    assert sums["gap_horizon_sek"] == pytest.approx(total, abs=0.5)
    assert sums["gap_horizon_present_value_sek"] == pytest.approx(present, abs=0.5)
    assert sums["state_grant_loss_horizon_sek"] == pytest.approx(ratio * archive, abs=0.5)
    assert sums["consequence_horizon_sek"] == pytest.approx(total + ratio * archive + 12345, abs=1)


def test_redundancy_is_paid_for_those_without_another_position():
    assert agreement.redundancy_cost(2, 720000, 6, 0.25) == 2 * 720000 * 0.5 * 0.75
