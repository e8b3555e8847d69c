"""The sentences that set choices and scenarios side by side are right for each of them."""

from types import SimpleNamespace

import pytest
from plain_text import plain

from energikontoret.model import choice
from energikontoret.sentences import scenarios
from parameter_sets import BASE, EVERY, FACTS

CELLS = choice.table(BASE, FACTS)


@pytest.mark.parametrize(
    ("name", "municipalities", "region"),
    [
        ("base", "Ingenting", "Ledning och Bryssel och administration"),
        ("region_keeps_office", "Ingenting", "Kontoret, ledning och Bryssel och administration"),
        ("shared_from_2024", "50 procent av kontoret", "Kontoret, ledning och Bryssel och administration"),
        ("municipalities_continue", "Allt", "Ingenting att ersätta"),
        (
            "two_municipalities_leave",
            "Allt, utom de som står utanför",
            "Ledning och Bryssel och administration",
        ),
    ],
)
def test_a_scenario_says_what_each_pays(name, municipalities, region):
    assert plain(scenarios.municipalities_pay(EVERY[name])) == municipalities
    assert plain(scenarios.region_pays(EVERY[name])) == region


def test_a_region_that_pays_everything_or_nothing_is_told_so():
    everything, nothing = (
        {f"region_cover_{post}": share for post in scenarios.POSTS} for share in (1.0, 0.0)
    )
    assert plain(scenarios.region_pays(BASE | everything)) == "Allt"
    assert plain(scenarios.region_pays(BASE | nothing)) == "Ingenting"


def test_the_price_of_choosing_to_pay_the_office_is_told_with_the_positions():
    assert plain(scenarios.choice(CELLS)) == (
        "Betalar kommunerna inget kostar det Regionen 0,8 miljoner kronor mer om året att betala hela "
        "kontoret än att inte betala något. Då finns ungefär tre fler tjänster kvar."
    )


def test_closing_is_not_told_as_cheaper_where_it_saves_nothing():
    assert plain(scenarios.closing(CELLS)) == (
        "Att lägga ned kontoret är inte billigare om året än att låta det krympa. "
        "Det kostar minst 1,2 miljoner kronor mer i uppsägningar."
    )


def test_what_closing_saves_is_told_where_it_saves():
    dearer = CELLS.assign(
        region_year_sek=CELLS["region_year_sek"].where(CELLS["choice"] != "cover_none", 1_650_000)
    )
    assert plain(scenarios.closing(dearer)).startswith(
        "Att lägga ned kontoret sparar 0,4 miljoner kronor om året."
    )


def test_a_cell_has_million_kronor_and_whole_positions():
    row = SimpleNamespace(region_year_sek=1_250_000.0, staff=7.87)
    assert plain(scenarios.cell(row)) == "1,25 (8)"


def test_a_range_holds_its_value_and_the_dearest_stands_last():
    steady = {"dear": 2_050_000.0, "cheap": 1_250_000.0}
    found = scenarios.ranges(steady, {"dear": [2_050_000.0, 2_050_000.0], "cheap": [770_000.0, 1_200_000.0]})
    assert list(found["scenario"]) == ["cheap", "dear"]
    assert list(found["high"]) == [1_250_000.0, 2_050_000.0]
    assert (found["low"] <= found["mid"]).all()


def test_the_table_is_ordered_by_cost():
    rows = [{"title": "a", "cost": 2.0}, {"title": "b", "cost": 1.0}]
    assert list(scenarios.frame(rows)["title"]) == ["b", "a"]


def test_the_title_of_the_spread_has_both_ends():
    assert plain(scenarios.cost_title(0, 2_050_000)) == (
        "Regionens merkostnad är mellan 0 och 2,05 miljoner kronor om året"
    )
