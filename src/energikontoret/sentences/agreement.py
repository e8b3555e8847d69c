"""Sentences on who pays: what municipalities stop paying, what the Region pays instead, what nobody pays."""

from collections.abc import Iterable, Mapping

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
FIRST_YEAR = {
    "office": t("för kontorets basfinansiering"),
    "joint": t("för ledning och Brysselkontor"),
    "administration": t("för administration"),
    "archive": t("för Föreningsarkivet"),
    "projects": t("för egen insats i pågående projekt"),
    "redundancy": t("för uppsägningar"),
}
ONCE = ("projects", "redundancy")
NOTHING = 0.5
"""Kronor: less than this is nothing."""
NOTHING_OF_A_POST = 0.05

Ends = tuple[float, float]


def conclusion(yearly: Mapping[str, float], since: int | None = None, closed: Text | None = None) -> Text:
    """Say what the municipalities stop paying, and who pays it, in the last year; kronor of 2022 by payer.

    `yearly` has amount, shortfall, region and nobody. `since` is the first year of it where it does not come
    at once. `closed` is what they paid for an office that is gone, which nobody lacks.
    """
    if yearly["shortfall"] < NOTHING:
        return t("Kommunerna betalar samma belopp som förut, genom nya avtal. Därför uppstår inget bortfall.")
    loss = about.amount(yearly["shortfall"])
    if closed is not None:
        missing = t(
            "Kontoret finns inte längre, så kommunernas pengar till det behövs inte: {office} om året. "
            "Bortfallet för de andra ändamålen är {loss} om året i 2022 års priser.",
            office=closed,
            loss=loss,
        )
    elif since is None:
        missing = t(
            "Bortfallet är {loss} om året i 2022 års priser: så mycket slutar kommunerna betala.", loss=loss
        )
    else:
        missing = t(
            "Från {since} är bortfallet {loss} om året i 2022 års priser: så mycket betalar kommunerna "
            "inte längre.",
            since=since,
            loss=loss,
        )
    return joined(missing, _who_pays_it(yearly["region"], yearly["nobody"]))


def _who_pays_it(region: float, nobody: float) -> Text:
    if nobody < NOTHING:
        return t("Regionen betalar allt i stället.")
    if region < NOTHING:
        return t("Ingen betalar det i stället.")
    return t(
        "Regionen betalar {region} i stället. För {nobody} finns ingen som betalar.",
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


def present_value(sek: float, rate: float) -> Text:
    """Say what the shortfall of all years is worth today, in prices of 2022; empty where there is none."""
    if sek < NOTHING:
        return t("")
    return t(
        "Nuvärdet av bortfallet är {value}, med realräntan {rate:andel|exact} och i 2022 års priser.",
        value=about.amount(sek),
        rate=rate,
    )


def region_cost(year_sek: float, ends: Ends) -> Text:
    """Say what it costs the Region a year when everything has settled, with its range; kronor of 2022."""
    if max(year_sek, *ends) < NOTHING:
        return t("Regionen får ingen merkostnad.")
    return t(
        "Regionens merkostnad är {cost} om året i 2022 års priser, när förändringen är genomförd.",
        cost=about.money(year_sek, *ends),
    )


def other_key(key: str, shortfall_sek: float, region_sek: float) -> Text:
    """Say what the shortfall and the Region's cost a year would be under another key; `key` is that one.

    Which key the agreement had is not known, and it decides what those outside would have paid.
    """
    ours = {"equal": t("efter folkmängd"), "population": t("lika")}
    others = {"equal": t("lika"), "population": t("efter folkmängd")}
    return t(
        "Det gäller om kostnaden delades {ours}, vilket inte är känt. Delades den {other} är bortfallet "
        "{shortfall} och Regionens merkostnad {region} om året.",
        ours=ours[key],
        other=others[key],
        shortfall=about.amount(shortfall_sek),
        region=about.amount(region_sek),
    )


def first_year(parts: Mapping[str, float], year: int) -> Text:
    """Say what the Region's additional cost of the first year is made of, in that year's prices.

    `parts` is kronor by post, and for projects and redundancy.
    """
    whole = sum(parts.values())
    if whole < NOTHING:
        return t("År {year} får Regionen ingen merkostnad.", year=year)
    every_year, single = (_named(parts, names) for names in (POSTS, ONCE))
    return joined(
        t(
            "År {year} kostar förändringen Regionen {whole} i löpande priser.",
            year=year,
            whole=about.amount(whole),
        ),
        t("Löpande kostnader är {parts:|and}.", parts=every_year) if every_year else t(""),
        t("Engångskostnader är {parts:|and}.", parts=single) if single else t(""),
    )


def _named(parts: Mapping[str, float], names: Iterable[str]) -> tuple[Text, ...]:
    return tuple(
        t("{sek} {part}", sek=about.amount(parts[name]), part=FIRST_YEAR[name])
        for name in names
        if parts[name] >= NOTHING
    )


def once(redundancy: about.Span, running: about.Span) -> Text:
    """Say what comes once beside the yearly cost, each with its range, in each year's prices."""
    named = []
    if redundancy[0] >= NOTHING:
        named.append(t("{sek} för uppsägningar", sek=about.money(*redundancy)))
    if running[0] >= NOTHING:
        named.append(t("{sek} för egen insats i pågående projekt", sek=about.money(*running)))
    if not named:
        return t("Det blir inga engångskostnader.")
    return t("Till det kommer engångskostnader i löpande priser. De är {parts:|and}.", parts=tuple(named))


def people(lost: float, ends: Ends, other: float, now: float) -> Text:
    """Say by how many of `now` the office's employees become fewer; `other` more are redundant outside it."""
    if lost > now - NOTHING_OF_A_POST:
        fewer = t("Alla {now:|word} tjänster vid kontoret försvinner.", now=round(now))
    elif max(lost, *ends) < NOTHING_OF_A_POST:
        fewer = t("Kontoret behåller alla sina anställda.")
    elif lost < 0.5:
        fewer = t("Kontoret mister mindre än en halv tjänst.")
    else:
        fewer = t("Kontoret får {number} färre anställda.", number=about.count(lost, *ends))
    if not other:
        return fewer
    return joined(fewer, t("{other:antal} tjänster utanför kontoret antas bli övertaliga.", other=other))


def archive(unpaid_sek: float, grant: about.Span, since: int | None = None) -> Text:
    """Say what the association archive lacks a year, and the state's money that may go with it.

    `since` is the first year of it where it does not come at once.
    """
    if unpaid_sek < NOTHING:
        return t("I scenariot får Föreningsarkivet lika mycket som förut.")
    unpaid = round(unpaid_sek, -3)
    if since is None:
        less = t("I scenariot får Föreningsarkivet {unpaid:kr} mindre om året.", unpaid=unpaid)
    else:
        less = t(
            "I scenariot får Föreningsarkivet mindre varje år, och {unpaid:kr} mindre om året från {since}.",
            unpaid=unpaid,
            since=since,
        )
    return joined(
        less,
        t(
            "Statens bidrag kan då också minska. Här antas {grant}, men det kan bli mellan {low} och {high}.",
            grant=about.amount(grant[0]),
            low=about.amount(grant[1]),
            high=about.amount(grant[2]),
        ),
    )


def payments_title(yearly: Mapping[str, float], since: int | None = None) -> Text:
    """Say in a line who pays in the last year, and since when where it does not come at once."""
    if yearly["shortfall"] < NOTHING:
        return t("Kommunerna betalar allt som förut")
    if yearly["nobody"] < NOTHING:
        return t("Regionen betalar det som kommunerna slutar betala")
    if yearly["region"] < NOTHING:
        return t("Ingen betalar det som kommunerna slutar betala")
    amounts = {"nobody": about.amount(yearly["nobody"]), "amount": about.amount(yearly["amount"])}
    if since is None:
        return t("{nobody} av {amount} om året saknar betalare", **amounts)
    return t("Från {since} saknar {nobody} av {amount} om året betalare", since=since, **amounts)
