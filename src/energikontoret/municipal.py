"""The page of each municipality: its part of the agreement, what it pays in each scenario, its emissions."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from energikontoret import known
from energikontoret.model import breakdown, emissions, keys, sharing
from energikontoret.sentences import about
from energikontoret.sentences import municipal as sentences
from energikontoret.sentences.sharing import DIVIDED, KEYS
from pressroom import figures, scenarios
from pressroom.language.text import Text, t
from pressroom.notebook import data
from pressroom.notebook.tables import Column, specification
from pressroom.rendering.each import Page, Shown

COUNTY = "23"
LARGEST = 2
"""So many sectors are drawn by themselves, the others together."""
OWN = t("Den här rapportens värden")


class _Known(NamedTuple):
    """What the pages share: parts by code and key, payments (year × code), emissions, inhabitants.

    `own` are the payments of the run itself, as it is and at the ends of what the office's part may be,
    `other` the same divided by another key; `ways` says how each divides. `paid` are those of each scenario;
    `divided` are the keys that the scenarios divide by.
    """

    before: pd.DataFrame
    own: list[pd.DataFrame]
    other: list[pd.DataFrame]
    ways: tuple[Text, Text]
    paid: Mapping[Text, pd.DataFrame]
    divided: set[str]
    emitted: pd.DataFrame
    people: pd.Series
    sharing_year: int


def pages(values: Mapping[str, Any], codes: Sequence[str]) -> dict[str, Page]:
    """Return the pages of these municipalities, by code, for the parameters of a run."""
    names = data.load("municipalities").set_index("code")["name"]
    emitted = data.load("emissions")
    is_shown = (emitted["vintage"] == values["emission_vintage"]) & (emitted["year"] > emissions.BREAK_AFTER)
    every, shares = _scenarios(values), _shares(values)
    key, other = values["sharing_key"], keys.other(values["sharing_key"])
    paid = {title: _yearly(each) for title, each in every.items()}
    shared = _Known(
        before=sharing.as_it_was_by_key(values, known.facts(values["population_year"])),
        own=[_yearly({**values, "base_funding_share": share}) for share in shares],
        other=[_yearly({**values, "base_funding_share": share, "sharing_key": other}) for share in shares],
        ways=(DIVIDED[key], DIVIDED[other]),
        paid={title: paid[title] for title in sorted(paid, key=lambda title: _place(title, paid[title]))},
        divided={each["sharing_key"] for each in every.values()},
        emitted=emitted[is_shown],
        people=data.load("population").set_index(["area_code", "year"])["population"],
        sharing_year=values["population_year"],
    )
    outside = keys.outside(values)
    return {code: _page(code, names[code], shared, code in outside) for code in codes}


def _scenarios(values: Mapping[str, Any]) -> dict[Text, Mapping[str, Any]]:
    """Return the values of each scenario by its title; first those of the run, where no scenario has them."""
    every: dict[Text, Mapping[str, Any]] = {
        t(scenario.title): scenario.values for scenario in scenarios.load_all()
    }
    own: Mapping[str, Any] = {name: values[name] for name in next(iter(every.values()))}
    return every if own in every.values() else {OWN: own, **every}


def _place(title: Text, paid: pd.DataFrame) -> tuple[bool, float]:
    """Return where a scenario stands: the run itself first, then the one in which most is paid."""
    return title != OWN, -float(paid.to_numpy().sum())


def _shares(values: Mapping[str, Any]) -> list[float]:
    """Return the office's part of the joint costs: as it is assumed, and the ends of its range."""
    ends = scenarios.ranges(values, ["base_funding_share"]).loc["base_funding_share", ["low", "high"]]
    return [values["base_funding_share"], *ends]


def _yearly(values: Mapping[str, Any]) -> pd.DataFrame:
    """Return year × code: what each municipality pays, kronor of 2022."""
    payments = breakdown.every_payment(values, known.facts(values["population_year"]))
    return payments.pivot_table(index="year", columns="area_code", values="fixed_sek", aggfunc="sum")


def _page(code: str, name: str, shared: _Known, is_outside: bool) -> Page:
    before = shared.before.T[code]
    paid = {title: table[code] for title, table in shared.paid.items()}
    sectors = _by_sector(shared.emitted, code)
    sector_names = data.load("emission_sectors")
    labels = dict(zip(sector_names["sector"], sector_names["label"], strict=True))
    labels["rest"] = t("Allt annat")
    own, county = (_per_inhabitant(shared, area) for area in (code, COUNTY))
    spans = {
        int(year): about.span(*(each.loc[year, code] for each in shared.own)) for year in shared.own[0].index
    }
    otherwise = about.span(*(each[code].iloc[-1] for each in shared.other))
    words = {
        "name": t("{name}", name=name),
        "agreement": sentences.agreement(name, before),
        "scenario": sentences.scenario(name, spans, is_outside, shared.ways, otherwise),
        "scenarios": sentences.scenarios(name, [each.iloc[-1] for each in paid.values()]),
        "emissions": sentences.emissions(name, own, county),
    }
    return Page(
        {key: (text, "text") for key, text in words.items()},
        [
            _agreement(name, before / shared.before.sum(), before, shared.people[code, shared.sharing_year]),
            _payments(name, paid, shared.divided),
            _emissions(name, sectors, labels),
        ],
    )


def _agreement(name: str, share: pd.Series, before: pd.Series, people: int) -> Shown:
    rows = [(KEYS[key], before[key], before[key] / people, share[key]) for key in keys.KEYS]
    columns = [
        Column("key", t("Nyckel")),
        Column("sek", t("Kommunens del"), "kr", "tkr", 0),
        Column("each", t("Kostnad"), "kr/invånare", decimals=0),
        Column("share", t("Del av det hela"), "andel", decimals=0),
    ]
    return Shown(
        "tbl-each-agreement",
        t(
            "Vad {name} skulle ha betalat om året i den gamla överenskommelsen efter tre nycklar, i 2022 års "
            "priser. Källa: RUN/59/2022, SCB, egna beräkningar.",
            name=name,
        ),
        specification(pd.DataFrame(rows, columns=[column.key for column in columns]), columns),
    )


def _payments(name: str, paid: Mapping[Text, pd.Series], divided: set[str]) -> Shown:
    rows = [(title, yearly.iloc[-1], yearly.sum()) for title, yearly in paid.items()]
    first, *_, last = (int(year) for year in next(iter(paid.values())).index)
    columns = [
        Column("title", t("Scenario")),
        Column("last", t("År {year}", year=last), "kr", "tkr", 0),
        Column("sum", t("{first}–{last} tillsammans", first=first, last=last), "kr", "tkr", 0),
    ]
    keys_in_words = [DIVIDED[key] for key in sorted(divided)]
    return Shown(
        "tbl-each-scenarios",
        t(
            "Vad {name} betalar i varje scenario, i 2022 års priser. Kostnaden delas {keys:|or}. Källa: egna "
            "beräkningar.",
            name=name,
            keys=keys_in_words,
        ),
        specification(pd.DataFrame(rows, columns=[column.key for column in columns]), columns),
    )


def _by_sector(emitted: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return year, sector, kt: the sectors that were largest in the latest year, and the rest."""
    latest = emitted[(emitted["area_code"] == code) & (emitted["year"] == emitted["year"].max())]
    sizes = latest[latest["sector"] != "total"].set_index("sector")["kt_co2e"]
    return emissions.by_sector(emitted, code, list(sizes.nlargest(LARGEST).index))


def _emissions(name: str, sectors: pd.DataFrame, labels: Mapping[str, Text]) -> Shown:
    chart = figures.lines(
        sectors, "year", "kt", "sector", unit="kt CO2e",
        labels={sector: labels[sector] for sector in sectors["sector"].unique()},
        title=sentences.sectors_title(sectors, labels),
    )  # fmt: skip
    return Shown(
        "fig-each-emissions",
        t("Utsläppen av växthusgaser i {name}, tusen ton koldioxidekvivalenter. Källa: SMHI.", name=name),
        chart.spec,
        t("En linje för var och en av de två största sektorerna och en för allt annat."),
    )


def _per_inhabitant(shared: _Known, code: str) -> pd.DataFrame:
    """Return year → kt and t (tonnes per inhabitant) of an area, where the inhabitants are known."""
    total = shared.emitted[(shared.emitted["area_code"] == code) & (shared.emitted["sector"] == "total")]
    kt = total.set_index("year")["kt_co2e"].sort_index()
    return pd.DataFrame({"kt": kt, "t": 1000 * kt / shared.people[code].reindex(kt.index)}).dropna()
