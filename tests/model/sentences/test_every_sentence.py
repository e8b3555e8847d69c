"""No sentence tells another number than the model, whatever the parameters: claims are read and compared."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from plain_text import plain

import parameter_sets
import trials
from energikontoret.model import choice, cost, figures, keys, payments, sharing, years
from energikontoret.sentences import agreement, first_year, office
from energikontoret.sentences import scenarios as choices
from energikontoret.sentences import sharing as shares
from parameter_sets import FACTS, POPULATION

SUM = re.compile(r"(−?\d[\d\u00a0 ]*(?:,\d+)?)(?:[\u00a0 ](miljon(?:er)?))?[\u00a0 ]kron(?:or|a)(?! per)")
NAMES = pd.Series({code: f"Kommun {code}" for code in POPULATION.index})


def sums(said):
    """Return every sum of a sentence in kronor, in its order."""
    return [
        float(re.sub(r"[\u00a0 ]", "", number).replace(",", ".").replace("−", "-")) * (1e6 if millions else 1)
        for number, millions in SUM.findall(said)
    ]


def is_told(told, sek):
    """Whether a sum in words is the number: within half a step of it, or two digits of a small one.

    What is put together of unsure parts is told in tens of thousands, however small.
    """
    step = 1e6 if abs(sek) >= 1e7 else 5e4 if abs(sek) >= 5e5 else max(0.1 * abs(sek), 1e4)
    return abs(told - sek) <= step / 2 + 1


def all_told(said, *amounts):
    """Whether a sentence has these sums and no others; what is nothing is told in words."""
    expected = [sek for sek in amounts if abs(sek) >= 0.5]
    found = sums(said)
    return len(found) == len(expected) and all(map(is_told, found, expected))


@trials.random_sets("sentences against random parameter sets", 500, 60)
@given(values=parameter_sets.valid_sets())
def test_every_sum_that_is_told_is_the_models(values):
    series = cost.compute(values, FACTS)
    found = figures.figures(values, FACTS.amounts, FACTS.office, FACTS.population)
    last = {
        part: payments.last(series.flows, part)
        for part in ("amount", "shortfall", "municipalities", "region", "nobody")
    }
    steady = found["region.net_steady_year_sek"]
    said = plain(agreement.region_cost(steady, (steady, steady), 2023))
    assert all_told(said, steady)
    assert ("ingen merkostnad" in said) == (steady < agreement.NOTHING)

    first, whole = found["agreement.gap_first_year_sek"], found["agreement.gap_horizon_sek"]
    said = plain(agreement.over_time(first, whole, int(series.year[0]), int(series.year[-1])))
    assert all_told(said, first, whole) if whole >= agreement.NOTHING else said == ""

    posts, single = cost.first_year(series), cost.first_year_once(series)
    parts = {name: (float(sek),) * 3 for name, sek in (posts | single).items()}
    whole_first = sum(part[0] for part in parts.values())
    assert float(cost.first_year_whole(series)["whole"]) == pytest.approx(whole_first)
    common = float(posts["office"] + posts["joint"])
    parts_first = parts | {"common": (common,) * 3}
    once_first = sum(float(sek) for sek in single.values())
    said = plain(
        first_year.cost((whole_first,) * 3, once_first, float(sum(cost.once(series).values())), 2023)
    )
    # Where the office and the rest of its post are both paid, what they cost is told once.
    both = min(posts["office"], posts["joint"]) >= agreement.NOTHING
    named = [common, posts["administration"], posts["archive"]] if both else posts.values()
    told = [whole_first, once_first] if whole_first >= agreement.NOTHING else []
    assert all_told(said, *told)
    assert all_told(plain(first_year.parts(parts_first)), *named)
    said = plain(first_year.once(parts))
    comes = [float(sek) for sek in single.values() if sek >= agreement.NOTHING]
    assert all_told(said, *(comes if len(comes) == 2 else []))
    assert ("gäller bara" in said) == (len(comes) == 1)
    if len(comes) == 1:
        assert ("uppsägningar" in said) == (parts["redundancy"][0] >= agreement.NOTHING)

    once = [float(sek) for sek in cost.once(series).values()]
    said = plain(agreement.once(*((sek, sek, sek) for sek in once)))
    assert all_told(said, *once)
    assert ("inga engångskostnader" in said) == (max(once) < agreement.NOTHING)

    unpaid = float(series.flows["archive"].nobody[-1])
    grant = unpaid * values["state_grant_ratio"]
    said = plain(agreement.archive(unpaid, (grant, 0.0, 2 * unpaid)))
    assert ("lika mycket som förut" in said) == (unpaid < agreement.NOTHING)
    assert unpaid < 1000 or abs(sums(said)[0] - unpaid) <= 500
    assert grant < agreement.NOTHING or is_told(sums(said)[1], grant)

    title = plain(agreement.payments_title(last))
    assert ("saknar betalare" in title) == (
        last["shortfall"] >= 0.5 and min(last["nobody"], last["region"]) >= 0.5
    )

    present = found["agreement.gap_horizon_present_value_fixed_sek"]
    said = plain(agreement.present_value(present, values["discount_rate"]))
    assert all_told(said, present) if present >= agreement.NOTHING else said == ""


@trials.random_sets("sentences against random parameter sets", 500, 60)
@given(values=parameter_sets.valid_sets())
def test_every_number_of_people_and_payers_is_the_models(values):
    series = cost.compute(values, FACTS)
    now = series.before.employees
    lost = float(now - series.path.staff[-1])
    said = plain(agreement.people(lost, (lost, lost), 0.0, now))
    assert ("behålla alla" in said) == (lost < agreement.NOTHING_OF_A_POST)
    assert ("försvinner" in said) == (lost > now - agreement.NOTHING_OF_A_POST)
    assert ("mindre än en halv tjänst" in said) == (agreement.NOTHING_OF_A_POST <= lost < 0.5)

    change = float(series.path.turnover[-1] / series.before.turnover_sek - 1)
    title = plain(office.turnover_title((change, change, change), values["office_open"], 2030))
    assert ("Ingen omsättning" in title) == (not values["office_open"])
    assert ("minskar" in title) == (values["office_open"] and change <= -office.NOTHING)

    paid = sharing.by_key(values, FACTS)
    together = payments.total(series.flows, "municipalities")
    yearly = dict(zip(series.year.tolist(), together.tolist(), strict=True))
    points = {year: (sek, sek, sek) for year, sek in yearly.items()}
    said = plain(shares.conclusion([paid], values, NAMES, points))
    pays_nothing = paid[values["sharing_key"]].sum() < 0.5
    outside = keys.outside(values)
    assert ("ingenting." in said) == (pays_nothing or bool(outside))
    if pays_nothing:
        assert all_told(said, *yearly.values())
    inside = len(POPULATION) - len(values["opted_out"])
    if " mest, " in said:
        assert said.count("Kommun ") - 2 == len(outside)
        by_size, equal = paid["population"], paid["equal"]
        payers = by_size[by_size > 0.5]
        # Where some stay outside, what the others pay together hangs on the key.
        some = bool(outside)
        whole = by_size.sum() if some else paid[values["sharing_key"]].sum()
        even = [equal.sum(), equal.max()] if some else [equal.max()]
        earlier = [sek for sek in before_settled(yearly) if sek > 0.5]
        told = [whole, payers.max(), payers.min(), *even, *earlier]
        assert sums(said) == pytest.approx(told, rel=0.06, abs=25_001)
        assert keys.paying(FACTS.population, values).gt(0).sum() == inside

    saved = last_difference(values)
    once = {name: float(sek) for name, sek in choice.closing_once(series).items()}
    dearer, shrinking = once["dearer_sek"], once["shrinking_sek"]
    enough = dearer / float(years.price_level(series.year, values).sum())
    others = 1_254_000.0
    said = plain(choices.closing(2023, (others,) * 3, saved, (now, lost), (shrinking,) * 3, (dearer,) * 3))
    already = plain(choices.closing_limit((enough,) * 3, 2023, int(series.year[-1])))
    assert all_told(said, others, saved, shrinking, abs(dearer))
    if enough >= 5000:
        assert sums(already) == pytest.approx([enough], rel=0.05, abs=5_001)
    assert ("är nedläggning billigare än" in already) == (enough >= 5000)
    assert ("det sparas också" in already) == (enough < 5000)
    assert ("lika mycket om året" in said) == (saved < 0.5)
    assert ("högre" in said) == (dearer >= 0.5)
    assert ("lägre" in said) == (dearer <= -0.5)


def before_settled(yearly):
    """What the municipalities pay in the years before nothing changes any more."""
    since = years.settled(np.array(list(yearly)), np.array(list(yearly.values())))
    return [sek for year, sek in yearly.items() if since and year < since]


def last_difference(values):
    """What closing saves the Region in the last year, when the municipalities pay nothing for the office."""
    alone = {**values, "municipal_share_office": 0.0, "region_cover_office": 0.0}
    open_, closed = (
        float(payments.total(cost.compute({**alone, "office_open": is_open}, FACTS).flows, "region")[-1])
        for is_open in (True, False)
    )
    return open_ - closed
