"""The goals the office contributes to: can they be followed, are they met, what remains of the contributions.

An indicator is judged by one rule. With a target for a year, the path runs in a straight line from baseline
to target, and the latest value is compared with the path in its own year. A target that holds all the time
(a yearly rate, a lowest level) is compared as it stands. Without a latest value there is no data; without a
target, or without a year or a baseline to draw the path from, there is no target to judge by.
"""

import math
from collections.abc import Mapping

import pandas as pd

ON_TRACK, OFF_TRACK, NO_TARGET, NO_DATA = "on_track", "off_track", "no_target", "no_data"
STATUSES = (ON_TRACK, OFF_TRACK, NO_TARGET, NO_DATA)
KINDS = {"base": "base", "project": "projects", "grant": "other"}
"""Kind of funding of an activity, and the part of the office's income that it follows."""
PAPER_YEAR = 2022


def expected(indicator: Mapping[str, object]) -> float:
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


def status(indicator: Mapping[str, object]) -> str:
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
    known = activities["end_basis"].isin(("stated", "inferred"))
    return activities[known & (activities["end_year"] < before).fillna(False).astype(bool)]


def years(activities: pd.DataFrame) -> list[str]:
    """Return the years of each activity: "2019–2021", "2020", or "2019–" where the end is unknown."""
    ends = ["" if pd.isna(year) else str(year) for year in activities["end_year"]]
    starts = activities["start_year"].astype(str)
    return [start if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]


def contributions(
    activities: pd.DataFrame, links: pd.DataFrame, goals: pd.DataFrame, year: int = PAPER_YEAR
) -> pd.DataFrame:
    """Return goals by kind of funding (base, project, grant): the strengths of what goes on in a year."""
    current = links.merge(going_on(activities, year), left_on="activity", right_on="id")
    table = current.pivot_table(index="goal", columns="funding_kind", values="strength", aggfunc="sum")
    return table.reindex(index=goals["id"], columns=list(KINDS)).fillna(0.0).astype(float)


def grid(activities: pd.DataFrame, links: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Return every activity with every goal, in the order of both, and the strength (missing: no link)."""
    pairs = pd.MultiIndex.from_product([activities["id"], goals["id"]], names=["activity", "goal"])
    return links.set_index(["activity", "goal"])[["strength"]].reindex(pairs).reset_index()


def retained_by_kind(path: pd.DataFrame) -> pd.Series:
    """Return the share of each kind of funding that remains in the last year, in prices of 2022.

    `path` is that of the office's funding: its first row is 2022, and the price level follows from turnover
    in current and fixed prices. More than there was counts as one, nothing before as nothing after.
    """
    first, last = path.iloc[0], path.iloc[-1]
    fixed = last["turnover_fixed"] / last["turnover"] if last["turnover"] > 0 else 0.0
    kept = {
        kind: last[part] * fixed / first[part] if first[part] > 0 else 0.0 for kind, part in KINDS.items()
    }
    return pd.Series(kept).clip(0.0, 1.0)


def retained(table: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """Return per goal: contribution in 2022, what remains, its share (zero where none was), what is lost."""
    before, after = table.sum(axis=1), (table * kept).sum(axis=1)
    share = (after / before.where(before > 0)).fillna(0.0)
    return pd.DataFrame({"before": before, "after": after, "share": share, "lost": before - after})


def key_figures(
    goals: pd.DataFrame,
    indicators: pd.DataFrame,
    activities: pd.DataFrame,
    links: pd.DataFrame,
    path: pd.DataFrame,
) -> dict[str, float]:
    """Return the key figures of part 3 by name.

    A goal is served where some of the contribution of 2022 remains. The second retained share counts every
    link as equally strong; the third lets every contribution follow the whole turnover.
    """
    table, kept = contributions(activities, links, goals), retained_by_kind(path)
    by_goal = retained(table, kept)
    alike = retained(contributions(activities, links.assign(strength=1), goals), kept)
    return shares(goals, judge(indicators)) | {
        "served": int((by_goal["share"] > 0.0005).sum()),
        "served_share": float((by_goal["share"] > 0.0005).mean()),
        "contribution_retained_share": _part(by_goal),
        "contribution_retained_unweighted_share": _part(alike),
        "turnover_retained_share": float(path["turnover_fixed"].iloc[-1] / path["turnover_fixed"].iloc[0]),
        "project_contribution_share": float(table["project"].sum() / table.to_numpy().sum()),
        "base_contribution_share": float(table["base"].sum() / table.to_numpy().sum()),
        "grant_contribution_share": float(table["grant"].sum() / table.to_numpy().sum()),
        **{f"{kind}_retained_share": float(share) for kind, share in kept.items()},
    }


def ended_figures(
    goals: pd.DataFrame, activities: pd.DataFrame, links: pd.DataFrame, before: int
) -> dict[str, float]:
    """Return how many activities of 2022 ended before a year, and their share of its contributions."""
    current = going_on(activities)
    gone = ended(current, before)
    of_ended, whole = (contributions(some, links, goals).to_numpy().sum() for some in (gone, current))
    return {
        "current": len(current),
        "ended": len(gone),
        "ended_last_year": int(gone["end_year"].max()),
        "started_later": int((activities["start_year"] > PAPER_YEAR).sum()),
        "ended_contribution_share": float(of_ended / whole),
    }


def retained_ended_share(
    goals: pd.DataFrame, activities: pd.DataFrame, links: pd.DataFrame, kept: pd.Series, before: int
) -> float:
    """Return how much of what remains belongs to activities ended before a year; zero where nothing does."""
    tables = (contributions(some, links, goals) for some in (ended(activities, before), activities))
    of_ended, whole = ((table * kept).to_numpy().sum() for table in tables)
    return float(of_ended / whole) if whole > 0 else 0.0


def _part(by_goal: pd.DataFrame) -> float:
    return float(by_goal["after"].sum() / by_goal["before"].sum())


def _number(value: object) -> float:
    return math.nan if value is None or pd.isna(value) else float(value)
