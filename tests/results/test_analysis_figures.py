"""Parts 4 to 6 on the project's own data: accepted values, and a second computation from the bare files."""

import csv
import math
import statistics
from pathlib import Path

import pandas as pd
import pytest

from energikontoret.model import emissions, options, sharing
from pressroom.notebook import data
from pressroom.project import Project

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)


def rows(resource):
    with (ROOT / f"data/{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def totals(vintage):
    table = data.read(PROJECT, "emissions")
    chosen = table[(table.area_code == "23") & (table.sector == "total")]
    return chosen[chosen.vintage == vintage]


ACCEPTED = {
    "latest_kt": 485.58856,
    "latest_year": 2024,
    "trend_rate_share": 0.0031446,
    "projected_2030_kt": 453.09210,
    "target_2030_kt": 258.06167,
    "gap_2030_kt": 195.03043,
    "required_rate_share": -0.1,
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_reference_emissions_are_the_accepted_ones(name):
    figures = emissions.key_figures(totals("2026-06"), 2020, 2024, 0.1)
    assert figures[name] == pytest.approx(ACCEPTED[name], abs=1e-5)


@pytest.mark.parametrize(("vintage", "first", "last"), [("2026-06", 2020, 2024), ("2026-01", 2018, 2023)])
def test_the_trend_agrees_with_a_computation_from_the_bare_file(vintage, first, last):
    county = {
        int(row["year"]): float(row["kt_co2e"])
        for row in rows("emissions")
        if (row["area_code"], row["sector"], row["vintage"]) == ("23", "total", vintage)
    }
    years = range(first, last + 1)
    slope, intercept = statistics.linear_regression(years, [math.log(county[year]) for year in years])
    gap = math.exp(intercept + slope * 2030) - county[last] * 0.9 ** (2030 - last)
    figures = emissions.key_figures(totals(vintage), first, last, 0.1)
    assert figures["gap_2030_kt"] == pytest.approx(gap, abs=0.01)


@pytest.mark.parametrize(
    ("vintage", "first", "last"), [("2026-01", 2015, 2020), ("2026-06", 2015, 2024), ("2026-06", 2018, 2023)]
)
def test_no_trend_of_the_data_crosses_the_break_or_a_missing_year(vintage, first, last):
    with pytest.raises(ValueError, match="trend over"):
        emissions.key_figures(totals(vintage), first, last, 0.1)


def test_the_reference_sharing_agrees_with_a_computation_from_the_bare_files():
    people = {
        row["area_code"]: int(row["population"])
        for row in rows("population")
        if row["year"] == "2022" and row["area_code"] != "23"
    }
    quota = {code: 400_000 * number / sum(people.values()) for code, number in people.items()}
    expected = {code: math.floor(amount) for code, amount in quota.items()}
    left = 400_000 - sum(expected.values())
    for code in sorted(quota, key=lambda code: expected[code] - quota[code])[:left]:
        expected[code] += 1
    figures = sharing.key_figures(800_000, pd.Series(people), sharing.Rule(region_share=0.5))
    assert {code: figures[f"municipality_{code}_sek"] for code in people} == expected


def test_the_reference_order_of_the_options_is_the_accepted_one():
    scores = data.read(PROJECT, "option_scores")
    even = pd.Series(1.0, index=scores["factor"].unique())
    figures = options.key_figures(options.win_table(scores, even, 12, 10_000, 59))
    assert (figures["best"], figures["runner_up"]) == ("stay_region", "stand_alone")
    assert figures["best_win_share"] == pytest.approx(0.67, abs=0.02)
