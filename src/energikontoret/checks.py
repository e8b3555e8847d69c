"""What must hold in this report's data, and between its parameters and its data."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping

import pandas as pd

from energikontoret.model import emissions, keys, office, payments
from energikontoret.model.tables import by_id
from energikontoret.model.tables import rows as rows_of
from energikontoret.model.values import Values
from pressroom.checks import Problem
from pressroom.errors import near

Tables = Mapping[str, pd.DataFrame]

COUNTY = "23"
COUNTY_NAME = "Jämtlands län"
TONNE = 0.001
# In the published tables of 2016-2018 one to three cars of the county belong to no municipality.
CARS = 3
# No year since 2018 has seen more than a fifth (emissions, 2024) and a hundredth (population).
EMISSIONS_JUMP, POPULATION_JUMP = 0.3, 0.03
SAID_OF_SCENARIOS = "presence_scenarios"
FOLLOWS = "Add a row for each statement of data/presence_tests.csv that does; CONTRIBUTING, 'A scenario'."
MEND = "Compare the rows with the source; one of them is wrong or missing."


def of_tables(tables: Tables) -> Iterator[Problem]:
    """Yield areas that are not of the county or have another's name, and parts that do not add up.

    Where an area is wrong, that the parts do not add up is no news. Where every table calls a municipality
    otherwise than the list of them, it is the list that is wrong.
    """
    areas = {name: _areas_of(table) for name, table in tables.items() if {"area_code", "area"} <= set(table)}
    listed = list(_misnamed_municipalities(areas, tables))
    yield from (problem for _, problem in listed)
    yield from _nobody_lives_there(tables)
    known = {code for code, _ in listed}
    misnamed = {
        name: found for name, rows in areas.items() if (found := list(_names(name, rows, tables, known)))
    }
    yield from (problem for found in misnamed.values() for problem in found)
    named = {name: table for name, table in tables.items() if name not in misnamed}
    yield from sums(named)
    yield from breaks(named)


def of_values(tables: Tables, values: Values) -> Iterator[Problem]:
    """Yield where a scenario's parameters contradict the data or each other."""
    for rule, todo in RULES.items():
        try:
            rule(tables, values)
        except ValueError as error:
            yield Problem(str(error), todo)


def of_scenarios(tables: Tables, names: Collection[str]) -> Iterator[Problem]:
    """Yield the published scenarios of which nothing is said to follow, and rows of what is no scenario."""
    if SAID_OF_SCENARIOS not in tables:
        return
    place, said = f"data/{SAID_OF_SCENARIOS}.csv", list(tables[SAID_OF_SCENARIOS]["scenario"])
    for name in names:
        if name not in said:
            what = f"{place}: no row says what follows from the scenario '{name}' (params/{name}.yml)."
            yield Problem(what, FOLLOWS)
    for name in (name for name in dict.fromkeys(said) if name not in names):
        what = f"{place}, row {said.index(name) + 2}, column 'scenario': '{name}' is no scenario in params/."
        yield Problem(what, near(name, names))


def sums(tables: Tables) -> Iterator[Problem]:
    """Yield where parts and wholes differ, in those of population, emissions and vehicles that are given."""
    if "population" in tables:
        yield from _areas("population", tables["population"], ["year"], "population", 0)
    if "emissions" in tables:
        keys = ["vintage", "year", "sector"]
        yield from _areas("emissions", tables["emissions"], keys, "kt_co2e", TONNE)
        yield from _sectors(tables["emissions"])
    if "vehicles" in tables:
        vehicles = tables["vehicles"][tables["vehicles"].metric != "buses_in_use"]
        yield from _areas("vehicles", vehicles, ["metric", "year", "fuel"], "number", CARS)
        yield from _fuels(tables["vehicles"])


def breaks(tables: Tables) -> Iterator[Problem]:
    """Yield where a series jumps as statistics do when their method changes, in population and emissions.

    Emissions before `emissions.BREAK_AFTER` are known to be broken, and nothing compares across that year.
    """
    if "population" in tables:
        people = tables["population"].assign(series="")
        yield from _jumps("population", people, "population", POPULATION_JUMP)
    if "emissions" in tables:
        rows = tables["emissions"]
        rows = rows[(rows["sector"] == "total") & (rows["year"] > emissions.BREAK_AFTER)]
        yield from _jumps("emissions", rows.assign(series=rows["vintage"]), "kt_co2e", EMISSIONS_JUMP)


def _jumps(name: str, table: pd.DataFrame, value: str, limit: float) -> Iterator[Problem]:
    """Yield each change of the county in a year that is larger than `limit`, a share of one."""
    county = table[table["area_code"] == COUNTY].sort_values(["series", "year"])
    series = county.groupby("series")
    steps = county.assign(step=series["year"].diff(), change=series[value].pct_change())
    for row in rows_of(steps[(steps["step"] == 1) & (steps["change"].abs() > limit)]):
        yield Problem(
            f"data/{name}.csv, the county in {row.year}: {row.change:+.0%} in a year; "
            "the series may be broken.",
            "Ask the publisher. Years of another method are no part of the series.",
        )


def _areas_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return each area of a table and what it is called there, with its first row in the file."""
    areas = table[["area_code", "area"]].drop_duplicates()
    return areas.assign(row=areas.index + 2)


def _misnamed_municipalities(areas: Tables, tables: Tables) -> Iterator[tuple[str, Problem]]:
    """Yield each code of which several tables agree on a name that is not the one in the list."""
    if "municipalities" not in tables or len(areas) < 2:
        return
    lines = {row.code: (index + 2, row.name) for index, row in enumerate(rows_of(tables["municipalities"]))}
    every = pd.concat([rows.assign(table=name) for name, rows in areas.items()])
    for code, rows in every[every["area_code"] != COUNTY].groupby("area_code"):
        name, *others = rows["area"].unique()
        line, listed = lines.get(code, (0, ""))
        if others or len(rows) < 2 or listed == name:
            continue
        where = f"data/{rows['table'].iloc[0]}.csv and {len(rows) - 1} more"
        if line:
            what = f"row {line}: code '{code}' is called '{listed}', but '{name}' in {where}."
            yield str(code), Problem(f"data/municipalities.csv, {what}", f"Did you mean '{name}'?")
        else:
            what = f"data/municipalities.csv: there is no row of code '{code}', '{name}' in {where}."
            yield str(code), Problem(what, "Add the row, or take out the rows of the others.")


def _nobody_lives_there(tables: Tables) -> Iterator[Problem]:
    """Yield the municipalities of the list that the population says nothing of."""
    if {"municipalities", "population"} <= set(tables):
        counted = set(tables["population"]["area_code"])
        for index, row in enumerate(rows_of(tables["municipalities"])):
            if row.code not in counted:
                what = f"row {index + 2}: '{row.name}' ({row.code}) has no row in data/population.csv."
                yield Problem(f"data/municipalities.csv, {what}", "Add its rows there, or take it out here.")


def _names(resource: str, areas: pd.DataFrame, tables: Tables, known: Container[str]) -> Iterator[Problem]:
    """Yield each area of a table that is not as the municipalities are called, but those known to be so."""
    names = {COUNTY: COUNTY_NAME}
    if "municipalities" in tables:
        names |= dict(tables["municipalities"][["code", "name"]].itertuples(index=False))
    for code, area, row in areas.itertuples(index=False):
        if names.get(code) != area and code not in known:
            expected = f"is called '{names[code]}'" if code in names else "is not of this county"
            what = f"data/{resource}.csv, row {row}: code '{code}' stands for '{area}', but {expected}."
            yield Problem(what, near(str(area), names.values()))


def _areas(name: str, table: pd.DataFrame, keys: list[str], value: str, slack: float) -> Iterator[Problem]:
    """Yield each key of a county row whose municipalities do not sum to it, or are missing."""
    county = table[table.area_code == COUNTY].groupby(keys, dropna=False)[value].sum()
    parts = table[table.area_code != COUNTY].groupby(keys, dropna=False)[value].sum()
    words = "municipalities", "the county"
    yield from _differences(name, parts.reindex(county.index), county, slack, words)


def _sectors(emissions: pd.DataFrame) -> Iterator[Problem]:
    keys = ["vintage", "year", "area_code"]
    is_total = emissions.sector == "total"
    total = emissions[is_total].groupby(keys)["kt_co2e"].sum()
    parts = emissions[~is_total].groupby(keys)["kt_co2e"].sum()
    yield from _differences("emissions", parts.reindex(total.index), total, TONNE, ("sectors", "the total"))


def _fuels(vehicles: pd.DataFrame) -> Iterator[Problem]:
    """Yield where fuels do not sum to the total; some years hold only a few fuels and are left out."""
    keys = ["metric", "year", "area_code"]
    rows = vehicles.dropna(subset=["fuel"])
    rows = rows[rows.groupby(keys)["fuel"].transform("nunique") > 3]
    is_total = rows.fuel == "total"
    total = rows[is_total].groupby(keys)["number"].sum()
    parts = rows[~is_total].groupby(keys)["number"].sum()
    yield from _differences("vehicles", parts.reindex(total.index), total, 0, ("fuels", "the total"))


def _differences(
    name: str, parts: pd.Series, whole: pd.Series, slack: float, words: tuple[str, str]
) -> Iterator[Problem]:
    columns = whole.index.names
    for key in whole.index[~((parts - whole).abs() <= slack)]:
        values = key if isinstance(key, tuple) else (key,)
        where = ", ".join(f"{column} {value}" for column, value in zip(columns, values, strict=True))
        summed = "nothing" if pd.isna(parts[key]) else f"{parts[key]:.6g}"
        some, one = words
        what = f"data/{name}.csv, {where}: {some} sum to {summed}, but {one} is {whole[key]:.6g}."
        yield Problem(what, MEND)


def _office_adds_up(tables: Tables, values: Values) -> None:
    amounts, facts = (
        by_id(tables[name].set_index("id")[column])
        for name, column in (("agreement_posts", "amount_sek"), ("office_facts", "value"))
    )
    office.check(office.before(values, amounts, facts))


def _horizon_is_long_enough(tables: Tables, values: Values) -> None:
    payments.check(values)


def _trend_can_be_read(tables: Tables, values: Values) -> None:
    rows = tables["emissions"]
    county = rows[(rows.area_code == COUNTY) & (rows.sector == "total")]
    chosen = county[county.vintage == values["emission_vintage"]]
    emissions.check_span(chosen, values["trend_from"], values["trend_to"])


def _weights_weigh(tables: Tables, values: Values) -> None:
    factors = tables["success_factors"]["id"]
    if not any(values[f"weight_{factor}"] for factor in factors):
        raise ValueError("every weight of the success factors is 0.")


def _someone_pays(tables: Tables, values: Values) -> None:
    codes = tables["municipalities"]["code"]
    keys.paying(pd.Series(1, index=codes), values)


RULES: Mapping[Callable[[Tables, Values], None], str] = {
    _office_adds_up: "Change base_funding_share, core_task_share or own_contribution_share.",
    _trend_can_be_read: "Use 2018-2023 with vintage '2026-01', or 2020-2024 with vintage '2026-06'.",
    _weights_weigh: "Give at least one weight_… a value above 0.",
    _someone_pays: "Change opted_out; 'data/municipalities.csv' lists the codes.",
    _horizon_is_long_enough: "Lower transition_years or ramp_years.",
}
