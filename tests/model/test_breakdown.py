"""Every payment by post, payer, municipality and year adds up to what the model says."""

import numpy as np
import pytest
from hypothesis import given

import parameter_sets
from energikontoret.model import cost, payments, sharing
from energikontoret.model.breakdown import every_payment
from energikontoret.workbook import RANGES, tables
from parameter_sets import BASE, EVERY, FACTS, SCENARIOS
from pressroom.notebook import declarations
from pressroom.project import find


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_payers_add_up_to_the_amount_of_each_post_every_year(name):
    found = every_payment(EVERY[name], FACTS).groupby(["post", "year"])["fixed_sek"].sum()
    amounts = payments.amounts(FACTS.amounts, EVERY[name])
    assert found.to_dict() == pytest.approx({(post, year): amounts[post] for post, year in found.index})
    assert len(found) == len(amounts) * EVERY[name]["horizon_years"]


@given(values=parameter_sets.valid_sets())
def test_each_payer_pays_what_the_flows_say(values):
    table, series = every_payment(values, FACTS), cost.compute(values, FACTS)
    for (post, payer), rows in table.groupby(["post", "payer"]):
        flow = getattr(series.flows[post], payer)
        yearly = rows.groupby("year")[["fixed_sek", "nominal_sek"]].sum()
        assert list(yearly["fixed_sek"]) == pytest.approx(list(flow), rel=1e-9, abs=1e-6)
        assert list(yearly["nominal_sek"]) == pytest.approx(
            list(flow * series.price_level), rel=1e-9, abs=1e-6
        )


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_municipality_pays_its_part_in_the_last_year(name):
    table = every_payment(EVERY[name], FACTS)
    last = table[(table["year"] == table["year"].max()) & table["area_code"].notna()]
    assert last.groupby("area_code")["fixed_sek"].sum().to_dict() == pytest.approx(
        sharing.parts(EVERY[name], FACTS).to_dict()
    )


def test_who_has_opted_out_pays_nothing():
    outside = FACTS.population.index[0]
    table = every_payment(BASE | {"municipal_share_office": 1.0, "opted_out": [outside]}, FACTS)
    assert table[table["area_code"] == outside]["fixed_sek"].abs().max() == 0
    assert table[table["payer"] == "municipalities"]["fixed_sek"].sum() > 0


def test_the_table_of_the_workbook_names_every_municipality_and_post():
    [table] = tables(BASE)
    keys = [column["key"] for column in table.spec["columns"]]
    area, post = keys.index("area"), keys.index("post")
    named = {row[area] for row in table.spec["rows"]}
    assert {"Östersund", "Åre", None} <= named
    assert len(named) == len(FACTS.population) + 1
    assert None not in {row[post] if row[post] is None else str(row[post]) for row in table.spec["rows"]}
    assert np.isfinite([row[keys.index("fixed_sek")] for row in table.spec["rows"]]).all()


def test_ranges_are_of_declared_key_figures_in_one_unit():
    declared = declarations.declared(find())
    units = [{declared[id].unit for id in (figure, *ends)} for figure, ends in RANGES.items()]
    assert [len(unit) for unit in units] == [1] * len(RANGES)
