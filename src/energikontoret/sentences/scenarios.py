"""Sentences that set the scenarios side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from energikontoret.sentences import office
from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, plural, t

POSTS = {
    "common_costs": t("de gemensamma kostnaderna"),
    "administration": t("administrationen"),
    "archive": t("bidraget till Föreningsarkivet"),
}


def title(consequences: Sequence[float]) -> Text:
    """Say in a line how far the scenarios spread; `consequences` are kronor."""
    return t(
        "Alla följder går från {least:kr} till {most:kr}", least=min(consequences), most=max(consequences)
    )


def replaced(values: Mapping[str, Any]) -> Text:
    """Say which part of the agreement a scenario replaces, for a cell of a table."""
    said = _shares({post: values[f"retention_{post}"] for post in POSTS})
    years = values["retention_ramp_years"]
    if years:
        said = plural(
            "{shares} efter {number:|word} års nedtrappning",
            "{shares} efter {number:|word} års nedtrappning",
            years,
            shares=said,
        )
    if values["other_income_retained_share"] < NOTHING:
        said = t("{shares}. Övriga intäkter upphör.", shares=said)
    return said


def _shares(shares: Mapping[str, float]) -> Text:
    """Say how much of each post is replaced, at once where it is the same of all."""
    if len(set(shares.values())) > 1:
        named = [
            t("{share:andel} av {post}", share=share, post=POSTS[post])
            for post, share in shares.items()
            if share
        ]
        return t("{named}", named=named)
    share = next(iter(shares.values()))
    if share < NOTHING:
        return t("Ingenting")
    if share > 1 - NOTHING:
        return t("Allt")
    return t("{share:andel} av varje post", share=share)


def nearest(title: Text, figures: Mapping[str, float], last_year: int, is_this_run: bool) -> Text:
    """Say which scenario lies nearest to what is known, with its key figures unless the report is on it."""
    if is_this_run:
        return t("Det här scenariot ligger närmast det som är känt.")
    return t(
        "Närmast det ligger scenariot ”{title}”. Där är bortfallet {loss:kr} till och med {last_year}, "
        "och omsättningen {change}.",
        title=title,
        loss=figures["gap_horizon_sek"],
        last_year=last_year,
        change=office.change(figures["turnover_change_share"]),
    )
