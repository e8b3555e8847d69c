"""The sentences on the scenarios are right for each of them."""

import pytest
from plain_text import plain

from energikontoret.sentences import scenarios
from pressroom.language.text import t


def test_the_nearest_scenario_names_itself_only_in_other_reports():
    near = {"gap_horizon_sek": 15.1e6, "turnover_change_share": -0.006}
    said = [plain(scenarios.nearest(t("Delad"), near, 2030, own)) for own in (False, True)]
    assert "”Delad”. Där är bortfallet 15,1 miljoner kronor" in said[0]
    assert "Det här scenariot" in said[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Ingenting"),
        ({"retention_ramp_years": 3}, "Ingenting efter tre års nedtrappning"),
        ({"retention_common_costs": 0.5}, "50 procent av de gemensamma kostnaderna"),
        ({f"retention_{post}": 1.0 for post in scenarios.POSTS}, "Allt"),
        ({f"retention_{post}": 0.915 for post in scenarios.POSTS}, "91,5 procent av varje post"),
        ({"other_income_retained_share": 0.0}, "Ingenting. Övriga intäkter upphör."),
    ],
)
def test_a_scenario_says_what_it_replaces(given, said):
    nothing = {f"retention_{post}": 0.0 for post in scenarios.POSTS}
    values = nothing | {"retention_ramp_years": 0, "other_income_retained_share": 1.0} | given
    assert plain(scenarios.replaced(values)) == said
