"""Sentences on each municipality's part of what the municipalities pay."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from energikontoret.model import years
from energikontoret.sentences import about
from pressroom.language.text import Text, joined, plural, t

KEYS = {"population": t("Efter folkmängd"), "equal": t("Lika delar"), "mixed": t("Blandad")}
NOTHING = 0.5


def conclusion(
    paid: pd.DataFrame, key: str, names: pd.Series, outside: list[str], yearly: Mapping[int, float]
) -> Text:
    """Say what the municipalities pay together, and who pays most and least under two keys.

    `paid` is kronor of the last year by code and key; the sum is that of the scenario's `key`. `yearly` is
    what they pay together by year, were none outside.
    """
    whole = paid[key].sum()
    if whole < NOTHING:
        return _nothing(yearly)
    since = years.settled(np.array(list(yearly)), np.array(list(yearly.values())))
    by_size, equal = (paid[each][paid[each] > NOTHING] for each in ("population", "equal"))
    if outside:
        return joined(_outside([names[code] for code in outside]), _by_two_keys(by_size, equal, names))
    parts = t(
        "Efter folkmängd betalar {most} mest, {most_sek}, och {least} minst, {least_sek}. Vid lika delar "
        "betalar var och en av de {count:|word} {each}.",
        count=len(equal),
        most=names[str(by_size.idxmax())],
        most_sek=about.amount(by_size.max()),
        least=names[str(by_size.idxmin())],
        least_sek=about.amount(by_size.min()),
        each=about.amount(equal.max()),
    )
    earlier = about.before(yearly, since) if since else t("")
    return joined(_together(whole, since), earlier, parts)


def _by_two_keys(by_size: pd.Series, equal: pd.Series, names: pd.Series) -> Text:
    """Say what those who pay come to under each key: where some stay outside, the sums differ."""
    return t(
        "Efter folkmängd betalar de {sum} om året tillsammans: {most} mest, {most_sek}, och {least} minst, "
        "{least_sek}. Vid lika delar betalar de {equal_sum} tillsammans, {each} var.",
        sum=about.amount(by_size.sum()),
        most=names[str(by_size.idxmax())],
        most_sek=about.amount(by_size.max()),
        least=names[str(by_size.idxmin())],
        least_sek=about.amount(by_size.min()),
        equal_sum=about.amount(equal.sum()),
        each=about.amount(equal.max()),
    )


def columns(paid_sek: float, key: str, last_year: int) -> Text:
    """Say, for the table's caption, what its columns of the scenario show; empty where it has none."""
    if paid_sek < NOTHING:
        return t("")
    shared = {
        "population": t("efter folkmängd"),
        "equal": t("lika"),
        "mixed": t("efter den blandade nyckeln"),
    }
    return t(
        "Det som kommunerna betalar i scenariot gäller {year} och är delat {shared}.",
        year=last_year,
        shared=shared[key],
    )


def _nothing(yearly: Mapping[int, float]) -> Text:
    some = {year: sek for year, sek in yearly.items() if sek > NOTHING}
    paid = [t("{sek} {year}", sek=about.amount(sek), year=year) for year, sek in some.items()]
    if not paid:
        return t("I scenariot betalar kommunerna ingenting.")
    return t("I scenariot betalar kommunerna {paid:|and}, sedan ingenting.", paid=paid)


def _together(sek: float, since: int | None) -> Text:
    if since is None:
        return t("I scenariot betalar kommunerna {sum} om året tillsammans.", sum=about.amount(sek))
    return t(
        "I scenariot betalar kommunerna {sum} om året tillsammans från {since}.",
        sum=about.amount(sek),
        since=since,
    )


def before(per_inhabitant: pd.DataFrame, names: pd.Series) -> Text:
    """Say what the agreement was per inhabitant under two keys; kronor by code and key."""
    equal = per_inhabitant["equal"]
    return t(
        "Med överenskommelsen motsvarade de tre beloppen {each:kr/invånare} och år, om de delades efter "
        "folkmängd. "
        "Delades de lika blev det {most:kr/invånare} i {small} och {least:kr/invånare} i {large}.",
        each=round(per_inhabitant["population"].mean()),
        most=round(equal.max()),
        small=names[str(equal.idxmax())],
        least=round(equal.min()),
        large=names[str(equal.idxmin())],
    )


def _outside(names: list[str]) -> Text:
    if not names:
        return t("")
    # The verb follows the number in other languages.
    return plural(
        "I scenariot står {names:|and} utanför och betalar ingenting. Det är ett räkneexempel, och ingen "
        "källa säger att kommunen skulle lämna. De andra betalar vad de betalade förut.",
        "I scenariot står {names:|and} utanför och betalar ingenting. Det är ett räkneexempel, och ingen "
        "källa säger att de skulle lämna. De andra betalar vad de betalade förut.",
        len(names),
        names=names,
    )
