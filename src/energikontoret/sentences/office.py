"""Sentences on the energy office's turnover and staff."""

from collections.abc import Mapping, Sequence

from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, joined, quantity, t

# What each kind of income is called.
INCOME = {
    "base": t("Basfinansiering"),
    "projects": t("Projekt på egen insats"),
    "other": t("Övriga intäkter"),
}


def conclusion(figures: Mapping[str, float], turnover_sek: float, employees: int, share: float) -> Text:
    """Say what happens to the office's turnover and staff if `share` of the joint costs is base funding.

    `turnover_sek` and `employees` are what the board paper states.
    """
    change, year = figures["turnover_change_share"], round(figures["full_effect_year"])
    if change < NOTHING - 1:
        return t(
            "I scenariot har Energikontoret ingen omsättning och ingen personal kvar från {year}.", year=year
        )
    turnover = _turnover(change, share, (turnover_sek, figures["turnover_final_fixed_sek"]))
    return joined(turnover, _staff(employees, round(figures["employees_final"])), _when(change, year))


def _turnover(change: float, share: float, ends: tuple[float, float]) -> Text:
    """Say on what condition turnover goes from the first to the second of `ends`, kronor."""
    condition = t("hälften") if share == 0.5 else quantity(share, "andel")
    if abs(change) < NOTHING:
        return t(
            "Om {condition} av de gemensamma kostnaderna är basfinansiering behåller Energikontoret sin "
            "omsättning i fasta priser.",
            condition=condition,
        )
    before, after = (quantity(end, "kr") for end in ends)
    alike = before.of("sv") == after.of("sv")
    values = {
        "condition": condition,
        "size": abs(change),
        "ends": t("") if alike else t(", {ends:kr|from-to}", ends=ends),
    }
    if change < 0:
        return t(
            "Om {condition} av de gemensamma kostnaderna är basfinansiering minskar Energikontorets "
            "omsättning med {size:andel} i fasta priser{ends}.",
            **values,
        )
    return t(
        "Om {condition} av de gemensamma kostnaderna är basfinansiering ökar Energikontorets omsättning med "
        "{size:andel} i fasta priser{ends}.",
        **values,
    )


def _staff(before: int, after: int) -> Text:
    if before == after:
        return t("Antalet anställda är då fortfarande ungefär {number:|word}.", number=after)
    values = {"before": before, "after": after}
    if after < before:
        return t("Antalet anställda minskar från {before:|word} till ungefär {after:|word}.", **values)
    return t("Antalet anställda ökar från {before:|word} till ungefär {after:|word}.", **values)


def _when(change: float, year: int) -> Text:
    if abs(change) < 0.02:
        return t("")
    if change < 0:
        return t("Hela minskningen syns från {year}.", year=year)
    return t("Hela ökningen syns från {year}.", year=year)


def change(change: float) -> Text:
    """Return the verb of a sentence on turnover: "minskar med 35,6 procent"."""
    if abs(change) < NOTHING:
        return t("är oförändrad")
    if change < NOTHING - 1:
        return t("upphör")
    if change < 0:
        return t("minskar med {size:andel}", size=-change)
    return t("ökar med {size:andel}", size=change)


def at_other_shares(shares: Sequence[float], changes: Sequence[float]) -> Text:
    """Say what the change in turnover is at the lowest and at the highest base funding share tried."""
    ends = {"least": shares[0], "most": shares[-1]}
    if max(changes) - min(changes) < NOTHING:
        return t("Resultatet är detsamma vid alla andelar från {least:andel} till {most:andel}.", **ends)
    first, last = changes[0], changes[-1]
    second = _it_does(last)
    if _moves(first) and _moves(last) and first * last > 0:
        second = t("med {size:andel}", size=abs(last))
    return t(
        "Om andelen är {least:andel} {first}, och vid {most:andel} {second}.",
        **ends,
        first=_turnover_does(first),
        second=second,
    )


def _moves(change: float) -> bool:
    """Tell whether turnover goes on and is not unchanged: a rise or a fall with a size."""
    return abs(change) >= NOTHING and change >= NOTHING - 1


def _turnover_does(change: float) -> Text:
    """Return verb, subject and object, the order that Swedish has after a clause."""
    if abs(change) < NOTHING:
        return t("är omsättningen oförändrad")
    if change < NOTHING - 1:
        return t("upphör omsättningen")
    if change < 0:
        return t("minskar omsättningen med {size:andel}", size=-change)
    return t("ökar omsättningen med {size:andel}", size=change)


def _it_does(change: float) -> Text:
    if abs(change) < NOTHING:
        return t("är den oförändrad")
    if change < NOTHING - 1:
        return t("upphör den")
    if change < 0:
        return t("minskar den med {size:andel}", size=-change)
    return t("ökar den med {size:andel}", size=change)


def turnover_title(figures: Mapping[str, float]) -> Text:
    """Say in a line what happens to turnover in fixed prices, and from which year."""
    change, year = figures["turnover_change_share"], round(figures["full_effect_year"])
    if abs(change) < NOTHING:
        return t("Omsättningen är oförändrad i fasta priser")
    if change < NOTHING - 1:
        return t("Ingen omsättning återstår från {year}", year=year)
    if change < 0:
        return t("Från {year} är omsättningen {size:andel} lägre", year=year, size=-change)
    return t("Från {year} är omsättningen {size:andel} högre", year=year, size=change)


def sensitivity_title(changes: Sequence[float]) -> Text:
    """Say in a line how far the change in turnover spreads."""
    low, high = min(changes), max(changes)
    if low < 0 < high:
        return t(
            "Omsättningen minskar med upp till {fall:andel} eller ökar med upp till {rise:andel}",
            fall=-low,
            rise=high,
        )
    near, far = sorted((abs(low), abs(high)))
    if far < NOTHING:
        return t("Omsättningen är oförändrad vid alla andelar")
    if quantity(near, "andel").of("sv") == quantity(far, "andel").of("sv"):
        if low < 0:
            return t("Omsättningen minskar med {size:andel} vid alla andelar", size=far)
        return t("Omsättningen ökar med {size:andel} vid alla andelar", size=far)
    if low < 0:
        return t("Omsättningen minskar med {sizes:andel|between}", sizes=(near, far))
    return t("Omsättningen ökar med {sizes:andel|between}", sizes=(near, far))
