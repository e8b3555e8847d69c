"""A set of parameters that contradicts the data is refused before anything runs."""

import pytest

from pressroom import scenarios
from pressroom.checks import preflight
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import find

PROJECT = find()
TABLES = data.read_all(PROJECT)


@pytest.mark.parametrize("name", PROJECT.scenarios())
def test_every_scenario_of_the_project_can_be(name):
    preflight.check(TABLES, scenarios.load(PROJECT, name))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"own_contribution_share": "0.05", "core_task_share": "0"}, "other income would be negative"),
        ({"base_funding_share": "0"}, "base_funding_share is 0"),
        ({"emission_vintage": "2026-01", "trend_from": "2015", "trend_to": "2023"}, "crosses the break"),
        ({"trend_from": "2018"}, "lacks 2018, 2019"),
        ({"opted_out": "2303,2305,2309,2313,2321,2326,2361,2380"}, "all municipalities have opted out"),
        (
            {f"weight_{name}": "0" for name in ("kept_together", "clear_governance", "base_funding")}
            | {f"weight_{name}": "0" for name in ("brand", "continuity", "independence")},
            "every weight of the success factors is 0",
        ),
    ],
)
def test_a_contradiction_is_refused_with_the_reason(change, reason):
    with pytest.raises(UserError, match=reason) as caught:
        preflight.check(TABLES, scenarios.load(PROJECT, "base", change))
    assert "\n" not in caught.value.what + caught.value.todo
