"""Sentences that open a chapter, written from its key figures so that they hold in every scenario."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from energikontoret.formatting import NBSP, format_value
from energikontoret.text import Text, t
from energikontoret.words import between, counted


def emissions(figures: Mapping[str, float], trend_from: int, trend_to: int) -> Text:
    """Say whether emissions have a trend, and where it leads beside the path of the target."""
    rate, low, high = (figures[f"trend_rate{end}_share"] for end in ("", "_low", "_high"))
    span = t(f"{trend_from}–{trend_to}", f"{trend_from}–{trend_to}")
    if low <= 0 <= high:
        first = t(
            f"Utsläppen i länet visar ingen säker trend {span.sv}.",
            f"The county's emissions show no clear trend in {span.en}.",
        )
    else:
        sv, en = ("minskade", "fell") if rate < 0 else ("ökade", "rose")
        share = both(abs(rate), "andel")
        first = t(
            f"Utsläppen i länet {sv} med {share.sv} om året {span.sv}.",
            f"The county's emissions {en} by {share.en} a year in {span.en}.",
        )
    projected = both(figures["projected_2030_kt"], "kt CO2e")
    gap = both(abs(figures["gap_2030_kt"]), "kt CO2e", "short")
    sv, en = ("mer", "more") if figures["gap_2030_kt"] > 0 else ("mindre", "less")
    spread = _spread_of_2030(figures)
    return t(
        f"{first.sv} I samma takt blir de {projected.sv} år 2030. Det är {gap.sv} {sv} än målet. {spread.sv}",
        f"{first.en} At the same pace they reach {projected.en} in 2030, {gap.en} {en} than the target. "
        f"{spread.en}",
    )


def _spread_of_2030(figures: Mapping[str, float]) -> Text:
    low, high = (figures[f"projected_2030_{end}_kt"] for end in ("low", "high"))
    ends = between(low, high, "kt CO2e", "short")
    inside = low <= figures["projected_2030_kt"] - figures["gap_2030_kt"] <= high
    sv, en = (", så även målet ryms i det", ", so it holds the target too") if inside else ("", "")
    return t(
        f"Intervallet ligger {ends.sv}{sv}.",
        f"The interval lies {ends.en}{en}.",
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


def last_step(before_kt: float, latest_kt: float, year: int, largest: Text) -> Text:
    """Say how emissions changed in the latest year, and which sector changed most."""
    change = latest_kt / before_kt - 1
    share = both(abs(change), "andel")
    sv, en = ("ökade", "rose") if change > 0 else ("minskade", "fell")
    return t(
        f"Från {year - 1} till {year} {sv} utsläppen med {share.sv}, mest inom {largest.sv.lower()}.",
        f"From {year - 1} to {year} emissions {en} by {share.en}, most of all in {largest.en.lower()}.",
    )


def savings(low_kt: float, high_kt: float, gap_kt: float) -> Text:
    """Say what saved energy amounts to beside the gap to the target, with both ends of the factors."""
    amount = between(low_kt, high_kt, "kt CO2e")
    first = t(
        f"Besparingen motsvarar {amount.sv}, beroende på vilken faktor som används.",
        f"The saving amounts to {amount.en}, depending on the factor.",
    )
    if gap_kt <= 0:
        return t(
            f"{first.sv} I scenariot saknas inget till målet.",
            f"{first.en} In the scenario nothing is missing to the target.",
        )
    share = between(low_kt / gap_kt, high_kt / gap_kt, "andel")
    return t(
        f"{first.sv} Det är {share.sv} av det som saknas till målet 2030.",
        f"{first.en} That is {share.en} of what is missing to the target of 2030.",
    )


def sharing(figures: Mapping[str, float], leaving: list[str], same: bool) -> Text:
    """Say who pays what of the shared cost; `leaving` names the municipalities that stay outside.

    With `same`, all municipalities that take part pay the same per inhabitant.
    """
    cost, region, rest = (
        both(figures[name], "kr") for name in ("cost_sek", "region_sek", "municipalities_sek")
    )
    each = both(figures["per_inhabitant_sek"], "kr/invånare")
    if figures["municipalities_sek"] < 0.5:
        return t(
            f"I räkneexemplet betalar Regionen hela kostnaden, {cost.sv} om året.",
            f"In the example the Region pays the whole cost, {cost.en} a year.",
        )
    first = t(
        f"Om {cost.sv} om året delas betalar Regionen {region.sv} och kommunerna {rest.sv}.",
        f"If {cost.en} a year is shared, the Region pays {region.en} and the municipalities {rest.en}.",
    )
    if figures["region_sek"] < 0.5:
        first = t(
            f"I räkneexemplet betalar kommunerna hela kostnaden, {cost.sv} om året.",
            f"In the example the municipalities pay the whole cost, {cost.en} a year.",
        )
    stay = t("", "")
    if leaving:
        sv, en = (_listed(leaving, word) for word in Text(" och ", " and "))
        verb = "stays" if len(leaving) == 1 else "stay"
        stay = t(
            f" {sv} står utanför, och de andra betalar den delen.",
            f" {en} {verb} outside, and the others pay that part.",
        )
    per = t(f"Varje kommun som är med betalar {each.sv}.", f"Each municipality taking part pays {each.en}.")
    if not same:
        per = t(f"För kommunerna blir det i snitt {each.sv}.", f"On average they pay {each.en}.")
    return t(f"{first.sv} {per.sv}{stay.sv}", f"{first.en} {per.en}{stay.en}")


def options(figures: Mapping[str, Any], best: Text, runner_up: Text, highest: int = 5) -> Text:
    """Say which option has most points, by how much of what, and how sure that is when the weights vary."""
    lead = both(figures["lead_points"], "poäng", "exact")
    share = both(round(figures["best_win_share"], 2), "andel")
    second = Text(*(label[:1].lower() + label[1:] for label in runner_up))
    top = counted(highest)
    if figures["lead_points"] < 0.005:
        first = t(
            f"{best.sv} och {second.sv} får lika många poäng.",
            f"{best.en} and {second.en} have equal points.",
        )
    else:
        first = t(
            f"{best.sv} får flest poäng, {lead.sv} före {second.sv} på en skala till {top.sv}.",
            f"{best.en} has most points, {lead.en} ahead of {second.en} on a scale to {top.en}.",
        )
    return t(
        f"{first.sv} När framgångsfaktorernas vikter dras slumpvis många gånger är alternativet bäst i "
        f"{share.sv} av dragningarna.",
        f"{first.en} When the weights of the success factors are drawn at random many times, the option is "
        f"best in {share.en} of the draws.",
    )


def goals(figures: Mapping[str, float], last_year: int) -> Text:
    """Say how many goals can be followed and met, and what remains of the office's contributions."""
    count, measurable, judged, on_track = (
        counted(int(figures[name])) for name in ("count", "measurable", "judged", "on_track")
    )
    alone = "en" if figures["on_track"] == 1 else on_track.sv
    first = t(
        f"Av {count.sv} mål går {measurable.sv} att följa med tal. "
        f"Av {judged.sv} bedömda indikatorer är {alone} i fas.",
        f"Of {count.en} goals {measurable.en} can be followed in figures. "
        f"Of {judged.en} indicators judged, {on_track.en} {_are(figures['on_track'])} on track.",
    )
    second = retained_title(figures, last_year)
    return t(
        f"{first.sv} {second.sv}. Bidragen är rapportens bedömningar, inte uppmätta effekter.",
        f"{first.en} {second.en}. The contributions are the report's judgements, not measured effects.",
    )


def retained_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line what remains of the office's contributions to the goals."""
    share = figures["contribution_retained_share"]
    if share > 0.9995:
        return t(
            f"Kontorets bidrag till målen består till {last_year}",
            f"The office's contributions to the goals last to {last_year}",
        )
    if share < 0.0005:
        return t(
            f"Inget av kontorets bidrag till målen återstår {last_year}",
            f"Nothing of the office's contributions to the goals remains in {last_year}",
        )
    kept = both(round(share, 2), "andel")
    return t(
        f"Av kontorets bidrag till målen återstår {kept.sv} {last_year}",
        f"Of the office's contributions to the goals {kept.en} remains in {last_year}",
    )


def decisions(count: int, with_outcome: list[Text]) -> Text:
    """Say for which decisions an outcome was found."""
    whole, found = counted(count), counted(len(with_outcome))
    sv = _listed([name.sv for name in with_outcome], " och ")
    en = _listed([name.en[:1].lower() + name.en[1:] for name in with_outcome], " and ")
    return t(
        f"Nämnden fattade {whole.sv} beslut. Rapporten har hittat ett utfall för {found.sv} av dem, "
        f"{sv}, men inga belopp.",
        f"The board took {whole.en} decisions. The report found an outcome for {found.en} of them, "
        f"{en}, but no amounts.",
    )


def _are(number: float) -> str:
    return "is" if number == 1 else "are"


def _listed(names: list[str], last: str) -> str:
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def uncertainty(gap: Mapping[int, float], chosen: Mapping[int, float]) -> Text:
    """Say between which values eight draws in ten lie, and how little of that the scenario's choice leaves.

    Both map percentiles to kronor: all assumptions vary, or all but what is replaced and how fast.
    """
    missing, own = between(gap[10], gap[90], "kr"), between(chosen[10], chosen[90], "kr")
    if chosen[90] < 0.5:
        own = t("vid noll kronor", "at no kronor")
    return t(
        "Hur mycket som saknas beror mest på ett val: hur mycket som ersätts, och hur snabbt. "
        f"Med scenariots val ligger åtta dragningar av tio {own.sv}. "
        f"Varieras även det som ersätts ligger de {missing.sv}. "
        "I varje dragning får antagandena slumpvisa värden ur sina intervall.",
        "How much is missing depends mostly on a choice: how much is replaced, and how fast. "
        f"With the scenario's choice, eight draws in ten lie {own.en}. "
        f"If what is replaced varies too, they lie {missing.en}. "
        "In each draw the assumptions get random values from their ranges.",
    )


def spread_title(found: Mapping[int, float]) -> Text:
    """Say in a line between which values eight draws in ten lie."""
    ends = between(found[10], found[90], "kr")
    return t(f"Åtta av tio dragningar ger {ends.sv}", f"Eight draws in ten give {ends.en}")


def driver(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Name the assumption with the largest swing."""
    if moved.empty:
        return t("Inget antagande", "No assumption")
    return labels[moved["parameter"].iloc[0]]


def driver_title(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Say in a line which assumption matters most."""
    most = driver(labels, moved)
    return t(f"Mest betyder: {most.sv}", f"What matters most: {most.en}")


def both(value: float, unit: str, style: str = "running") -> Text:
    """Return a value in words in both languages; see `format_value` for the styles."""
    return Text(*(format_value(value, unit, lang, style) for lang in Text._fields))


def interval(low: float, high: float, unit: str) -> Text:
    """Return the two ends of an interval for a table, without their unit."""
    ends = [both(value, unit, "table") for value in (low, high)]
    return t(*(NBSP.join([ends[0][at], word, ends[1][at]]) for at, word in enumerate(("till", "to"))))


def judgement(points: float, low: float, high: float) -> Text:
    """Return points with their range in brackets, for a table."""
    ends = interval(low, high, "antal")
    return t(*(f"{points:.0f}{NBSP}({span})" for span in ends))
