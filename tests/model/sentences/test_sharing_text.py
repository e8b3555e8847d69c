"""The sentences on each municipality's part are right in every scenario."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.model import payments, years
from energikontoret.model import sharing as model
from energikontoret.sentences import sharing
from parameter_sets import EVERY, FACTS, POPULATION

NAMED = {"2303": "Ragunda", "2305": "Bräcke", "2380": "Östersund"}
NAMES = pd.Series({code: NAMED.get(code, code) for code in POPULATION.index})


def said_in(name, lang="sv", **changes):
    values = EVERY[name] | changes
    paid = model.by_key(values, FACTS)
    flows = payments.flows({**values, "opted_out": []}, FACTS.amounts)
    together = payments.total(flows, "municipalities")
    yearly = dict(zip(years.horizon(values).tolist(), together.tolist(), strict=True))
    said = sharing.conclusion(paid, values["sharing_key"], NAMES, values["opted_out"], yearly)
    return plain(said, lang)


@pytest.mark.parametrize("name", ["base", "region_keeps_office", "office_closes"])
def test_where_the_municipalities_pay_nothing_no_one_is_named_as_paying_most(name):
    assert said_in(name) == "I scenariot betalar kommunerna ingenting."


def test_what_they_pay_first_after_some_years_is_told_with_the_year():
    assert said_in("phase_out") == (
        "I scenariot betalar kommunerna 2,05 miljoner kronor 2023, 1,35 miljoner kronor 2024 och "
        "0,7 miljoner kronor 2025, sedan ingenting."
    )
    assert "400 000 kronor om året tillsammans från 2024." in said_in("shared_from_2024")


@pytest.mark.parametrize("key", ["population", "equal", "mixed"])
def test_who_pays_most_and_least_is_named_under_two_keys_whichever_is_the_scenarios(key):
    assert said_in("shared_from_2024", sharing_key=key) == (
        "I scenariot betalar kommunerna 400 000 kronor om året tillsammans från 2024. "
        "Före 2024 betalar de 0,8 miljoner kronor 2023. "
        "Efter folkmängd betalar Östersund mest, 200 000 kronor, och Ragunda minst, 16 000 kronor. "
        "Vid lika delar betalar var och en av de åtta 50 000 kronor."
    )


def test_those_who_are_outside_are_named_and_the_others_pay_no_more():
    said = said_in("two_municipalities_leave")
    assert "Efter folkmängd betalar de 2,45 miljoner kronor om året tillsammans: Östersund mest" in said
    assert said.endswith("Vid lika delar betalar de 2,05 miljoner kronor tillsammans, 340 000 kronor var.")
    assert "Ragunda minst" not in said
    assert said.startswith(
        "I scenariot står Ragunda och Bräcke utanför och betalar ingenting. Det är ett räkneexempel, och "
        "ingen källa säger att de skulle lämna. De andra betalar vad de betalade förut."
    )
    assert "utanför" not in said_in("municipalities_continue")


@pytest.mark.parametrize(
    ("outside", "said"),
    [(["2303"], "Ragunda stays outside"), (["2303", "2305"], "Ragunda and Bräcke stay outside")],
)
def test_the_english_verb_follows_how_many_stay_outside(outside, said):
    assert said in said_in("municipalities_continue", "en", opted_out=outside)


def test_the_caption_tells_of_the_scenarios_columns_only_where_there_are_any():
    assert plain(sharing.columns(0.0, "population", 2030)) == ""
    assert plain(sharing.columns(400_000.0, "population", 2030)).endswith(
        "gäller 2030 och är delat efter folkmängd."
    )
    assert plain(sharing.columns(400_000.0, "mixed", 2030)).endswith("är delat efter den blandade nyckeln.")


def test_what_was_paid_before_is_told_per_inhabitant_under_two_keys():
    before = model.as_it_was_by_key(EVERY["base"], FACTS)
    said = plain(sharing.before(model.per_inhabitant(before, POPULATION), NAMES))
    assert "de tre beloppen 20 kronor per invånare och år" in said
    assert "65 kronor per invånare i Ragunda och 5 kronor per invånare i Östersund" in said
