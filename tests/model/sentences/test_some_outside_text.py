"""Who stays outside is told where others pay, and that they pay as before only where they do."""

import pytest
from plain_text import plain

from energikontoret.model import keys, payments
from energikontoret.sentences import agreement, scenarios, which_scenarios
from parameter_sets import EVERY

ONE = {"opted_out": ["2303"]}
HALF = {f"municipal_share_{post}": 0.5 for post in payments.POSTS}
YEARLY = {2023: (0.0, 0.0, 0.0)}


@pytest.mark.parametrize("name", ["base", "region_keeps_office", "office_closes"])
def test_where_nobody_pays_it_is_as_if_all_took_part(name):
    values = EVERY[name]
    assert keys.outside(values | ONE) == []
    for said in (
        scenarios.municipalities_pay,
        scenarios.region_pays,
        lambda each: scenarios.assumed(each, YEARLY, 2023),
        lambda each: agreement.brussels(each, 2023),
        lambda each: which_scenarios.outside({"a": each}, {"a": "A"}),
    ):
        assert plain(said(values | ONE)) == plain(said(values))


@pytest.mark.parametrize("name", ["phase_out", "shared_from_2024", "municipalities_continue"])
def test_where_they_pay_in_any_year_someone_may_be_outside(name):
    assert keys.outside(EVERY[name] | ONE) == ["2303"]


def test_where_the_others_pay_a_part_it_is_said_which():
    values = EVERY["base"] | HALF | ONE
    assert not payments.as_before(values)
    assert plain(scenarios.municipalities_pay(values)) == "50 procent av allt, men de som står utanför inget"
    assert plain(scenarios.assumed(values, YEARLY, 2023)).startswith(
        "De kommuner som står utanför betalar ingenting, de andra 50 procent av allt från 2023."
    )
    assert plain(agreement.brussels(values, 2023)).startswith(
        "De kommuner som står utanför betalar ingenting till Brysselkontoret, och de andra 50 procent av sin "
        "del från 2023."
    )
    only_archive = EVERY["base"] | {"municipal_share_archive": 1.0} | ONE
    assert plain(scenarios.municipalities_pay(only_archive)) == ("Arkivet, men de som står utanför inget")
    assert plain(agreement.brussels(only_archive, 2023)).startswith("Kommunerna betalar ingenting till")
