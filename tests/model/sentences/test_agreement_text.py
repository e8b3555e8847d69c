"""The sentences on who pays say what the flows say, in every scenario."""

import re

import pytest
from hypothesis import given, settings
from plain_text import plain

import parameter_sets
from energikontoret.model import cost, payments
from energikontoret.sentences import agreement
from parameter_sets import EVERY, FACTS


def yearly(values):
    flows = cost.compute(values, FACTS).flows
    parts = ("amount", "shortfall", "municipalities", "region", "nobody")
    return {part: float(payments.total(flows, part)[-1]) for part in parts}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("base", "Regionen betalar 1,25 miljoner kronor i stället, och 1,45 miljoner kronor betalar ingen."),
        ("region_keeps_office", "Bortfallet är 2,7 miljoner kronor om året i 2022 års priser"),
        ("region_keeps_office", "Regionen betalar 2,05 miljoner kronor i stället, och 0,65 miljoner kronor"),
        ("shared_from_2024", "Bortfallet är 2,3 miljoner kronor om året"),
        ("municipalities_continue", "Kommunerna betalar lika mycket som förut, så inget bortfall uppstår."),
        ("office_closes", "Bortfallet är 1,9 miljoner kronor om året"),
        ("two_municipalities_leave", "Bortfallet är 0,25 miljoner kronor om året"),
    ],
)
def test_the_conclusion_follows_the_last_years_flows(name, said):
    assert said in plain(agreement.conclusion(yearly(EVERY[name])))


ALL, NONE = ({f"region_cover_{post}": share for post in payments.POSTS} for share in (1.0, 0.0))


@pytest.mark.parametrize(
    ("cover", "said", "title"),
    [
        (ALL, "Regionen betalar allt i stället.", "Regionen betalar det som kommunerna slutar betala"),
        (NONE, "Ingen betalar det i stället.", "Ingen betalar det som kommunerna slutar betala"),
        ({}, "betalar ingen.", "Ingen betalar 1,45 miljoner kronor av 2,7 miljoner kronor om året"),
    ],
)
def test_who_pays_instead_is_the_region_nobody_or_both(cover, said, title):
    found = yearly(EVERY["base"] | cover)
    assert plain(agreement.conclusion(found)).endswith(said)
    assert plain(agreement.payments_title(found)) == title


def test_the_title_says_that_nothing_has_changed_where_nothing_has():
    found = yearly(EVERY["municipalities_continue"])
    assert plain(agreement.payments_title(found)) == "Kommunerna betalar allt som förut"


@settings(max_examples=500)
@given(values=parameter_sets.valid_sets())
def test_no_conclusion_contradicts_its_numbers(values):
    found = yearly(values)
    said = plain(agreement.conclusion(found)).replace("mindre än 50 000 kronor", "0 miljoner kronor")
    loss = re.search(r"Bortfallet är ([\d,]+) miljon", said)
    region = re.search(r"Regionen betalar ([\d,]+) miljon", said)
    nobody = re.search(r"och ([\d,]+) miljon(?:er)? kronor betalar ingen", said)
    for match, name in ((loss, "shortfall"), (region, "region"), (nobody, "nobody")):
        if match:
            assert abs(float(match[1].replace(",", ".")) * 1e6 - found[name]) <= 25_001
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
    assert said in plain(agreement.region_cost(year, ends))


@pytest.mark.parametrize(
    ("redundancy", "running", "said"),
    [
        (488_000, 496_000, "0,5 miljoner kronor för uppsägningar och 0,5 miljoner kronor för projekt som"),
        (1_690_000, 0, "engångskostnader: 1,7 miljoner kronor för uppsägningar, i löpande priser."),
        (0, 496_000, "engångskostnader: 0,5 miljoner kronor för projekt som redan pågår, i löpande priser."),
        (0, 0, "Därutöver kommer inga engångskostnader."),
    ],
)
def test_what_comes_once_is_named_only_where_it_comes(redundancy, running, said):
    assert said in plain(agreement.once(redundancy, running))


@pytest.mark.parametrize(
    ("lost", "ends", "other", "said"),
    [
        (3.13, (1.25, 5.0), 0, "Ungefär tre tjänster (1–5) försvinner."),
        (11.0, (11.0, 11.0), 0, "Elva tjänster försvinner."),
        (0.37, (0.15, 0.6), 0, "Mindre än en tjänst försvinner."),
        (0, (0, 0), 0, "Inga tjänster försvinner."),
        (5.13, (3.25, 7.0), 2, "försvinner. Av dem är 2 utanför Energikontoret."),
    ],
)
def test_the_positions_that_go_are_counted_and_those_outside_are_told(lost, ends, other, said):
    assert said in plain(agreement.people(lost, ends, other))


@pytest.mark.parametrize(
    ("unpaid", "said"),
    [
        (656_000, "får 0,65 miljoner kronor mindre om året. Statens bidrag kan då minska med 0,35 miljoner"),
        (0, "Föreningsarkivet får lika mycket som förut."),
    ],
)
def test_the_archive_lacks_what_nobody_pays(unpaid, said):
    assert said in plain(agreement.archive(unpaid, unpaid / 2))
