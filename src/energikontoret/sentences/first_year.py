"""Sentences on what the change costs the Region in the first year, and what of it comes once."""

from collections.abc import Mapping
from typing import Any

from energikontoret.sentences import about
from energikontoret.sentences.agreement import NOTHING
from pressroom.language.text import Text, joined, t

GOES_TO = {
    "office": t("kontorets basfinansiering"),
    "joint": t("ledning och Brysselkontor"),
    "administration": t("regionstyrelsens administration"),
    "archive": t("Föreningsarkivet", context="dit pengar går"),
    "common": t("kontorets basfinansiering, ledning och Brysselkontor tillsammans"),
}
"""What the Region's additional cost of the first year goes to."""
ONCE = ("projects", "redundancy")


def cost(whole: about.Span, single: float, once_sek: float, year: int) -> Text:
    """Say what the Region's additional cost of the first year is, and how much of it comes once.

    `whole` is kronor in that year's prices with its range, `single` what of it comes once, `once_sek` all
    that comes once, whenever it comes.
    """
    if whole[0] < NOTHING:
        return t("År {year} får Regionen ingen merkostnad.", year=year)
    said = [
        t(
            "År {year} kostar förändringen Regionen {whole} i löpande priser.",
            year=year,
            whole=about.money(*whole),
        )
    ]
    if single >= NOTHING:
        said.append(t("Av dem är ungefär {sek} engångskostnader.", sek=about.roughly(single)))
    if once_sek - single >= NOTHING:
        rest = t("Resten av engångskostnaderna kommer senare.")
        said.append(rest if single >= NOTHING else t("Engångskostnaderna kommer senare."))
    return joined(*said)


def parts(sums: Mapping[str, about.Span]) -> Text:
    """Say to what goes what does not come once of the Region's cost of the first year; see `cost`.

    How the office and the rest of its post divide what they cost together ("common") is not known, so where
    both are paid their sum is told.
    """
    both = min(sums["office"][0], sums["joint"][0]) >= NOTHING
    told = [*(["common"] if both else ["office", "joint"]), "administration", "archive"]
    goes: list[Any] = [
        t("{sek} till {part}", sek=about.money(*sums[name]), part=GOES_TO[name])
        for name in told
        if sums[name][0] >= NOTHING
    ]
    if not goes:
        return t("")
    if sum(sums[name][0] for name in ONCE) >= NOTHING:
        return t("Utöver engångskostnaderna går {goes:|and}.", goes=goes)
    return t("Av det går {goes:|and}.", goes=goes)


def once(sums: Mapping[str, about.Span]) -> Text:
    """Say what the once-only costs of the first year consist of; see `cost`."""
    projects, redundancy = (sums[name][0] for name in ONCE)
    if max(projects, redundancy) < NOTHING:
        return t("")
    if projects < NOTHING:
        return t("Engångskostnaderna gäller bara uppsägningar.")
    if redundancy < NOTHING:
        return t("Engångskostnaderna gäller bara kontorets egen insats i beviljade projekt.")
    return t(
        "Av engångskostnaderna är ungefär {projects} kontorets egen insats i beviljade projekt och ungefär "
        "{redundancy} uppsägningar.",
        projects=about.roughly(projects),
        redundancy=about.roughly(redundancy),
    )
