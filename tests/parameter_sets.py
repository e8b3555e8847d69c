"""Parameter sets for the tests of the model: the scenarios, and random ones that are valid."""

from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

import closed_forms
from energikontoret.model import chance, cost
from energikontoret.model.cost import Facts
from pressroom import yamlfile

PARAMS = Path(__file__).parents[1] / "params"
AMOUNTS = {"common_costs": 1600000.0, "administration": 450000.0, "archive": 656000.0}
OFFICE = {"turnover_sek": 6746750.0, "employees": 11.0}
POPULATION = pd.Series(closed_forms.POPULATION, dtype=float)
FACTS = Facts(AMOUNTS, OFFICE, POPULATION)
UNKNOWN = (
    "base_funding_share",
    "core_task_share",
    "own_contribution_share",
    "project_lag_years",
    "other_income_retained_share",
    "price_index",
    "state_grant_ratio",
    "redeployed_share",
    "notice_months",
    "position_cost_sek",
)
DECLARED = yamlfile.read(PARAMS / "parameters.yml", "parameters.yml").values
RANGES = pd.DataFrame(
    {
        name: {end: float(DECLARED[name][end]) for end in ("low", "high")}
        | {"whole": DECLARED[name]["type"] == "integer"}
        for name in UNKNOWN
    }
).T.infer_objects()
SCENARIOS = (
    "base",
    "region_keeps_office",
    "shared_from_2024",
    "municipalities_continue",
    "phase_out",
    "office_closes",
    "two_municipalities_leave",
)


def with_sample(values: dict, drawn: pd.DataFrame) -> tuple[cost.Years, cost.Years]:
    """Return the series of a set, and those of the draws that are not refused."""
    return cost.compute(values, FACTS), chance.sample(values, FACTS, drawn)


def scenario(name):
    """Read a scenario file over the reference scenario's values."""
    base, own = (yamlfile.read(PARAMS / f"{stem}.yml", stem).values for stem in ("base", name))
    values = base | own
    return {key: value for key, value in values.items() if key not in ("scenario", "extends")}


BASE = scenario("base")
EVERY = {name: scenario(name) for name in SCENARIOS}


def decimals(low, high, digits=3):
    """Draw a number with few decimals, whose fraction is short."""
    scale = 10**digits
    return st.integers(round(low * scale), round(high * scale)).map(lambda number: number / scale)


SHARE = st.sampled_from([0.0, 1.0, 0.5]) | decimals(0, 1)


def _shares(draw):
    names = ("municipal_share", "municipal_transition_share", "region_cover")
    return {f"{name}_{post}": draw(SHARE) for name in names for post in closed_forms.POSTS}


def _choices(draw):
    horizon = draw(st.integers(1, 12))
    transition = draw(st.integers(0, min(3, horizon - 1)))
    return {
        "first_year": draw(st.sampled_from([2023, 2023, 2025])),
        "horizon_years": horizon,
        "transition_years": transition,
        "ramp_years": draw(st.integers(0, min(5, horizon - 1 - transition))),
        "office_open": draw(st.sampled_from([True, True, True, False])),
        "opted_out": draw(st.lists(st.sampled_from(list(closed_forms.POPULATION)), max_size=7, unique=True)),
        "sharing_key": draw(st.sampled_from(["population", "equal", "mixed"])),
        "sharing_fixed_share": draw(SHARE),
    }


def _chance(draw):
    return {
        "base_funding_share": draw(decimals(0.05, 1)),
        "core_task_share": draw(SHARE),
        "own_contribution_share": draw(decimals(0.05, 1)),
        "project_lag_years": draw(st.integers(0, 6)),
        "other_income_retained_share": draw(SHARE),
        "price_index": draw(decimals(0, 0.1)),
        "discount_rate": draw(decimals(0, 0.1)),
        "state_grant_ratio": draw(decimals(0, 2)),
        "redeployed_share": draw(SHARE),
        "notice_months": draw(decimals(0, 24)),
        "position_cost_sek": draw(decimals(300000, 2000000, 0)),
        "other_redundant_positions": draw(decimals(0, 30)),
    }


@st.composite
def any_set(draw):
    """Draw a parameter set within the allowed ranges, also one that the turnover refuses."""
    return {**BASE, **_shares(draw), **_choices(draw), **_chance(draw)}


def valid_sets():
    """Draw parameter sets that leave no income negative."""
    return any_set().filter(lambda p: closed_forms.other0(closed_forms.exact(p)) >= 1)
