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
        ("base", "Ingenting", "Ledning, Brysselkontor och administration"),
        ("region_keeps_office", "Ingenting", "Kontoret, ledning, Brysselkontor och administration"),
        ("shared_from_2024", "50 procent av kontoret", "Kontoret, ledning, Brysselkontor och administration"),
        ("municipalities_continue", "Allt", "Ingenting att ersätta"),
        (
            "two_municipalities_leave",
            "Allt, men de som står utanför inget",
            "Ledning, Brysselkontor och administration",
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


def test_the_price_of_choosing_to_pay_the_office_is_told_with_its_range_and_what_it_keeps():
    ends = [
        scenarios.more_for_the_office(choice.table(BASE | {"base_funding_share": share}, FACTS))
        for share in (0.2, 0.8)
    ]
    assert plain(scenarios.choice(CELLS, ends)) == (
        "Om kommunerna inte betalar något kostar det Regionen ungefär 0,8 miljoner kronor (0,3–1,3) mer om "
        "året att betala kontorets basfinansiering än att låta bli. Då finns ungefär tre fler anställda kvar."
    )


def test_closing_is_told_with_all_that_comes_once_and_not_as_cheaper_where_it_saves_nothing():
    assert scenarios.saved_by_closing(CELLS) == 0
    assert plain(scenarios.closing(0.0, (1_200_000, 350_000, 2_100_000), (500_000, 160_000, 910_000))) == (
        "Beräkningen visar ingen besparing om året av att lägga ned kontoret i stället för att låta det "
        "krympa. Men vad Regionen redan betalar för kontoret är inte känt. Uppsägningarna kostar ungefär 1,2 "
        "miljoner kronor (0,35–2,1) mer. Den egna insatsen i pågående projekt, ungefär 0,5 miljoner kronor "
        "(0,15–0,9), behövs inte. Återbetalningar och hyresavtal är inte räknade."
    )


def test_closing_is_not_told_as_dearer_where_nobody_is_given_notice():
    once = choice.closing_once(BASE | {"redeployed_share": 1.0}, FACTS)
    spans = [(float(sek), float(sek), float(sek)) for sek in once.values()]
    assert "Uppsägningarna" not in plain(scenarios.closing(0.0, *spans))


def test_what_closing_saves_is_told_where_it_saves():
    dearer = CELLS.assign(
        region_year_sek=CELLS["region_year_sek"].where(CELLS["choice"] != "cover_none", 1_650_000)
    )
    said = plain(scenarios.closing(scenarios.saved_by_closing(dearer), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)))
    assert said == (
        "I beräkningen sparar en nedläggning 400 000 kronor om året. Återbetalningar och hyresavtal är inte "
        "räknade."
    )


def test_what_no_response_changes_is_said_once():
    table = scenarios.choices(CELLS)
    said = {
        choice: [plain(each) for each in row]
        for choice, *row in table[list(scenarios.RESPONSES)].itertuples()
    }
    assert said["close"] == ["1,25 mnkr, 0 anställda", "Samma", "Samma"]
    assert said["cover_all"] == [
        "2,05 mnkr, 11 anställda",
        "1,65 mnkr, 11 anställda",
        "1,25 mnkr, 11 anställda",
    ]


def test_a_cell_has_million_kronor_and_whole_employees():
    row = SimpleNamespace(region_year_sek=1_250_000.0, staff=7.87)
    assert plain(scenarios.cell(row)) == "1,25 mnkr, 8 anställda"


def test_a_range_holds_its_value_and_the_dearest_stands_last():
    steady = {"dear": 2_050_000.0, "cheap": 1_250_000.0}
    found = scenarios.ranges(steady, {"dear": [2_050_000.0, 2_050_000.0], "cheap": [770_000.0, 1_200_000.0]})
    assert list(found["scenario"]) == ["cheap", "dear"]
    assert list(found["high"]) == pytest.approx([1_250_000.0, 2_050_000.0])
    assert (found["low"] <= found["mid"]).all()


def test_the_table_is_ordered_by_cost():
    rows = [{"title": "a", "cost": 2.0}, {"title": "b", "cost": 1.0}]
    assert list(scenarios.frame(rows)["title"]) == ["b", "a"]


def test_the_title_of_the_spread_has_both_ends():
    assert plain(scenarios.cost_title(0, 2_050_000)) == (
        "Regionens merkostnad är mellan 0 och 2,05 miljoner kronor om året"
    )
