"""What ends with the agreement, and who bears it.

Amounts are in kronor of 2022; `price_index` raises them year by year. Every function takes numbers or
NumPy arrays that broadcast against each other, so that the uncertainty analysis uses the same formulas.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

BASE_YEAR = 2022


def years(first_year: int, horizon_years: int) -> np.ndarray:
    """Return the years counted, from the first without the agreement."""
    return np.arange(first_year, first_year + horizon_years)


def price_level(year: np.ndarray, price_index: float) -> np.ndarray:
    """Return the price level of each year, 1 in 2022."""
    return (1 + price_index) ** (np.asarray(year) - BASE_YEAR)


def retention(year: np.ndarray, first_year: int, final: float, ramp_years: int) -> np.ndarray:
    """Return the share of a post that is still paid each year: a straight ramp down to `final`.

    With `ramp_years` 0 the whole step is taken in the first year; before it everything is paid.
    """
    step = np.asarray(year) - first_year + 1
    on_ramp = 1 - (1 - np.asarray(final)) * step / (np.asarray(ramp_years) + 1)
    return np.where(step <= 0, 1.0, np.where(step > ramp_years, final, on_ramp))


def gap(
    year: np.ndarray, amount: float, final: float, *, first_year: int, ramp_years: int, price_index: float
) -> np.ndarray:
    """Return the missing kronor of one post each year, in that year's prices."""
    kept = retention(year, first_year, final, ramp_years)
    return amount * price_level(year, price_index) * (1 - kept)


def present_value(year: np.ndarray, flow: np.ndarray, discount_rate: float) -> np.ndarray:
    """Return the value in 2022 of yearly kronor, summed over the last axis."""
    return (flow / (1 + discount_rate) ** (np.asarray(year) - BASE_YEAR)).sum(axis=-1)


def redundancy_cost(
    redundant_positions: float, position_cost_sek: float, notice_months: float, redeployed_share: float
) -> float:
    """Return what notice costs once, in kronor, for those who get no other position."""
    return redundant_positions * position_cost_sek * notice_months / 12 * (1 - redeployed_share)


def gap_table(
    posts: pd.DataFrame,
    retentions: Mapping[str, float],
    *,
    first_year: int,
    horizon_years: int,
    ramp_years: int,
    price_index: float,
) -> pd.DataFrame:
    """Return year × post (kronor): what is missing each year.

    `posts` has the columns id and amount_sek; `retentions` says the share of each that is replaced.
    """
    span = years(first_year, horizon_years)
    terms = {"first_year": first_year, "ramp_years": ramp_years, "price_index": price_index}
    columns = {
        post.id: gap(span, post.amount_sek, retentions[post.id], **terms) for post in posts.itertuples()
    }
    return pd.DataFrame(columns, index=pd.Index(span, name="year"))


def key_figures(posts: pd.DataFrame, inhabitants: int, values: Mapping[str, Any]) -> dict[str, float]:
    """Return the key figures of part 1 by name, from the parameters of a scenario.

    `inhabitants` is the county's population at the end of 2022.
    """
    gaps = gap_table(
        posts,
        {post: values[f"retention_{post}"] for post in posts["id"]},
        first_year=values["first_year"],
        horizon_years=values["horizon_years"],
        ramp_years=values["retention_ramp_years"],
        price_index=values["price_index"],
    )
    once = redundancy_cost(
        values["redundant_positions"],
        values["position_cost_sek"],
        values["notice_months"],
        values["redeployed_share"],
    )
    terms = {name: values[name] for name in ("state_grant_ratio", "discount_rate")}
    sums = consequence(gaps, redundancy_sek=once, **terms)
    return sums | {
        "known_total_sek": float(posts["amount_sek"].sum()),
        "gap_per_inhabitant_sek": sums["gap_first_year_sek"] / inhabitants,
    }


def consequence(
    gaps: pd.DataFrame, *, state_grant_ratio: float, redundancy_sek: float, discount_rate: float
) -> dict[str, float]:
    """Return the sums over the horizon, in kronor.

    `gaps` is year × post. The state grant follows the archive's gap; redundancy is paid once.
    """
    yearly = gaps.sum(axis=1).to_numpy()
    lost_grant = state_grant_ratio * gaps["archive"].sum()
    return {
        "gap_first_year_sek": float(yearly[0]),
        "gap_horizon_sek": float(yearly.sum()),
        "gap_horizon_present_value_sek": float(present_value(gaps.index.to_numpy(), yearly, discount_rate)),
        "state_grant_loss_horizon_sek": float(lost_grant),
        "redundancy_cost_sek": float(redundancy_sek),
        "consequence_horizon_sek": float(yearly.sum() + lost_grant + redundancy_sek),
    }


def parts(gaps: pd.DataFrame, sums: Mapping[str, float]) -> pd.DataFrame:
    """Return the consequences over the horizon by part (columns part, sek), posts first."""
    rows = [*gaps.sum().items()]
    rows += [
        ("state_grant", sums["state_grant_loss_horizon_sek"]),
        ("redundancy", sums["redundancy_cost_sek"]),
    ]
    return pd.DataFrame(rows, columns=["part", "sek"])
