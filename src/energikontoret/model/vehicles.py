"""Rechargeable cars and the points where they are charged."""

import pandas as pd

COUNTY = "23"
RECHARGEABLE = ("electric", "plug_in_hybrid")


def rechargeable_share(vehicles: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Return area_code, area, year, share: electric cars and plug-in hybrids of all cars in `metric`.

    A year that the statistics lack is absent, not zero.
    """
    cars = vehicles[vehicles["metric"] == metric]
    keys = ["area_code", "area", "year"]
    counts = cars.pivot_table(index=keys, columns="fuel", values="number", aggfunc="sum")
    share = counts[list(RECHARGEABLE)].sum(axis=1) / counts["total"]
    return share.rename("share").reset_index()


def rechargeable_series(vehicles: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """Return year, series (new, in_use), share of one area; a year without a count is a gap."""
    metrics = {"new": "cars_new_registrations", "in_use": "cars_in_use"}
    counted = {
        name: rechargeable_share(vehicles, metric).set_index(["area_code", "year"])["share"][area_code]
        for name, metric in metrics.items()
    }
    table = pd.DataFrame(counted)
    every_year = table.reindex(range(table.index.min(), table.index.max() + 1)).rename_axis("year")
    return every_year.reset_index().melt("year", var_name="series", value_name="share")


def charging(vehicles: pd.DataFrame, population: pd.DataFrame, year: int, earlier: int) -> pd.DataFrame:
    """Return area_code, area, earlier, points, inhabitants and per_1000 (inhabitants) at the end of a year.

    The column `earlier` has the points of that year; those of the county are the sum of its municipalities.
    """
    keys = ["area_code", "year"]
    points = vehicles[vehicles["metric"] == "charging_points"]
    before = points[points["year"] == earlier].set_index("area_code")["number"]
    before.loc[COUNTY] = before.drop(COUNTY, errors="ignore").sum()
    both = points[points["year"] == year].merge(population[[*keys, "population"]], on=keys, validate="1:1")
    both = both.rename(columns={"number": "points", "population": "inhabitants"})
    both["earlier"] = both["area_code"].map(before)
    both["per_1000"] = 1000 * both["points"] / both["inhabitants"]
    return both[["area_code", "area", "earlier", "points", "inhabitants", "per_1000"]]
