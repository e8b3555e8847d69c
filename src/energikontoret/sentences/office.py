"""Sentences on what the money gives: the office's turnover and staff, and what keeping it costs and buys."""

from collections.abc import Sequence

from energikontoret.sentences import about
from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, joined, t

INCOME = {
    "base": t("Basfinansiering"),
    "projects": t("Andras pengar i projekt"),
    "other": t("Övriga intäkter"),
}
"""What each kind of income is called."""

Span = tuple[float, float, float]
"""A value, and the lowest and the highest that the range of an assumption gives."""


def span(values: Sequence[float]) -> Span:
    """Return a value with the ends of it and of the others that the range of an assumption gives."""
    return float(values[0]), float(min(values)), float(max(values))


def conclusion(change: Span, staff: Span, is_open: bool, last_year: int) -> Text:
    """Say what happens to turnover (shares of one, fixed prices) and staff (persons) to the last year."""
    if not is_open:
        return t("Energikontoret läggs ned. Ingen omsättning och ingen personal finns kvar.")
    if max(map(abs, change)) < NOTHING:
        return t("Energikontoret behåller sin omsättning i fasta priser och alla sina anställda.")
    return joined(_turnover(change, last_year), _staff(staff))


def _turnover(change: Span, last_year: int) -> Text:
    if change[2] <= NOTHING:
        return t(
            "Energikontorets omsättning minskar med {change} till {last_year}, i fasta priser.",
            change=about.share(*(-part for part in (change[0], change[2], change[1]))),
            last_year=last_year,
        )
    return t(
        "Energikontorets omsättning ändras med {change} till {last_year}, i fasta priser.",
        change=about.share(*change),
        last_year=last_year,
    )


def _staff(staff: Span) -> Text:
    return t("Pengarna räcker då till {staff}.", staff=about.positions(*staff))


def keep(cost: Span, positions: Span, per_krona: float) -> Text:
    """Say what keeping the office costs a year, whoever pays, and what it keeps."""
    return t(
        "Att behålla kontoret som det var kostar {cost} om året, vem som än betalar. För pengarna behålls "
        "{positions}. Varje krona för med sig {each:kvot} kronor av andras pengar.",
        cost=about.money(*cost),
        positions=about.positions(*positions),
        each=round(per_krona, 1),
    )


def turnover_title(change: float, is_open: bool, last_year: int) -> Text:
    """Say in a line what happens to turnover in fixed prices."""
    if not is_open:
        return t("Ingen omsättning finns kvar")
    if abs(change) < NOTHING:
        return t("Omsättningen är oförändrad i fasta priser")
    if change < 0:
        return t(
            "Till {last_year} minskar omsättningen med {share}", last_year=last_year, share=_about(-change)
        )
    return t("Till {last_year} ökar omsättningen med {share}", last_year=last_year, share=_about(change))


def _about(share: float) -> Text:
    return about.share(share, share - 0.1, share + 0.1, ends=False)
