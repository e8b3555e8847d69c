"""Sentences on the goals: how many are followed and met, and what remains of the contributions to them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from energikontoret.model.goals import NO_DATA, NO_TARGET, OFF_TRACK, ON_TRACK
from energikontoret.sentences.parts import NOTHING, out_of
from pressroom.language.text import Text, joined, plural, quantity, t

FUNDING = {"base": t("Basfinansiering"), "project": t("Projektmedel"), "grant": t("Riktade medel")}
STRENGTH = {1: t("Indirekt"), 2: t("Inom"), 3: t("Syfte")}
_STATUS = {
    ON_TRACK: t("i fas"),
    OFF_TRACK: t("inte i fas"),
    NO_TARGET: t("inget mål att följa"),
    NO_DATA: t("data saknas"),
}
_OWNER = {"earlier": t(", tidigare plan"), "other": t(", lånat")}


def conclusion(figures: Mapping[str, float], last_year: int) -> Text:
    """Say how many goals can be followed and met, and what remains of the office's contributions."""
    count, judged, met, own = (int(figures[name]) for name in ("count", "judged", "on_track", "own_target"))
    followed = _followed(own, count, int(figures["measurable"]) - own)
    borrowed = met and not figures["on_track_own"]
    in_phase = _on_borrowed_track(met, judged) if borrowed else on_track(met, judged)
    return joined(followed, in_phase, retained(figures, last_year))


def _followed(own: int, count: int, borrowed: int) -> Text:
    """Say how many goals have a target of their own, and how many more a borrowed one."""
    some = out_of(own, count, neuter=True)
    if not borrowed:
        return plural(
            "{some:|capital} mål har ett eget målvärde som går att följa.",
            "{some:|capital} mål har ett eget målvärde som går att följa.",
            own,
            some=some,
        )
    return plural(
        "{some:|capital} mål har ett eget målvärde som går att följa, och {others}.",
        "{some:|capital} mål har ett eget målvärde som går att följa, och {others}.",
        own,
        some=some,
        others=plural("{number:|word} till har ett lånat", "{number:|word} till har lånade", borrowed),
    )


def _on_borrowed_track(part: int, whole: int) -> Text:
    return plural(
        "{some:|capital} bedömda indikatorer är i fas, mätt mot ett lånat mål.",
        "{some:|capital} bedömda indikatorer är i fas, mätt mot lånade mål.",
        part,
        some=out_of(part, whole),
    )


def on_track(part: int, whole: int) -> Text:
    """Say how many of the judged indicators are on track."""
    return plural(
        "{some:|capital} bedömda indikatorer är i fas.",
        "{some:|capital} bedömda indikatorer är i fas.",
        part,
        some=out_of(part, whole),
    )


def have(part: int, whole: int) -> Text:
    """Return "Tre av fem mål har", to begin a sentence with."""
    some = out_of(part, whole, neuter=True)
    return plural("{some:|capital} mål har", "{some:|capital} mål har", part, some=some)


def indicator_cells(judged: pd.DataFrame) -> pd.DataFrame:
    """Return judged indicators with cells for a table: baseline, target and latest with years, and state."""
    dated = {
        end: [
            _dated(*value)
            for value in zip(judged[f"{end}_value"], judged["unit"], judged[f"{end}_year"], strict=True)
        ]
        for end in ("baseline", "latest", "target")
    }
    dated["target"] = [
        t("{target}{owner}", target=target, owner=_OWNER.get(owner, ""))
        for target, owner in zip(dated["target"], judged["target_owner"], strict=True)
    ]
    return judged.assign(**dated, state=judged["status"].map(_STATUS))


def _dated(value: float, unit: str, year: float) -> Text:
    """Return a value with its year in brackets; a missing value is a dash."""
    words = quantity(value, unit, "short")
    if pd.isna(value) or pd.isna(year):
        return words
    return t("{value} ({year})", value=words, year=int(year))


def retained(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what remains of the contributions to the goals, and that this is an example, not a forecast."""
    return t(
        "{remains}. Det är ett räkneexempel: bidragen är bedömda, och {ended} verksamheter har avslutats.",
        remains=retained_title(figures, last_year),
        ended=out_of(int(figures["ended"]), int(figures["current"])),
    )


def retained_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line what remains of the contributions to the goals that the activities of 2022 made."""
    share = figures["contribution_retained_share"]
    if share > 1 - NOTHING:
        return t("Bidragen till målen består till {year}, räknat på 2022 års verksamheter", year=last_year)
    if share < NOTHING:
        return t(
            "År {year} återstår inget av bidragen till målen, räknat på 2022 års verksamheter", year=last_year
        )
    return t(
        "År {year} återstår {share:andel} av bidragen till målen, räknat på 2022 års verksamheter",
        year=last_year,
        share=round(share, 2),
    )


def ended(number: int, whole: int, years: tuple[int, int], share: float, new: int) -> Text:
    """Say how many activities of a year have ended, and the last of them in what year, their share (0-1) of
    the contributions, and how many are new.
    """
    first, last = years
    return t(
        "{some:|capital} verksamheter har avslutats, de sista {last}. De stod för {share:andel} av bidragen "
        "{first}. Efter {first} tillkommer {new:|word} nya i källorna.",
        some=out_of(number, whole),
        first=first,
        last=last,
        share=share,
        new=new,
    )


def left_of_ended(share: float, names: Sequence[Text]) -> Text:
    """Say how much (0-1) of what remains belongs to activities that have ended, by name where it is one."""
    if not names:
        return t("Av de avslutade verksamheternas bidrag återstår då inget.")
    if len(names) == 1:
        return t(
            "Av det som återstår hör {share:andel} till {name}, som har avslutats.",
            share=share,
            name=names[0],
        )
    return t("Av det som återstår hör {share:andel} till verksamheter som har avslutats.", share=share)


def remaining(shares: Mapping[str, float]) -> Text:
    """Say what remains in the last year; `shares` are 0-1 by kind of income: "base", "project", "grant"."""
    return t(
        "Sista året återstår {base}, {projects} och {grants}.",
        base=_base_funding(shares["base"]),
        projects=_projects(shares["project"]),
        grants=_other_income(shares["grant"]),
    )


def _base_funding(share: float) -> Text:
    if share < NOTHING:
        return t("ingen basfinansiering")
    if share > 1 - NOTHING:
        return t("hela basfinansieringen")
    return t("{share:andel} av basfinansieringen", share=share)


def _projects(share: float) -> Text:
    if share < NOTHING:
        return t("inga projekt")
    if share > 1 - NOTHING:
        return t("alla projekt")
    return t("{share:andel} av projekten", share=share)


def _other_income(share: float) -> Text:
    if share < NOTHING:
        return t("inga övriga intäkter")
    if share > 1 - NOTHING:
        return t("alla övriga intäkter")
    return t("{share:andel} av de övriga intäkterna", share=share)
