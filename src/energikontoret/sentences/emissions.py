"""Sentences on emissions: what is sure, what the target demands, and how unsure the trend is."""

from collections.abc import Mapping

import pandas as pd

from pressroom.language.text import Text, joined, t


def sure(figures: Mapping[str, float], first_year: int) -> Text:
    """Say how the latest year's emissions compare with those of the first year of the target."""
    above = figures["latest_above_first_kt"]
    if above > 0:
        return t(
            "År {latest} var länets utsläpp {change:kt CO2e} större än {first}.",
            latest=int(figures["latest_year"]),
            change=round(above),
            first=first_year,
        )
    return t(
        "År {latest} var länets utsläpp {change:kt CO2e} mindre än {first}.",
        latest=int(figures["latest_year"]),
        change=round(-above),
        first=first_year,
    )


def required(figures: Mapping[str, float]) -> Text:
    """Say how fast emissions must fall from the latest year, over the years the target may start from."""
    slow, fast = -figures["required_rate_highest_share"], -figures["required_rate_lowest_share"]
    if slow <= 0:
        return t("Utsläppen är redan lägre än ett av de mål som kan räknas fram för 2030.")
    return t(
        "För att nå målet behöver utsläppen minska med {pace:andel|between} om året från {latest}, "
        "beroende på vilket år målet räknas från.",
        pace=(round(slow, 2), round(fast, 2)),
        latest=int(figures["latest_year"]),
    )


def left(figures: Mapping[str, float], year: int) -> Text:
    """Say what is emitted in the year of the target where it is met, over the years it may start from."""
    return t(
        "Också om målet nås återstår {left:kt CO2e|between} {year}.",
        left=(round(figures["target_2030_lowest_kt"]), round(figures["target_2030_highest_kt"])),
        year=year,
    )


def transport(by_sector: pd.DataFrame, national: Mapping[int, float]) -> Text:
    """Say how transport grew in the latest year, here and in the country, and that why is not known.

    `by_sector` has year, sector, kt; `national` is kt by year, without the years for which it is not known.
    """
    own = by_sector[by_sector["sector"] == "transport"]
    county = {int(year): float(kt) for year, kt in zip(own["year"], own["kt"], strict=True)}
    last = max(county)
    unknown = t("Orsaken till ändringen {year} framgår inte av källorna.", year=last)
    if not {last - 1, last} <= county.keys() & national.keys():
        return unknown
    here, there = (round(kt[last] / kt[last - 1] - 1, 2) for kt in (county, national))
    if min(here, there) <= 0:
        return unknown
    grew = t(
        "Transporternas utsläpp ökade {year} med {here:andel} i länet och {there:andel} i riket.",
        year=last,
        here=here,
        there=there,
    )
    return joined(grew, unknown)


def trend(figures: Mapping[str, float], first_year: int, last_year: int, between_ends: float) -> Text:
    """Say how emissions have changed a year over the span, and how unsure that is.

    `between_ends` is the change a year from the first year to the last, a share of one.
    """
    low, high = figures["trend_rate_low_share"], figures["trend_rate_high_share"]
    if low <= 0 <= high:
        return t(
            "Två sätt att mäta samma år ger olika svar. Räknat på bara {first} och {last} {changed} "
            "utsläppen med {ends:andel|exact} om året. En linje genom alla åren ger {value:andel|exact} om "
            "året, men kan vara allt mellan {low:antal} och {high:antal} procent.",
            first=first_year,
            last=last_year,
            changed=t("ökade") if between_ends > 0 else t("minskade"),
            ends=round(abs(between_ends), 3),
            value=round(figures["trend_rate_share"], 3),
            low=round(100 * low),
            high=round(100 * high),
        )
    if high < 0:
        return t(
            "Utsläppen minskade {first}–{last}, med {pace:andel|between} om året.",
            first=first_year,
            last=last_year,
            pace=(round(-high, 2), round(-low, 2)),
        )
    return t(
        "Utsläppen ökade {first}–{last}, med {pace:andel|between} om året.",
        first=first_year,
        last=last_year,
        pace=(round(low, 2), round(high, 2)),
    )


def sectors(by_sector: pd.DataFrame, names: Mapping[str, Text]) -> Text:
    """Say how large each sector was in the latest year; `by_sector` has year, sector, kt."""
    latest = by_sector[by_sector["year"] == by_sector["year"].max()]
    return t(
        "År {year} var utsläppen: {each:|and}, i tusen ton.",
        year=int(latest["year"].iloc[0]),
        each=[
            t("{name:|lower} {kt:antal}", name=names[row.sector], kt=round(row.kt))
            for row in latest.sort_values("kt", ascending=False).itertuples()
        ],
    )


def path(totals: pd.DataFrame, first_year: int, last_year: int) -> Text:
    """Say how emissions changed to the year before the last, and in the last; `totals` has year, kt_co2e."""
    kt = totals.set_index("year")["kt_co2e"]
    latest = _changed(kt[last_year] / kt[last_year - 1] - 1)
    if first_year == last_year - 1:
        return t("År {last} {latest}.", last=last_year, latest=latest)
    return t(
        "Från {first} till {before} {earlier}, och {last} {latest}.",
        first=first_year,
        before=last_year - 1,
        earlier=_changed(kt[last_year - 1] / kt[first_year] - 1),
        last=last_year,
        latest=latest,
    )


def _changed(share: float) -> Text:
    part = round(share, 2)
    if not part:
        return t("ändrades de knappt")
    if part > 0:
        return t("ökade de med {part:andel}", part=part)
    return t("minskade de med {part:andel}", part=-part)


def sectors_title(by_sector: pd.DataFrame, names: Mapping[str, Text]) -> Text:
    """Say in which of the named sectors most of the latest year's change lies, where it lies in them."""
    table = by_sector.pivot(index="year", columns="sector", values="kt").sort_index()
    latest, change = int(table.index[-1]), table.diff().iloc[-1]
    named = change.drop("rest")
    if named.min() <= 0 or named.sum() < 2 * abs(change["rest"]):
        return t("Utsläppen i de sektorer som visas för sig, och i allt annat")
    return t(
        "Det mesta av uppgången {year} finns i {sectors:|lower|and}",
        year=latest,
        sectors=[names[str(sector)] for sector in named.sort_values(ascending=False).index],
    )


def title(figures: Mapping[str, float]) -> Text:
    """Say in a line how fast emissions must fall."""
    slow, fast = -figures["required_rate_highest_share"], -figures["required_rate_lowest_share"]
    if slow <= 0:
        return t("Utsläppen är redan nära målet för 2030")
    return t(
        "Utsläppen behöver minska med {pace:andel|between} om året", pace=(round(slow, 2), round(fast, 2))
    )
