"""The key figures of every scenario: all are there, and a second computation gives the same."""

import json
import math
import re

import pytest

import closed_forms
from energikontoret.model import chance
from pressroom import scenarios
from pressroom.notebook import declarations, mime
from pressroom.project import find

THOUSAND = 1000


def shown(run, notebook, label):
    """Return the published rows of a table, a dictionary each, without reading the model."""
    cells = json.loads((run.folder / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = next(cell for cell in cells if cell["id"] == label)["outputs"]
    kind = mime.of("table")
    table = next(output["data"][kind] for output in outputs if kind in output.get("data", {}))
    names = [column["key"] for column in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in table["rows"]]


def by_hand(run):
    return {name: float(value) for name, value in closed_forms.figures(run.parameters).items()}


def test_the_scenarios_record_every_key_figure_that_is_declared(runs):
    assert {id for run in runs.values() for id in run.values} == set(declarations.declared(find()))


def test_every_number_is_one(run):
    numbers = [value for value in run.values.values() if isinstance(value, float)]
    assert [value for value in numbers if not math.isfinite(value)] == []


def test_every_key_figure_but_those_that_no_value_moves_names_its_sources(run):
    # How many scenarios there are, and the range that is tried of the office's part: its ends are declared,
    # and what they are parts of makes no difference.
    unmoved = {"scenarios.count", "office.tested_share"}
    assert {figure["id"] for figure in run.figures if not figure["sources"]} == unmoved


@pytest.mark.parametrize(
    ("id", "resource"),
    [
        ("agreement.known_total_sek", "agreement_posts"),
        ("agreement.gap_horizon_sek", "agreement_posts"),
        ("office.turnover", "office_facts"),
        ("office.turnover_change_share", "office_facts"),
        ("keep.cost_per_inhabitant_sek", "population"),
        ("sharing.municipality_2380_sek", "population"),
    ],
)
def test_a_figure_that_rests_on_the_papers_data_says_so(runs, id, resource):
    sources = {figure["id"]: figure["sources"] for figure in runs["base"].figures}
    assert resource in sources[id]


def test_every_numeric_figure_of_the_model_agrees_with_its_closed_form(run):
    expected = by_hand(run)
    found = {name: run.values[name] for name in expected}
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("scenario", "figure", "value"),
    [
        ("base", "region.net_steady_year_sek", 1_250_000),
        ("region_keeps_office", "region.net_steady_year_sek", 2_050_000),
        ("shared_from_2024", "region.net_steady_year_sek", 1_650_000),
        ("two_municipalities_leave", "region.net_steady_year_sek", 106_806),
        ("municipalities_continue", "region.net_steady_year_sek", 0),
        ("municipalities_continue", "region.net_horizon_sek", 0),
        ("municipalities_continue", "agreement.gap_horizon_sek", 0),
        ("base", "agreement.known_total_sek", 2_706_000),
        ("base", "agreement.gap_first_year_sek", 2_773_650),
        ("base", "office.turnover", 6_746_750),
        ("base", "office.employees", 11),
        ("base", "region.redundant_positions", 3.1304),
        ("office_closes", "region.redundant_positions", 11),
        ("office_closes", "office.turnover_final_fixed_sek", 0),
        ("office_closes", "office.employees_final", 0),
        ("region_keeps_office", "office.turnover_change_share", 0),
        ("shared_from_2024", "office.turnover_change_share", 0),
        ("shared_from_2024", "agreement.gap_horizon_sek", 20_239_120),
        ("base", "keep.other_money_per_krona", 1.4),
        ("base", "goals.count", 5),
    ],
)
def test_a_scenario_shows_the_figure_that_the_description_gives_it(runs, scenario, figure, value):
    assert runs[scenario].values[figure] == pytest.approx(value, abs=0.5 if value > 1000 else 5e-5)


@pytest.mark.parametrize("figure", ["cost_year_sek", "turnover_kept_sek", "positions_kept"])
def test_what_keeping_the_office_costs_is_the_same_in_every_scenario(runs, figure):
    assert len({run.values[f"keep.{figure}"] for run in runs.values()}) == 1


def test_the_three_payers_of_the_published_table_add_up_to_the_amount(run):
    *posts, total = shown(run, "01_agreement_finances", "tbl-agreement-payments")
    payers = ("municipalities", "region", "nobody")
    for row in (*posts, total):
        assert sum(row[payer] for payer in payers) == pytest.approx(row["amount"])
    for name in (*payers, "amount"):
        assert sum(row[name] for row in posts) == pytest.approx(total[name])
    p = run.parameters
    gone = 0 if p["office_open"] else p["base_funding_share"] * 1_600_000
    assert total["amount"] == pytest.approx(2_706_000 - gone)


def test_the_published_table_shows_the_flows_of_the_key_figures(run):
    *_, total = shown(run, "01_agreement_finances", "tbl-agreement-payments")
    assert total["region"] == pytest.approx(run.values["region.net_steady_year_sek"])
    assert total["municipalities"] == pytest.approx(run.values["municipalities.pay_steady_year_sek"])


def test_the_municipalities_parts_add_up_to_what_they_pay(run):
    each = {code: run.values[f"sharing.municipality_{code}_sek"] for code in closed_forms.POPULATION}
    assert sum(each.values()) == pytest.approx(run.values["municipalities.pay_steady_year_sek"])
    assert [each[code] for code in run.parameters["opted_out"]] == [0] * len(run.parameters["opted_out"])
    *rows, total = shown(run, "05_cost_sharing", "tbl-sharing")
    # Where they pay nothing, the sentence says it and the table has no column of zeros.
    assert ("now" in total) == (sum(each.values()) > 0)
    if "now" in total:
        assert [row["now"] for row in rows] == pytest.approx(list(each.values()))
        assert sum(row["now"] for row in rows) == pytest.approx(total["now"])
    for key in ("population", "equal", "mixed"):
        assert sum(row[key] for row in rows) == pytest.approx(total[key]) == pytest.approx(2_706_000)


def test_the_two_that_leave_take_their_part_of_the_population_with_them(runs):
    run = runs["two_municipalities_leave"]
    outside = sum(closed_forms.POPULATION[code] for code in run.parameters["opted_out"])
    stay = 1 - outside / sum(closed_forms.POPULATION.values())
    assert stay == pytest.approx(0.9146, abs=5e-5)
    assert run.values["municipalities.pay_steady_year_sek"] == pytest.approx(stay * 2_706_000)


def test_the_key_is_asked_about_first_where_it_moves_the_cost_more_than_all_that_is_varied(runs):
    asked = {
        name for name, run in runs.items() if "efter vilken nyckel" in run.values["uncertainty.ask_first"]
    }
    matters = {name for name, run in runs.items() if "varieras inte" in run.values["uncertainty.net_driver"]}
    assert asked == matters == {"two_municipalities_leave"}


def test_what_all_years_cost_by_the_other_key_is_the_closed_forms_number(runs):
    run = runs["two_municipalities_leave"]
    others = closed_forms.figures({**run.parameters, "sharing_key": "equal"})["region.net_horizon_sek"]
    told = re.search(r"lika är kostnaden ungefär ([\d,]+)\smiljoner", run.values["uncertainty.net_by_key"])[1]
    assert float(told.replace(",", ".")) == pytest.approx(float(others) / 1e6, abs=0.05)


@pytest.mark.parametrize("band", ["region_net", "turnover_change", "employees"])
def test_the_value_lies_in_its_own_band_or_the_band_is_the_value(run, band):
    of = {
        "region_net": "region.net_horizon_sek",
        "turnover_change": "office.turnover_change_share",
        "employees": "office.employees_final",
    }
    value, low, high = (
        run.values[name] for name in (of[band], f"uncertainty.{band}_p10", f"uncertainty.{band}_p90")
    )
    if f"uncertainty.{band}_percentile" in run.values:
        assert low <= value <= high
        assert low < high
        assert 10 <= run.values[f"uncertainty.{band}_percentile"] <= 90
    else:
        assert low == pytest.approx(value, rel=1e-9, abs=1e-6)
        assert high == pytest.approx(value, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("scenario", "bands"),
    [
        ("base", {"region_net", "turnover_change", "employees"}),
        ("region_keeps_office", {"region_net"}),
        ("office_closes", {"region_net"}),
        ("municipalities_continue", set()),
    ],
)
def test_a_percentile_is_published_where_something_is_uncertain(runs, scenario, bands):
    values = runs[scenario].values
    published = {id.split(".")[1].removesuffix("_percentile") for id in values if id.endswith("_percentile")}
    assert published == bands
    assert values["uncertainty.has_band"] == ("region_net" in bands)
    assert values["uncertainty.staff_varies"] == ("employees" in bands)


def test_a_value_that_turns_a_sentence_is_within_its_range_and_turns_it(run):
    ranges = scenarios.ranges(scenarios.load(find(), "base").values, chance.DRAWN)
    found = {id: value for id, value in run.values.items() if id.startswith("switching.other_money_")}
    assert found
    for id, value in found.items():
        name = id.removeprefix("switching.other_money_")
        low, high = ranges.loc[name, ["low", "high"]]
        assert low < value < high
        base = scenarios.load(find(), "base").values
        either = [
            float(closed_forms.figures(base | {name: value + side})["keep.other_money_per_krona"]) > 1
            for side in (-1e-6, 1e-6)
        ]
        assert either[0] != either[1], id


def test_the_reference_turns_at_an_own_contribution_of_three_eighths(runs):
    own = runs["base"].values["switching.other_money_own_contribution_share"]
    assert own == pytest.approx(0.375, abs=1e-8)


def test_the_comparison_holds_each_scenarios_own_key_figures(runs):
    rows = shown(runs["base"], "09_scenario_comparison", "tbl-scenarios")
    found = sorted((row["cost"], row["staff"]) for row in rows)
    own = sorted(
        (run.values["region.net_steady_year_sek"], round(run.values["office.employees_final"]))
        for run in runs.values()
    )
    assert len(found) == len(own) == 7
    for one, other in zip(found, own, strict=True):
        assert one == pytest.approx(other)


def test_closing_costs_the_same_whatever_the_municipalities_answer_in_the_published_table(runs):
    *_, closing = shown(runs["base"], "09_scenario_comparison", "tbl-choices")
    assert dict(closing["pay_none"]["values"]) == {"sek": 1.25, "staff": 0}
    assert [closing[answer]["message"] for answer in ("pay_half", "pay_all")] == ["Samma"] * 2
