"""Held against what happened: a test of presence, the only one that the sources allow.

A test is a row of data: what was there in a year, or was not, according to a source. A scenario that says
otherwise is ruled out. What no source gives cannot be tested, and the row says whom to ask.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from energikontoret.model import cost, payments

Values = Mapping[str, Any]

RULED_OUT, NOT_RULED_OUT, UNTESTABLE = "ruled_out", "not_ruled_out", "untestable"


def office_exists(series: cost.Years, year: int) -> bool:
    """Return whether the office has staff in the year."""
    return bool(_of(series, series.path.staff, year) > 0)


def office_has_money(series: cost.Years, year: int) -> bool:
    """Return whether the office has any income in the year."""
    return bool(_of(series, series.path.turnover, year) > 0)


def agreement_as_before(series: cost.Years, year: int) -> bool:
    """Return whether the municipalities pay in the year all that the paper names, as they did before."""
    paid = payments.total(series.flows, "municipalities")[series.year == year].item()
    return bool(paid >= sum(series.facts.amounts.values()) - 0.5)


PRESENCE: dict[str, Callable[[cost.Years, int], bool]] = {
    "office_exists": office_exists,
    "office_has_money": office_has_money,
    "agreement_as_before": agreement_as_before,
}
"""What a scenario says of a year, by the name of a test."""


def table(tests: pd.DataFrame, scenarios: Mapping[str, Values], facts: cost.Facts) -> pd.DataFrame:
    """Return test, scenario, says, observed, verdict: one row for each scenario and each test of presence.

    `tests` has the columns id, presence, year and observed (yes, no), and no `presence` where nothing can be
    tested. Raise ValueError for a presence that is not in `PRESENCE`.
    """
    _check(tests)
    rows = []
    for scenario, values in scenarios.items():
        series = cost.compute(values, facts)
        for test in tests.dropna(subset=["presence"]).itertuples():
            says, seen = PRESENCE[test.presence](series, int(test.year)), test.observed == "yes"
            verdict = NOT_RULED_OUT if says == seen else RULED_OUT
            rows.append((test.id, scenario, says, seen, verdict))
    return pd.DataFrame(rows, columns=["test", "scenario", "says", "observed", "verdict"])


def ruled_out(verdicts: pd.DataFrame) -> list[str]:
    """Return the scenarios that a source contradicts, in the table's order."""
    return list(verdicts.loc[verdicts["verdict"] == RULED_OUT, "scenario"].unique())


def untestable(tests: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that no source answers, with whom to ask."""
    return tests[tests["presence"].isna()].assign(verdict=UNTESTABLE)


def _check(tests: pd.DataFrame) -> None:
    unknown = sorted(set(tests["presence"].dropna()) - set(PRESENCE))
    if unknown:
        raise ValueError(f"unknown presence '{unknown[0]}': choose {', '.join(PRESENCE)}.")
    unseen = tests[tests["presence"].notna() & ~tests["observed"].isin(("yes", "no"))]
    if len(unseen):
        raise ValueError(f"{unseen['id'].iloc[0]}: observed must be yes or no.")
    unasked = tests[tests["presence"].isna() & tests["ask_sv"].isna()]
    if len(unasked):
        raise ValueError(f"{unasked['id'].iloc[0]}: what cannot be tested must say whom to ask.")


def _of(series: cost.Years, yearly: Any, year: int) -> float:
    return yearly[series.path.year == year].item()
