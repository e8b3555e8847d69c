"""The sentences on each municipality's part are right in every scenario."""

import re

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.model import keys, payments, years
from energikontoret.model import sharing as model
from energikontoret.sentences import about, sharing
from parameter_sets import EVERY, FACTS, POPULATION, RANGES

NAMED = {"2303": "Ragunda", "2305": "Bräcke", "2380": "Östersund"}
NAMES = pd.Series({code: NAMED.get(code, code) for code in POPULATION.index})


def said_in(name, lang="sv", at_ends=True, **changes):
    """The conclusion in a scenario; without `at_ends`, as if the office's part were known."""
    values = EVERY[name] | changes
    shares = [float(RANGES.loc["base_funding_share", end]) for end in ("low", "high")] if at_ends else []
    every = [values, *(values | {"base_funding_share": share} for share in shares)]
    key_share = keys.paying_share(FACTS.population, values)
    flows = [payments.flows(each, FACTS.amounts, key_share) for each in every]
    together = [payments.total(each, "municipalities") for each in flows]
    yearly = {
        int(year): about.span(*sek) for year, *sek in zip(years.horizon(values), *together, strict=True)
    }
    paid = [model.by_key(each, FACTS) for each in every]
    return plain(sharing.conclusion(paid, values, NAMES, yearly), lang)


def columns(paid, key, share, *, outside):
    """What a table's caption says of its columns: in a scenario where the municipalities pay."""
    changes = {"sharing_key": key, "base_funding_share": share, "opted_out": ["2303"] if outside else []}
    return sharing.columns(paid, EVERY["municipalities_continue"] | changes, 2030)


@pytest.mark.parametrize("name", ["base", "region_keeps_office", "office_closes"])
def test_where_the_municipalities_pay_nothing_no_one_is_named_as_paying_most(name):
    assert said_in(name) == "I scenariot betalar kommunerna ingenting."


def test_what_they_pay_first_after_some_years_is_told_with_the_year():
    assert said_in("phase_out") == (
        "I scenariot betalar kommunerna 2,05 miljoner kronor år 2023, 1,35 miljoner kronor år 2024 och "
        "0,7 miljoner kronor år 2025, sedan ingenting. Beloppen är i 2022 års priser."
    )
    assert "(0,15–0,65) om året tillsammans från 2024." in said_in("shared_from_2024")


def test_what_they_pay_first_has_its_range_where_it_is_for_the_office():
    said = said_in("phase_out", **{f"municipal_share_{post}": 0.0 for post in payments.POSTS}, ramp_years=0)
    assert said == "I scenariot betalar kommunerna ingenting."
    only_office = {f"municipal_transition_share_{post}": float(post == "office") for post in payments.POSTS}
    assert said_in("phase_out", **only_office, ramp_years=0, transition_years=2) == (
        "I scenariot betalar kommunerna ungefär 0,8 miljoner kronor (0,3–1,3) år 2023 och ungefär 0,8 "
        "miljoner kronor (0,3–1,3) år 2024, sedan ingenting. Beloppen är i 2022 års priser."
    )


@pytest.mark.parametrize("key", ["population", "equal", "mixed"])
def test_who_pays_most_and_least_is_named_under_two_keys_whichever_is_the_scenarios(key):
    assert said_in("shared_from_2024", sharing_key=key) == (
        "I scenariot betalar kommunerna ungefär 0,4 miljoner kronor (0,15–0,65) om året tillsammans från "
        "2024. Efter folkmängd betalar Östersund mest, ungefär 200 000 kronor (80 000–310 000), och Ragunda "
        "minst, ungefär 16 000 kronor (6 000–25 000). Vid lika delar betalar var och en av de åtta ungefär "
        "50 000 kronor (20 000–80 000). År 2023 betalar kommunerna "
        "tillsammans ungefär 0,8 miljoner kronor (0,3–1,3)."
    )


def test_a_sum_has_a_range_only_where_it_follows_the_offices_part():
    assert said_in("shared_from_2024", at_ends=False) == (
        "I scenariot betalar kommunerna 400 000 kronor om året tillsammans från 2024. "
        "Efter folkmängd betalar Östersund mest, 200 000 kronor, och Ragunda minst, 16 000 kronor. "
        "Vid lika delar betalar var och en av de åtta 50 000 kronor. "
        "År 2023 betalar kommunerna "
        "tillsammans 0,8 miljoner kronor."
    )
    assert said_in("municipalities_continue") == said_in("municipalities_continue", at_ends=False)
    outside = said_in("shared_from_2024", opted_out=["2303"])
    assert re.search(r"betalar de ungefär .* mest, ungefär .* minst, ungefär .* betalar de ungefär ", outside)
    assert re.search(r"kronor \([^)]*\) tillsammans, ungefär .* kronor \([^)]*\) var\. År 2023", outside)


def test_those_who_are_outside_are_named_and_the_others_pay_no_more():
    said = said_in("two_municipalities_leave")
    assert (
        "Efter folkmängd betalar de ungefär 2,5 miljoner kronor om året tillsammans: Östersund mest" in said
    )
    assert said.endswith(
        "Vid lika delar betalar de ungefär 2 miljoner kronor tillsammans, 340 000 kronor var."
    )
    assert "Ragunda minst" not in said
    assert said.startswith(
        "I scenariot står Ragunda och Bräcke utanför och betalar ingenting. Det är ett räkneexempel, och "
        "ingen källa säger att de skulle lämna. De andra betalar vad de betalade förut."
    )
    assert "utanför" not in said_in("municipalities_continue")


def test_those_who_are_outside_are_named_only_where_others_pay_and_what_these_paid_only_where_they_do():
    assert said_in("base", opted_out=["2303"]) == "I scenariot betalar kommunerna ingenting."
    said = said_in("shared_from_2024", opted_out=["2303"])
    assert said.startswith(
        "I scenariot står Ragunda utanför och betalar ingenting. Det är ett räkneexempel, och ingen källa "
        "säger att kommunen skulle lämna. Efter folkmängd betalar de "
    )
    assert "om året tillsammans från 2024: Östersund mest" in said
    assert "År 2023 betalar kommunerna tillsammans ungefär" in said
    first = said_in("phase_out", opted_out=["2380"])
    assert first.startswith("I scenariot betalar kommunerna 1")
    assert "2,05" not in first


@pytest.mark.parametrize(
    ("outside", "said"),
    [(["2303"], "Ragunda stays outside"), (["2303", "2305"], "Ragunda and Bräcke stay outside")],
)
def test_the_english_verb_follows_how_many_stay_outside(outside, said):
    assert said in said_in("municipalities_continue", "en", opted_out=outside)


def test_the_caption_tells_of_the_scenarios_columns_only_where_there_are_any():
    same = (400_000.0,) * 3
    assert plain(columns((0.0,) * 3, "population", 0.5, outside=False)) == ""
    assert plain(columns(same, "population", 0.5, outside=False)) == (
        "Det som kommunerna betalar i scenariot gäller 2030 och är delat efter folkmängd."
    )
    assert plain(columns(same, "equal", 0.5, outside=False)).endswith("är delat lika.")
    assert plain(columns(same, "mixed", 0.5, outside=False)).endswith("är delat efter en blandad nyckel.")


def test_the_caption_says_over_whom_a_sum_per_inhabitant_is_where_some_pay_nothing():
    told = plain(columns((400_000.0,) * 3, "population", 0.5, outside=True))
    assert told.endswith("Summan per invånare är räknad på alla invånare i länet.")


def test_the_caption_names_the_part_that_its_sums_rest_on_where_they_do():
    told = plain(columns((400_000.0, 160_000.0, 640_000.0), "population", 0.45, outside=False))
    assert told == (
        "Det som kommunerna betalar i scenariot gäller 2030 och är delat efter folkmängd. Beloppen gäller om "
        "kontorets del av de gemensamma kostnaderna är 45 procent."
    )


def test_what_was_paid_before_is_told_per_inhabitant_under_two_keys():
    before = model.as_it_was_by_key(EVERY["base"], FACTS)
    said = plain(sharing.before(model.per_inhabitant(before, POPULATION), NAMES))
    assert "kommunernas belopp 20 kronor per invånare och år" in said
    assert "65 kronor per invånare i Ragunda och 5 kronor per invånare i Östersund" in said
