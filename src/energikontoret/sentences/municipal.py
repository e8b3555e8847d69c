"""Sentences on one municipality: its part of the agreement, what it pays, its emissions."""

from collections.abc import Mapping, Sequence

import pandas as pd

from energikontoret.model import years
from energikontoret.sentences import about
from pressroom.language.text import Text, joined, t

NOTHING = 0.5


def agreement(name: str, by_key: pd.Series) -> Text:
    """Say what the municipality's part of the agreement comes to; kronor a year by key."""
    return t(
        "Hur kommunerna delade kostnaden är inte känt. {name}s del motsvarar {least} till {most} om året, "
        "beroende på nyckel.",
        name=name,
        least=about.amount(by_key.min()),
        most=about.amount(by_key.max()),
    )


def scenario(name: str, yearly: pd.Series, is_outside: bool) -> Text:
    """Say what the municipality pays in the scenario; kronor by year."""
    if is_outside:
        return t("I scenariot står {name} utanför och betalar ingenting. Det är ett räkneexempel.", name=name)
    earlier = {int(year): sek for year, sek in yearly.items() if sek > NOTHING}
    last = float(yearly.iloc[-1])
    if last < NOTHING:
        paid = [t("{sek} {year}", sek=about.amount(sek), year=year) for year, sek in earlier.items()]
        if not paid:
            return t("I scenariot betalar {name} ingenting.", name=name)
        return t("I scenariot betalar {name} {paid:|and}, sedan ingenting.", name=name, paid=paid)
    since = years.settled(yearly.index.to_numpy(), yearly.to_numpy())
    if since is None:
        return t("I scenariot betalar {name} {sek} om året.", name=name, sek=about.amount(last))
    settled = t(
        "I scenariot betalar {name} {sek} om året från {since}.",
        name=name,
        sek=about.amount(last),
        since=since,
    )
    before = [
        t("{sek} {year}", sek=about.amount(sek), year=year) for year, sek in earlier.items() if year < since
    ]
    told = t("Före {since} betalar kommunen {paid:|and}.", since=since, paid=before) if before else t("")
    return joined(settled, told)


def scenarios(name: str, last_year: Sequence[float]) -> Text:
    """Say between what sums the scenarios lie in the last year; kronor of each."""
    least, most = min(last_year), max(last_year)
    if most - least < NOTHING:
        return t("I alla scenarier betalar {name} lika mycket: {sek}.", name=name, sek=about.amount(most))
    return t(
        "Scenarierna ger från {least} till {most} om året, när förändringen är genomförd.",
        least=about.amount(least),
        most=about.amount(most),
    )


def emissions(name: str, own: pd.DataFrame, county: pd.DataFrame) -> Text:
    """Say what was emitted in the latest year; each has kt and t (tonnes per inhabitant) by year."""
    first, last = int(own.index[0]), int(own.index[-1])
    change = round(own.loc[last, "kt"]) - round(own.loc[first, "kt"])
    return t(
        "År {year} var utsläppen i {name} {kt:kt CO2e}, {change}. Det är {each:t CO2e/invånare|exact}; i "
        "hela länet var det {county:kvot|exact}.",
        year=last,
        name=name,
        kt=round(own.loc[last, "kt"]),
        change=_since(first, change),
        each=round(own.loc[last, "t"], 1),
        county=round(county.loc[last, "t"], 1),
    )


def _since(first: int, change: int) -> Text:
    if change == 0:
        return t("ungefär lika mycket som {first}", first=first)
    if change > 0:
        return t("{change:kt CO2e} mer än {first}", change=change, first=first)
    return t("{change:kt CO2e} mindre än {first}", change=-change, first=first)


def sectors_title(sectors: pd.DataFrame, labels: Mapping[str, Text]) -> Text:
    """Say which sectors are drawn by themselves; year, sector, kt."""
    latest = sectors[(sectors["year"] == sectors["year"].max()) & (sectors["sector"] != "rest")]
    ordered = latest.sort_values("kt", ascending=False)["sector"]
    return t(
        "{first} och {second:|lower} är de största delarna",
        first=labels[ordered.iloc[0]],
        second=labels[ordered.iloc[1]],
    )
