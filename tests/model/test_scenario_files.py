"""The scenarios and the parameters' declarations as the description lists them."""

import pytest

import closed_forms
from parameter_sets import BASE, DECLARED, EVERY, RANGES

SHARES = {
    "base": ("0/0/0/0", "0/1/1/0"),
    "region_keeps_office": ("0/0/0/0", "1/1/1/0"),
    "shared_from_2024": (".5/0/0/0", "1/1/1/0"),
    "municipalities_continue": ("1/1/1/1", "0/1/1/0"),
    "phase_out": ("0/0/0/0", "0/1/1/0"),
    "office_closes": ("0/0/0/0", "0/1/1/0"),
    "two_municipalities_leave": ("1/1/1/1", "0/1/1/0"),
}
ELSE = {
    "shared_from_2024": {"transition_years": 1, "municipal_transition_share_office": 1},
    "phase_out": {"ramp_years": 3},
    "office_closes": {"office_open": False},
    "two_municipalities_leave": {"opted_out": ["2303", "2305"]},
}
SAME_EVERYWHERE = ("first_year", "horizon_years", "population_year", "redeployed_share", *RANGES.index)


@pytest.mark.parametrize("name", SHARES)
def test_a_scenario_has_the_shares_of_the_description_and_changes_nothing_else(name):
    expected = dict(BASE)
    for prefix, shares in zip(("municipal_share", "region_cover"), SHARES[name], strict=True):
        numbers = zip(closed_forms.POSTS, shares.split("/"), strict=True)
        expected |= {f"{prefix}_{post}": float(share) for post, share in numbers}
    about = {key: EVERY[name][key] for key in EVERY[name] if key.startswith(("title", "description"))}
    assert EVERY[name] == expected | about | ELSE.get(name, {})


@pytest.mark.parametrize("name", SAME_EVERYWHERE)
def test_what_is_compared_rests_on_the_same_years_and_the_same_chance_in_every_scenario(name):
    assert {str(values[name]) for values in EVERY.values()} == {str(BASE[name])}


def test_every_value_of_the_reference_is_declared_and_lies_in_its_range():
    values = {key: value for key, value in BASE.items() if not key.startswith(("title", "description"))}
    assert list(values) == list(DECLARED)
    for name, about in DECLARED.items():
        low, high = about.get("range", (values[name], values[name]))
        assert low <= values[name] <= high, name
    for name, row in RANGES.iterrows():
        assert row.low <= values[name] <= row.high, name


def test_the_ranges_are_the_descriptions():
    ends = {name: (row.low, row.high) for name, row in RANGES.iterrows()}
    assert ends["base_funding_share"] == (0.2, 0.8)
    assert ends["position_cost_sek"] == (450000, 750000)
    assert (BASE["base_funding_share"], BASE["position_cost_sek"]) == (0.5, 600000)
    assert DECLARED["base_funding_share"]["range"] == [0.05, 1.0]
    assert DECLARED["transition_years"]["range"] == [0, 3]
    assert DECLARED["ramp_years"]["range"] == [0, 5]
    assert DECLARED["other_redundant_positions"]["high"] == 3
