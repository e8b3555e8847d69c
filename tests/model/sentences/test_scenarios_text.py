"""The sentences that set choices and scenarios side by side are right for each of them."""

from types import SimpleNamespace

import pytest
from plain_text import plain

from energikontoret.model import choice, cost
from energikontoret.sentences import scenarios, which_scenarios
from parameter_sets import BASE, EVERY, FACTS
from pressroom.language.text import t

CELLS = choice.table(BASE, FACTS)
OTHERS = (scenarios.for_the_others(CELLS), 748_000.0, 1_760_000.0)

LIMIT = "är nedläggning billigare än att krympa. Det gäller nedläggning 2023, räknat till 2030."
YEARS = (2023, 2030)
LATER = "Vid en senare nedläggning är gränsen högre."
ODDS = "I två beräkningar av tio är engångskostnaden för att lägga ned lägre."
NONE = (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "municipalities", "region"),
    [
        ("base", "Ingenting", "Ledning, Brysselkontor och administration"),
        (
            "region_keeps_office",
            "Ingenting",
            "Kontorets basfinansiering, ledning, Brysselkontor och administration",
        ),
        (
            "shared_from_2024",
            "50 procent av kontorets basfinansiering",
            "Ledning, Brysselkontor, administration och resten av kontorets basfinansiering",
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
        "året att betala kontorets basfinansiering än att låta bli. Då finns ungefär tre fler anställda "
        "kvar än om kontoret får krympa. Betalar Regionen hälften behålls färre än hälften av de tjänster "
        "som annars försvinner, för kärnuppgifterna betalas först."
    )


def test_half_the_money_is_told_to_keep_fewer_than_half_only_where_it_does():
    # A krona to projects draws 7/3 of others' money: half the money keeps 45 per cent where core tasks have
    # 13 per cent of the base funding, and half where they have none or all of it.
    fewer = {0.0: False, 0.12: False, 0.14: True, 0.4: True, 0.8: True, 1.0: False}
    for share, is_fewer in fewer.items():
        cells = choice.table(BASE | {"core_task_share": share}, FACTS)
        assert bool(plain(scenarios.half(cells))) == is_fewer, share
        assert ("färre än hälften" in plain(scenarios.choice(cells, [8e5]))) == is_fewer, share


def test_closing_is_told_with_all_that_comes_once_and_not_as_cheaper_where_it_saves_nothing():
    assert scenarios.saved_by_closing(CELLS) == 0
    shrinking, dearer = (1_000_000, 450_000, 1_800_000), (700_000, 100_000, 1_600_000)
    said = plain(scenarios.closing(2023, OTHERS, 0.0, scenarios.fewer(CELLS, 11), shrinking, dearer))
    assert said == (
        "Betalar kommunerna ingenting antas Regionen ta över ledning, Brysselkontor och administration. Det "
        "kostar ungefär 1,25 miljoner kronor (0,75–1,75) mer om året, vad den än väljer för kontoret. "
        "Utan Regionens egna pengar kostar nedläggning 2023 då lika mycket om året som att låta kontoret "
        "krympa. Men då försvinner alla elva tjänster i stället för ungefär tre, och nätverk och projekt "
        "upphör. Att låta kontoret krympa sparar basfinansieringen, men kostar ungefär 1 miljon kronor "
        "(0,45–1,8) en gång, i löpande priser. "
        "Engångskostnaden för att lägga ned är ungefär 0,7 miljoner kronor (0,1–1,6) högre."
    )


def test_the_sum_from_which_closing_is_cheaper_is_told_with_what_is_left_out_and_the_year_of_closing():
    assert plain(scenarios.closing_limit((enough(BASE),) * 3, *YEARS)) == (
        "Återbetalningar, hyresavtal och minskad administration är inte inräknade. Vad Regionen redan "
        "betalar för kontoret är inte känt. Är det mer än ungefär 80 000 kronor om året, i 2022 års "
        f"priser, {LIMIT} {LATER}"
    )


@pytest.mark.parametrize(
    ("enough_sek", "said"),
    [
        (78_929.0, "mer än ungefär 80 000 kronor om året, i 2022 års priser, " + LIMIT),
        (5_001.0, "mer än ungefär 10 000 kronor om året, i 2022 års priser, " + LIMIT),
        (4_999.0, "Vad Regionen redan betalar för kontoret är inte känt, och det sparas också."),
        (-78_929.0, "Vad Regionen redan betalar för kontoret är inte känt, och det sparas också."),
    ],
)
def test_what_the_region_already_pays_makes_closing_cheaper_from_a_sum_where_closing_is_dearer(
    enough_sek, said
):
    told = plain(scenarios.closing_limit((enough_sek,) * 3, *YEARS))
    assert said in told
    assert told.endswith(LATER if "billigare" in told else "det sparas också.")
    assert ("sparas också" in told) != ("billigare" in told)


def enough(values):
    """What the Region must pay already a year of 2022's kronor for closing to cost no more in all years."""
    dearer = float(choice.closing_once(cost.compute(values, FACTS))["dearer_sek"])
    level = sum((1 + values["price_index"]) ** (year - 2022) for year in range(2023, 2031))
    return dearer / level


def test_what_closing_costs_and_spares_once_is_told_with_the_range_of_each():
    told = plain(scenarios.closing_parts((1_200_000, 350_000, 2_100_000), (500_000, 160_000, 910_000)))
    assert told == (
        "Vid en nedläggning kostar uppsägningarna ungefär 1,2 miljoner kronor (0,35–2,1) mer, men kontorets "
        "egen insats i beviljade projekt, ungefär 0,5 miljoner kronor (0,15–0,9), behövs inte."
    )
    assert plain(scenarios.closing_parts((0.0, 0.0, 0.0), (5e5, 1e5, 9e5))) == ""


def test_what_may_also_be_a_saving_is_told_with_its_range_and_how_often():
    said = plain(scenarios.closing(2023, OTHERS, 0.0, (11, 3.1), NONE, (700_000, -200_000, 1_600_000)))
    assert said.endswith(
        "Engångskostnaden för att lägga ned är ungefär 0,7 miljoner kronor högre (från 0,2 lägre till 1,6 "
        "högre)."
    )
    said = plain(scenarios.closing_limit((78_929.0, -28_000.0, 192_000.0), *YEARS))
    assert "Är det mer än ungefär 80 000 kronor (0–190 000) om året, i 2022 års" in said
    said = plain(scenarios.closing_limit((78_929.0, 28_000.0, 192_000.0), *YEARS))
    assert "Är det mer än ungefär 80 000 kronor (30 000–190 000) om året, i 2022 års" in said


@pytest.mark.parametrize(
    ("dearer", "cheaper", "said"),
    [
        ((700_000, -200_000, 1_600_000), 19.6, ODDS),
        ((700_000, -1, 1_600_000), 4.9, ""),
        ((700_000, 0, 1_600_000), 19.6, ""),
        ((-500_000, -900_000, 100_000), 90.0, ""),
    ],
)
def test_how_often_closing_costs_less_once_is_told_where_it_mostly_costs_more(dearer, cheaper, said):
    assert plain(scenarios.closing_odds(dearer, cheaper)) == said


def test_closing_is_not_told_as_dearer_where_nobody_is_given_notice():
    values = BASE | {"redeployed_share": 1.0}
    dearer = float(choice.closing_once(cost.compute(values, FACTS))["dearer_sek"])
    said = plain(scenarios.closing(2023, OTHERS, 0.0, (11, 3.1), NONE, (dearer,) * 3))
    assert said.endswith("Engångskostnaden för att lägga ned är 500 000 kronor lägre.")
    limit = plain(scenarios.closing_limit((enough(values),) * 3, *YEARS))
    assert "är inte känt, och det sparas också." in limit


def test_what_closing_saves_is_told_where_it_saves():
    dearer = CELLS.assign(
        region_year_sek=CELLS["region_year_sek"].where(CELLS["choice"] != "cover_none", 1_650_000)
    )
    saved = scenarios.saved_by_closing(dearer)
    said = plain(scenarios.closing(2023, OTHERS, saved, (11, 3.1), NONE, NONE))
    assert (
        "Utan Regionens egna pengar kostar nedläggning 2023 då 400 000 kronor mindre om året än att låta "
        "kontoret krympa. Men"
    ) in said
    assert "ngångskostnaden" not in said
    said = plain(scenarios.closing(2023, OTHERS, saved, (11, 3.1), (5e5,) * 3, NONE))
    assert said.endswith("Engångskostnaden för att lägga ned är lika stor.")


def test_the_question_that_decides_between_shrinking_and_closing_is_asked_where_it_does():
    asked = plain(scenarios.ask_also((78_929.0, -28_000.0, 192_000.0)))
    assert asked.startswith("Fråga också Regionens ekonomifunktion vad Regionen redan betalar för kontoret.")
    assert plain(scenarios.ask_also((4_999.0,) * 3)) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "base",
            "Kommunerna betalar ingenting från 2026. Av det som bortfaller står Regionen för ledning, "
            "Brysselkontor och administration.",
        ),
        (
            "shared_from_2024",
            "Kommunerna betalar 50 procent av kontorets basfinansiering från 2026. År 2023 betalar "
            "kommunerna tillsammans "
            "ungefär 0,8 miljoner kronor (0,3–1,3). Av det som bortfaller står Regionen för kontorets "
            "basfinansiering, ledning, Brysselkontor och administration.",
        ),
        ("municipalities_continue", "Kommunerna betalar lika mycket som förut."),
        (
            "two_municipalities_leave",
            "De kommuner som står utanför betalar ingenting från 2026, de andra lika mycket som förut.",
        ),
    ],
)
def test_what_a_scenario_assumes_of_who_pays_is_told(name, said):
    before, after = (800_000.0, 320_000.0, 1_280_000.0), (400_000.0, 160_000.0, 640_000.0)
    yearly = {2023: before, 2026: after} if name == "shared_from_2024" else {2026: (0.0, 0.0, 0.0)}
    assert plain(scenarios.assumed(EVERY[name], yearly, 2026)).startswith(said)


def test_the_key_is_told_of_each_scenario_where_some_stay_outside():
    titles = {name: t(f"Titel {name}") for name in EVERY}
    assert plain(which_scenarios.outside(EVERY, titles)) == (
        "I scenariot ”Titel two_municipalities_leave” delas kostnaden efter folkmängd."
    )
    some = {"a": EVERY["two_municipalities_leave"] | {"opted_out": ["2303"], "sharing_key": "equal"}}
    assert plain(which_scenarios.outside(some, {"a": t("A")})) == "I scenariot ”A” delas kostnaden lika."


def test_the_scenarios_whose_cost_is_lower_than_the_tables_are_named():
    titles = {name: t(f"Titel {name}") for name in EVERY}
    assert plain(which_scenarios.others_paid(EVERY, titles)) == (
        "Så är det i scenarierna ”Titel municipalities_continue” och ”Titel two_municipalities_leave”."
    )
    only_archive = BASE | {"municipal_share_archive": 1.0}
    assert plain(which_scenarios.others_paid({"base": only_archive}, titles)) == ""
    brussels = BASE | {"municipal_share_joint": 0.2}
    assert (
        plain(which_scenarios.others_paid({"base": brussels}, titles))
        == "Så är det i scenariot ”Titel base”."
    )


def test_the_years_are_told_as_computed():
    assert plain(scenarios.lead(7, 2023, 2030)) == (
        "Rapporten räknar på sju scenarier för åren 2023–2030. Också gångna år är räknade, inte uppföljda."
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
