"""Parts must add up: municipalities to the county, sectors to the total."""

from collections.abc import Iterator

import pandas as pd

from pressroom.checks import Problem

COUNTY = "23"
TONNE = 0.001
# In the published tables of 2016-2018 one to three cars of the county belong to no municipality.
CARS = 3
MEND = "Compare the rows with the source; one of them is wrong or missing."


def check(tables: dict[str, pd.DataFrame]) -> list[Problem]:
    """Return where parts and wholes differ, in those of population, emissions and vehicles that are given."""
    found: list[Problem] = []
    if "population" in tables:
        found += _areas("population", tables["population"], ["year"], "population", 0)
    if "emissions" in tables:
        keys = ["vintage", "year", "sector"]
        found += _areas("emissions", tables["emissions"], keys, "kt_co2e", TONNE)
        found += _sectors(tables["emissions"])
    if "vehicles" in tables:
        vehicles = tables["vehicles"][tables["vehicles"].metric != "buses_in_use"]
        found += _areas("vehicles", vehicles, ["metric", "year", "fuel"], "number", CARS)
        found += _fuels(tables["vehicles"])
    return found


def _areas(name: str, table: pd.DataFrame, keys: list[str], value: str, slack: float) -> Iterator[Problem]:
    """Yield each key of a county row whose municipalities do not sum to it, or are missing."""
    county = table[table.area_code == COUNTY].groupby(keys, dropna=False)[value].sum()
    parts = table[table.area_code != COUNTY].groupby(keys, dropna=False)[value].sum()
    yield from _differences(
        name, keys, parts.reindex(county.index), county, slack, "municipalities", "the county"
    )


def _sectors(emissions: pd.DataFrame) -> Iterator[Problem]:
    keys = ["vintage", "year", "area_code"]
    is_total = emissions.sector == "total"
    total = emissions[is_total].groupby(keys)["kt_co2e"].sum()
    parts = emissions[~is_total].groupby(keys)["kt_co2e"].sum()
    yield from _differences(
        "emissions", keys, parts.reindex(total.index), total, TONNE, "sectors", "the total"
    )


def _fuels(vehicles: pd.DataFrame) -> Iterator[Problem]:
    """Yield where fuels do not sum to the total; some years hold only a few fuels and are left out."""
    keys = ["metric", "year", "area_code"]
    rows = vehicles.dropna(subset=["fuel"])
    rows = rows[rows.groupby(keys)["fuel"].transform("nunique") > 3]
    is_total = rows.fuel == "total"
    total = rows[is_total].groupby(keys)["number"].sum()
    parts = rows[~is_total].groupby(keys)["number"].sum()
    yield from _differences("vehicles", keys, parts.reindex(total.index), total, 0, "fuels", "the total")


def _differences(
    name: str, keys: list[str], parts: pd.Series, whole: pd.Series, slack: float, some: str, one: str
) -> Iterator[Problem]:
    for key in whole.index[~((parts - whole).abs() <= slack)]:
        values = key if isinstance(key, tuple) else (key,)
        where = ", ".join(f"{column} {value}" for column, value in zip(keys, values, strict=True))
        summed = "nothing" if pd.isna(parts[key]) else f"{parts[key]:.6g}"
        yield Problem(
            f"data/{name}.csv, {where}: {some} sum to {summed}, but {one} is {whole[key]:.6g}.", MEND
        )
