import pandas as pd
import pytest

from energikontoret.model import vehicles

AREA = {"area_code": "2380", "area": "Östersund"}


def rows(metric, year, **numbers):
    return [AREA | {"metric": metric, "year": year, "fuel": fuel, "number": n} for fuel, n in numbers.items()]


def test_electric_cars_and_plug_in_hybrids_count_as_rechargeable():
    cars = pd.DataFrame(rows("cars_in_use", 2022, electric=3, plug_in_hybrid=2, diesel=15, total=20))
    assert vehicles.rechargeable_share(cars, "cars_in_use")["share"].tolist() == [0.25]


def test_a_year_without_statistics_is_absent():
    count = {"electric": 1, "plug_in_hybrid": 1, "total": 10}
    cars = pd.DataFrame([*rows("cars_in_use", 2022, **count), *rows("cars_in_use", 2025, **count)])
    assert vehicles.rechargeable_share(cars, "cars_in_use")["year"].tolist() == [2022, 2025]


def test_charging_points_are_told_per_thousand_inhabitants():
    points = pd.DataFrame(rows("charging_points", 2023, none=40) + rows("charging_points", 2025, none=130))
    people = pd.DataFrame([AREA | {"year": 2025, "population": 65_000}])
    charging = vehicles.charging(points, people, 2025, earlier=2023)
    assert charging["per_1000"].item() == pytest.approx(2.0)
    assert charging["earlier"].item() == 40


def test_a_year_without_a_count_is_a_gap_in_the_series():
    count = {"electric": 1, "plug_in_hybrid": 1, "total": 10}
    years = {"cars_in_use": (2022, 2024), "cars_new_registrations": (2022, 2023, 2024)}
    cars = pd.DataFrame(
        [row for metric in years for year in years[metric] for row in rows(metric, year, **count)]
    )
    series = vehicles.rechargeable_series(cars, "2380").set_index(["series", "year"])["share"]
    assert pd.isna(series["in_use", 2023])
    assert series["new", 2023] == 0.2
