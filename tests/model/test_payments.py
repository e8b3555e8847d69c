"""Who pays what: three payers add up to every post, every year."""

import numpy as np
import pytest
from hypothesis import given

import closed_forms
import parameter_sets
from energikontoret.model import cost, payments, years
from parameter_sets import AMOUNTS, BASE, EVERY, FACTS


def flows_of(values):
    return cost.compute(values, FACTS).flows


def shares(post, first, last, **given):
    return list(payments.municipal_share(post, np.arange(first, last + 1), BASE | given))


@given(values=parameter_sets.valid_sets())
def test_the_three_payers_add_up_to_every_post_every_year(values):
    for flow in flows_of(values).values():
        assert flow.municipalities + flow.region + flow.nobody == pytest.approx(flow.amount)
        assert min(flow.municipalities.min(), flow.region.min(), flow.nobody.min()) >= -1e-9


@given(values=parameter_sets.valid_sets())
def test_each_payer_pays_what_the_description_says(values):
    p, flows = closed_forms.exact(values), flows_of(values)
    for place, year in enumerate(closed_forms.span(p)):
        for post in closed_forms.POSTS:
            paid = {payer: float(getattr(flows[post], payer)[place]) for payer in payments.PAYERS}
            by_hand = {payer: float(sek) for payer, sek in closed_forms.paid_by(p, post, year).items()}
            assert paid == pytest.approx(by_hand, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("name", parameter_sets.SCENARIOS)
def test_the_table_holds_every_year_post_and_payer_and_adds_up_to_the_amounts(name):
    series = cost.compute(EVERY[name], FACTS)
    table = payments.table(series.flows, series.year)
    assert list(table.columns) == ["year", "post", "payer", "sek"]
    assert len(table) == 8 * 4 * 3 == len(table.drop_duplicates(["year", "post", "payer"]))
    there = payments.amounts(AMOUNTS, EVERY[name])
    for (_, post), part in table.groupby(["year", "post"]):
        assert part["sek"].sum() == pytest.approx(there[post])
        assert list(part["payer"]) == ["municipalities", "region", "nobody"]


def test_the_table_begins_with_the_first_year_and_the_offices_post():
    series = cost.compute(BASE, FACTS)
    first = payments.table(series.flows, series.year).head(12)
    assert set(first["year"]) == {2023}
    assert list(first["post"].unique()) == ["office", "joint", "administration", "archive"]
    by_payer = first.groupby("payer")["sek"].sum()
    assert by_payer.to_dict() == {"municipalities": 0.0, "nobody": 1456000.0, "region": 1250000.0}


@pytest.mark.parametrize("share", [0.05, 0.5, 1.0])
def test_the_posts_of_the_open_office_are_the_papers_sum(share):
    there = payments.amounts(AMOUNTS, BASE | {"base_funding_share": share})
    assert tuple(there) == payments.POSTS
    assert sum(there.values()) == pytest.approx(2706000)
    assert there["office"] == pytest.approx(share * 1600000)


def test_a_closed_office_is_a_post_that_nobody_pays_or_lacks():
    office = flows_of(EVERY["office_closes"])["office"]
    for part in ("amount", "municipalities", "region", "nobody", "shortfall"):
        assert np.all(getattr(office, part) == 0)


def test_the_archive_loses_state_money_for_each_krona_that_nobody_pays_and_prices_do_not_raise_it():
    series = cost.compute(
        EVERY["phase_out"] | {"region_cover_archive": 0.5, "price_index": 0.1, "state_grant_ratio": 0.5},
        FACTS,
    )
    lost = payments.state_grant_loss(series.flows, series.values)
    assert list(lost) == pytest.approx([41000, 82000, 123000, *[164000] * 5])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [1, 1, 0.2, 0.2, 0.2, 0.2]),
        ({"transition_years": 2, "municipal_transition_share_office": 0.7}, [1, 1, 0.7, 0.7, 0.2, 0.2]),
        ({"ramp_years": 3}, [1, 1, 0.8, 0.6, 0.4, 0.2]),
        (
            {"transition_years": 1, "municipal_transition_share_office": 0.6, "ramp_years": 1},
            [1, 1, 0.6, 0.4, 0.2, 0.2],
        ),
        ({"municipal_transition_share_office": 0.9}, [1, 1, 0.2, 0.2, 0.2, 0.2]),
    ],
)
def test_the_municipalities_share_goes_through_transition_and_ramp(changes, expected):
    assert shares("office", 2021, 2026, municipal_share_office=0.2, **changes) == pytest.approx(expected)


def test_each_post_has_a_share_of_its_own():
    changes = {f"municipal_share_{post}": place / 10 for place, post in enumerate(payments.POSTS)}
    assert [shares(post, 2023, 2023, **changes)[0] for post in payments.POSTS] == [0, 0.1, 0.2, 0.3]


def test_those_who_opted_out_pay_nothing_from_the_first_year_and_paid_before():
    year = np.array([2022, 2023])
    assert list(payments.municipal_share("archive", year, EVERY["municipalities_continue"], 0.75)) == [
        1,
        0.75,
    ]


@pytest.mark.parametrize(("transition", "ramp", "fits"), [(3, 4, True), (3, 5, False), (0, 5, True)])
def test_transition_and_ramp_must_leave_a_year_for_the_final_share(transition, ramp, fits):
    values = BASE | {"transition_years": transition, "ramp_years": ramp}
    if fits:
        return payments.check(values)
    with pytest.raises(ValueError, match="take 8 years together; they must be fewer than horizon_years, 8"):
        cost.compute(values, FACTS)


def test_the_last_year_pays_the_final_share_whatever_the_way_there():
    values = EVERY["municipalities_continue"] | {"transition_years": 3, "ramp_years": 4}
    assert flows_of(values)["joint"].municipalities[-1] == 800000


def test_the_present_value_is_of_fixed_prices_in_2022():
    found = payments.present_value(np.array([2022, 2024]), np.array([100.0, 121.0]), {"discount_rate": 0.1})
    assert found == pytest.approx(200)


def test_the_years_are_the_horizons_and_prices_rise_from_2022():
    assert list(years.horizon(BASE)) == list(range(2023, 2031))
    level = years.price_level(np.array([2022, 2023, 2024]), {"price_index": 0.1})
    assert list(level) == pytest.approx([1, 1.1, 1.21])


@pytest.mark.parametrize(
    ("yearly", "since"),
    [([1, 1, 1], None), ([0, 1, 1], 2024), ([0.25, 0.5, 0.75], 2025), ([1, 0, 1], 2025), ([2], None)],
)
def test_the_first_settled_year_is_the_one_from_which_nothing_changes(yearly, since):
    assert years.settled(2023 + np.arange(len(yearly)), np.array(yearly, dtype=float)) == since


def test_the_archive_loses_at_once_where_only_the_office_has_a_transition():
    flows = cost.compute(EVERY["shared_from_2024"], FACTS).flows
    year = years.horizon(EVERY["shared_from_2024"])
    assert years.settled(year, flows["archive"].nobody) is None
    assert years.settled(year, payments.total(flows, "shortfall")) == 2024
