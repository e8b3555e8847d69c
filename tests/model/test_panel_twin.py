"""The panel computes what the model computes: every number of every set, and the bands within noise."""

from collections.abc import Iterator, Mapping

import numpy as np
import pytest
from hypothesis import given

import panel_twin
import parameter_sets
from energikontoret import panel
from energikontoret.model import bands, chance, cost, figures, payments
from parameter_sets import AMOUNTS, BASE, EVERY, FACTS, OFFICE, POPULATION, RANGES, with_sample
from trials import random_sets

ORE = 0.01
# Of the band's width: report and panel are each off what endless draws give, by half of it at most.
BAND_NOISE = 0.03


@pytest.fixture(scope="module")
def page():
    """What the page of the reference scenario has from Python."""
    return panel.content(BASE, "sv")


@pytest.fixture(scope="module")
def twin(page) -> Iterator[panel_twin.Twin]:
    with panel_twin.twin(page["facts"], page["drawn"]) as answering:
        yield answering


def far_off(found, expected):
    """Return the largest difference between two lists of numbers, or between two numbers."""
    return float(np.max(np.abs(np.asarray(found) - np.asarray(expected))))


@random_sets("the panel's formulas against the model's", 10_000, 200)
@given(values=parameter_sets.valid_sets())
def test_every_number_of_the_panel_is_the_models(twin, values):
    found, series = twin.ask("numbers", values), cost.compute(values, FACTS)
    paid = [
        far_off(found["flows"][post][payer], getattr(flow, payer))
        for post, flow in series.flows.items()
        for payer in payments.PAYERS
    ]
    assert max(paid) <= ORE
    assert found["year"] == list(series.year)
    assert far_off(found["net"], series.net_sek) <= ORE
    assert far_off(found["redundancy"], series.redundancy_sek) <= ORE
    for name in ("running", "turnover"):
        assert far_off(found["path"][name], getattr(series.path, name)) <= ORE
    # Persons: so little of one that what they cost is exact to the same.
    assert far_off(found["path"]["staff"], series.path.staff) <= 1e-9
    assert far_off(found["positions"], series.positions) <= 1e-9
    expected = figures.figures(values, AMOUNTS, OFFICE, POPULATION)
    assert found["figures"].keys() == expected.keys()
    assert {id: far_off(found["figures"][id], expected[id]) <= ORE for id in expected} == dict.fromkeys(
        expected, True
    )


@random_sets("what the panel refuses against what the model refuses", 2_000, 100)
@given(values=parameter_sets.any_set())
def test_the_panel_refuses_what_the_model_refuses(twin, values):
    try:
        cost.compute(values, FACTS)
    except ValueError:
        assert twin.ask("numbers", values) == {"refused": "beyond_turnover"}
    else:
        assert "refused" not in twin.ask("numbers", values)


@pytest.mark.parametrize(
    ("changed", "said", "why"),
    [
        ({"transition_years": 3, "ramp_years": 5}, "fewer than", "too_long"),
        ({"opted_out": list(POPULATION.index)}, "outside", "all_outside"),
    ],
)
def test_the_panel_refuses_a_transition_without_an_end_and_municipalities_that_are_all_outside(
    twin, changed, said, why
):
    with pytest.raises(ValueError, match=said):
        cost.compute(BASE | changed, FACTS)
    assert twin.ask("numbers", BASE | changed) == {"refused": why}


@pytest.mark.parametrize("name", EVERY)
def test_the_panels_bands_are_the_reports_within_noise(twin, name):
    values = EVERY[name]
    found = twin.ask("bands", values)
    _, draws = chance.of_scenario(values, BASE, RANGES, BASE["uncertainty_draws"], BASE["random_seed"])
    expected = bands.of(chance.told, *with_sample(values, draws))
    _agree(found["region_net"], expected["region_net"].span)
    fan = bands.fans(*with_sample(values, draws))["staff"]
    for band, year in zip(found["staff"], fan.itertuples(), strict=True):
        _agree(band, (year.value, year.p10, year.p90))


def test_the_same_page_gives_the_same_bands_whatever_was_tried_before(page, twin):
    with panel_twin.twin(page["facts"], page["drawn"]) as another:
        another.ask("bands", EVERY["phase_out"])
        assert another.ask("bands", BASE) == twin.ask("bands", BASE)


def test_draws_beyond_the_turnover_are_left_out(twin):
    crowded = BASE | {"base_funding_share": 1.0, "core_task_share": 0.0}
    _, draws = chance.of_scenario(crowded, BASE, RANGES, BASE["uncertainty_draws"], BASE["random_seed"])
    assert chance.allowed(crowded, FACTS, draws).mean() < 0.98
    expected = bands.of(chance.told, *with_sample(crowded, draws))
    found = twin.ask("bands", crowded)
    _agree(found["region_net"], expected["region_net"].span)
    _agree(found["staff"][-1], expected["employees"].span)


class Read(dict):
    """A parameter set that remembers what was asked of it."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return super().__getitem__(name)


def test_every_parameter_that_the_model_reads_can_be_tried():
    values = Read(BASE | {"sharing_key": "mixed", "transition_years": 1, "opted_out": ["2303"]})
    series = cost.compute(values, FACTS)
    for group in figures.GROUPS.values():
        group(series)
    tried = {name for names in panel.GROUPS.values() for name in names}
    # The years are the same in every scenario; whose inhabitants count, the facts say.
    assert values.asked - {"first_year", "horizon_years"} == tried - {"population_year"}


def _agree(found, expected):
    value, low, high = expected
    assert found["value"] == pytest.approx(value)
    assert found["wide"] == (high > low)
    noise = BAND_NOISE * (high - low) + 1e-9 * max(1, abs(value))
    assert found["low"] == pytest.approx(low, abs=noise)
    assert found["high"] == pytest.approx(high, abs=noise)
