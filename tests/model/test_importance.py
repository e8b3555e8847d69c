"""Sobol' indices: against a result whose indices are known, and on the model."""

import numpy as np
import pandas as pd
import pytest

from energikontoret.model import chance, importance
from parameter_sets import BASE, EVERY, FACTS, RANGES

TABLE = chance.distributions(RANGES, BASE, (), True)


def indices_of(result, table=TABLE, samples=1024):
    return importance.indices(table, result(importance.sample(table, samples, 59)), 59)


def variance(name):
    low, mode, high = TABLE.loc[name, ["low", "mode", "high"]].astype(float)
    return (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18


def test_the_indices_of_a_sum_are_the_shares_of_its_variance():
    found = indices_of(lambda drawn: (drawn["notice_months"] + 4 * drawn["redeployed_share"]).to_numpy())
    parts = {
        "notice_months": variance("notice_months"),
        "redeployed_share": 16 * variance("redeployed_share"),
    }
    for name, part in parts.items():
        assert found.loc[name, "first_order"] == pytest.approx(part / sum(parts.values()), abs=0.03)
        assert found.loc[name, "total"] == pytest.approx(part / sum(parts.values()), abs=0.03)
    assert found["total"].drop(list(parts)).abs().max() < 1e-9


def test_in_a_product_of_deviations_the_total_holds_what_no_first_order_does():
    def result(drawn):
        parts = [
            drawn[name] - TABLE.loc[name, "mode"] for name in ("base_funding_share", "position_cost_sek")
        ]
        return (parts[0] * parts[1]).to_numpy()

    found = indices_of(result)
    assert found.loc["base_funding_share", "first_order"] == pytest.approx(0, abs=0.05)
    assert found.loc["base_funding_share", "total"] == pytest.approx(1, abs=0.05)


def test_a_triangle_with_its_peak_at_an_end_is_sampled_too():
    found = indices_of(lambda drawn: drawn["other_income_retained_share"].to_numpy())
    assert found.index[0] == "other_income_retained_share"
    assert found["total"].iloc[0] == pytest.approx(1, abs=0.02)
    seen = []
    indices_of(lambda drawn: seen.append(drawn) or drawn["notice_months"].to_numpy())
    assert seen[0]["other_income_retained_share"].mean() == pytest.approx((0.6 + 1 + 1) / 3, abs=0.002)
    assert set(seen[0]["project_lag_years"]) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("name", ["municipalities_continue", "region_keeps_office", "office_closes"])
def test_a_result_that_nothing_moves_has_no_index(name):
    table = chance.distributions(RANGES, BASE, (), EVERY[name]["office_open"])
    found = indices_of(lambda drawn: chance.results(EVERY[name], FACTS, drawn)["employees"], table, 64)
    assert found.empty
    assert list(found.columns) == importance.COLUMNS


def test_nothing_drawn_gives_no_index():
    assert indices_of(lambda drawn: np.zeros(len(drawn)), TABLE.iloc[:0]).empty


def test_staff_has_the_index_of_turnover_and_the_split_matters_most_to_the_region():
    samples = {}

    def result(name):
        return lambda drawn: chance.results(BASE, FACTS, drawn)[name]

    for name in ("region_net", "turnover_change", "employees"):
        samples[name] = indices_of(result(name), samples=256)
    staff, turnover = samples["employees"], samples["turnover_change"]
    assert list(staff["total"]) == pytest.approx(list(turnover["total"]))
    assert samples["region_net"].index[0] == "base_funding_share"
    assert list(turnover.index[:2]) == ["other_income_retained_share", "base_funding_share"]
    assert list(turnover["total"]) == sorted(turnover["total"], reverse=True)


def test_the_same_seed_gives_the_same_indices():
    def result(drawn):
        return chance.results(BASE, FACTS, drawn)["region_net"]

    pd.testing.assert_frame_equal(indices_of(result, samples=64), indices_of(result, samples=64))


def test_blocks_with_a_set_that_cannot_be_are_left_out_whole():
    def result(drawn):
        whole = drawn["notice_months"].to_numpy() + drawn["redeployed_share"].to_numpy()
        return np.where(drawn["base_funding_share"] > 0.75, np.nan, whole)

    found = indices_of(result)
    assert found["total"].notna().all()
    assert found.loc["notice_months", "total"] == pytest.approx(0.99, abs=0.05)


def test_a_model_that_can_never_be_has_no_index():
    assert indices_of(lambda drawn: np.full(len(drawn), np.nan), samples=64).empty


def test_the_first_question_is_of_what_somebody_can_answer_by_its_first_order_index():
    found = pd.DataFrame(
        {"first_order": [0.1, 0.6, 0.3], "total": [0.9, 0.6, 0.3]}, index=["price_index", "a", "b"]
    )
    asked = importance.first_question(found, {"b": "Regionen", "a": "kommunerna", "c": "ingen"})
    assert asked["ask"].to_dict() == {"a": "kommunerna", "b": "Regionen"}
    assert list(asked.index) == ["a", "b"]
    assert asked.loc["b", "total"] == 0.3
