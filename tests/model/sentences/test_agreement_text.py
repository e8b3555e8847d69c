"""The sentences on who pays say what the flows say, in every scenario."""

import re

import pytest
from hypothesis import given
from plain_text import plain

import parameter_sets
import trials
from energikontoret.model import cost, payments
from energikontoret.sentences import about, agreement
from parameter_sets import EVERY, FACTS

SUM = r"([\d, ]+?) (miljon(?:er)? )?kronor"
"""A sum in words: its number, and whether it is in millions."""


def yearly(values):
    flows = cost.compute(values, FACTS).flows
    parts = ("amount", "shortfall", "municipalities", "region", "nobody")
    return {part: payments.last(flows, part) for part in parts}


def point(sek):
    """A sum whose range has no width."""
    return (sek, sek, sek)


def spans(values):
    """What `yearly` gives, as sums of no width."""
    return {part: point(sek) for part, sek in yearly(values).items()}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "base",
            "betalar 1,25 miljoner kronor i stället. Det är Regionens merkostnad. Resten, 1,45 miljoner "
            "kronor, betalar ingen.",
        ),
        (
            "region_keeps_office",
            "Kommunerna slutar betala 2,7 miljoner kronor om året i 2022 års priser. Det är bortfallet.",
        ),
        ("region_keeps_office", "Regionen betalar 2,05 miljoner kronor i stället."),
        ("region_keeps_office", "Resten, 656 000 kronor, betalar ingen."),
        ("shared_from_2024", "Kommunerna slutar betala 2,3 miljoner kronor om året"),
        (
            "municipalities_continue",
            "samma belopp som förut, genom nya avtal. Därför uppstår inget bortfall, och Regionen får ingen "
            "merkostnad.",
        ),
        ("two_municipalities_leave", "Kommunerna slutar betala 230 000 kronor om året"),
        ("two_municipalities_leave", "Resten, 120 000 kronor, betalar ingen."),
    ],
)
def test_the_conclusion_follows_the_last_years_flows(name, said):
    assert said in plain(agreement.conclusion(spans(EVERY[name])))


@pytest.mark.parametrize(
    ("some", "said"),
    [
        (False, "Kommunerna slutar betala 2"),
        (True, "De som lämnar slutar betala 2"),
    ],
)
def test_those_who_leave_are_told_to_stop_paying_where_the_others_pay_on(some, said):
    assert said in plain(agreement.conclusion(spans(EVERY["two_municipalities_leave"]), some=some))


def test_what_the_region_pays_and_what_nobody_pays_have_their_ranges():
    found = {
        "shortfall": point(2_706_000.0),
        "region": (1_250_000.0, 770_000.0, 1_730_000.0),
        "nobody": (1_456_000.0, 976_000.0, 1_936_000.0),
    }
    assert plain(agreement.conclusion(found)).endswith(
        "Regionen betalar ungefär 1,25 miljoner kronor (0,75–1,75) i stället. Det är Regionens merkostnad. "
        "Resten, ungefär 1,45 miljoner kronor (1–1,95), betalar ingen."
    )


def test_what_was_paid_for_a_closed_office_is_told_and_lacked_by_nobody():
    closed = about.money(800_000, 320_000, 1_280_000)
    assert plain(agreement.conclusion(spans(EVERY["office_closes"]), closed=closed)).startswith(
        "Kommunernas pengar till kontoret, ungefär 0,8 miljoner kronor (0,3–1,3) om året, behövs inte, för "
        "kontoret finns inte längre. Bortfallet för de andra ändamålen är 1,9 miljoner kronor om året i 2022 "
        "års priser. "
    )


def test_a_shortfall_that_does_not_come_at_once_is_told_with_its_first_year():
    said = plain(agreement.conclusion(spans(EVERY["phase_out"]), since=2026))
    assert said.startswith("Från 2026 betalar kommunerna 2,7 miljoner kronor mindre om året")


ALL, NONE = ({f"region_cover_{post}": share for post in payments.POSTS} for share in (1.0, 0.0))


@pytest.mark.parametrize(
    ("cover", "said", "title"),
    [
        (
            ALL,
            "Regionen betalar allt i stället. Det är Regionens merkostnad.",
            "Regionen betalar det som kommunerna slutar betala",
        ),
        (NONE, "Ingen betalar det i stället.", "Ingen betalar det som kommunerna slutar betala"),
        (
            {},
            "Resten, 1,45 miljoner kronor, betalar ingen.",
            "1,45 miljoner kronor av 2,7 miljoner kronor om året saknar betalare",
        ),
    ],
)
def test_who_pays_instead_is_the_region_nobody_or_both(cover, said, title):
    values = EVERY["base"] | cover
    assert plain(agreement.conclusion(spans(values))).endswith(said)
    assert plain(agreement.payments_title(yearly(values))) == title


def test_the_title_says_that_nothing_has_changed_where_nothing_has():
    found = yearly(EVERY["municipalities_continue"])
    assert plain(agreement.payments_title(found)) == "Kommunerna betalar allt som förut"


@trials.random_sets("sentences against random parameter sets", 500, 60)
@given(values=parameter_sets.valid_sets())
def test_no_conclusion_contradicts_its_numbers(values):
    found = yearly(values)
    said = plain(agreement.conclusion(spans(values)))
    loss = re.search(rf"slutar betala {SUM}", said)
    region = re.search(rf"Regionen betalar {SUM}", said)
    nobody = re.search(rf"Resten, {SUM}, betalar ingen", said)
    for match, name in ((loss, "shortfall"), (region, "region"), (nobody, "nobody")):
        if match:
            size, half = (1e6, 25_001) if match[2] else (1, 0.06 * found[name])
            number = float(match[1].replace(",", ".").replace(" ", ""))
            assert abs(number * size - found[name]) <= half
    assert (loss is None) == ("inget bortfall" in said) == (found["shortfall"] < 0.5)
    if loss:
        assert ("Regionen betalar allt" in said) == (found["nobody"] < 0.5)
        assert ("Ingen betalar det" in said) == (found["region"] < 0.5 <= found["nobody"])
        assert (region is None) == (nobody is None) == (min(found["region"], found["nobody"]) < 0.5)


def test_each_years_prices_are_told_as_such_and_nothing_is_told_of_no_shortfall():
    said = plain(agreement.over_time(2_773_650, 24_230_928, 2023, 2030))
    assert said == (
        "I löpande priser är bortfallet 2,75 miljoner kronor 2023 och sammanlagt 24 miljoner kronor "
        "till och med 2030."
    )
    assert plain(agreement.over_time(0, 0, 2023, 2030)) == ""


@pytest.mark.parametrize(
    ("year", "ends", "said"),
    [
        (1_250_000, (770_000, 1_730_000), "är ungefär 1,25 miljoner kronor (0,75–1,75) om året"),
        (2_050_000, (2_050_000, 2_050_000), "är 2,05 miljoner kronor om året"),
        (0, (0, 0), "Regionen får ingen merkostnad."),
    ],
)
def test_the_regions_cost_has_its_range_where_it_has_one(year, ends, said):
    assert said in plain(agreement.region_cost(year, ends, 2026))


def test_the_year_from_which_the_region_pays_is_told():
    said = plain(agreement.region_cost(1_250_000, (770_000, 1_730_000), 2026))
    assert said.endswith("om året från 2026, i 2022 års priser.")


NONE_OF_IT = (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("redundancy", "running", "said"),
    [
        (
            (488_000, 210_000, 1_190_000),
            (496_000, 160_000, 910_000),
            "I det här scenariot tillkommer engångskostnader, i löpande priser. Uppsägningar kostar ungefär "
            "0,5 miljoner kronor (0,2–1,2). Kontorets egen insats i beviljade projekt kostar ungefär 0,5 "
            "miljoner kronor (0,15–0,9), och Regionen antas betala den.",
        ),
        (
            (1_690_000, 600_000, 3_200_000),
            NONE_OF_IT,
            "I det här scenariot tillkommer engångskostnader, i löpande priser. Uppsägningar kostar ungefär "
            "1,7 miljoner kronor (0,6–3,2).",
        ),
        (
            NONE_OF_IT,
            (71_000,) * 3,
            "I det här scenariot tillkommer engångskostnader, i löpande priser. Kontorets egen insats i "
            "beviljade projekt kostar 71 000 kronor, och Regionen antas betala den.",
        ),
        (NONE_OF_IT, NONE_OF_IT, "I det här scenariot blir det inga engångskostnader för kontoret."),
    ],
)
def test_what_comes_once_is_named_only_where_it_comes(redundancy, running, said):
    assert plain(agreement.once(redundancy, running)) == said


@pytest.mark.parametrize(
    ("lost", "ends", "other", "said"),
    [
        (3.13, (1.25, 5.0), 0, "Kontoret får ungefär tre (1–5) färre anställda."),
        (11.0, (11.0, 11.0), 0, "Alla elva tjänster vid kontoret försvinner."),
        (0.45, (0.15, 0.6), 0, "Kontoret mister ungefär en halv tjänst."),
        (0.37, (0.15, 0.6), 0, "Kontoret mister mindre än en halv tjänst."),
        (0.37, (0.15, 0.49), 0, "Kontoret mister mindre än en halv tjänst."),
        (0, (0, 0), 0, "Kontoret kan behålla alla sina anställda, om övriga intäkter finns kvar."),
        (3.13, (1.25, 5.0), 2, "färre anställda. 2 tjänster utanför kontoret antas bli övertaliga."),
    ],
)
def test_how_many_fewer_are_employed_is_told_and_those_outside(lost, ends, other, said):
    assert said in plain(agreement.people(lost, ends, other, 11.0))


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (0.0, "ingen tjänst"),
        (0.4, "mindre än en halv tjänst"),
        (1.09, "ungefär en tjänst"),
        (2.2, "ungefär två tjänster"),
    ],
)
def test_what_another_key_would_give_is_told_as_not_known(lost, said):
    assert plain(
        agreement.other_key(("population", "equal"), point(676_500), (312_000, 192_000, 432_000), lost)
    ) == (
        "Det gäller om kostnaden delades efter folkmängd, vilket inte är känt. Delades den lika är "
        "bortfallet 0,7 miljoner kronor om året, Regionens merkostnad ungefär 310 000 kronor "
        f"(190 000–430 000), och kontoret mister {said}."
    )


def test_what_the_region_pays_for_the_office_is_told_in_every_scenario():
    assert plain(agreement.region_office((400_000, 160_000, 640_000), 1e6)) == (
        "I scenariot betalar Regionen ungefär 0,4 miljoner kronor (0,15–0,65) om året för kontoret i "
        "kommunernas ställe."
    )
    nothing = "I scenariot betalar Regionen ingenting för kontoret i kommunernas ställe"
    assert plain(agreement.region_office(point(0.0), 0.0)) == f"{nothing}."
    assert plain(agreement.region_office(point(0.0), 1e6)) == f"{nothing}, men engångskostnader tillkommer."


def test_what_the_figure_of_the_office_leaves_out_is_told_where_there_is_something():
    assert plain(agreement.own_part(0.0)) == ""
    assert plain(agreement.own_part(5e5)) == (
        "Kontorets egen insats i dem, som Regionen antas betala, är inte med i figuren."
    )


def test_the_papers_warning_is_told_only_where_something_is_lacking():
    assert "kan det bli övertalighet" in plain(agreement.warning(2_706_000))
    assert plain(agreement.warning(0.0)) == ""


def test_the_present_value_is_told_only_of_a_shortfall():
    assert plain(agreement.present_value(18_600_000, 0.035)) == (
        "Nuvärdet av bortfallet är 19 miljoner kronor, med realräntan 3,5 procent och i 2022 års priser."
    )
    assert plain(agreement.present_value(0.0, 0.035)) == ""


def test_the_title_says_since_when_somebody_is_lacking():
    found = yearly(EVERY["phase_out"])
    assert plain(agreement.payments_title(found, 2026)) == (
        "Från 2026 saknar 1,45 miljoner kronor av 2,7 miljoner kronor om året betalare"
    )
