"""Sentences on the finances of the agreement: the loss, who bears it, and all that follows."""

from collections.abc import Mapping

from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, joined, plural, t


def conclusion(
    figures: Mapping[str, float], first_year: int, last_year: int, replaced_share: float, ramp_years: int
) -> Text:
    """Say how large the loss is, on the condition that the scenario sets.

    `replaced_share` is the part of the documented posts that is replaced when the phase-out is over.
    """
    if figures["gap_horizon_sek"] < 0.5:
        return t("Om överenskommelsens dokumenterade del ersätts helt uppstår inget bortfall.")
    opening = _first_year(figures["gap_first_year_sek"], first_year, replaced_share, ramp_years)
    if last_year == first_year:
        return opening
    whole = t(
        "Till och med {last_year} blir det sammanlagt {loss:kr}.",
        last_year=last_year,
        loss=figures["gap_horizon_sek"],
    )
    return joined(opening, whole)


def _first_year(loss: float, year: int, replaced_share: float, ramp_years: int) -> Text:
    if replaced_share >= NOTHING:
        return t(
            "Om {share:andel} av överenskommelsens dokumenterade del ersätts är bortfallet {loss:kr} {year}.",
            share=replaced_share,
            loss=loss,
            year=year,
        )
    if ramp_years:
        return plural(
            "Om kommunernas betalning trappas ned under {number:|word} år är bortfallet {loss:kr} {year}.",
            "Om kommunernas betalning trappas ned under {number:|word} år är bortfallet {loss:kr} {year}.",
            ramp_years,
            loss=loss,
            year=year,
        )
    return t("Om ingenting ersätter överenskommelsen är bortfallet {loss:kr} {year}.", loss=loss, year=year)


def by_bearer(board_sek: float, executive_sek: float, archive_sek: float) -> Text:
    """Say who bears how much of the first year's loss."""
    if board_sek + executive_sek + archive_sek < 0.5:
        return t(
            "Varken regionala utvecklingsnämnden, regionstyrelsen eller Föreningsarkivet får något bortfall."
        )
    return t(
        "Det första året är bortfallet {board:kr} hos regionala utvecklingsnämnden, {executive:kr} hos "
        "regionstyrelsen och {archive:kr} hos Föreningsarkivet.",
        board=board_sek,
        executive=executive_sek,
        archive=archive_sek,
    )


def gap_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line how large the loss is over the whole period."""
    loss = figures["gap_horizon_sek"]
    if loss < 0.5:
        return t("Inget bortfall: posterna ersätts helt")
    return t("Bortfallet är {loss:kr} till och med {last_year}", loss=loss, last_year=last_year)


def consequence_title(figures: Mapping[str, float]) -> Text:
    """Say in a line what all consequences amount to."""
    amount = figures["consequence_horizon_sek"]
    if amount < 0.5:
        return t("Inga ekonomiska följder uppstår")
    return t("Alla följder uppgår till {amount:kr}", amount=amount)
