"""The sentences on turnover and staff are right in every scenario."""

import re

import pytest
from hypothesis import given
from plain_text import plain

import parameter_sets
import trials
from energikontoret.model import cost
from energikontoret.model.bands import Band
from energikontoret.sentences import about, office
from parameter_sets import EVERY, FACTS

FALL, STAFF = (-0.2846, -0.46, -0.11), (7.87, 6.0, 9.7)
NOTHING = (0.0, 0.0, 0.0)
COST = (800_000, 320_000, 1_280_000)


@pytest.mark.parametrize(
    ("change", "staff", "is_open", "said"),
    [
        (FALL, STAFF, True, "minskar med ungefär 30 procent (11–46) till 2030, i fasta priser."),
        (FALL, STAFF, True, "Pengarna räcker då till ungefär åtta (6–10) anställda."),
        (
            NOTHING,
            (11.0, 11.0, 11.0),
            True,
            "kan behålla sin omsättning i fasta priser och alla sina anställda, om övriga intäkter finns "
            "kvar.",
        ),
        ((-1.0, -1.0, -1.0), NOTHING, False, "läggs ned. Ingen omsättning och ingen personal finns kvar."),
        ((-0.1, -0.3, 0.2), STAFF, True, "ändras med ungefär −10 procent (−30–20) till 2030"),
    ],
)
def test_the_conclusion_says_what_happens_to_turnover_and_staff(change, staff, is_open, said):
    assert said in plain(office.conclusion(change, staff, 11, is_open, 2030))


@pytest.mark.parametrize(
    ("change", "is_open", "said"),
    [
        (FALL, True, "Till 2030 minskar omsättningen med ungefär 30 procent"),
        ((-0.0338, -0.05, -0.02), True, "Till 2030 minskar omsättningen med ungefär 3 procent"),
        ((0.2, 0.1, 0.3), True, "Till 2030 ökar omsättningen med ungefär 20 procent"),
        (NOTHING, True, "Omsättningen är oförändrad i fasta priser"),
        ((-1.0, -1.0, -1.0), False, "Ingen omsättning finns kvar"),
    ],
)
def test_the_title_has_the_direction_of_the_change(change, is_open, said):
    assert plain(office.turnover_title(change, is_open, 2030)) == said


@trials.random_sets("sentences against random parameter sets", 500, 60)
@given(values=parameter_sets.valid_sets())
def test_no_conclusion_contradicts_its_numbers(values):
    path = cost.compute(values, FACTS).path
    change = about.span(path.turnover[-1] / FACTS.office["turnover_sek"] - 1)
    said = plain(office.conclusion(change, about.span(path.staff[-1]), 11, values["office_open"], 2030))
    assert ("läggs ned" in said) == (not values["office_open"])
    assert ("kan behålla sin omsättning" in said) == (
        abs(change[0]) < office.NOTHING and values["office_open"]
    )
    assert ("minskar med" in said) == (change[0] <= -office.NOTHING and values["office_open"])
    assert "ändras" not in said


def test_a_staff_that_stays_but_for_a_part_is_told_as_nearly_all():
    said = plain(office.conclusion((-0.0338, -0.05, -0.02), (10.6, 10.4, 10.8), 11, True, 2030))
    assert said.endswith("Pengarna räcker då till nästan alla elva anställda.")


def kept(percentile=None):
    """What keeping the office keeps, of which so many per cent of the draws keep less."""
    return Band(3.13, 2.5, 5.3, percentile, None)


def per_krona(percentile=None):
    """What a krona brings, of which so many per cent of the draws bring less."""
    return Band(1.4, 0.6, 1.7, percentile, None)


def test_keeping_the_office_is_told_with_its_price_and_what_it_keeps():
    said = plain(office.keep(COST, kept(), 11, per_krona()))
    assert "kostar ungefär 0,8 miljoner kronor (0,3–1,3) om året, vem som än betalar." in said
    assert "har kontoret ungefär tre (2–5) fler av sina elva anställda kvar än om det får krympa." in said
    assert said.endswith(
        "I beräkningen drar en krona i snitt med sig ungefär 1,4 kronor (0,6–1,7) av andras pengar i projekt."
    )


def test_the_title_has_the_price_without_its_range():
    said = plain(office.keep_title(COST))
    assert said == "Att behålla basfinansieringen kostar ungefär 0,8 miljoner kronor om året"


@pytest.mark.parametrize(
    ("percentile", "under_one", "said"),
    [
        (
            74.5,
            43.5,
            "antaganden ger 1,4, men sju beräkningar av tio ger mindre, och fyra av tio mindre än en krona.",
        ),
        (60.0, 18.0, "men sex beräkningar av tio ger mindre, och två av tio mindre än en krona."),
        (74.5, 4.9, "Rapportens antaganden ger 1,4, men sju beräkningar av tio ger mindre."),
        (59.9, 43.5, ""),
        (None, 0.0, ""),
    ],
)
def test_what_a_krona_brings_is_told_as_a_high_value_only_where_most_draws_bring_less(
    percentile, under_one, said
):
    told = plain(office.odds(per_krona(percentile), under_one))
    assert told.endswith(said)
    assert bool(told) == bool(said)
    answer = plain(office.keep(COST, kept(), 11, per_krona(percentile)))
    brings = "mellan 0,6 och 1,7 kronor" if said else "ungefär 1,4 kronor (0,6–1,7)"
    assert answer.endswith(
        f"I beräkningen drar en krona i snitt med sig {brings} av andras pengar i projekt."
    )


def test_what_the_office_lives_on_adds_up_to_what_it_turns_over_in_the_reports_own_steps():
    before = cost.compute(EVERY["base"], FACTS).before
    said = plain(office.income(before.turnover_sek, before.base_sek, before.projects_sek))
    assert said == (
        "Kontoret omsatte 6,7 miljoner kronor. Med rapportens antaganden var 0,8 miljoner kronor "
        "basfinansiering och 1,1 miljoner kronor andras pengar i projekt. Resten, 4,8 miljoner kronor, var "
        "övriga intäkter, där det också kan finnas projektpengar."
    )
    whole, *parts = (round(10 * float(number.replace(",", "."))) for number in re.findall(r"\d,\d", said))
    assert whole == sum(parts)
    assert whole == about.millions(FACTS.office["turnover_sek"], 0.1) * 10


@pytest.mark.parametrize(
    ("percentile", "lost", "said"),
    [
        (
            73.0,
            3.1,
            "Åtta gäller om alla övriga intäkter finns kvar. I sju beräkningar av tio blir de färre",
        ),
        (59.9, 3.1, ""),
        (62.0, 0.4, ""),
        (None, 3.1, ""),
    ],
)
def test_a_value_that_most_draws_fall_below_is_told_as_favourable(percentile, lost, said):
    assert plain(office.favourable(percentile, 11 - lost, lost)).startswith(said)
    assert (plain(office.favourable(percentile, 11 - lost, lost)) == "") == (said == "")


@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_the_office_is_told_as_it_was_only_where_the_region_or_the_municipalities_pay(name):
    path = cost.compute(EVERY[name], FACTS).path
    change = about.span(path.turnover[-1] / FACTS.office["turnover_sek"] - 1)
    said = plain(office.conclusion(change, about.span(path.staff[-1]), 11, EVERY[name]["office_open"], 2030))
    unchanged = {"region_keeps_office", "shared_from_2024", "municipalities_continue"}
    assert ("kan behålla" in said) == (name in unchanged)


def test_what_the_base_funding_costs_each_inhabitant_has_its_range():
    cost_sek = (800_000, 320_000, 1_280_000)
    assert plain(office.per_inhabitant(cost_sek, 132_000)) == (
        "Med överenskommelsen kostade länets eget kontor i beräkningen ungefär 6 kronor per invånare och år "
        "(2–10) i basfinansiering."
    )
