"""The sentences on emissions lead with what is sure, and say no more than the figures."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.sentences import emissions
from pressroom.language.text import t

FIGURES = {
    "latest_above_first_kt": 29.97,
    "latest_year": 2024,
    "required_rate_highest_share": -0.1,
    "required_rate_lowest_share": -0.1699,
    "trend_rate_share": 0.0031,
    "trend_rate_low_share": -0.0766,
    "trend_rate_high_share": 0.0897,
}


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (29.97, "År 2024 var länets utsläpp 30 tusen ton större än 2020."),
        (-12.4, "År 2024 var länets utsläpp 12 tusen ton mindre än 2020."),
    ],
)
def test_what_is_sure_has_the_direction_of_the_step(above, said):
    assert plain(emissions.sure(FIGURES | {"latest_above_first_kt": above}, 2020)) == said


def test_the_pace_needed_is_told_over_every_start_of_the_target():
    assert "minska med mellan 10 och 17 procent om året från 2024" in plain(emissions.required(FIGURES))
    assert plain(emissions.title(FIGURES)) == "Utsläppen behöver minska med mellan 10 och 17 procent om året"


def test_no_fall_is_asked_for_where_emissions_are_below_a_target():
    reached = FIGURES | {"required_rate_highest_share": 0.02}
    assert plain(emissions.required(reached)).startswith("Utsläppen är redan lägre")
    assert plain(emissions.title(reached)) == "Utsläppen är redan nära målet för 2030"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (
            -0.0766,
            0.0897,
            "Två sätt att mäta samma år ger olika svar. Räknat på bara 2020 och 2024 ökade utsläppen med 1,6 "
            "procent om året. En linje genom alla åren ger 0,3 procent om året, men kan vara allt mellan −8 "
            "och 9 procent.",
        ),
        (-0.06, -0.02, "Utsläppen minskade 2020–2024, med mellan 2 och 6 procent om året."),
        (0.02, 0.06, "Utsläppen ökade 2020–2024, med mellan 2 och 6 procent om året."),
    ],
)
def test_a_trend_is_told_as_a_rise_or_a_fall_only_where_its_interval_is_on_one_side(low, high, said):
    figures = FIGURES | {"trend_rate_low_share": low, "trend_rate_high_share": high}
    assert plain(emissions.trend(figures, 2020, 2024, 0.01607)) == said


def test_a_fall_between_the_ends_is_told_as_one():
    assert "minskade utsläppen med 2 procent" in plain(emissions.trend(FIGURES, 2020, 2024, -0.02))


@pytest.mark.parametrize(
    ("kt", "said"),
    [
        (
            {2020: 500.0, 2021: 700.0, 2023: 450.0, 2024: 531.0},
            "Från 2020 till 2023 minskade de med 10 procent, och 2024 ökade de med 18 procent.",
        ),
        (
            {2020: 500.0, 2021: 300.0, 2023: 530.0, 2024: 477.0},
            "Från 2020 till 2023 ökade de med 6 procent, och 2024 minskade de med 10 procent.",
        ),
    ],
)
def test_the_path_is_told_to_the_year_before_the_last_and_in_the_last(kt, said):
    totals = pd.DataFrame({"year": list(kt), "kt_co2e": list(kt.values())})
    assert plain(emissions.path(totals, 2020, 2024)) == said


LABELS = {"car": t("Bilar"), "work": t("Arbete"), "rest": t("Allt annat")}
RISE = "Det mesta av uppgången 2024 finns i "
NEUTRAL = "Utsläppen i de sektorer som visas för sig, och i allt annat"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"car": 3.0, "work": 5.0, "rest": 1.0}, f"{RISE}arbete och bilar"),
        ({"car": 5.0, "work": 3.0, "rest": -3.9}, f"{RISE}bilar och arbete"),
        # Twice what happened in all the rest is most of it.
        ({"car": 5.0, "work": 3.0, "rest": 4.0}, f"{RISE}bilar och arbete"),
        ({"car": 5.0, "work": 3.0, "rest": 4.1}, NEUTRAL),
        ({"car": 5.0, "work": 3.0, "rest": -4.1}, NEUTRAL),
        ({"car": 9.0, "work": -1.0, "rest": 0.0}, NEUTRAL),
        ({"car": 9.0, "work": 0.0, "rest": 0.0}, NEUTRAL),
        ({"car": -9.0, "work": -3.0, "rest": 1.0}, NEUTRAL),
    ],
)
def test_the_sectors_title_names_those_that_rose_only_where_most_of_the_rise_is_theirs(change, said):
    # What changed in the years before the latest says nothing; the years come in any order.
    before = {"car": 80.0, "work": 70.0, "rest": 60.0}
    rows = [(2024, sector, before[sector] + more) for sector, more in change.items()]
    rows += [(2023, sector, kt) for sector, kt in before.items()]
    rows += [(2022, sector, kt - 50.0) for sector, kt in before.items()]
    by_sector = pd.DataFrame(rows, columns=["year", "sector", "kt"])
    assert plain(emissions.sectors_title(by_sector, LABELS)) == said


def test_the_largest_sector_of_the_latest_year_is_told_first():
    rows = pd.DataFrame({"year": [2023, 2024, 2024], "sector": ["a", "a", "b"], "kt": [9.0, 1.4, 3.0]})
    assert plain(emissions.sectors(rows, {"a": t("Arbete"), "b": t("Bilar")})) == (
        "År 2024 var utsläppen: bilar 3 och arbete 1, i tusen ton."
    )


UNKNOWN = "Orsaken till ändringen 2024 framgår inte av källorna."


@pytest.mark.parametrize(
    ("kt", "national", "said"),
    [
        (
            {2022: 90.0, 2023: 172.18, 2024: 213.18},
            {2023: 13917.0, 2024: 16863.0},
            f"Transporternas utsläpp ökade 2024 med 24 procent i länet och 21 procent i riket. {UNKNOWN}",
        ),
        ({2023: 172.18, 2024: 213.18}, {2024: 16863.0}, UNKNOWN),
        ({2022: 172.18, 2024: 213.18}, {2023: 13917.0, 2024: 16863.0}, UNKNOWN),
        ({2023: 172.18, 2024: 170.0}, {2023: 13917.0, 2024: 16863.0}, UNKNOWN),
        ({2023: 172.18, 2024: 213.18}, {2023: 13917.0, 2024: 13900.0}, UNKNOWN),
    ],
)
def test_transport_is_set_beside_the_country_where_both_grew_and_no_cause_is_told(kt, national, said):
    rows = [(year, "transport", amount) for year, amount in kt.items()] + [(2024, "rest", 900.0)]
    by_sector = pd.DataFrame(rows, columns=["year", "sector", "kt"])
    assert plain(emissions.transport(by_sector, national)) == said


def test_what_remains_where_the_target_is_met_has_both_ends():
    figures = {"target_2030_lowest_kt": 158.87, "target_2030_highest_kt": 258.06}
    said = "Också om målet nås återstår mellan 159 och 258 tusen ton 2030."
    assert plain(emissions.left(figures, 2030)) == said
