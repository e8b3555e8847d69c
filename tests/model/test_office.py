"""The formulas of part 2, recomputed year by year with plain arithmetic."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from energikontoret.model import office

FUNDING = office.Funding(6746750, 1600000, 0.5, 0.4, 0.3)
CHANGE = office.Change(2023, 8, 0.025, 0.0, 0, 0.0, 2)


def by_hand(funding, change, year):
    """Count one year's turnover with loops and conditions only."""

    def base(y):
        k = y - change.first_year + 1
        ret = change.retention_common_costs
        if k <= 0:
            kept, top_up = 1.0, 0.0
        else:
            ramp = change.retention_ramp_years
            kept = ret if k > ramp else 1 - (1 - ret) * k / (ramp + 1)
            top_up = change.region_top_up_sek
        return (0.0 + funding.base_funding_share * 1600000 * kept + top_up) * (1 + change.price_index) ** (
            y - 2022
        )

    def own(y):
        core = funding.core_task_share * funding.base_funding_share * 1600000
        return max(0.0, base(y) - core * (1 + change.price_index) ** (y - 2022))

    lags = change.project_lag_years + 1
    projects = sum(own(year - j) for j in range(lags)) / lags / funding.own_contribution_share
    base_2022 = funding.base_funding_share * 1600000
    projects_2022 = (1 - funding.core_task_share) * base_2022 / funding.own_contribution_share
    other = (6746750 - base_2022 - projects_2022) * (1 + change.price_index) ** (year - 2022)
    return base(year) + projects + other * change.other_income_retained_share


def test_the_office_of_2022_is_the_papers():
    first = office.path(FUNDING, CHANGE, 11).loc[2022]
    assert (first.turnover, first.employees) == (6746750, 11)
    assert first.base + first.projects + first.other == pytest.approx(6746750)


def test_the_parts_of_turnover_add_up_every_year():
    path = office.path(FUNDING, CHANGE, 11)
    assert (path.base + path.projects + path.other).to_list() == pytest.approx(path.turnover.to_list())


def test_nothing_changes_where_everything_is_replaced_and_there_is_no_lag():
    kept = replace(CHANGE, retention_common_costs=1.0, project_lag_years=0)
    assert office.path(FUNDING, kept, 11).turnover_fixed.to_list() == pytest.approx([6746750] * 9)


def test_projects_end_when_the_lag_has_passed_and_no_own_money_is_left():
    path = office.path(FUNDING, CHANGE, 11)
    assert path.projects.loc[2024] > 0
    assert path.projects.loc[2025] == 0


@pytest.mark.parametrize(
    ("changes", "year"),
    [
        ({}, 2025),
        ({"retention_ramp_years": 3}, 2027),
        ({"retention_common_costs": 1.0, "project_lag_years": 0}, 2022),
        ({"horizon_years": 1}, 2023),
    ],
)
def test_the_whole_change_shows_when_ramp_and_lag_have_passed(changes, year):
    assert office.full_effect_year(office.path(FUNDING, replace(CHANGE, **changes), 11)) == year


@given(
    share=st.floats(0.1, 0.9),
    core=st.floats(0, 1),
    own=st.floats(0.3, 1),
    keep=st.floats(0, 1),
    ramp=st.integers(0, 10),
    top_up=st.floats(0, 2e6),
    lag=st.integers(0, 6),
    horizon=st.integers(1, 15),
    index=st.floats(0, 0.1),
    remains=st.floats(0, 1),
)
def test_turnover_agrees_to_the_krona_with_a_count_by_hand(
    share, core, own, keep, ramp, top_up, lag, horizon, index, remains
):
    funding = office.Funding(6746750, 1600000, share, core, own)
    change = office.Change(2023, horizon, index, keep, ramp, top_up, lag, remains)
    path = office.path(funding, change, 11)
    for year in path.index[1:]:
        assert path.turnover[year] == pytest.approx(by_hand(funding, change, year), abs=0.5)
    final = path.iloc[-1]
    assert final.employees == pytest.approx(
        11 * final.turnover / (1 + index) ** (path.index[-1] - 2022) / 6746750, abs=1e-6
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"own_contribution_share": 0.05}, "exceed"), ({"base_funding_share": 0.0}, "is 0")],
)
def test_an_office_that_cannot_have_been_is_refused_with_the_reason(change, reason):
    with pytest.raises(ValueError, match=reason):
        office.check(office.Funding(**asdict(FUNDING) | change))
