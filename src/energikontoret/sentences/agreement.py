"""Sentences on who pays: what municipalities stop paying, what the Region pays instead, what nobody pays."""

from collections.abc import Mapping
from typing import Any

from energikontoret.sentences import about
from energikontoret.sentences.parts import NOTHING as NOTHING_OF_A_SHARE
from energikontoret.sentences.sharing import DIVIDED
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
NOTHING_OF_A_POST = 0.05
HALF = 0.4
"""From this part of a post on it is told as a half."""

Ends = tuple[float, float]


def conclusion(
    yearly: Mapping[str, about.Span],
    since: int | None = None,
    closed: Text | None = None,
    *,
    some: bool = False,
) -> Text:
    """Say what the municipalities stop paying, and who pays it, in the last year; kronor of 2022 by payer.

    `yearly` has shortfall, region and nobody, each with its range. `since` is the first year of it where it
    does not come at once. `closed` is what they paid for an office that is gone, which nobody lacks. With
    `some`, only those stop paying who leave.
    """
    if yearly["shortfall"][0] < NOTHING:
        return t(
            "Kommunerna betalar samma belopp som förut, genom nya avtal. Därför uppstår inget bortfall, och "
            "Regionen får ingen merkostnad."
        )
    loss, who = about.money(*yearly["shortfall"]), t("de som lämnar") if some else t("kommunerna")
    missing = _closed_and_missing(closed, loss) if closed is not None else _missing(loss, who, since)
    return joined(missing, _who_pays_it(yearly["region"], yearly["nobody"]))


def _closed_and_missing(closed: Text, loss: Text) -> Text:
    return t(
        "Kommunernas pengar till kontoret, {office} om året, behövs inte, för kontoret finns inte längre. "
        "Bortfallet för de andra ändamålen är {loss} om året i 2022 års priser.",
        office=closed,
        loss=loss,
    )


def _missing(loss: Text, who: Text, since: int | None) -> Text:
    if since is None:
        return t(
            "{who:|capital} slutar betala {loss} om året i 2022 års priser. Det är bortfallet.",
            loss=loss,
            who=who,
        )
    return t(
        "Från {since} betalar {who} {loss} mindre om året i 2022 års priser. Det är bortfallet.",
        since=since,
        loss=loss,
        who=who,
    )


def _who_pays_it(region: about.Span, nobody: about.Span) -> Text:
    if nobody[0] < NOTHING:
        return t("Regionen betalar allt i stället. Det är Regionens merkostnad.")
    if region[0] < NOTHING:
        return t("Ingen betalar det i stället.")
    return t(
        "Regionen betalar {region} i stället. Det är Regionens merkostnad. Resten, {nobody}, betalar ingen.",
        region=about.money(*region),
        nobody=_exactly(*nobody),
    )


def _exactly(sek: float, low: float, high: float) -> Text:
    """Return a sum with its range; where it has none, half a million and more is told to the thousand."""
    if high - low < NOTHING and about.SMALL <= sek < about.MILLION:
        return t("{value:kr}", value=round(sek, -3))
    return about.money(sek, low, high)


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


def region_cost(year_sek: float, ends: Ends, since: int) -> Text:
    """Say what it costs the Region a year from the year `since` on, with its range; kronor of 2022."""
    if max(year_sek, *ends) < NOTHING:
        return t("Regionen får ingen merkostnad.")
    return t(
        "Regionens merkostnad är {cost} om året från {since}, i 2022 års priser.",
        cost=about.money(year_sek, *ends),
        since=since,
    )


def region_office(paid: about.Span, once_sek: float) -> Text:
    """Say what the Region pays for the office a year in the scenario; kronor with their range.

    `once_sek` is what it pays once.
    """
    if paid[2] < NOTHING:
        if once_sek < NOTHING:
            return t("I scenariot betalar Regionen ingenting för kontoret i kommunernas ställe.")
        return t(
            "I scenariot betalar Regionen ingenting för kontoret i kommunernas ställe, men engångskostnader "
            "tillkommer."
        )
    return t(
        "I scenariot betalar Regionen {sek} om året för kontoret i kommunernas ställe.",
        sek=about.money(*paid),
    )


def other_key(keys: tuple[str, str], shortfall: about.Span, region: about.Span, lost: float) -> Text:
    """Say what another key would mean: shortfall and the Region's cost a year, and employees `lost`.

    Which key the agreement had is not known, and it decides what those outside would have paid. `keys` are
    the scenario's and the other one; kronor with their ranges.
    """
    ours, other = (DIVIDED[key] for key in keys)
    return t(
        "Det gäller om kostnaden delades {ours}, vilket inte är känt. Delades den {other} är bortfallet "
        "{shortfall} om året, Regionens merkostnad {region}, och kontoret mister {lost}.",
        ours=ours,
        other=other,
        shortfall=about.money(*shortfall),
        region=about.money(*region),
        lost=_posts(lost),
    )


def archive_by_other_key(key: str, unpaid_sek: float) -> Text:
    """Say what the archive lacks a year by the other `key`; kronor."""
    return t(
        "Delades kostnaden {other} får arkivet ungefär {unpaid} mindre.",
        other=DIVIDED[key],
        unpaid=about.amount(unpaid_sek),
    )


def _posts(lost: float) -> Text:
    if lost < NOTHING_OF_A_POST:
        return t("ingen tjänst")
    if lost < 0.5:
        return t("mindre än en halv tjänst")
    if round(lost) == 1:
        return t("ungefär en tjänst")
    return t("ungefär {number:|word} tjänster", number=round(lost))


def warning(shortfall_sek: float) -> Text:
    """Say what the paper says of redundancy outside the office; empty where the municipalities pay on."""
    if shortfall_sek < NOTHING:
        return t("")
    return t(
        "Enligt ärendet kan det bli övertalighet i området Hållbar tillväxt, beroende på vad kommunerna "
        "beslutar. Antalet är inte känt."
    )


def once(redundancy: about.Span, running: about.Span) -> Text:
    """Say what comes once beside the yearly cost, each with its range, in each year's prices."""
    said = []
    if redundancy[0] >= NOTHING:
        said.append(t("Uppsägningar kostar {sek}.", sek=about.money(*redundancy)))
    if running[0] >= NOTHING:
        said.append(
            t(
                "Kontorets egen insats i beviljade projekt kostar {sek}, och Regionen antas betala den.",
                sek=about.money(*running),
            )
        )
    if not said:
        return t("I det här scenariot blir det inga engångskostnader för kontoret.")
    return joined(t("I det här scenariot tillkommer engångskostnader, i löpande priser."), *said)


def own_part(running_sek: float) -> Text:
    """Say that a figure of the office's turnover leaves out what somebody pays for it in running projects."""
    if running_sek < NOTHING:
        return t("")
    return t("Kontorets egen insats i dem, som Regionen antas betala, är inte med i figuren.")


def people(lost: float, ends: Ends, other: float, now: float) -> Text:
    """Say by how many of `now` the office's employees become fewer; `other` more are redundant outside it."""
    if lost > now - NOTHING_OF_A_POST:
        fewer = t("Alla {now:|word} tjänster vid kontoret försvinner.", now=round(now))
    elif max(lost, *ends) < NOTHING_OF_A_POST:
        fewer = t("Kontoret kan behålla alla sina anställda, om övriga intäkter finns kvar.")
    elif HALF <= lost < 0.5 <= max(ends):
        fewer = t("Kontoret mister ungefär en halv tjänst.")
    elif lost < 0.5:
        fewer = t("Kontoret mister mindre än en halv tjänst.")
    else:
        fewer = t("Kontoret får {number} färre anställda.", number=about.count(lost, *ends))
    if not other:
        return fewer
    return joined(fewer, t("{other:antal} tjänster utanför kontoret antas bli övertaliga.", other=other))


def archive(
    unpaid_sek: float, grant: about.Span, since: int | None = None, other: Text | None = None
) -> Text:
    """Say what the association archive lacks a year, and the state's money that may go with it.

    `since` is the first year of it where it does not come at once; `other` says what another key would mean.
    """
    if unpaid_sek < NOTHING:
        return t("I scenariot får Föreningsarkivet lika mycket som förut.")
    unpaid = round(unpaid_sek, -3)
    if since is None:
        less = t("I scenariot får Föreningsarkivet {unpaid:kr} mindre om året.", unpaid=unpaid)
    else:
        less = t(
            "I scenariot får Föreningsarkivet stegvis mindre, och {unpaid:kr} mindre om året från {since}.",
            unpaid=unpaid,
            since=since,
        )
    instead = t("Inget av det sker om Regionen betalar lika mycket.")
    return joined(less, _less_grant(*grant), instead, other or t(""))


def _less_grant(mid: float, low: float, high: float) -> Text:
    less = about.roughly(mid)
    if high - low < NOTHING:
        return t("Statens bidrag antas då minska med {less} om året.", less=less)
    # The upper end is what the archive itself lacks, told to the thousand as that is.
    least, most = round(low, -3), round(high, -3)
    if mid < NOTHING:
        return t(
            "Statens bidrag antas inte minska, men kan minska med upp till {high:kr} om året.", high=most
        )
    return t(
        "Statens bidrag antas då minska med ungefär {less} om året ({low:antal}–{high:antal}).",
        less=less,
        low=least,
        high=most,
    )


def archive_horizon(
    grant: about.Span, first_year: int, last_year: int, other: tuple[str, about.Span] | None = None
) -> Text:
    """Say what the archive may lose of the state's money in all years; empty where it loses none.

    `other` is another key that the agreement may have had, and what the archive may lose by that.
    """
    if grant[0] < NOTHING:
        return t("")
    said = t(
        "Under {first_year}–{last_year} kan arkivet mista {grant} i statsbidrag, utöver kommunernas pengar.",
        first_year=first_year,
        last_year=last_year,
        grant=about.money(*grant),
    )
    if other is None:
        return said
    key, lost = other
    more = t("Delades kostnaden {key} är det {lost}.", key=DIVIDED[key], lost=about.money(*lost))
    return joined(said, more)


def brussels(values: Mapping[str, Any], since: int) -> Text:
    """Say what the scenario assumes of who pays for the Brussels office, once nothing changes any more.

    `values` are the scenario's, `since` the year from which its payments stay as they are.
    """
    paid, covered = values["municipal_share_joint"], values["region_cover_joint"]
    if paid < NOTHING_OF_A_SHARE:
        pays = t("Kommunerna betalar ingenting till Brysselkontoret från {since}.", since=since)
    elif values["opted_out"]:
        pays = _brussels_of_some(paid, since)
    elif paid > 1 - NOTHING_OF_A_SHARE:
        return t("Kommunerna betalar lika mycket till Brysselkontoret som förut.")
    else:
        pays = t(
            "Kommunerna betalar {share:andel} av sin del av Brysselkontoret från {since}.",
            share=paid,
            since=since,
        )
    if covered < NOTHING_OF_A_SHARE:
        return joined(pays, t("Ingen betalar i stället."))
    if covered > 1 - NOTHING_OF_A_SHARE:
        return joined(pays, t("Regionen betalar i stället."))
    return joined(pays, t("Regionen betalar {share:andel} av det i stället.", share=covered))


def _brussels_of_some(paid: float, since: int) -> Text:
    if paid > 1 - NOTHING_OF_A_SHARE:
        return t(
            "De kommuner som står utanför betalar ingenting till Brysselkontoret från {since}.", since=since
        )
    return t(
        "De kommuner som står utanför betalar ingenting till Brysselkontoret, och de andra {share:andel} av "
        "sin del från {since}.",
        share=paid,
        since=since,
    )


def payments_title(yearly: Mapping[str, float], since: int | None = None) -> Text:
    """Say in a line who pays in the last year, and since when where it does not come at once."""
    if yearly["shortfall"] < NOTHING:
        return t("Kommunerna betalar allt som förut")
    if yearly["nobody"] < NOTHING:
        return t("Regionen betalar det som kommunerna slutar betala")
    if yearly["region"] < NOTHING:
        return t("Ingen betalar det som kommunerna slutar betala")
    nobody, amount = about.amount(yearly["nobody"]), about.amount(yearly["amount"])
    if since is None:
        return t("{nobody} av {amount} om året saknar betalare", nobody=nobody, amount=amount)
    return t(
        "Från {since} saknar {nobody} av {amount} om året betalare", since=since, nobody=nobody, amount=amount
    )
