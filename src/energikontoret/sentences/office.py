"""Sentences on what the money gives: the office's turnover and staff, and what keeping it costs and buys."""

from typing import Any

from energikontoret.model.bands import Band
from energikontoret.sentences import about
from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, joined, t

INCOME = {
    "base": t("Basfinansiering"),
    "projects": t("Andras pengar i projekt"),
    "other": t("Övriga intäkter"),
}
"""What each kind of income is called."""
FAVOURABLE = 60.0
"""Per cent of the draws below a value from which on it is told to be a favourable one."""

Span = about.Span


def conclusion(change: Span, staff: Span, now: float, is_open: bool, last_year: int) -> Text:
    """Say what happens to turnover (shares of one, fixed prices) and staff to the last year.

    `now` is how many are employed before.
    """
    if not is_open:
        return t("Energikontoret läggs ned. Ingen omsättning och ingen personal finns kvar.")
    if max(map(abs, change)) < NOTHING:
        return t(
            "Energikontoret kan behålla sin omsättning i fasta priser och alla sina anställda, om övriga "
            "intäkter finns kvar."
        )
    if round(staff[0]) == round(now):
        enough = t("Pengarna räcker då till nästan alla {now:|word} anställda.", now=round(now))
    else:
        enough = t("Pengarna räcker då till {staff} anställda.", staff=about.count(*staff))
    return joined(_turnover(change, last_year), enough)


def instead(is_open: bool) -> Text:
    """Say of a closed office that what follows is what it would have been; empty where it is open."""
    return t("") if is_open else t("Om kontoret i stället finns kvar gäller detta.")


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


def keep(cost: Span, kept: Band, now: float, per_krona: Band) -> Text:
    """Say what the office's base funding costs a year, whoever pays, and what it keeps of `now` employees."""
    said = t(
        "Att behålla kontorets basfinansiering kostar {cost} om året, vem som än betalar. Då har kontoret "
        "{kept} fler av sina {now:|word} anställda kvar än om det får krympa.",
        cost=about.money(*cost),
        kept=about.count(*kept.span),
        now=round(now),
    )
    return joined(said, _others_money(per_krona))


def _others_money(per_krona: Band) -> Text:
    """Say what a krona brings; where most draws give less than the assumptions do, only between what."""
    ends: dict[str, Any] = {"low": round(per_krona.p10, 1), "high": round(per_krona.p90, 1)}
    if _is_favourable(per_krona):
        return t(
            "I beräkningen drar en krona i snitt med sig mellan {low:kvot|exact} och {high:kvot|exact} "
            "kronor av andras pengar i projekt.",
            **ends,
        )
    return t(
        "I beräkningen drar en krona i snitt med sig ungefär {each:kvot|exact} kronor "
        "({low:kvot|exact}–{high:kvot|exact}) av andras pengar i projekt.",
        each=round(per_krona.value, 1),
        **ends,
    )


def odds(per_krona: Band, under_one: float) -> Text:
    """Say how often a krona brings less than the assumptions give; empty where that is not most often.

    `under_one` is the share of the draws, in per cent, in which it brings less than another.
    """
    if not _is_favourable(per_krona):
        return t("")
    each: Any = round(per_krona.value, 1)
    less, cases = round((per_krona.percentile or 0) / 10), round(under_one / 10)
    if not cases:
        return t(
            "Rapportens antaganden ger {each:kvot|exact}, men {less:|word} beräkningar av tio ger mindre.",
            each=each,
            less=less,
        )
    return t(
        "Rapportens antaganden ger {each:kvot|exact}, men {less:|word} beräkningar av tio ger mindre, "
        "och {cases:|word} av tio mindre än en krona.",
        each=each,
        less=less,
        cases=cases,
    )


def _is_favourable(per_krona: Band) -> bool:
    return per_krona.percentile is not None and per_krona.percentile >= FAVOURABLE


def income(turnover: float, base: float, projects: float) -> Text:
    """Say what the office lived on in 2022, what is neither base funding nor projects as the rest; kronor."""
    whole, *parts = (about.millions(sek, 0.1) for sek in (turnover, base, projects))
    # The rest is told as what is left, so that the parts add up to the eye.
    sums = {"turnover": whole, "base": parts[0], "projects": parts[1], "other": whole - sum(parts)}
    told: dict[str, Any] = {name: t("{sek:mnkr|exact}", sek=round(sek, 1)) for name, sek in sums.items()}
    return t(
        "Kontoret omsatte {turnover}. Med rapportens antaganden var {base} basfinansiering och {projects} "
        "andras pengar i projekt. Resten, {other}, var övriga intäkter, där det också kan "
        "finnas projektpengar.",
        **told,
    )


def keep_title(cost: Span) -> Text:
    """Say in a line what the office's base funding costs a year."""
    return t("Att behålla basfinansieringen kostar {cost} om året", cost=about.money(*cost, ends=False))


def favourable(percentile: float | None, kept: float, lost: float) -> Text:
    """Say that the value is a favourable one, where most draws leave fewer employees than it does.

    `percentile` is the share of the draws below the value, in per cent; None where it has no range. Of less
    than half a post that is `lost` nothing is told.
    """
    if percentile is None or percentile < FAVOURABLE or lost < 0.5:
        return t("")
    return t(
        "{kept:|word|capital} gäller om alla övriga intäkter finns kvar. I {cases:|word} beräkningar av tio "
        "blir de färre.",
        kept=round(kept),
        cases=round(percentile / 10),
    )


def per_inhabitant(cost: Span, inhabitants: float) -> Text:
    """Say what the office's base funding cost a year per inhabitant under the agreement."""
    each, low, high = (round(sek / inhabitants) for sek in cost)
    return t(
        "Med överenskommelsen kostade länets eget kontor i beräkningen ungefär {each:kr/invånare} och år "
        "({low:antal}–{high:antal}) i basfinansiering.",
        each=each,
        low=low,
        high=high,
    )


def turnover_title(change: Span, is_open: bool, last_year: int) -> Text:
    """Say in a line what happens to turnover in fixed prices."""
    if not is_open:
        return t("Ingen omsättning finns kvar")
    if max(map(abs, change)) < NOTHING:
        return t("Omsättningen är oförändrad i fasta priser")
    share = about.share(*change, ends=False)
    if change[0] < 0:
        return t("Till {last_year} minskar omsättningen med {share}", last_year=last_year, share=share)
    return t("Till {last_year} ökar omsättningen med {share}", last_year=last_year, share=share)
