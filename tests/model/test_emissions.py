import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import trials
from energikontoret.model import emissions

COUNTY = [455.62339, 449.60088, 414.52561, 408.44889, 485.58856]


def series(values, first=2020, vintage="2026-06"):
    years = range(first, first + len(values))
    return pd.DataFrame({"year": years, "kt_co2e": values, "vintage": vintage})


def test_a_steady_fall_is_found_exactly_and_has_no_width():
    trend = emissions.fit(series([500 * 0.95**k for k in range(5)]), 2020, 2024)
    assert trend.rate == pytest.approx(-0.05)
    estimate = emissions.projection(trend, 2030)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((500 * 0.95**10,) * 3)


def test_the_countys_trend_2020_to_2024_matches_a_hand_computation():
    trend = emissions.fit(series(COUNTY), 2020, 2024)
    assert trend.rate == pytest.approx(0.0031446, abs=1e-7)
    assert emissions.projection(trend, 2030).value == pytest.approx(453.09210, abs=1e-5)
    assert emissions.target(COUNTY[-1], 2024, 0.10) == pytest.approx(258.06167, abs=1e-5)


@pytest.mark.parametrize(
    ("frame", "span", "reason"),
    [
        (series(COUNTY, 2016, "2026-01"), (2016, 2020), "crosses the break of 2017-2018"),
        (pd.concat([series(COUNTY), series(COUNTY, vintage="2026-01")]), (2020, 2024), "mix vintages"),
        (series(COUNTY).drop(index=2), (2020, 2024), "lacks 2022"),
        (series(COUNTY).iloc[:0], (2020, 2024), "lacks 2020, 2021"),
        (series(COUNTY), (2023, 2024), "three to 12 years"),
        (pd.concat([series(COUNTY), series(COUNTY)]), (2020, 2024), "one positive value a year"),
    ],
)
def test_a_trend_that_would_mislead_is_refused_with_the_reason(frame, span, reason):
    with pytest.raises(ValueError, match=reason):
        emissions.fit(frame, *span)


def test_a_trend_before_the_break_is_allowed():
    assert emissions.fit(series([3, 2, 1], 2015, "2026-01"), 2015, 2017).years == 3


def density(x, freedom):
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    return scale * (1 + x * x / freedom) ** (-(freedom + 1) / 2)


@pytest.mark.parametrize(("freedom", "quantile"), list(enumerate(emissions.STUDENT_T_975, start=1)))
def test_the_t_quantiles_leave_two_and_a_half_percent_above(freedom, quantile):
    grid = np.linspace(0, quantile, 40_001)
    inside = np.trapezoid([density(x, freedom) for x in grid], grid)
    assert inside == pytest.approx(0.475, abs=1e-6)


@trials.random_sets("emissions against another computation", 1000, 60)
@given(
    values=st.lists(st.floats(50, 1500), min_size=3, max_size=8),
    rate=st.floats(0, 0.3),
)
def test_an_independent_recomputation_agrees_to_a_hundredth_of_a_kiloton(values, rate):
    last = 2019 + len(values)
    trend = emissions.fit(series(values), 2020, last)
    slope, intercept = statistics.linear_regression(range(2020, last + 1), [math.log(v) for v in values])
    projected = math.exp(intercept + slope * 2030)
    assume(projected < 1e6)
    assert emissions.projection(trend, 2030).value == pytest.approx(projected, abs=0.01, rel=1e-9)
    steps = values[-1]
    for _ in range(last, 2030):
        steps -= rate * steps
    assert emissions.target(values[-1], last, rate) == pytest.approx(steps, abs=0.01)


@trials.random_sets("intervals against the matrix form", 1000, 40)
@given(values=st.lists(st.floats(200, 800), min_size=3, max_size=8), year=st.integers(2027, 2030))
def test_the_interval_agrees_with_the_matrix_form_of_least_squares(values, year):
    years = np.arange(2020, 2020 + len(values), dtype=float)
    design = np.column_stack([np.ones_like(years), years - 2025])
    logs = np.log(values)
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ logs
    variance = np.sum((logs - design @ beta) ** 2) / (len(values) - 2)
    at = np.array([1.0, year - 2025])
    half = emissions.STUDENT_T_975[len(values) - 3] * math.sqrt(variance * (1 + at @ inverse @ at))
    assume(half < 5)
    estimate = emissions.projection(emissions.fit(series(values), 2020, int(years[-1])), year)
    expected = np.exp([at @ beta - half, at @ beta + half])
    assert [estimate.low, estimate.high] == pytest.approx(expected, abs=0.01, rel=1e-7)


def test_the_rate_interval_of_the_county_spans_zero():
    change = emissions.rate(emissions.fit(series(COUNTY), 2020, 2024))
    assert change.low == pytest.approx(-0.07657, abs=1e-5)
    assert change.high == pytest.approx(0.08974, abs=1e-4)


def test_the_required_rate_leads_to_the_target():
    rate = emissions.required_rate(485.6, 2024, 258.0)
    assert 485.6 * (1 + rate) ** 6 == pytest.approx(258.0)


def test_the_required_rate_is_the_target_rate_when_the_path_starts_at_the_latest_year():
    assert emissions.required_rate(400, 2024, emissions.target(400, 2024, 0.1)) == pytest.approx(-0.1)


def test_the_targets_paths_start_in_each_year_alike_and_fall_by_the_rate():
    starts = emissions.target_starts(series(COUNTY), emissions.STARTS, 453.0, 0.1)
    table = emissions.target_paths(starts, 0.1)
    assert emissions.STARTS == (2020, 2022, 2024)
    assert table.groupby("start")["year"].agg(["min", "max"]).to_dict("list") == {
        "min": [2020, 2022, 2024],
        "max": [2030, 2030, 2030],
    }
    for start, path in table.groupby("start"):
        assert path["kt"].iloc[0] == COUNTY[start - 2020]
        assert list(path["kt"].pct_change().dropna()) == pytest.approx([-0.1] * (2030 - start))


def test_the_key_figures_are_the_countys():
    figures = emissions.key_figures(series(COUNTY), 2020, 2024, 0.10)
    by_hand = [COUNTY[start - 2020] * 0.9 ** (2030 - start) for start in emissions.STARTS]
    assert figures == pytest.approx(
        {
            "latest_kt": 485.58856,
            "latest_year": 2024,
            "latest_above_first_kt": 485.58856 - 455.62339,
            "trend_rate_share": 0.0031446,
            "trend_rate_low_share": -0.07657,
            "trend_rate_high_share": 0.08974,
            "projected_2030_kt": 453.09210,
            "projected_2030_low_kt": figures["projected_2030_low_kt"],
            "projected_2030_high_kt": figures["projected_2030_high_kt"],
            "target_2030_lowest_kt": min(by_hand),
            "target_2030_highest_kt": max(by_hand),
            "gap_2030_lowest_kt": 453.09210 - max(by_hand),
            "gap_2030_highest_kt": 453.09210 - min(by_hand),
            "required_rate_lowest_share": (min(by_hand) / 485.58856) ** (1 / 6) - 1,
            "required_rate_highest_share": -0.10,
        },
        abs=1e-4,
    )
    assert figures["projected_2030_low_kt"] < 453 < figures["projected_2030_high_kt"]


def test_what_is_sure_is_that_ten_to_seventeen_per_cent_a_year_are_needed_from_the_latest_year():
    figures = emissions.key_figures(series(COUNTY), 2020, 2024, 0.10)
    assert figures["latest_above_first_kt"] > 0
    assert round(-figures["required_rate_highest_share"], 2) == 0.10
    assert round(-figures["required_rate_lowest_share"], 2) == 0.17
    assert round(figures["gap_2030_lowest_kt"]) == 195
    assert round(figures["gap_2030_highest_kt"]) == 294


def test_a_trend_that_stops_before_the_latest_year_still_shows_that_year():
    figures = emissions.key_figures(series(COUNTY), 2020, 2023, 0.10)
    assert (figures["latest_year"], figures["latest_kt"]) == (2024, COUNTY[-1])
    assert figures["trend_rate_share"] < 0
    assert figures["required_rate_highest_share"] == pytest.approx(-0.10)


def test_spans_of_different_vintages_are_compared_one_by_one():
    totals = pd.concat([series(COUNTY), series([500, 480, 470], vintage="2026-01")])
    table = emissions.compare(totals, [("2026-06", 2020, 2023), ("2026-01", 2020, 2022)], 0.1)
    assert table["vintage"].tolist() == ["2026-06", "2026-01"]
    assert table["trend_rate_share"].lt(0).all()


def sectors(transport, agriculture, year=2024):
    values = {"transport": transport, "agriculture": agriculture, "total": transport + agriculture}
    area = {"area_code": "2380", "area": "Östersund", "year": year}
    return pd.DataFrame([area | {"sector": name, "kt_co2e": kt} for name, kt in values.items()])


def test_the_change_of_a_year_is_told_by_sector():
    rows = pd.concat([sectors(50.0, 40.0, 2023), sectors(60.0, 39.0)])
    table = emissions.change(rows, "2380", 2024).set_index("sector")
    assert table["change"].to_dict() == {"agriculture": -1.0, "total": 9.0, "transport": 10.0}


def test_curves_hold_what_was_seen_the_trend_and_each_path_of_the_target():
    trend = emissions.fit(series(COUNTY), 2020, 2024)
    starts = emissions.target_starts(series(COUNTY), emissions.STARTS, 453.0, 0.1)
    table = emissions.curves(series(COUNTY), emissions.trend_path(trend), emissions.target_paths(starts, 0.1))
    years = table.groupby("series")["year"].agg(["min", "max"])
    assert years.to_dict("index") == {
        "observed": {"min": 2020, "max": 2024},
        "trend": {"min": 2020, "max": 2030},
        "target_2020": {"min": 2020, "max": 2030},
        "target_2022": {"min": 2022, "max": 2030},
        "target_2024": {"min": 2024, "max": 2030},
    }
    ends = table[table["year"] == 2030].set_index("series")["kt"]
    assert ends["target_2024"] == pytest.approx(258.06167, abs=1e-5)
    assert ends["trend"] == pytest.approx(453.09210, abs=1e-5)
    assert table.query("series != 'trend'")["low"].isna().all()
    assert (table.query("series == 'trend'").eval("low < kt < high")).all()


def test_the_target_is_lower_the_earlier_its_path_starts():
    table = emissions.target_starts(series(COUNTY), [2024, 2020, 2022, 2020], 453.0921, 0.1).set_index("year")
    assert table.index.tolist() == [2020, 2022, 2024]
    by_hand = {2020: 455.62339 * 0.9**10, 2022: 414.52561 * 0.9**8, 2024: 485.58856 * 0.9**6}
    assert table["target_2030_kt"].to_dict() == pytest.approx(by_hand)
    assert (table["gap_2030_kt"] + table["target_2030_kt"]).tolist() == pytest.approx([453.0921] * 3)
    assert COUNTY[-1] * (1 + table["required_rate_share"][2020]) ** 6 == pytest.approx(by_hand[2020])


def test_a_path_never_starts_before_the_break_or_in_a_year_without_data():
    totals = pd.concat([series([650], 2015), series(COUNTY)])
    assert emissions.target_starts(totals, [2015, 2017, 2019, 2020], 450, 0.1)["year"].tolist() == [2020]


def test_the_change_between_two_ends_is_a_steady_yearly_one():
    grown = series([100.0, 90.0, 80.0, 300.0, 146.41])
    assert emissions.between_ends(grown, 2020, 2024) == pytest.approx(0.1)
    assert emissions.between_ends(grown, 2020, 2021) == pytest.approx(-0.1)
