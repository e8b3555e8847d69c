"""The sentences that set choices and scenarios side by side are right for each of them."""

from types import SimpleNamespace

import pytest
from plain_text import plain

from energikontoret.model import choice
from energikontoret.sentences import scenarios
from parameter_sets import BASE, EVERY, FACTS
from pressroom.language.text import t

CELLS = choice.table(BASE, FACTS)


@pytest.mark.parametrize(
    ("name", "municipalities", "region"),
    [
        ("base", "Ingenting", "Ledning, Brysselkontor och administration"),
        ("region_keeps_office", "Ingenting", "Energikontoret, ledning, Brysselkontor och administration"),
        (
            "shared_from_2024",
            "50 procent av Energikontoret",
            "Energikontoret, ledning, Brysselkontor och administration",
        ),
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
    said = plain(scenarios.closing(0.0, scenarios.fewer(CELLS, 11), (700_000, 100_000, 1_600_000)))
    assert said == (
        "Att lägga ned kontoret kostar i beräkningen Regionen lika mycket om året som att låta det krympa. "
        "Men då försvinner alla elva anställda i stället för ungefär tre. Dessutom kostar nedläggningen "
        "ungefär 0,7 miljoner kronor (0,1–1,6) mer en gång, i löpande priser. Återbetalningar och hyresavtal "
        "är inte räknade, och vad Regionen redan betalar för kontoret är inte känt."
    )


def test_what_closing_costs_and_spares_once_is_told_with_the_range_of_each():
    told = plain(scenarios.closing_parts((1_200_000, 350_000, 2_100_000), (500_000, 160_000, 910_000)))
    assert told == (
        "Uppsägningarna kostar ungefär 1,2 miljoner kronor (0,35–2,1) mer, men kontorets egen del av "
        "beviljade projekt, ungefär 0,5 miljoner kronor (0,15–0,9), behövs inte."
    )
    assert plain(scenarios.closing_parts((0.0, 0.0, 0.0), (5e5, 1e5, 9e5))) == ""


def test_what_may_also_be_a_saving_is_told_without_a_range():
    said = plain(scenarios.closing(0.0, (11, 3.1), (700_000, -200_000, 1_600_000)))
    assert "kostar nedläggningen ungefär 0,7 miljoner kronor mer en gång" in said


def test_closing_is_not_told_as_dearer_where_nobody_is_given_notice():
    dearer = float(choice.closing_once(BASE | {"redeployed_share": 1.0}, FACTS)["dearer_sek"])
    said = plain(scenarios.closing(0.0, (11, 3.1), (dearer, dearer, dearer)))
    assert "Däremot kostar nedläggningen 500 000 kronor mindre en gång, i löpande priser." in said
    assert "mer en gång" not in said


def test_what_closing_saves_is_told_where_it_saves():
    dearer = CELLS.assign(
        region_year_sek=CELLS["region_year_sek"].where(CELLS["choice"] != "cover_none", 1_650_000)
    )
    said = plain(scenarios.closing(scenarios.saved_by_closing(dearer), (11, 3.1), (0.0, 0.0, 0.0)))
    assert said.startswith("I beräkningen sparar en nedläggning 400 000 kronor om året. Men då försvinner")
    assert "en gång" not in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "base",
            "Kommunerna betalar ingenting från 2026. Av det som de slutar betala står Regionen för ledning, "
            "Brysselkontor och administration.",
        ),
        (
            "shared_from_2024",
            "Kommunerna betalar 50 procent av Energikontoret från 2026. Före 2026 betalar de 0,8 miljoner "
            "kronor 2023.",
        ),
        ("municipalities_continue", "Kommunerna betalar lika mycket som förut."),
        (
            "two_municipalities_leave",
            "De kommuner som står utanför betalar ingenting från 2026, de andra lika mycket som förut.",
        ),
    ],
)
def test_what_a_scenario_assumes_of_who_pays_is_told(name, said):
    yearly = {2023: 800_000.0, 2026: 400_000.0} if name == "shared_from_2024" else {2026: 0.0}
    assert plain(scenarios.assumed(EVERY[name], yearly, 2026)).startswith(said)


def test_the_key_is_told_of_each_scenario_where_some_stay_outside():
    titles = {name: t(f"Titel {name}") for name in EVERY}
    assert plain(scenarios.outside(EVERY, titles)) == (
        "I scenariot ”Titel two_municipalities_leave” delas kostnaden efter folkmängd."
    )
    some = {"a": BASE | {"opted_out": ["2303"], "sharing_key": "equal"}}
    assert plain(scenarios.outside(some, {"a": t("A")})) == "I scenariot ”A” delas kostnaden lika."


def test_the_years_are_told_as_computed():
    said = plain(scenarios.lead(7, 2023, 2030))
    assert said.startswith("Rapporten räknar på sju scenarier för åren 2023–2030, utifrån")


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
