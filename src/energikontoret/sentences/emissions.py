"""Sentences on emissions: the trend and the target, the latest year, and what a saving amounts to."""

from collections.abc import Mapping, Sequence

from energikontoret.sentences.conclusions import both
from pressroom.language.text import Text, t
from pressroom.language.words import between, listed


def conclusion(
    figures: Mapping[str, float], trend_from: int, trend_to: int, targets: Mapping[int, float]
) -> Text:
    """Say whether emissions have a trend, and where it leads beside the target.

    `targets` are the target's kt CO2e in 2030 by the year in which its path starts.
    """
    rate, low, high = (figures[f"trend_rate{end}_share"] for end in ("", "_low", "_high"))
    span = t(f"{trend_from}–{trend_to}", f"{trend_from}–{trend_to}")
    if low <= 0 <= high:
        first = t(
            f"Utsläppen i länet visar ingen säker trend {span.sv}.",
            f"The county's emissions show no clear trend in {span.en}.",
        )
        pace = t("Om takten i de åren ändå håller i sig", "If the pace of those years goes on all the same,")
    else:
        sv, en = ("minskade", "fell") if rate < 0 else ("ökade", "rose")
        share = both(abs(rate), "andel")
        first = t(
            f"Utsläppen i länet {sv} med {share.sv} om året {span.sv}.",
            f"The county's emissions {en} by {share.en} a year in {span.en}.",
        )
        pace = t("I samma takt", "At the same pace")
    projected, gap = both(figures["projected_2030_kt"], "kt CO2e"), _gap(figures, targets)
    spread = _spread_of_2030(figures, targets)
    return t(
        f"{first.sv} {pace.sv} blir de {projected.sv} koldioxidekvivalenter år 2030. "
        f"Det är {gap.sv} målet, beroende på vilket år målets bana börjar. {spread.sv}",
        f"{first.en} {pace.en} they reach {projected.en} of carbon dioxide equivalents in 2030. "
        f"That is {gap.en} the target, depending on the year in which its path starts. {spread.en}",
    )


def _gap(figures: Mapping[str, float], targets: Mapping[int, float]) -> Text:
    least, most = (figures["projected_2030_kt"] - end(targets.values()) for end in (max, min))
    if least < 0 < most:
        under, over = (both(abs(gap), "kt CO2e") for gap in (least, most))
        return t(
            f"mellan {under.sv} mindre och {over.sv} mer än",
            f"between {under.en} less and {over.en} more than",
        )
    sv, en = ("mer än", "more than") if most > 0 else ("mindre än", "less than")
    amount = between(*sorted((abs(least), abs(most))), "kt CO2e")
    return t(f"{amount.sv} {sv}", f"{amount.en} {en}")


def _spread_of_2030(figures: Mapping[str, float], targets: Mapping[int, float]) -> Text:
    low, high = (figures[f"projected_2030_{end}_kt"] for end in ("low", "high"))
    ends = between(low, high, "kt CO2e")
    inside = [str(year) for year, target in sorted(targets.items()) if low <= target <= high]
    held = t("", "")
    if len(inside) == len(targets):
        held = t(" och rymmer även målet", " and holds the target too")
    elif inside:
        sv, en = (listed(inside, word) for word in Text(" eller ", " or "))
        held = t(
            f" och rymmer målet bara om banan börjar {sv}",
            f" and holds the target only if its path starts in {en}",
        )
    return t(
        f"Intervallet på 95 procent ligger {ends.sv}{held.sv}.",
        f"The 95 per cent interval lies {ends.en}{held.en}.",
    )


def trend_title(gap_kt: float) -> Text:
    """Say in a line how far the trend ends from the target drawn beside it, were the trend to hold."""
    gap = both(abs(gap_kt), "kt CO2e")
    if gap_kt > 0:
        return t(
            f"Om den osäkra trenden håller saknas {gap.sv} till målet 2030",
            f"If the uncertain trend holds, {gap.en} is missing to the target of 2030",
        )
    return t(
        f"Om den osäkra trenden håller nås målet 2030 med {gap.sv}",
        f"If the uncertain trend holds, the target of 2030 is met by {gap.en}",
    )


def required(rate: float, delayed: float, latest_year: int) -> Text:
    """Say how fast emissions must fall to reach the target of 2030, now or after two unchanged years."""
    if rate >= 0:
        return t(
            "Utsläppen är redan lägre än målet för 2030.", "Emissions are already below the target of 2030."
        )
    now, later = both(-rate, "andel"), both(-delayed, "andel")
    return t(
        f"För att nå dit behöver utsläppen minska med {now.sv} om året från {latest_year}. "
        f"Är de oförändrade i två år behöver de därefter minska med {later.sv} om året.",
        f"To get there, emissions need to fall by {now.en} a year from {latest_year}. "
        f"If they are unchanged for two years, they need to fall by {later.en} a year after that.",
    )


def last_step(before_kt: float, latest_kt: float, year: int, sectors: Sequence[tuple[Text, float]]) -> Text:
    """Say how emissions changed in the latest year, and where most of all.

    `sectors` are labels and changes, the largest first; the second is named at half the first or more.
    """
    change = latest_kt / before_kt - 1
    share = both(abs(change), "andel")
    sv, en = ("ökade", "rose") if change > 0 else ("minskade", "fell")
    first = sectors[0][1]
    named = [label for label, step in sectors[:2] if step / first >= 0.5]
    where_sv, where_en = (
        listed([label[at].lower() for label in named], word) for at, word in enumerate((" och ", " and "))
    )
    return t(
        f"Från {year - 1} till {year} {sv} utsläppen med {share.sv}, mest inom {where_sv}.",
        f"From {year - 1} to {year} emissions {en} by {share.en}, most of all in {where_en}.",
    )


def sector_steps(year: int, first: tuple[Text, float, float], second: tuple[Text, float, float]) -> Text:
    """Say how two sectors changed in the latest year.

    Each is whose the emissions are ("transporternas", "transport"), and kt CO2e before and after.
    """
    rises, amounts = zip(*(_step(before, after) for _, before, after in (first, second)), strict=True)
    verbs = [t("ökade", "rose") if rise else t("minskade", "fell") for rise in rises]
    link = t(f"och {second[0].sv}", f"and those from {second[0].en}")
    if rises[0] != rises[1]:
        link = t(f"medan {second[0].sv} {verbs[1].sv}", f"while those from {second[0].en} {verbs[1].en}")
    return t(
        f"Från {year - 1} till {year} {verbs[0].sv} {first[0].sv} utsläpp med {amounts[0].sv} "
        f"{link.sv} med {amounts[1].sv}.",
        f"From {year - 1} to {year} emissions from {first[0].en} {verbs[0].en} by {amounts[0].en} "
        f"{link.en} by {amounts[1].en}.",
    )


def _step(before: float, after: float) -> tuple[bool, Text]:
    amount = both(abs(after - before), "kt CO2e")
    share = both(round(abs(after / before - 1), 2), "andel")
    return after > before, Text(*(f"{kt} ({part})" for kt, part in zip(amount, share, strict=True)))


def savings(low_kt: float, high_kt: float, gaps: tuple[float, float]) -> Text:
    """Say what saved energy amounts to with both ends of the factors, and what is missing to the target.

    `gaps` are the least and the most that is missing, kt CO2e; where nothing is, only the saving is told.
    """
    amount, missing = between(low_kt, high_kt, "kt CO2e"), between(*gaps, "kt CO2e")
    first = t(
        f"Besparingen motsvarar {amount.sv}, beroende på vilken faktor som används.",
        f"The saving amounts to {amount.en}, depending on the factor.",
    )
    if gaps[0] <= 0:
        return first
    return t(
        f"{first.sv} Till målet 2030 saknas {missing.sv}.",
        f"{first.en} To the target of 2030, {missing.en} is missing.",
    )
