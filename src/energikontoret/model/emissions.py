"""Emissions to 2030: the trend so far, the path of the target, and the gap between them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from energikontoret.model.tables import rows as rows_of

TARGET_YEAR = 2030
BREAK_AFTER = 2017
"""Last year before the break: transport fell 37 % in the county in 2018, 3.9 % in the country."""

STARTS = (2020, 2022, 2024)
"""Years that the target's path may start from: the strategy's first year, the last year before the target's
own first year, and the latest year."""

STUDENT_T_975 = (
    12.706205,
    4.302653,
    3.182446,
    2.776445,
    2.570582,
    2.446912,
    2.364624,
    2.306004,
    2.262157,
    2.228139,
)
"""The t distribution's 97.5 % quantile for 1-10 degrees of freedom, all that 2018-2029 can give."""


@dataclass(frozen=True)
class Trend:
    """A straight line through ln(kt CO2e), with what its intervals need."""

    first_year: int
    last_year: int
    mean_year: float
    mean_log: float
    slope: float
    residual_sd: float
    spread: float

    @property
    def years(self) -> int:
        return self.last_year - self.first_year + 1

    @property
    def rate(self) -> float:
        """Change a year as a share; negative where emissions fall."""
        return float(np.expm1(self.slope))

    @property
    def quantile(self) -> float:
        return STUDENT_T_975[self.years - 3]


@dataclass(frozen=True)
class Estimate:
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def fit(totals: pd.DataFrame, trend_from: int, trend_to: int) -> Trend:
    """Fit ln(kt_co2e) on year by least squares over trend_from..trend_to.

    `totals` holds one area and one sector: columns year, kt_co2e, vintage. Raise ValueError with the reason
    where the span crosses the series break, mixes vintages, lacks a year or is shorter than three years.
    """
    chosen = totals[totals["year"].between(trend_from, trend_to)].sort_values("year")
    check_span(chosen, trend_from, trend_to)
    years = chosen["year"].to_numpy(dtype=float)
    logs = np.log(chosen["kt_co2e"].to_numpy(dtype=float))
    deviation = years - years.mean()
    spread = float(deviation @ deviation)
    slope = float(deviation @ (logs - logs.mean())) / spread
    residuals = logs - logs.mean() - slope * deviation
    sd = float(np.sqrt(residuals @ residuals / (len(years) - 2)))
    return Trend(trend_from, trend_to, float(years.mean()), float(logs.mean()), slope, sd, spread)


def check_span(chosen: pd.DataFrame, trend_from: int, trend_to: int) -> None:
    """Raise ValueError, saying why, where no honest trend can be fitted to the span."""
    if trend_from <= BREAK_AFTER < trend_to:
        raise ValueError(
            f"A trend over {trend_from}-{trend_to} crosses the break of {BREAK_AFTER}-{BREAK_AFTER + 1}: the "
            "county's transport emissions fall by more than a third in one year, the country's by 4 %. "
            "That looks like a change of method, so a trend across it would not show what happened."
        )
    vintages = sorted(chosen["vintage"].unique())
    if len(vintages) > 1:
        raise ValueError(
            f"A trend must not mix vintages of the emission data, got {', '.join(vintages)}: "
            "the same year differs between them, so a difference of method would be read as a change."
        )
    missing = sorted(set(range(trend_from, trend_to + 1)) - set(chosen["year"]))
    if missing:
        raise ValueError(
            f"A trend over {trend_from}-{trend_to} needs every year; vintage "
            f"{', '.join(vintages) or 'unknown'} lacks {', '.join(map(str, missing))}."
        )
    if not 3 <= trend_to - trend_from + 1 <= len(STUDENT_T_975) + 2:
        raise ValueError(
            f"A trend over {trend_from}-{trend_to} has no usable interval: three to {len(STUDENT_T_975) + 2} "
            "years are needed."
        )
    if chosen["year"].duplicated().any() or (chosen["kt_co2e"] <= 0).any():
        raise ValueError("A trend needs one positive value a year: choose one area and one sector.")


def rate(trend: Trend) -> Estimate:
    """Return the change a year as a share, with its 95 % confidence interval."""
    half = trend.quantile * trend.residual_sd / np.sqrt(trend.spread)
    low, high = np.expm1([trend.slope - half, trend.slope + half])
    return Estimate(trend.rate, float(low), float(high))


def projection(trend: Trend, year: int) -> Estimate:
    """Return kt CO2e of one year on the trend, with the 95 % prediction interval of that year's value."""
    distance = year - trend.mean_year
    middle = trend.mean_log + trend.slope * distance
    half = trend.quantile * trend.residual_sd * np.sqrt(1 + 1 / trend.years + distance**2 / trend.spread)
    value, low, high = np.exp([middle, middle - half, middle + half])
    return Estimate(float(value), float(low), float(high))


def target(start_kt: float, start_year: int, target_rate: float, year: int = TARGET_YEAR) -> float:
    """Return kt CO2e in `year` when emissions fall by the share `target_rate` every year from start_year."""
    return start_kt * (1 - target_rate) ** (year - start_year)


def required_rate(latest_kt: float, latest_year: int, target_kt: float, year: int = TARGET_YEAR) -> float:
    """Return the change a year, as a share, that leads from the latest value to the target in `year`."""
    return (target_kt / latest_kt) ** (1 / (year - latest_year)) - 1


def trend_path(trend: Trend, until: int = TARGET_YEAR) -> pd.DataFrame:
    """Return year, kt, low, high of the trend (kt CO2e) with its 95 % prediction interval."""
    years = range(trend.first_year, until + 1)
    rows = [(year, each.value, each.low, each.high) for year in years for each in [projection(trend, year)]]
    return pd.DataFrame(rows, columns=["year", "kt", "low", "high"])


def target_paths(starts: pd.DataFrame, target_rate: float, until: int = TARGET_YEAR) -> pd.DataFrame:
    """Return start, year, kt: the target's path from each start year (rows: year, kt_co2e), all alike."""
    rows = [
        (row.year, year, target(row.kt_co2e, row.year, target_rate, year))
        for row in rows_of(starts)
        for year in range(row.year, until + 1)
    ]
    return pd.DataFrame(rows, columns=["start", "year", "kt"])


def curves(observed: pd.DataFrame, trend: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Return year, series, kt, low, high: the observed years, the trend, and each path of the target.

    `observed` has year and kt_co2e, `trend` is `trend_path`, `goals` is `target_paths`: series target_2020 …
    """
    seen = observed[["year", "kt_co2e"]].rename(columns={"kt_co2e": "kt"}).assign(series="observed")
    goal = goals.assign(series="target_" + goals["start"].astype(str))
    series = pd.concat([seen, trend.assign(series="trend"), goal], ignore_index=True)
    return series[["year", "series", "kt", "low", "high"]]


def key_figures(totals: pd.DataFrame, trend_from: int, trend_to: int, target_rate: float) -> dict[str, float]:
    """Return the key figures of the emissions by name, from one vintage of one area's totals.

    What the target demands is a range over `STARTS`: no source says which year its path starts from. The
    trend's rate is the only rate of the span.
    """
    trend = fit(totals, trend_from, trend_to)
    change, ahead = rate(trend), projection(trend, TARGET_YEAR)
    latest = _latest(totals)
    goals = target_starts(totals, STARTS, ahead.value, target_rate)
    return {
        "latest_kt": float(latest["kt_co2e"]),
        "latest_year": int(latest["year"]),
        "latest_above_first_kt": float(latest["kt_co2e"] - goals["kt_co2e"].iloc[0]),
        "trend_rate_share": change.value,
        "trend_rate_low_share": change.low,
        "trend_rate_high_share": change.high,
        "projected_2030_kt": ahead.value,
        "projected_2030_low_kt": ahead.low,
        "projected_2030_high_kt": ahead.high,
        **_ends(goals, ("target_2030_kt", "gap_2030_kt", "required_rate_share")),
    }


def target_starts(
    totals: pd.DataFrame, starts: Iterable[int], projected_kt: float, target_rate: float
) -> pd.DataFrame:
    """Return the target of 2030 by the year in which its path starts, from one vintage of one area's totals.

    Columns: year, kt_co2e (of that year), target_2030_kt, gap_2030_kt (trend minus target) and
    required_rate_share (change a year from the latest year). A year that the vintage lacks, or that lies
    before the series break, is left out.
    """
    known = totals[(totals["year"] > BREAK_AFTER) & totals["year"].isin(set(starts))].sort_values("year")
    table = known[["year", "kt_co2e"]].reset_index(drop=True)
    latest = _latest(totals)
    goal = [target(row.kt_co2e, row.year, target_rate) for row in rows_of(table)]
    required = [required_rate(latest["kt_co2e"], int(latest["year"]), kt) for kt in goal]
    return table.assign(
        target_2030_kt=goal, gap_2030_kt=[projected_kt - kt for kt in goal], required_rate_share=required
    )


def compare(totals: pd.DataFrame, spans: list[tuple[str, int, int]], target_rate: float) -> pd.DataFrame:
    """Return the key figures of several trends, one row each, with vintage, trend_from and trend_to."""
    rows = []
    for vintage, first, last in spans:
        chosen = totals[totals["vintage"] == vintage]
        names = {"vintage": vintage, "trend_from": first, "trend_to": last}
        rows.append(names | key_figures(chosen, first, last, target_rate))
    return pd.DataFrame(rows)


def _latest(totals: pd.DataFrame) -> pd.Series:
    return totals.iloc[int(totals["year"].argmax())]


def _ends(goals: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, float]:
    """Return the lowest and the highest value of each column, named …_lowest_kt or …_lowest_share."""
    ends: dict[str, float] = {}
    for column in columns:
        stem, _, unit = column.rpartition("_")
        ends |= {f"{stem}_lowest_{unit}": float(goals[column].min())}
        ends |= {f"{stem}_highest_{unit}": float(goals[column].max())}
    return ends


def change(rows: pd.DataFrame, area_code: str, year: int) -> pd.DataFrame:
    """Return sector, before, latest, change (kt CO2e) of one area from the year before to `year`."""
    area = rows[rows["area_code"] == area_code]
    table = area.pivot(index="sector", columns="year", values="kt_co2e")[[year - 1, year]]
    table.columns = ["before", "latest"]
    return table.assign(change=table["latest"] - table["before"]).reset_index()


def between_ends(totals: pd.DataFrame, first_year: int, last_year: int) -> float:
    """Return the change a year, a share of one, from the first year's emissions to the last year's."""
    kt = totals.set_index("year")["kt_co2e"]
    return float((kt[last_year] / kt[first_year]) ** (1 / (last_year - first_year)) - 1)


def by_sector(rows: pd.DataFrame, area_code: str, named: list[str]) -> pd.DataFrame:
    """Return year, sector, kt of one area after the series break: the named sectors and the "rest"."""
    area = rows[(rows["area_code"] == area_code) & (rows["sector"] != "total") & (rows["year"] > BREAK_AFTER)]
    grouped = area.assign(sector=area["sector"].where(area["sector"].isin(named), "rest"))
    table = grouped.pivot_table(index="year", columns="sector", values="kt_co2e", aggfunc="sum")
    return table[[*named, "rest"]].reset_index().melt("year", var_name="sector", value_name="kt")
