"""People, the Region's cost, what keeping the office buys, and choice against response."""

import numpy as np
import pytest
from hypothesis import given

import closed_forms
import parameter_sets
from energikontoret.model import bands, chance, choice, cost, keep, people
from parameter_sets import BASE, EVERY, FACTS, RANGES, with_sample


@given(values=parameter_sets.valid_sets())
def test_every_year_of_the_regions_cost_is_what_the_description_says(values):
    p, series = closed_forms.exact(values), cost.compute(values, FACTS)
    for place, year in enumerate(closed_forms.span(p)):
        found = (series.positions[place], series.redundancy_sek[place], series.net_sek[place])
        hand = (closed_forms.positions(p, year), closed_forms.redundancy(p, year), closed_forms.net(p, year))
        assert found == pytest.approx(tuple(map(float, hand)), rel=1e-9, abs=1e-6)


def test_positions_that_come_back_are_not_deducted():
    assert list(people.lost(np.array([11.0, 8.0, 10.0, 9.5]))) == [3, 0, 0.5]


def test_redundancy_outside_of_the_office_falls_in_the_first_year_and_costs_its_price():
    values = EVERY["municipalities_continue"] | {"other_redundant_positions": 2.0}
    series = cost.compute(values, FACTS)
    assert list(series.positions) == [2, *[0] * 7]
    assert series.redundancy_sek[0] == pytest.approx(2 * 600000 * 6 / 12 * 0.5 * 1.025)


def test_the_reference_loses_its_positions_over_three_years():
    positions = cost.compute(BASE, FACTS).positions
    assert list(positions.round(4)) == [1.913, 0.6087, 0.6087, 0, 0, 0, 0, 0]


def test_the_regions_cost_is_nominal_and_holds_each_part_once():
    series = cost.compute(BASE, FACTS)
    notice = 600000 * 0.5 * 0.5
    second = (1250000 + 160000) * 1.025**2 + series.positions[1] * notice * 1.025**2
    assert series.net_sek[1] == pytest.approx(second)
    assert series.net_sek[-1] == pytest.approx(1250000 * 1.025**8)


def test_others_money_per_krona_is_one_and_four_tenths():
    found = keep.keeping(cost.compute(BASE, FACTS))
    assert found["other_money_per_krona"] == pytest.approx(1.4)
    assert found["cost_year_sek"] == 800000
    assert found["turnover_kept_sek"] == pytest.approx(1920000)
    assert found["positions_kept"] == pytest.approx(11 * 1.92 / 6.74675)


@given(share=parameter_sets.decimals(0.05, 0.9))
def test_others_money_per_krona_does_not_depend_on_the_offices_share_when_other_income_is_retained(share):
    assert keep.keeping(cost.compute(BASE | {"base_funding_share": share}, FACTS))[
        "other_money_per_krona"
    ] == pytest.approx(1.4)


def test_the_price_of_a_position_and_of_an_inhabitant_are_shares_of_the_same_cost():
    found = keep.keeping(cost.compute(BASE, FACTS))
    assert found["cost_per_position_sek"] * found["positions_kept"] == pytest.approx(800000)
    assert found["cost_per_inhabitant_sek"] * 132670 == pytest.approx(800000)


@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_what_keeping_buys_is_the_same_in_every_scenario(name):
    assert keep.keeping(cost.compute(EVERY[name], FACTS)) == keep.keeping(cost.compute(BASE, FACTS))


@given(values=parameter_sets.valid_sets())
def test_what_keeping_buys_is_the_difference_between_two_runs_long_after(values):
    longer = {
        "horizon_years": 12,
        "transition_years": 0,
        "ramp_years": 0,
        "office_open": True,
        "opted_out": [],
    }
    alone = values | longer | {"municipal_share_office": 0.0}
    kept, lapsed = (cost.compute(alone | {"region_cover_office": cover}, FACTS) for cover in (1.0, 0.0))
    found = keep.keeping(cost.compute(values, FACTS))
    difference = kept.path.turnover[-1] - lapsed.path.turnover[-1]
    assert found["turnover_kept_sek"] == pytest.approx(difference, abs=1e-6)
    assert found["positions_kept"] == pytest.approx(kept.path.staff[-1] - lapsed.path.staff[-1])
    yearly = (sum(flow.region[-1] for flow in each.flows.values()) for each in (kept, lapsed))
    assert found["cost_year_sek"] == pytest.approx(next(yearly) - next(yearly))


CELLS = choice.table(BASE, FACTS).set_index(["choice", "response"])


@pytest.mark.parametrize(
    ("chosen", "response", "million", "staff"),
    [
        ("cover_none", "pay_none", 1.25, 7.8696),
        ("cover_none", "pay_all", 1.25, 11),
        ("cover_half", "pay_none", 1.65, 8.8261),
        ("cover_half", "pay_half", 1.45, 9.9131),
        ("cover_all", "pay_none", 2.05, 11),
        ("cover_all", "pay_half", 1.65, 11),
        ("cover_all", "pay_all", 1.25, 11),
        ("close", "pay_half", 1.25, 0),
    ],
)
def test_a_cell_holds_what_the_region_pays_a_year_and_who_is_left(chosen, response, million, staff):
    cell = CELLS.loc[chosen, response]
    assert cell["region_year_sek"] == pytest.approx(million * 1e6)
    assert cell["staff"] == pytest.approx(staff, abs=5e-5)
    assert cell["turnover_sek"] == pytest.approx(6746750 * staff / 11, abs=50)


@pytest.mark.parametrize("chosen", ["cover_none", "cover_half", "cover_all", "close"])
@pytest.mark.parametrize(("response", "share"), [("pay_none", 0.0), ("pay_half", 0.5), ("pay_all", 1.0)])
def test_a_cell_agrees_with_the_closed_forms(chosen, response, share):
    cover = {"cover_half": 0.5, "cover_all": 1.0}.get(chosen, 0.0)
    values = BASE | {"municipal_share_office": share, "region_cover_office": cover}
    hand = closed_forms.figures(values | {"office_open": chosen != "close"})
    names = {
        "region_year_sek": "region.net_steady_year_sek",
        "staff": "office.employees_final",
        "turnover_sek": "office.turnover_final_fixed_sek",
        "redundancy_sek": "region.redundancy_cost_sek",
        "running_sek": "region.running_projects_sek",
    }
    cell = CELLS.loc[chosen, response]
    assert list(cell.index) == list(names)
    assert {name: cell[name] for name in names} == pytest.approx(
        {name: float(hand[figure]) for name, figure in names.items()}, abs=1e-6
    )


def test_closing_is_the_same_whatever_the_municipalities_answer():
    closing = CELLS.loc["close"]
    assert (closing == closing.iloc[0]).all().all()


def test_closing_costs_redundancy_once_and_spares_the_running_projects():
    close, shrink = (
        cost.compute({**BASE, **choice.CHOICES[name]}, FACTS) for name in ("close", "cover_none")
    )
    once = choice.closing_once(cost.compute(BASE, FACTS))
    assert once["more_redundancy_sek"] == pytest.approx(
        close.redundancy_sek.sum() - shrink.redundancy_sek.sum()
    )
    assert once["spared_running_sek"] == pytest.approx((shrink.running_sek * shrink.price_level).sum())
    assert close.running_sek.sum() == 0
    keep = cost.compute({**BASE, **choice.CHOICES["cover_all"]}, FACTS)
    assert once["shrinking_sek"] == pytest.approx(
        sum(cost.once(shrink).values()) - sum(cost.once(keep).values())
    )
    assert sum(cost.once(keep).values()) == 0


def test_the_band_of_a_number_holds_eight_draws_in_ten_and_one_that_nothing_moves_has_none():
    _, drawn = chance.of_scenario(BASE, BASE, RANGES, 2000, 59)
    sample = chance.sample(BASE, FACTS, drawn)
    found = bands.of(choice.closing_once, cost.compute(BASE, FACTS), sample)
    each = choice.closing_once(sample)
    for name, band in found.items():
        inside = (each[name] >= band.p10) & (each[name] <= band.p90)
        assert inside.mean() >= 0.8
        assert band.p10 <= band.value <= band.p90
    still = bands.of(lambda series: {"same": np.asarray(1.0)}, cost.compute(BASE, FACTS), sample)
    assert not still["same"].has_width


def test_what_a_krona_brings_is_told_with_other_income_held_fast():
    """What is lost of other income is no money that the krona brought: it would lift the range above one."""
    _, drawn = chance.of_scenario(BASE, BASE, RANGES, 2000, 59)
    fast = drawn.drop(columns="other_income_retained_share")
    band = bands.of(keep.keeping, *with_sample(BASE, fast))["other_money_per_krona"]
    accepted = fast[chance.allowed(BASE, FACTS, fast)]
    core, own = (accepted[name].to_numpy() for name in ("core_task_share", "own_contribution_share"))
    by_hand = (1 - core) * (1 - own) / own
    assert (band.p10, band.p90) == pytest.approx(tuple(np.percentile(by_hand, (10, 90))))
    assert band.p10 < 1 < band.value < band.p90
