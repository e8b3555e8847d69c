"""Sentences on one municipality: its part of the agreement, what it pays, its emissions."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from energikontoret.model import years
from energikontoret.sentences import about
from pressroom.language.text import Text, joined, t

NOTHING = 0.5


def agreement(name: str, by_key: pd.Series) -> Text:
    """Say what the municipality's part of the agreement comes to; kronor a year by key."""
    return t(
        "Hur kommunerna delade kostnaden är inte känt. {name}s del ligger mellan {least} och {most} om "
        "året, beroende på nyckel.",
        name=name,
        least=about.amount(by_key.min()),
        most=about.amount(by_key.max()),
    )


def scenario(
    name: str,
    yearly: Mapping[int, about.Span],
    is_outside: bool,
    divided: tuple[Text, Text],
    by_other_key: about.Span,
) -> Text:
    """Say what the municipality pays in the scenario; kronor by year with their ranges.

    `divided` says how the scenario divides and how else it could, `by_other_key` what the last year is then.
    """
    if is_outside:
        return t("I scenariot står {name} utanför och betalar ingenting. Det är ett räkneexempel.", name=name)
    paid = {year: about.money(*sek) for year, sek in yearly.items() if sek[0] > NOTHING}
    last = max(yearly)
    if not paid:
        return t("I scenariot betalar {name} ingenting.", name=name)
    if last not in paid:
        sums = about.by_year(paid)
        return t("I scenariot betalar {name} {paid:|and}, sedan ingenting.", name=name, paid=sums)
    since = years.settled(np.array(list(yearly)), np.array([sek for sek, *_ in yearly.values()]))
    key, other = divided
    either = t("Delas den {key} blir det {sek}.", key=other, sek=about.money(*by_other_key))
    if since is None:
        always = t(
            "I scenariot betalar {name} {sek} om året, om kostnaden delas {key}.",
            name=name, sek=paid[last], key=key,
        )  # fmt: skip
        return joined(always, either)
    settled = t(
        "I scenariot betalar {name} {sek} om året från {since}, om kostnaden delas {key}.",
        name=name,
        sek=paid[last],
        since=since,
        key=key,
    )
    before = about.by_year({year: sek for year, sek in paid.items() if year < since})
    earlier = t("Innan dess betalar kommunen {paid:|and}.", paid=before) if before else t("")
    return joined(settled, either, earlier)


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
    kt = own["kt"].astype(float)
    change = round(kt[last]) - round(kt[first])
    return t(
        "År {year} var utsläppen i {name} {kt:kt CO2e}, {change}. Det är {each:t CO2e/invånare|exact}; i "
        "hela länet var det {county:kvot|exact}.",
        year=last,
        name=name,
        kt=round(kt[last]),
        change=_since(first, change),
        each=round(float(own["t"].astype(float)[last]), 1),
        county=round(float(county["t"].astype(float)[last]), 1),
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
        "{first} och {second:|lower} är de två största sektorerna {year}",
        first=labels[ordered.iloc[0]],
        second=labels[ordered.iloc[1]],
        year=int(sectors["year"].max()),
    )
