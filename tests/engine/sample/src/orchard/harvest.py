"""What the trees give, and what it brings."""

from collections.abc import Collection

import pandas as pd


def by_variety(varieties: pd.DataFrame, kg_per_tree: float, resting: Collection[str] = ()) -> pd.DataFrame:
    """Return the harvest of each variety with its trees and kg; one that rests gives nothing."""
    bearing = varieties["trees"].where(~varieties["code"].isin(resting), 0)
    return varieties.assign(trees=bearing, kg=bearing * kg_per_tree)


def sales(harvest: pd.DataFrame, sold_share: float) -> pd.DataFrame:
    """Return how much of each variety is sold (column `sold_kg`), and for how much (column `sek`)."""
    sold = harvest["kg"] * sold_share
    return harvest.assign(sold_kg=sold, sek=sold * harvest["sek_per_kg"])
