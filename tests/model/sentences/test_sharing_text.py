"""The sentences on each municipality's part are right in every scenario."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.model import sharing as model
from energikontoret.sentences import sharing
from parameter_sets import EVERY, FACTS, POPULATION

NAMED = {"2303": "Ragunda", "2305": "Bräcke", "2380": "Östersund"}
NAMES = pd.Series({code: NAMED.get(code, code) for code in POPULATION.index})


def said_in(name, lang="sv", **changes):
    values = EVERY[name] | changes
    paid = model.by_key(values, FACTS)[values["sharing_key"]]
    return plain(sharing.conclusion(paid, NAMES, values["opted_out"]), lang)


@pytest.mark.parametrize("name", ["base", "region_keeps_office", "phase_out", "office_closes"])
def test_where_the_municipalities_pay_nothing_no_one_is_named_as_paying_most(name):
    assert said_in(name) == "I scenariot betalar kommunerna ingenting."


def test_who_pays_most_and_least_is_named():
    assert said_in("shared_from_2024") == (
        "I scenariot betalar kommunerna 0,4 miljoner kronor om året tillsammans. "
        "Östersund betalar mest, 195 000 kronor, och Ragunda minst, 16 000 kronor."
    )


def test_equal_parts_have_no_most_and_no_least():
    said = said_in("municipalities_continue", sharing_key="equal")
    assert said.endswith("Var och en betalar 338 000 kronor.")


def test_those_who_are_outside_are_named_and_the_others_pay_no_more():
    said = said_in("two_municipalities_leave")
    assert "betalar kommunerna 2,45 miljoner kronor" in said
    assert "Ragunda minst" not in said
    assert said.endswith(
        "Ragunda och Bräcke står utanför och betalar ingenting. De andra betalar vad de betalade förut."
    )
    assert "står utanför" not in said_in("municipalities_continue")


@pytest.mark.parametrize(
    ("outside", "said"),
    [(["2303"], "Ragunda stays outside"), (["2303", "2305"], "Ragunda and Bräcke stay outside")],
)
def test_the_english_verb_follows_how_many_stay_outside(outside, said):
    assert said in said_in("municipalities_continue", "en", opted_out=outside)


def test_what_was_paid_before_is_told_per_inhabitant_under_two_keys():
    before = model.as_it_was_by_key(EVERY["base"], FACTS)
    said = plain(sharing.before(model.per_inhabitant(before, POPULATION), NAMES))
    assert "kommunernas pengar 20 kronor per invånare och år" in said
    assert "65 kronor per invånare i Ragunda och 5 kronor per invånare i Östersund" in said
