"""Sentences on emissions: the trend and the target, the latest year, and what a saving amounts to."""

from collections.abc import Mapping, Sequence

import pandas as pd

from energikontoret.sentences.parts import interval
from pressroom.language.text import Text, joined, t


def conclusion(
    figures: Mapping[str, float], trend_from: int, trend_to: int, targets: Mapping[int, float]
) -> Text:
    """Say whether emissions have a trend, and where it leads beside the target.

    `targets` are the target's kt CO2e in 2030 by the year in which its path starts.
    """
    return joined(_trend(figures, trend_from, trend_to), _gap(figures, targets), _range(figures, targets))


def _trend(figures: Mapping[str, float], first: int, last: int) -> Text:
    """Say how emissions change in the years of the trend, and what it gives in 2030."""
    rate, low, high = (figures[f"trend_rate{end}_share"] for end in ("", "_low", "_high"))
    values = {"first": first, "last": last, "projected": figures["projected_2030_kt"]}
    if low <= 0 <= high:
        return t(
            "Utsläppen i länet visar ingen säker trend {first}–{last}. Om takten i de åren ändå håller i sig "
            "blir de {projected:kt CO2e} koldioxidekvivalenter år 2030.",
            **values,
        )
    if rate < 0:
        return t(
            "Utsläppen i länet minskade med {pace:andel} om året {first}–{last}. I samma takt blir de "
            "{projected:kt CO2e} koldioxidekvivalenter år 2030.",
            **values,
            pace=-rate,
        )
    return t(
        "Utsläppen i länet ökade med {pace:andel} om året {first}–{last}. I samma takt blir de "
        "{projected:kt CO2e} koldioxidekvivalenter år 2030.",
        **values,
        pace=rate,
    )


def _gap(figures: Mapping[str, float], targets: Mapping[int, float]) -> Text:
    """Say how far the trend ends from the target, from the highest of `targets` to the lowest."""
    least, most = (figures["projected_2030_kt"] - end(targets.values()) for end in (max, min))
    if least < 0 < most:
        return t(
            "Det är mellan {under:kt CO2e} mindre och {over:kt CO2e} mer än målet, beroende på vilket år "
            "målets bana börjar.",
            under=-least,
            over=most,
        )
    gaps = sorted((abs(least), abs(most)))
    if most > 0:
        return t(
            "Det är {gaps:kt CO2e|between} mer än målet, beroende på vilket år målets bana börjar.", gaps=gaps
        )
    return t(
        "Det är {gaps:kt CO2e|between} mindre än målet, beroende på vilket år målets bana börjar.", gaps=gaps
    )


def _range(figures: Mapping[str, float], targets: Mapping[int, float]) -> Text:
    """Say between which values the trend leads, and which of the targets lie there."""
    low, high = ends = [figures[f"projected_2030_{end}_kt"] for end in ("low", "high")]
    inside = [year for year, target in sorted(targets.items()) if low <= target <= high]
    if len(inside) == len(targets):
        return t("Intervallet på 95 procent ligger {ends:kt CO2e|between} och rymmer även målet.", ends=ends)
    if inside:
        return t(
            "Intervallet på 95 procent ligger {ends:kt CO2e|between} och rymmer målet bara om banan börjar "
            "{years:|or}.",
            ends=ends,
            years=inside,
        )
    return t("Intervallet på 95 procent ligger {ends:kt CO2e|between}.", ends=ends)


def span_cells(compared: pd.DataFrame) -> pd.DataFrame:
    """Return compared trends with cells for a table: span, and the intervals rate and ahead (kt CO2e)."""
    rows = list(compared.itertuples())
    return compared.assign(
        span=[f"{row.vintage}: {row.trend_from}–{row.trend_to}" for row in rows],
        rate=[interval(row.trend_rate_low_share, row.trend_rate_high_share, "andel") for row in rows],
        ahead=[interval(row.projected_2030_low_kt, row.projected_2030_high_kt, "antal") for row in rows],
    )


def trend_title(gap_kt: float) -> Text:
    """Say in a line how far the trend ends from the target drawn beside it, were the trend to hold."""
    if gap_kt > 0:
        return t("Om den osäkra trenden håller saknas {gap:kt CO2e} till målet 2030", gap=gap_kt)
    return t("Om den osäkra trenden håller nås målet 2030 med {gap:kt CO2e}", gap=-gap_kt)


def required(rate: float, delayed: float, latest_year: int) -> Text:
    """Say how fast emissions must fall to reach the target of 2030, now or after two unchanged years."""
    if rate >= 0:
        return t("Utsläppen är redan lägre än målet för 2030.")
    return t(
        "För att nå dit behöver utsläppen minska med {now:andel} om året från {latest_year}. "
        "Är de oförändrade i två år behöver de därefter minska med {later:andel} om året.",
        now=-rate,
        later=-delayed,
        latest_year=latest_year,
    )


def last_step(before_kt: float, latest_kt: float, year: int, sectors: Sequence[tuple[Text, float]]) -> Text:
    """Say in a line how emissions changed in the latest year, and where most of all.

    `sectors` are labels and changes, the largest first; the second is named at half the first or more.
    """
    change = latest_kt / before_kt - 1
    largest = sectors[0][1]
    values = {
        "before": year - 1,
        "year": year,
        "size": abs(change),
        "sectors": [label for label, step in sectors[:2] if step / largest >= 0.5],
    }
    if change > 0:
        return t(
            "Från {before} till {year} ökade utsläppen med {size:andel}, mest inom {sectors:|lower|and}",
            **values,
        )
    return t(
        "Från {before} till {year} minskade utsläppen med {size:andel}, mest inom {sectors:|lower|and}",
        **values,
    )


def sector_steps(year: int, first: tuple[Text, float, float], second: tuple[Text, float, float]) -> Text:
    """Say how two sectors changed in the latest year.

    Each is whose the emissions are ("transporternas"), and kt CO2e before and after.
    """
    (whose, *steps), (other, *other_steps) = first, second
    rises, other_rises = (after > before for before, after in (steps, other_steps))
    values = {
        "before": year - 1,
        "year": year,
        "whose": whose,
        "size": _step(*steps),
        "other": other,
        "by": _step(*other_steps),
    }
    if rises and other_rises:
        return t("Från {before} till {year} ökade {whose} utsläpp med {size} och {other} med {by}.", **values)
    if rises:
        return t(
            "Från {before} till {year} ökade {whose} utsläpp med {size} medan {other} minskade med {by}.",
            **values,
        )
    if other_rises:
        return t(
            "Från {before} till {year} minskade {whose} utsläpp med {size} medan {other} ökade med {by}.",
            **values,
        )
    return t("Från {before} till {year} minskade {whose} utsläpp med {size} och {other} med {by}.", **values)


def _step(before: float, after: float) -> Text:
    return t(
        "{size:kt CO2e} ({share:andel})", size=abs(after - before), share=round(abs(after / before - 1), 2)
    )


def savings(low_kt: float, high_kt: float, gaps: tuple[float, float]) -> Text:
    """Say what saved energy amounts to with both ends of the factors, and what is missing to the target.

    `gaps` are the least and the most that is missing, kt CO2e; where nothing is, only the saving is told.
    """
    saved = t(
        "Besparingen motsvarar {saved:kt CO2e|between}, beroende på vilken faktor som används.",
        saved=(low_kt, high_kt),
    )
    if gaps[0] <= 0:
        return saved
    return joined(saved, t("Till målet 2030 saknas {gaps:kt CO2e|between}.", gaps=gaps))
