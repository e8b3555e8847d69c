"""The data as accepted: the paper's figures to the krona, and parts that add up to their wholes."""

from pathlib import Path

import pandas as pd
import pytest

from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
TONNE = 0.001


def table(name: str) -> pd.DataFrame:
    return data.read(PROJECT, name)


@pytest.mark.parametrize(
    ("post", "amount", "bearer"),
    [
        ("common_costs", 1_600_000, "regional_development_board"),
        ("administration", 450_000, "regional_executive"),
        ("archive", 656_000, "association_archive"),
    ],
)
def test_the_posts_are_those_of_the_paper(post: str, amount: int, bearer: str) -> None:
    row = table("agreement_posts").set_index("id").loc[post]
    assert (row.amount_sek, row.bearer_id, row.source_id) == (amount, bearer, "run_59_2022")


def test_the_office_is_as_large_as_the_paper_says() -> None:
    values = table("office_facts").set_index("id")["value"]
    assert (values["turnover_sek"], values["employees"]) == (6_746_750, 11)


@pytest.mark.parametrize(("name", "count"), [("success_factors", 6), ("decisions", 4), ("municipalities", 8)])
def test_the_paper_names_so_many(name: str, count: int) -> None:
    assert len(table(name)) == count


@pytest.mark.parametrize("year", range(2018, 2026))
def test_the_municipalities_have_the_countys_population(year: int) -> None:
    rows = table("population").query("year == @year").set_index("area_code")["population"]
    assert rows.drop("23").sum() == rows["23"]


@pytest.mark.parametrize("vintage", ["2026-01", "2026-06"])
def test_the_municipalities_emit_what_the_county_does(vintage: str) -> None:
    rows = table("emissions").query("vintage == @vintage")
    wide = rows.pivot(index=["year", "sector"], columns="area_code", values="kt_co2e")
    assert (wide.drop(columns="23").sum(axis=1) - wide["23"]).abs().max() < TONNE


@pytest.mark.parametrize("vintage", ["2026-01", "2026-06"])
def test_the_sectors_emit_the_total(vintage: str) -> None:
    rows = table("emissions").query("vintage == @vintage")
    wide = rows.pivot(index=["year", "area_code"], columns="sector", values="kt_co2e")
    assert (wide.drop(columns="total").sum(axis=1) - wide["total"]).abs().max() < TONNE


@pytest.mark.parametrize(
    ("vintage", "year", "sector", "kilotonnes"),
    [
        ("2026-01", 1990, "total", 1105.2),
        ("2026-06", 1990, "total", 1004.9),
        ("2026-01", 2017, "transport", 342.0),
        ("2026-01", 2018, "transport", 216.8),
        ("2026-06", 2023, "transport", 172.2),
        ("2026-06", 2024, "transport", 213.2),
    ],
)
def test_the_caveats_quote_the_data(vintage: str, year: int, sector: str, kilotonnes: float) -> None:
    rows = table("emissions").query("area_code == '23' and vintage == @vintage and year == @year")
    assert rows.set_index("sector")["kt_co2e"][sector] == pytest.approx(kilotonnes, abs=0.05)


def test_the_factors_of_nordic_electricity_differ_ninefold() -> None:
    factors = table("emission_factors").set_index("id")["g_co2_per_kwh"]
    assert factors["el_residual_2023"] / factors["el_nordic_ivl_2021_2023"] == pytest.approx(8.9, abs=0.05)


@pytest.mark.parametrize(("unit", "times"), [("g CO2e/MJ", 3.6), ("g CO2/kWh", 1), ("kg CO2e/MWh", 1)])
def test_factors_are_converted_from_what_was_published(unit: str, times: float) -> None:
    rows = table("emission_factors").query("published_unit == @unit")
    assert (rows.g_co2_per_kwh - rows.published_value * times).abs().max() < 0.05


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("leverage_lower_bound", 6_746_750 / 1_600_000),
        ("turnover_per_employee_sek", 6_746_750 / 11),
        ("position_cost_2019_sek", 41_600 * 12 * 1.4645),
        ("po_regions_2022_share", 0.3142 + 0.0013 + 0.1367),
        ("po_regions_2023_share", 0.3142 + 0.0013 + 0.2073),
        ("po_municipalities_2023_share", 0.3142 + 0.0013 + 0.1298),
        ("cofinancing_per_eu_krona_2021", 0.6 / 0.4),
        ("project_per_cofinancing_2021", 1 / 0.6),
    ],
)
def test_a_derived_fact_follows_from_what_it_is_derived_from(fact: str, value: float) -> None:
    row = table("facts").set_index("id").loc[f"facts.{fact}"]
    assert float(row.value) == pytest.approx(value, rel=0.005)
    assert row.status == "derived"


def test_no_sentence_of_the_decisions_is_the_papers_own() -> None:
    words = set(table("decisions")["wording"])
    assert not any("Regiondirektör får i uppdrag att föra en dialog med" in sentence for sentence in words)
