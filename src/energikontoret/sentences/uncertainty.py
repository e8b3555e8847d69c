"""Sentences on how sure the results are: bands, what matters most, whom to ask, what would change them."""

from collections.abc import Mapping

import pandas as pd

from energikontoret.model.bands import Band
from energikontoret.sentences import about
from pressroom.language.text import Text, t

CONCLUSIONS = {
    "other_money": t("Varje krona till kontoret för med sig mer än en krona av andras pengar"),
    "loses_quarter": t("Utan basfinansiering minskar omsättningen med mer än en fjärdedel"),
    "closing_dearer": t("Det kostar mer att lägga ned kontoret än att låta det krympa"),
    "keeping_dearer_than_closing": t("Det kostar mer att behålla kontoret än att lägga ned det"),
}
"""What each conclusion of the model says, by its id."""


def net(band: Band, last_year: int) -> Text:
    """Say between which ends the Region's additional cost of all years lies."""
    if not band.has_width:
        return t("Regionens merkostnad beror inte på några antaganden i det här scenariot.")
    return t(
        "Till och med {last_year} blir Regionens merkostnad {cost} i löpande priser. I åtta fall av tio "
        "ligger den inom spannet.",
        last_year=last_year,
        cost=about.money(band.value, band.p10, band.p90),
    )


def office(band: Band) -> Text:
    """Say between which ends the number of employees lies in the last year."""
    if not band.has_width:
        return t("Antalet anställda beror inte på några antaganden i det här scenariot.")
    return t(
        "Antalet anställda det sista året är {staff}.",
        staff=about.positions(band.value, band.p10, band.p90),
    )


def matters_most(indices: pd.DataFrame, labels: Mapping[str, Text]) -> Text:
    """Say which assumption carries most of the uncertainty; `indices` is the model's table."""
    if indices.empty:
        return t("")
    first = indices.iloc[0]
    part = about.share(first["total"], first["total"] - 0.1, first["total"] + 0.1, ends=False)
    return t(
        "Mest betyder det här antagandet: {label:|lower}. Det står för {part} av osäkerheten.",
        label=labels[str(first.name)],
        part=part,
    )


def ask_first(questions: pd.DataFrame) -> Text:
    """Say which question to ask first, and whom; `questions` has the columns question and ask, best first."""
    if questions.empty:
        return t("")
    first = questions.iloc[0]
    return t("Fråga först: {question} Det kan {ask} svara på.", question=first["question"], ask=first["ask"])


def rows(bands: Mapping[str, Band]) -> pd.DataFrame:
    """Return scenario × (mid, low, high), kronor, the dearest last."""
    frame = pd.DataFrame(
        [
            {"scenario": name, "mid": band.value, "low": band.p10, "high": band.p90}
            for name, band in bands.items()
        ]
    )
    return frame.sort_values("mid", kind="stable")


def net_title(bands: Mapping[str, Band]) -> Text:
    """Say in a line how far the scenarios' costs spread."""
    costs = [band.value for band in bands.values()]
    return t(
        "Alla år tillsammans kostar scenarierna mellan {low:kvot|exact} och {high:mnkr|exact}",
        low=about.millions(min(costs)),
        high=about.millions(max(costs)),
    )


def fan_title(band: Band, now: float) -> Text:
    """Say in a line how many work at the office in the last year."""
    return t(
        "Sista året ryms {staff}, av dagens {now:|word}",
        staff=about.positions(band.value, band.p10, band.p90, ends=False),
        now=round(now),
    )


def turns(found: pd.DataFrame, about_parameters: Mapping[str, tuple[Text, str]]) -> pd.DataFrame:
    """Return conclusion, assumption, value (words) for a table, from the model's table of turning points."""
    rows = [
        {
            "conclusion": CONCLUSIONS[row.conclusion],
            "assumption": about_parameters[row.parameter][0],
            "value": _value(row.value, about_parameters[row.parameter][1]),
        }
        for row in found.itertuples()
    ]
    return pd.DataFrame(rows, columns=["conclusion", "assumption", "value"])


def _value(value: float, unit: str) -> Text:
    if unit == "andel":
        return t("{value:andel|exact}", value=round(value, 3))
    if unit == "kr":
        return t("{value:kr}", value=round(value, -3))
    if unit == "månader":
        return t("{value:månader}", value=round(value, 1))
    return t("{value:antal}", value=round(value, 1))
