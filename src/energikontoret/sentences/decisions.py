"""Sentences on the board's decisions, and on what is known of the years after them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from energikontoret.model.tables import rows as rows_of
from pressroom.language.text import Text, plural, t

VERDICTS = {
    "ruled_out": t("Stämmer inte"),
    "cannot_be_tested": t("Inte känt"),
}


def conclusion(count: int, with_outcome: list[Text]) -> Text:
    """Say for which decisions an outcome was found."""
    return t(
        "Nämnden fattade {count:|word} beslut. Rapporten har hittat ett utfall för {found:|word} av dem, "
        "{names:|and}, men inga belopp i avtalen.",
        count=count,
        found=len(with_outcome),
        names=with_outcome,
    )


def presence(tests: pd.DataFrame) -> pd.DataFrame:
    """Return statement, verdict and evidence (or whom to ask) of what is ruled out or cannot be tested."""
    rows = [
        {
            "statement": row.statement,
            "verdict": VERDICTS[row.verdict],
            "evidence": _evidence(row),
        }
        for row in rows_of(tests[tests["verdict"] != "consistent"])
    ]
    return pd.DataFrame(rows)


def agreeing(tests: pd.DataFrame) -> Text:
    """Say how many statements, beside those of `presence`, no source contradicts."""
    count = int((tests["verdict"] == "consistent").sum())
    return t(
        "{count:|word|capital} påståenden till motsägs inte av källorna, men inte alla är bekräftade.",
        count=count,
    )


def _evidence(row: Any) -> Text:
    if row.verdict != "cannot_be_tested":
        return t("{evidence}", evidence=row.evidence)
    return t("{evidence} Fråga: {ask}.", evidence=row.evidence, ask=row.ask)


def ruled_out(tests: pd.DataFrame, implied: pd.DataFrame, titles: Mapping[str, Text]) -> Text:
    """Say which scenarios the sources show not to have happened."""
    against = tests.loc[tests["verdict"] == "ruled_out", "id"]
    names = list(dict.fromkeys(implied.loc[implied["presence_test"].isin(against), "scenario"]))
    if not names:
        return t("Källorna utesluter inget av scenarierna.")
    return plural(
        "Källorna visar att {names:|and} inte inträffade, men som val finns det kvar.",
        "Källorna visar att {names:|and} inte inträffade, men som val finns de kvar.",
        len(names),
        names=[t("scenariot ”{title}”", title=titles[name]) for name in names],
    )


def paid_for(offices: pd.DataFrame) -> pd.DataFrame:
    """Return the energy offices with their kronor per inhabitant and the year of it in a cell."""
    amounts: list[Any] = [_amount(row) for row in rows_of(offices)]
    return offices.assign(amount=amounts)


def _amount(office: Any) -> Text | None:
    if pd.isna(office.sek_per_inhabitant):
        return None
    amount: dict[str, Any] = {"sek": round(office.sek_per_inhabitant), "year": int(office.amount_year)}
    if office.amount_stage == "planned":
        return t("{sek:antal} (plan {year})", **amount)
    return t("{sek:antal} ({year})", **amount)
