"""Sentences on how sure the results are: bands, what matters most, whom to ask, what would change them."""

from collections.abc import Mapping

import pandas as pd

from energikontoret.model import tables
from energikontoret.model.bands import Band
from energikontoret.sentences import about
from energikontoret.sentences.sharing import DIVIDED
from pressroom.language.text import Text, t

NOTHING = 0.005
"""An index below it is nothing."""
SHARE = "base_funding_share"
"""The assumption that the cost of keeping the office rests on most."""
EQUAL = 0.1
"""Assumptions whose parts of the uncertainty are nearer than this are told as equal."""
CONCLUSIONS = {
    "other_money": t("Varje krona till kontoret för med sig mer än en krona av andras pengar"),
    "loses_quarter": t("Utan basfinansiering minskar omsättningen med mer än en fjärdedel"),
    "closing_dearer": t("Med engångskostnader är det dyrare att lägga ned kontoret än att låta det krympa"),
    "keeping_dearer_than_closing": t("Det kostar mer att behålla kontoret än att lägga ned det"),
}
"""What each conclusion of the model says, by its id."""


def net(band: Band, last_year: int, *, has_once: bool) -> Text:
    """Say between which ends what the change costs the Region in all years lies.

    With `has_once`, something in it comes once.
    """
    if not band.has_width:
        if band.value < NOTHING:
            return t("I beräkningen kostar förändringen Regionen ingenting, också när antagandena varieras.")
        return t(
            "Till och med {last_year} kostar förändringen Regionen {cost}, också när antagandena varieras.",
            last_year=last_year,
            cost=about.amount(band.value),
        )
    return t(
        "Till och med {last_year} kostar förändringen Regionen {cost} i löpande priser{once}. Åtta "
        "beräkningar av tio hamnar inom spannet.",
        last_year=last_year,
        cost=about.money(band.value, band.p10, band.p90),
        once=t(", med engångskostnader") if has_once else t(""),
    )


def net_by_key(keys: tuple[str, str], band: Band) -> Text:
    """Say what the change would cost in all years by the other of two keys, the scenario's and another."""
    ours, other = (DIVIDED[key] for key in keys)
    return t(
        "Det gäller om kostnaden delades {ours}. Delades den {other} är kostnaden {cost}.",
        ours=ours,
        other=other,
        cost=about.money(*band.span),
    )


def key_matters_more() -> Text:
    """Say that the key of the agreement, which is not varied, matters more than what is."""
    return t("Hur kommunerna delade på kostnaden betyder mer, men varieras inte.")


def office(band: Band, now: float, last_year: int) -> Text:
    """Say between which ends the number of employees lies in the last year; empty where there are none.

    `now` is how many they are before.
    """
    if band.value < NOTHING:
        return t("")
    staff = about.count(band.value, band.p10, band.p90)
    if not band.has_width and abs(band.value - now) < NOTHING:
        return t(
            "Antalet anställda är {staff} om övriga intäkter finns kvar, för basfinansieringen är "
            "oförändrad.",
            staff=staff,
        )
    if not band.has_width:
        return t("I beräkningen är antalet anställda {staff}.", staff=staff)
    return t("År {last_year} har kontoret {staff} anställda.", last_year=last_year, staff=staff)


def matters_most(indices: pd.DataFrame, labels: Mapping[str, Text], result: Text) -> Text:
    """Say which assumption carries most of a result's uncertainty; `indices` is the model's table."""
    if indices.empty:
        return t("Inget av det som varieras påverkar {result} i det här scenariot.", result=result)
    first = indices.iloc[0]
    near = indices[indices["total"] > first["total"] - EQUAL]
    if len(near) > 1:
        return t(
            "Av det som varieras betyder flera antaganden ungefär lika mycket för {result}: {names:|and}.",
            result=result,
            names=[t("”{label}”", label=labels[str(name)]) for name in near.index],
        )
    if first["total"] > 1 - NOTHING:
        only = labels[str(first.name)]
        return t("Bara antagandet ”{label}” påverkar {result} i beräkningen.", label=only, result=result)
    part = round(20 * first["total"]) / 20
    how_much = t("nästan hela") if part > 0.95 else t("ungefär {part:andel} av", part=part)
    return t(
        "Av det som varieras har antagandet ”{label}” störst betydelse för {result}. Det står för {how_much} "
        "osäkerheten i beräkningen.",
        result=result,
        label=labels[str(first.name)],
        how_much=how_much,
    )


def ask_first(questions: pd.DataFrame) -> Text:
    """Say which question to ask first, whom, and where the answer may stand; the best question is first.

    `questions` has the columns question, ask and place.
    """
    first = questions.iloc[0]
    return t(
        "{question} {ask:|capital} kan svara. Möjlig källa: {place}.",
        question=first["question"],
        ask=first["ask"],
        place=first["place"],
    )


def ask_share(questions: pd.DataFrame) -> Text:
    """Say whom to ask for the office's share of the joint costs, where that is not the first question.

    `questions` has the column ask, and the parameters that they are about as its index; the best is first.
    """
    if questions.index[0] == SHARE:
        return t("")
    return t("Fråga också {ask} hur stor basfinansieringen är.", ask=questions["ask"][SHARE])


def rows(bands: Mapping[str, Band]) -> pd.DataFrame:
    """Return scenario × (mid, low, high), kronor, the dearest last."""
    frame = pd.DataFrame(
        [
            {"scenario": name, "mid": band.value, "low": band.p10, "high": band.p90}
            for name, band in bands.items()
        ]
    )
    return about.as_told(frame).sort_values("mid", kind="stable")


def net_title(bands: Mapping[str, Band]) -> Text:
    """Say in a line how far the scenarios' costs spread."""
    costs = [band.value for band in bands.values()]
    return t(
        "Alla år tillsammans kostar scenarierna Regionen mellan {low:kvot|exact} och {high:mnkr|exact}",
        low=about.millions(min(costs)),
        high=about.millions(max(costs)),
    )


def fan_title(band: Band, now: float, year: int) -> Text:
    """Say in a line how many work at the office in the last year."""
    if round(band.value) == round(now) and band.has_width:
        return t("År {year} finns nästan alla {now:|word} anställda kvar", year=year, now=round(now))
    return t(
        "År {year} finns {staff} av {now:|word} anställda kvar",
        year=year,
        staff=about.count(band.value, band.p10, band.p90, ends=False),
        now=round(now),
    )


def turns(
    found: pd.DataFrame, assumptions: Mapping[str, tuple[Text, str]], reference: Mapping[str, float]
) -> pd.DataFrame:
    """Return conclusion, assumption, assumed, limit (words) for a table, from the model's turning points.

    Beside the words stand assumed_value and limit_value with their unit.

    `assumptions` has label and unit of each parameter, `reference` the value that the report assumes.
    """
    rows = [
        {
            "conclusion": CONCLUSIONS[row.conclusion],
            "assumption": assumptions[row.parameter][0],
            "assumed": _value(reference[row.parameter], assumptions[row.parameter][1]),
            "limit": _passed(row.value, reference[row.parameter], assumptions[row.parameter][1]),
            "assumed_value": reference[row.parameter],
            "limit_value": row.value,
            "unit": assumptions[row.parameter][1],
        }
        for row in tables.rows(found)
    ]
    columns = ["conclusion", "assumption", "assumed", "limit", "assumed_value", "limit_value", "unit"]
    return pd.DataFrame(rows, columns=columns)


def _passed(value: float, assumed: float, unit: str) -> Text:
    if value > assumed:
        return t("mer än {limit}", limit=_value(value, unit))
    return t("mindre än {limit}", limit=_value(value, unit))


def _value(value: float, unit: str) -> Text:
    if unit == "andel":
        return t("{value:andel|exact}", value=round(200 * value) / 200)
    if unit == "kr":
        return t("{value:kr}", value=round(value, -4))
    if unit == "månader":
        return t("{value:månader}", value=round(2 * value) / 2)
    return t("{value:antal}", value=round(value, 1))
