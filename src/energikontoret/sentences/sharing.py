"""Sentences on each municipality's part of what the municipalities pay."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import keys, payments, years
from energikontoret.sentences import about
from pressroom.language.text import Text, joined, plural, t

KEYS = {"population": t("Efter folkmängd"), "equal": t("Lika delar"), "mixed": t("Blandad")}
DIVIDED = {"population": t("efter folkmängd"), "equal": t("lika"), "mixed": t("efter en blandad nyckel")}
"""How a cost is divided by each key."""
NOTHING = 0.5


def conclusion(
    every: Sequence[pd.DataFrame],
    values: Mapping[str, Any],
    names: pd.Series,
    yearly: Mapping[int, about.Span],
) -> Text:
    """Say what the municipalities pay together, and who pays most and least under two keys.

    `every` is kronor of the last year by code and key: as the scenario has it, then at the ends of what the
    office's part may be. `values` are the scenario's, `yearly` what they pay together by year.
    """
    key, outside = values["sharing_key"], keys.outside(values)
    if every[0][key].sum() < NOTHING:
        return _nothing(yearly)
    said = _Said(every, names)
    since = years.settled(np.array(list(yearly)), np.array([sek for sek, *_ in yearly.values()]))
    earlier = about.before(yearly, since) if since else t("")
    if outside:
        stands = _outside([names[code] for code in outside], as_before=payments.as_before(values))
        return joined(stands, said.by_two_keys(since), earlier)
    return joined(_together(said.sum_of(key), since), said.most_and_least(), earlier)


class _Said:
    """Sums of what each municipality pays, in words with their ranges; see `conclusion`."""

    def __init__(self, every: Sequence[pd.DataFrame], names: pd.Series) -> None:
        self.every, self.names = every, names
        by_size = every[0]["population"][every[0]["population"] > NOTHING]
        self.most, self.least = by_size.idxmax(), by_size.idxmin()
        self.payers = every[0]["equal"] > NOTHING

    def sum_of(self, key: str) -> Text:
        return about.money(*self._whole(key))

    def _whole(self, key: str) -> about.Span:
        return about.span(*(float(paid[key].sum()) for paid in self.every))

    def _in_tenths(self, key: str) -> Text:
        """Return millions as coarse as the shortfall beside them: both add up to what was paid before."""
        whole = self._whole(key)
        if whole[1] < whole[2] or whole[0] < about.MILLION:
            return about.money(*whole)
        return t("ungefär {sum:mnkr|exact}", sum=about.millions(whole[0], 0.1))

    def part(self, code: Any, key: str) -> Text:
        return about.money(*about.span(*(float(paid.loc[code, key]) for paid in self.every)))

    def named(self) -> dict[str, Any]:
        return {
            "most": self.names[str(self.most)],
            "most_sek": self.part(self.most, "population"),
            "least": self.names[str(self.least)],
            "least_sek": self.part(self.least, "population"),
            "each": self.part(self.payers.idxmax(), "equal"),
        }

    def most_and_least(self) -> Text:
        return t(
            "Efter folkmängd betalar {most} mest, {most_sek}, och {least} minst, {least_sek}. Vid lika delar "
            "betalar var och en av de {count:|word} {each}.",
            count=int(self.payers.sum()),
            **self.named(),
        )

    def by_two_keys(self, since: int | None) -> Text:
        """Say what those who pay come to under each key: where some stay outside, the sums differ."""
        sums: dict[str, Any] = {
            "sum": self._in_tenths("population"),
            "equal_sum": self._in_tenths("equal"),
        }
        if since is None:
            return t(
                "Efter folkmängd betalar de {sum} om året tillsammans: {most} mest, {most_sek}, och {least} "
                "minst, {least_sek}. Vid lika delar betalar de {equal_sum} tillsammans, {each} var.",
                **sums,
                **self.named(),
            )
        return t(
            "Efter folkmängd betalar de {sum} om året tillsammans från {since}: {most} mest, {most_sek}, och "
            "{least} minst, {least_sek}. Vid lika delar betalar de {equal_sum} tillsammans, {each} var.",
            since=since,
            **sums,
            **self.named(),
        )


def columns(paid: about.Span, values: Mapping[str, Any], last_year: int) -> Text:
    """Say, for the table's caption, what its columns of the scenario show; empty where it has none.

    `paid` is what the municipalities pay together, `values` are the scenario's.
    """
    if paid[0] < NOTHING:
        return t("")
    said = t(
        "Det som kommunerna betalar i scenariot gäller {year} och är delat {shared}.",
        year=last_year,
        shared=DIVIDED[values["sharing_key"]],
    )
    if keys.outside(values):
        said = joined(said, t("Summan per invånare är räknad på alla invånare i länet."))
    if paid[2] - paid[1] < NOTHING:
        return said
    return joined(
        said,
        t(
            "Beloppen gäller om kontorets del av de gemensamma kostnaderna är {share:andel}.",
            share=values["base_funding_share"],
        ),
    )


def _nothing(yearly: Mapping[int, about.Span]) -> Text:
    paid = {year: about.money(*sek) for year, sek in yearly.items() if sek[0] > NOTHING}
    if not paid:
        return t("I scenariot betalar kommunerna ingenting.")
    return t(
        "I scenariot betalar kommunerna {paid:|and}, sedan ingenting. Beloppen är i 2022 års priser.",
        paid=about.by_year(paid),
    )


def _together(whole: Text, since: int | None) -> Text:
    if since is None:
        return t("I scenariot betalar kommunerna {sum} om året tillsammans.", sum=whole)
    return t("I scenariot betalar kommunerna {sum} om året tillsammans från {since}.", sum=whole, since=since)


def before(per_inhabitant: pd.DataFrame, names: pd.Series) -> Text:
    """Say what the agreement was per inhabitant under two keys; kronor by code and key."""
    equal = per_inhabitant["equal"]
    return t(
        "Med överenskommelsen motsvarade kommunernas belopp {each:kr/invånare} och år, om de delades efter "
        "folkmängd. "
        "Delades de lika blev det {most:kr/invånare} i {small} och {least:kr/invånare} i {large}.",
        each=round(per_inhabitant["population"].mean()),
        most=round(equal.max()),
        small=names[str(equal.idxmax())],
        least=round(equal.min()),
        large=names[str(equal.idxmin())],
    )


def _outside(names: list[str], *, as_before: bool) -> Text:
    # The verb follows the number in other languages.
    stand = plural(
        "I scenariot står {names:|and} utanför och betalar ingenting. Det är ett räkneexempel, och ingen "
        "källa säger att kommunen skulle lämna.",
        "I scenariot står {names:|and} utanför och betalar ingenting. Det är ett räkneexempel, och ingen "
        "källa säger att de skulle lämna.",
        len(names),
        names=names,
    )
    return joined(stand, t("De andra betalar vad de betalade förut.")) if as_before else stand
