"""Parts 4 to 6 on the project's own data: accepted values, and a second computation from the bare files."""

import csv
import math
import statistics
from pathlib import Path

import pandas as pd
import pytest

import parameter_sets
from energikontoret.model import emissions, figures, options
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
    "target_2030_lowest_kt": 158.86605,
    "target_2030_highest_kt": 258.06167,
    "gap_2030_lowest_kt": 195.03043,
    "gap_2030_highest_kt": 294.22605,
    "required_rate_lowest_share": -0.16991,
    "required_rate_highest_share": -0.1,
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_reference_emissions_are_the_accepted_ones(name):
    found = emissions.key_figures(totals("2026-06"), 2020, 2024, 0.1)
    assert found[name] == pytest.approx(ACCEPTED[name], abs=1e-5)


@pytest.mark.parametrize(("vintage", "first", "last"), [("2026-06", 2020, 2024), ("2026-01", 2018, 2023)])
def test_the_trend_agrees_with_a_computation_from_the_bare_file(vintage, first, last):
    county = {
        int(row["year"]): float(row["kt_co2e"])
        for row in rows("emissions")
        if (row["area_code"], row["sector"], row["vintage"]) == ("23", "total", vintage)
    }
    years = range(first, last + 1)
    slope, intercept = statistics.linear_regression(years, [math.log(county[year]) for year in years])
    ahead = math.exp(intercept + slope * 2030)
    gaps = [ahead - county[start] * 0.9 ** (2030 - start) for start in (2020, 2022, 2024) if start in county]
    found = emissions.key_figures(totals(vintage), first, last, 0.1)
    ends = [found["gap_2030_lowest_kt"], found["gap_2030_highest_kt"]]
    assert ends == pytest.approx([min(gaps), max(gaps)], abs=0.01)


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
    posts = {row["id"]: float(row["amount_sek"]) for row in rows("agreement_posts")}
    office = {row["id"]: float(row["value"]) for row in rows("office_facts")}
    found = figures.figures(parameter_sets.EVERY["shared_from_2024"], posts, office, pd.Series(people))
    expected = {code: 400_000 * number / sum(people.values()) for code, number in people.items()}
    each = {code: found[f"sharing.municipality_{code}_sek"] for code in people}
    assert each == pytest.approx(expected)


def test_the_reference_order_of_the_options_is_the_accepted_one():
    scores = data.read(PROJECT, "option_scores")
    even = pd.Series(1.0, index=scores["factor"].unique())
    given = (scores, even, 12, 10_000, 59)
    found = options.key_figures(options.win_table(*given), options.leads(*given))
    assert (found["best"], found["runner_up"]) == ("stay_region", "stand_alone")
    assert found["best_win_share"] == pytest.approx(0.67, abs=0.02)
