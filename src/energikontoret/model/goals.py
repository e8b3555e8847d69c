"""The goals the office contributes to: can they be followed, are they met, what do contributions rest on.

An indicator is judged by one rule. With a target for a year, the path runs in a straight line from baseline
to target, and the latest value is compared with the path in its own year. A target that holds all the time
(a yearly rate, a lowest level) is compared as it stands. Without a latest value there is no data; without a
target, or without a year or a baseline to draw the path from, there is no target to judge by.
"""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

ON_TRACK, OFF_TRACK, NO_TARGET, NO_DATA = "on_track", "off_track", "no_target", "no_data"
STATUSES = (ON_TRACK, OFF_TRACK, NO_TARGET, NO_DATA)
KINDS = ("base", "project", "grant")
"""What an activity rests on: base funding, project money, or money earmarked for the task."""
PAPER_YEAR = 2022


def expected(indicator: Mapping[Hashable, Any]) -> float:
    """Return what the latest value should be; NaN where there is nothing to compare with.

    After the year of the target the whole target is expected.
    """
    target = _number(indicator["target_value"])
    if indicator["kind"] == "direct" or math.isnan(target):
        return target
    first, last, latest = (_number(indicator[f"{name}_year"]) for name in ("baseline", "target", "latest"))
    baseline = _number(indicator["baseline_value"])
    if math.isnan(first + last + baseline + latest) or last <= first:
        return math.nan
    passed = min(max((latest - first) / (last - first), 0.0), 1.0)
    return baseline + passed * (target - baseline)


def status(indicator: Mapping[Hashable, Any]) -> str:
    """Return one of `STATUSES` for an indicator: its kind, direction, and three values with their years."""
    if indicator["kind"] == "worded":
        return NO_TARGET
    latest = _number(indicator["latest_value"])
    if math.isnan(latest):
        return NO_DATA
    wanted = expected(indicator)
    if math.isnan(wanted):
        return NO_TARGET
    ahead = latest - wanted if indicator["direction"] == "up" else wanted - latest
    return ON_TRACK if ahead >= -1e-9 else OFF_TRACK


def measured(indicators: pd.DataFrame, latest: Mapping[str, float]) -> pd.DataFrame:
    """Return the indicators with the latest value of those that another chapter computes, by id.

    The emissions' yearly rate is one of them, so that one span of years has one rate.
    """
    values = indicators["id"].map(latest)
    return indicators.assign(latest_value=values.fillna(indicators["latest_value"]))


def judge(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators with the columns `expected` and `status`; a missing year is NaN."""
    indicators = indicators.astype({f"{name}_year": "float64" for name in ("baseline", "target", "latest")})
    rows = indicators.to_dict("records")
    return indicators.assign(expected=[expected(row) for row in rows], status=[status(row) for row in rows])


def shares(goals: pd.DataFrame, judged: pd.DataFrame) -> dict[str, float]:
    """Return how many goals there are, and the shares that can be followed and are on track.

    Measurable: at least one indicator of the goal can be judged, whoever set its target. The share on track
    is of the judged indicators; zero where there are none.
    """
    followed = judged[judged["status"].isin([ON_TRACK, OFF_TRACK])]
    own = followed[followed["target_owner"] == "own"]
    return {
        "count": len(goals),
        "indicators": len(judged),
        "judged": len(followed),
        "on_track": int((followed["status"] == ON_TRACK).sum()),
        "on_track_own": int((own["status"] == ON_TRACK).sum()),
        "own_target": own["goal"].nunique(),
        "measurable": followed["goal"].nunique(),
        "measurable_share": followed["goal"].nunique() / len(goals),
        "own_target_share": own["goal"].nunique() / len(goals),
        "on_track_share": float((followed["status"] == ON_TRACK).mean()) if len(followed) else 0.0,
    }


def going_on(activities: pd.DataFrame, year: int = PAPER_YEAR) -> pd.DataFrame:
    """Return the activities that go on in a year; an unknown end counts as not yet ended."""
    started = activities["start_year"] <= year
    return activities[started & (activities["end_year"].isna() | (activities["end_year"] >= year))]


def ended(activities: pd.DataFrame, before: int) -> pd.DataFrame:
    """Return the activities known to have ended before a year.

    The last year in which a source happens to name an activity (basis "seen") does not say that it ended.
    """
    return activities[(_known_ends(activities) < before).fillna(False).astype(bool)]


def _known_ends(activities: pd.DataFrame) -> pd.Series:
    return activities["end_year"].where(activities["end_basis"].isin(("stated", "inferred")))


def years(activities: pd.DataFrame) -> list[str]:
    """Return the years of each activity: "2019–2021", "2020", or "2019–" where the end is unknown."""
    ends = ["" if pd.isna(year) else str(year) for year in _known_ends(activities)]
    starts = activities["start_year"].astype(str)
    return [start if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]


def counts(
    activities: pd.DataFrame, links: pd.DataFrame, goals: pd.DataFrame, year: int = PAPER_YEAR
) -> pd.DataFrame:
    """Return goal × kind of funding: how many activities of a year contribute, and in all.

    The order is that of `goals`. An activity that contributes to two goals is counted under both.
    """
    current = links.merge(going_on(activities, year), left_on="activity", right_on="id")
    table = pd.crosstab(current["goal"], current["funding_kind"])
    table = table.reindex(index=goals["id"], columns=list(KINDS), fill_value=0)
    return table.assign(activities=table.sum(axis=1))


def by_kind(activities: pd.DataFrame) -> dict[str, int]:
    """Return how many activities each kind of funding pays for."""
    return {kind: int((activities["funding_kind"] == kind).sum()) for kind in KINDS}


def later(activities: pd.DataFrame, year: int = PAPER_YEAR) -> pd.DataFrame:
    """Return the activities that began after a year: what came after."""
    return activities[activities["start_year"] > year]


def key_figures(
    goals: pd.DataFrame, indicators: pd.DataFrame, activities: pd.DataFrame, links: pd.DataFrame, before: int
) -> dict[str, int | float]:
    """Return the key figures of the goals by name: what can be followed, and counts of activities.

    `ended` of the activities of 2022 had ended before the year `before`, of which `continued` go on in
    another; `later` began after 2022. `contributing` is how many of 2022 contribute to some goal.
    """
    current = going_on(activities)
    gone, new = ended(current, before), later(activities)
    groups = {"current": current, "ended": gone, "later": new}
    every = {name: len(some) for name, some in groups.items()}
    kinds = {f"{name}_{kind}": n for name, some in groups.items() for kind, n in by_kind(some).items()}
    every["continued"] = int(gone["continued_by"].notna().sum())
    every["contributing"] = int(current["id"].isin(links["activity"]).sum())
    return shares(goals, judge(indicators)) | every | kinds


def _number(value: Any) -> float:
    return math.nan if value is None or pd.isna(value) else float(value)
