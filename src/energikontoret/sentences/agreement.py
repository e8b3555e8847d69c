"""Sentences on who pays: what municipalities stop paying, what the Region pays instead, what nobody pays."""

from collections.abc import Mapping

from energikontoret.sentences import about
from pressroom.language.text import Text, joined, t

POSTS = {
    "office": t("Energikontorets basfinansiering"),
    "joint": t("Direktör, enhetschef och Brysselkontor"),
    "administration": t("Ekonomi- och personaladministration"),
    "archive": t("Föreningsarkivet", context="post"),
}
PAYERS = {
    "municipalities": t("Kommunerna betalar"),
    "region": t("Regionen betalar"),
    "nobody": t("Ingen betalar"),
}
NOTHING = 0.5
"""Kronor: less than this is nothing."""

Ends = tuple[float, float]


def conclusion(yearly: Mapping[str, float]) -> Text:
    """Say what the municipalities stop paying, and who pays it, in the last year; kronor of 2022 by payer.

    `yearly` has amount, shortfall, region and nobody.
    """
    if yearly["shortfall"] < NOTHING:
        return t("Kommunerna betalar lika mycket som förut, så inget bortfall uppstår.")
    missing = t(
        "Bortfallet är {loss} om året i 2022 års priser: så mycket slutar kommunerna betala.",
        loss=about.amount(yearly["shortfall"]),
    )
    return joined(missing, _who_pays_it(yearly["region"], yearly["nobody"]))


def _who_pays_it(region: float, nobody: float) -> Text:
    if nobody < NOTHING:
        return t("Regionen betalar allt i stället.")
    if region < NOTHING:
        return t("Ingen betalar det i stället.")
    return t(
        "Regionen betalar {region} i stället, och {nobody} betalar ingen.",
        region=about.amount(region),
        nobody=about.amount(nobody),
    )


def over_time(first_sek: float, whole_sek: float, first_year: int, last_year: int) -> Text:
    """Say what the shortfall is in the first year and in all years, in each year's prices."""
    if whole_sek < NOTHING:
        return t("")
    return t(
        "I löpande priser är bortfallet {first} {first_year} och sammanlagt {whole} till och med "
        "{last_year}.",
        first=about.amount(first_sek),
        whole=about.amount(whole_sek),
        first_year=first_year,
        last_year=last_year,
    )


def region_cost(year_sek: float, ends: Ends) -> Text:
    """Say what it costs the Region a year when everything has settled, with its range; kronor of 2022."""
    if max(year_sek, *ends) < NOTHING:
        return t("Regionen får ingen merkostnad.")
    return t(
        "Regionens merkostnad är {cost} om året när allt har ställt in sig, i 2022 års priser.",
        cost=about.money(year_sek, *ends),
    )


def once(redundancy_sek: float, running_sek: float) -> Text:
    """Say what comes once beside the yearly cost, in each year's prices."""
    named = []
    if redundancy_sek >= NOTHING:
        named.append(t("{sek} för uppsägningar", sek=about.amount(redundancy_sek)))
    if running_sek >= NOTHING:
        named.append(t("{sek} för projekt som redan pågår", sek=about.amount(running_sek)))
    if not named:
        return t("Därutöver kommer inga engångskostnader.")
    return t("Till det kommer engångskostnader: {parts:|and}, i löpande priser.", parts=tuple(named))


def people(lost: float, ends: Ends, other: float) -> Text:
    """Say how many positions go; `other` of them are outside the office."""
    if max(lost, *ends) < 0.05:
        return t("Inga tjänster försvinner.")
    gone = t("{positions:|capital} försvinner.", positions=about.positions(lost, *ends))
    if other:
        return joined(gone, t("Av dem är {other:antal} utanför Energikontoret.", other=other))
    return gone


def archive(unpaid_sek: float, grant_sek: float) -> Text:
    """Say what the association archive lacks a year, and the state's money that may go with it."""
    if unpaid_sek < NOTHING:
        return t("Föreningsarkivet får lika mycket som förut.")
    return t(
        "Föreningsarkivet får {unpaid} mindre om året. Statens bidrag kan då minska med {grant} om året.",
        unpaid=about.amount(unpaid_sek),
        grant=about.amount(grant_sek),
    )


def payments_title(yearly: Mapping[str, float]) -> Text:
    """Say in a line who pays in the last year."""
    if yearly["shortfall"] < NOTHING:
        return t("Kommunerna betalar allt som förut")
    if yearly["nobody"] < NOTHING:
        return t("Regionen betalar det som kommunerna slutar betala")
    if yearly["region"] < NOTHING:
        return t("Ingen betalar det som kommunerna slutar betala")
    return t(
        "Ingen betalar {nobody} av {amount} om året",
        nobody=about.amount(yearly["nobody"]),
        amount=about.amount(yearly["amount"]),
    )
