"""The sentences on the first year's cost say what the model's parts of it add up to."""

import pytest
from plain_text import plain

from energikontoret.model import cost
from energikontoret.sentences import first_year
from parameter_sets import EVERY, FACTS


def point(sek):
    """A sum whose range has no width."""
    return (sek, sek, sek)


def test_the_first_years_cost_is_the_sum_of_its_parts_and_names_only_those_that_are_there():
    parts = first_parts(EVERY["base"])
    assert sum(part[0] for name, part in parts.items() if name != "common") == pytest.approx(1_903_377, abs=1)
    once = sum(cost.once(cost.compute(EVERY["base"], FACTS)).values())
    assert once == pytest.approx(984_476, abs=1)
    single = sum(parts[name][0] for name in first_year.ONCE)
    whole = (1_903_377.0, 1_402_000.0, 2_404_000.0)
    assert plain(first_year.cost(whole, single, once, 2023)) == (
        "År 2023 kostar förändringen Regionen ungefär 1,9 miljoner kronor (1,4–2,4) i löpande priser. Av dem "
        "är ungefär 0,6 miljoner kronor engångskostnader. Resten av engångskostnaderna kommer senare."
    )
    assert "senare" not in plain(first_year.cost(whole, single, single, 2023))
    assert plain(first_year.parts(parts)) == (
        "Utöver engångskostnaderna går 0,8 miljoner kronor till ledning och Brysselkontor och 460 000 kronor "
        "till regionstyrelsens administration."
    )
    nothing = first_parts(EVERY["municipalities_continue"])
    assert plain(first_year.cost(point(0.0), 0.0, 0.0, 2023)) == "År 2023 får Regionen ingen merkostnad."
    assert plain(first_year.parts(nothing)) == ""


def test_the_office_and_the_rest_of_its_post_are_told_as_their_sum_where_both_are_paid():
    parts = first_parts(EVERY["region_keeps_office"])
    whole = point(sum(part[0] for name, part in parts.items() if name != "common"))
    assert plain(first_year.cost(whole, 0.0, 0.0, 2023)) == (
        "År 2023 kostar förändringen Regionen 2,1 miljoner kronor i löpande priser."
    )
    assert plain(first_year.cost(whole, 0.0, 1e5, 2023)).endswith("priser. Engångskostnaderna kommer senare.")
    assert plain(first_year.parts(parts)) == (
        "Av det går 1,65 miljoner kronor till kontorets basfinansiering, ledning och Brysselkontor "
        "tillsammans och 460 000 kronor till regionstyrelsens administration."
    )
    alone = parts | {"joint": point(0.0), "common": parts["office"]}
    only_office = plain(first_year.parts(alone))
    assert "Av det går 0,8 miljoner kronor till kontorets basfinansiering och 460" in only_office
    assert "ledning" not in only_office


def test_what_both_cost_together_has_a_range_only_where_their_sum_has_one():
    """How the two divide it is not known, but at no division does their sum differ."""
    apart = {"office": (820_000.0, 328_000.0, 1_312_000.0), "joint": (820_000.0, 328_000.0, 1_312_000.0)}
    parts = first_parts(EVERY["region_keeps_office"]) | apart
    assert "går 1,65 miljoner kronor till kontorets bas" in plain(first_year.parts(parts))
    half = parts | {"common": (1_230_000.0, 984_000.0, 1_476_000.0)}
    assert "går ungefär 1,25 miljoner kronor (1–1,5) till" in plain(first_year.parts(half))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "base",
            "Av engångskostnaderna är ungefär 330 000 kronor kontorets egen insats i beviljade projekt och "
            "ungefär 290 000 kronor uppsägningar.",
        ),
        ("office_closes", "Engångskostnaderna gäller bara uppsägningar."),
        ("everybody_finds_work", "Engångskostnaderna gäller bara kontorets egen insats i beviljade projekt."),
        ("municipalities_continue", ""),
    ],
)
def test_the_once_only_costs_of_the_first_year_are_told_as_parts_of_their_sum(name, said):
    values = EVERY.get(name, EVERY["base"] | {"redeployed_share": 1.0})
    assert plain(first_year.once(first_parts(values))) == said


def first_parts(values):
    """The parts of the Region's cost in the first year, as sums of no width."""
    series = cost.compute(values, FACTS)
    parts = cost.first_year(series) | cost.first_year_once(series)
    told = {name: point(float(sek)) for name, sek in parts.items()}
    return told | {"common": point(told["office"][0] + told["joint"][0])}
