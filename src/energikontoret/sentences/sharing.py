"""Sentences on each municipality's part of what the municipalities pay."""

import pandas as pd

from energikontoret.sentences import about
from pressroom.language.text import Text, joined, plural, t

KEYS = {"population": t("Efter folkmängd"), "equal": t("Lika delar"), "mixed": t("Blandad")}
NOTHING = 0.5


def conclusion(paid: pd.Series, names: pd.Series, outside: list[str]) -> Text:
    """Say what the municipalities pay together and who pays most and least; kronor a year by code."""
    if paid.sum() < NOTHING:
        return t("I scenariot betalar kommunerna ingenting.")
    payers = paid[paid > NOTHING]
    whole = t("I scenariot betalar kommunerna {sum} om året tillsammans.", sum=about.amount(payers.sum()))
    if payers.max() - payers.min() < NOTHING:
        each = t("Var och en betalar {sek:kr}.", sek=_thousands(payers.max()))
    else:
        each = t(
            "{most} betalar mest, {most_sek:kr}, och {least} minst, {least_sek:kr}.",
            most=names[payers.idxmax()],
            most_sek=_thousands(payers.max()),
            least=names[payers.idxmin()],
            least_sek=_thousands(payers.min()),
        )
    return joined(whole, each, _outside([names[code] for code in outside]))


def before(per_inhabitant: pd.DataFrame, names: pd.Series) -> Text:
    """Say what the agreement was per inhabitant under two keys; kronor by code and key."""
    equal = per_inhabitant["equal"]
    return t(
        "Förut motsvarade kommunernas pengar {each:kr/invånare} och år, om de delades efter folkmängd. "
        "Delades de lika blev det {most:kr/invånare} i {small} och {least:kr/invånare} i {large}.",
        each=round(per_inhabitant["population"].mean()),
        most=round(equal.max()),
        small=names[equal.idxmax()],
        least=round(equal.min()),
        large=names[equal.idxmin()],
    )


def _outside(names: list[str]) -> Text:
    if not names:
        return t("")
    return plural(
        "{names:|and} står utanför och betalar ingenting. De andra betalar vad de betalade förut.",
        "{names:|and} står utanför och betalar ingenting. De andra betalar vad de betalade förut.",
        len(names),
        names=names,
    )


def _thousands(sek: float) -> float:
    return round(sek, -3)
