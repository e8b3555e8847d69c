"""The sentences on one municipality say what it pays, and in which years."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.sentences import municipal
from pressroom.language.text import t

WAYS = t("efter folkmängd"), t("lika")
OTHER = " Delas den lika blir det ungefär 16 000 kronor (6 000–25 000)."
NONE, SAME, WIDE = (0.0,) * 3, (50_000.0,) * 3, (16_000.0, 6_200.0, 24_900.0)


@pytest.mark.parametrize(
    ("yearly", "said"),
    [
        ([NONE, NONE, NONE], "I scenariot betalar Ragunda ingenting."),
        (
            [SAME, WIDE, NONE],
            "I scenariot betalar Ragunda 50 000 kronor år 2023 och ungefär 16 000 kronor (6 000–25 000) år "
            "2024, sedan ingenting.",
        ),
        (
            [WIDE, WIDE, WIDE],
            "I scenariot betalar Ragunda ungefär 16 000 kronor (6 000–25 000) "
            "om året, om kostnaden delas efter "
            "folkmängd." + OTHER,
        ),
        (
            [NONE, NONE, WIDE],
            "I scenariot betalar Ragunda ungefär 16 000 kronor (6 000–25 000) "
            "om året från 2025, om kostnaden "
            "delas efter folkmängd." + OTHER,
        ),
        (
            [SAME, NONE, WIDE],
            "I scenariot betalar Ragunda ungefär 16 000 kronor (6 000–25 000) "
            "om året från 2025, om kostnaden "
            "delas efter folkmängd." + OTHER + " Innan dess betalar kommunen 50 000 kronor år 2023.",
        ),
        (
            [SAME, WIDE, WIDE],
            "I scenariot betalar Ragunda ungefär 16 000 kronor (6 000–25 000) "
            "om året från 2024, om kostnaden "
            "delas efter folkmängd." + OTHER + " Innan dess betalar kommunen 50 000 kronor år 2023.",
        ),
    ],
)
def test_what_it_pays_is_told_with_its_years_and_ranges(yearly, said):
    by_year = dict(zip((2023, 2024, 2025), yearly, strict=True))
    assert plain(municipal.scenario("Ragunda", by_year, False, WAYS, WIDE)) == said


def test_one_that_stays_outside_is_told_so_whatever_it_would_have_paid():
    said = plain(municipal.scenario("Ragunda", {2023: SAME}, True, WAYS, WIDE))
    assert said == "I scenariot står Ragunda utanför och betalar ingenting. Det är ett räkneexempel."


def test_the_english_has_the_same_years():
    said = plain(municipal.scenario("Ragunda", {2023: SAME, 2024: WIDE, 2025: WIDE}, False, WAYS, SAME), "en")
    assert (
        "Ragunda pays about SEK 16,000 (6,000–25,000) a year from 2024, if the cost is divided by population."
        " "
        "Divided equally, it would be SEK 50,000."
    ) in said
    assert said.endswith(" 2023.")


def test_the_part_of_the_agreement_has_the_ends_of_all_keys():
    by_key = pd.Series({"population": 110_400.0, "equal": 338_250.0, "mixed": 178_600.0})
    assert plain(municipal.agreement("Ragunda", by_key)) == (
        "Hur kommunerna delade kostnaden är inte känt. Ragundas del ligger mellan 110 000 kronor och "
        "340 000 kronor om året, beroende på nyckel."
    )


@pytest.mark.parametrize(
    ("last_year", "said"),
    [
        (
            [16_000.0, 0.0, 110_400.0],
            "Scenarierna ger från ingenting till 110 000 kronor om året, när förändringen är genomförd.",
        ),
        ([16_000.0, 16_000.2], "I alla scenarier betalar Ragunda lika mycket: 16 000 kronor."),
    ],
)
def test_the_scenarios_are_told_by_the_least_and_the_most_of_them(last_year, said):
    assert plain(municipal.scenarios("Ragunda", last_year)) == said


def yearly(first_kt, last_kt, each):
    """Emissions of a place in two years, the latest with tonnes per inhabitant; numbers as data give them."""
    frame = pd.DataFrame({"kt": [first_kt, last_kt], "t": [9.9, each]}, index=pd.Index([2020, 2024]))
    return frame.astype(object)


@pytest.mark.parametrize(
    ("first_kt", "said"),
    [
        (31.4, "24 tusen ton, 7 tusen ton mindre än 2020."),
        (20.2, "24 tusen ton, 4 tusen ton mer än 2020."),
        (24.4, "24 tusen ton, ungefär lika mycket som 2020."),
        # The difference is that of the numbers the reader sees.
        (23.4, "24 tusen ton, 1 tusen ton mer än 2020."),
    ],
)
def test_emissions_are_told_against_the_first_year_and_the_county(first_kt, said):
    told = plain(municipal.emissions("Ragunda", yearly(first_kt, 23.6, 4.64), yearly(500.0, 510.0, 3.86)))
    assert told == (
        f"År 2024 var utsläppen i Ragunda {said} Det är 4,6 ton per invånare; i hela länet var det 3,9."
    )


def test_the_sectors_title_names_the_two_largest_of_the_latest_year():
    labels = {
        "car": t("Transporter"),
        "work": t("Arbetsmaskiner"),
        "farm": t("Jordbruk"),
        "rest": t("Allt annat"),
    }
    rows = [(2023, "farm", 9.0), (2024, "work", 3.0), (2024, "car", 5.0), (2024, "farm", 1.0)]
    rows += [(2024, "rest", 20.0), (2023, "car", 1.0)]
    said = municipal.sectors_title(pd.DataFrame(rows, columns=["year", "sector", "kt"]), labels)
    assert plain(said) == "Transporter och arbetsmaskiner är de två största sektorerna 2024"
