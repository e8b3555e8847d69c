"""Data that contradict themselves, and parameters that contradict the data, are named with what to do."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from energikontoret import checks
from pressroom import scenarios
from pressroom.notebook import data
from pressroom.project import find

PROJECT = find()
TABLES = {entry["name"]: data.read(PROJECT, entry["name"]) for entry in data.package(PROJECT)["resources"]}


NOBODYS = pd.DataFrame({"code": ["2399"], "name": ["Nystad"]})


def with_value(resource: str, column: str, change: Callable, **row: object) -> dict[str, pd.DataFrame]:
    """Return the project's tables with another value in the first row that is like `row`."""
    table = TABLES[resource].copy()
    place = (table[list(row)] == pd.Series(row)).all(axis=1).idxmax()
    table.loc[place, column] = change(table.loc[place, column])
    return TABLES | {resource: table}


def test_the_projects_data_hold() -> None:
    assert list(checks.of_tables(TABLES)) == []


@pytest.mark.parametrize(
    ("tables", "what"),
    [
        (
            with_value("population", "population", lambda n: n + 1, area_code="2380", year=2022),
            "data/population.csv, year 2022: municipalities sum",
        ),
        (
            with_value("population", "area", lambda _: "Berg", area_code="2305"),
            "code '2305' stands for 'Berg', but is called 'Bräcke'",
        ),
        (
            with_value("population", "area_code", lambda _: "0114", area_code="2305"),
            "code '0114' stands for 'Bräcke', but is not of this county",
        ),
        (with_value("emissions", "kt_co2e", lambda n: n + 1, sector="transport"), "sectors sum to"),
        (with_value("vehicles", "number", lambda n: n + 1, fuel="petrol"), "fuels sum to"),
    ],
)
def test_data_that_contradict_themselves_are_named(tables, what):
    assert any(what in problem.what for problem in checks.of_tables(tables))


def test_an_area_that_is_wrong_is_named_once_with_its_row():
    tables = with_value("population", "area_code", lambda _: "0114", area_code="2305", year=2022)
    row = tables["population"].query("area_code == '0114'").index[0] + 2
    [problem] = checks.of_tables(tables)
    assert problem.what == (
        f"data/population.csv, row {row}: code '0114' stands for 'Bräcke', but is not of this county."
    )


@pytest.mark.parametrize(
    ("tables", "what", "todo"),
    [
        (
            with_value("municipalities", "name", lambda _: "krokom", code="2309"),
            "row 4: code '2309' is called 'krokom', but 'Krokom' in data/population.csv and 3 more.",
            "Did you mean 'Krokom'?",
        ),
        (
            TABLES | {"municipalities": TABLES["municipalities"].query("code != '2309'")},
            "there is no row of code '2309', 'Krokom' in data/population.csv and 3 more.",
            "Add the row, or take out the rows of the others.",
        ),
        (
            TABLES | {"municipalities": pd.concat([TABLES["municipalities"], NOBODYS], ignore_index=True)},
            "row 10: 'Nystad' (2399) has no row in data/population.csv.",
            "Add its rows there, or take it out here.",
        ),
    ],
)
def test_a_wrong_list_of_municipalities_is_told_once_and_as_the_list(tables, what, todo):
    [problem] = checks.of_tables(tables)
    assert re.sub(r"^data/municipalities\.csv[:,] ", "", problem.what) == what
    assert problem.todo == todo


def test_sums_are_those_of_the_tables_that_are_there():
    assert list(checks.sums({"population": TABLES["population"]})) == []


@pytest.mark.parametrize("name", PROJECT.scenarios())
def test_every_scenario_of_the_project_can_be(name):
    assert list(checks.of_values(TABLES, scenarios.load(PROJECT, name).values)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"own_contribution_share": "0.05", "core_task_share": "0"}, "exceed the turnover of 6,746,750 kr"),
        ({"transition_years": "3", "ramp_years": "5"}, "must be fewer than horizon_years, 8"),
        ({"emission_vintage": "2026-01", "trend_from": "2015", "trend_to": "2023"}, "crosses the break"),
        ({"trend_from": "2018"}, "lacks 2018, 2019"),
        ({"opted_out": "2303,2305,2309,2313,2321,2326,2361,2380"}, "all municipalities are outside"),
        (
            {f"weight_{name}": "0" for name in ("kept_together", "clear_governance", "base_funding")}
            | {f"weight_{name}": "0" for name in ("brand", "continuity", "independence")},
            "every weight of the success factors is 0",
        ),
    ],
)
def test_parameters_that_contradict_the_data_are_named_with_what_to_do(change, reason):
    problems = list(checks.of_values(TABLES, scenarios.load(PROJECT, "base", change).values))
    assert [reason in problem.what for problem in problems] == [True]
    assert "\n" not in problems[0].what + problems[0].todo


def test_every_scenario_of_the_project_says_something():
    assert list(checks.of_scenarios(TABLES, PROJECT.scenarios())) == []


def test_a_new_scenario_of_which_nothing_follows_is_named_with_where_to_say_it():
    [problem] = checks.of_scenarios(TABLES, [*PROJECT.scenarios(), "low_rate"])
    what = "no row says what follows from the scenario 'low_rate' (params/low_rate.yml)."
    assert problem.what == f"data/presence_scenarios.csv: {what}"
    assert "CONTRIBUTING, 'A scenario'" in problem.todo


def test_rows_of_a_scenario_that_is_gone_are_named_with_the_nearest_that_is_there():
    renamed = [name.replace("phase_out", "phased_out") for name in PROJECT.scenarios()]
    row = TABLES["presence_scenarios"].query("scenario == 'phase_out'").index[0] + 2
    _, problem = checks.of_scenarios(TABLES, renamed)
    assert problem == (
        f"data/presence_scenarios.csv, row {row}, column 'scenario': 'phase_out' is no scenario in params/.",
        "Did you mean 'phased_out'?",
    )
