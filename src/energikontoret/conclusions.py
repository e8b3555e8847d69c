"""Sentences that open a chapter, written from its key figures so that they hold in every scenario."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from energikontoret.formatting import NBSP, format_value
from energikontoret.text import Text, t
from energikontoret.words import counted, day_of


def agreement(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what is missing when the documented part of the agreement ends."""
    if figures["gap_horizon_sek"] < 0.5:
        return t(
            "Överenskommelsens kända poster ersätts helt. Inget underskott uppstår.",
            "The known posts of the agreement are fully replaced. No gap arises.",
        )
    first, whole = (both(figures[name], "kr") for name in ("gap_first_year_sek", "gap_horizon_sek"))
    return t(
        f"Det första året saknas {first.sv}. Till och med {last_year} växer summan till {whole.sv}.",
        f"In the first year {first.en} is missing. By the end of {last_year} the sum grows to {whole.en}.",
    )


def office(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what happens to the office's turnover and staff."""
    change = figures["turnover_change_share"]
    staff = both(round(figures["employees_final"]), "personer")
    if abs(change) < 0.0005:
        return t(
            f"Energikontoret behåller sin omsättning i fasta priser till och med {last_year}.",
            f"The energy office keeps its turnover in fixed prices to the end of {last_year}.",
        )
    if change < -0.9995:
        return t(
            f"Energikontoret har ingen omsättning och ingen personal kvar {last_year}.",
            f"The energy office has no turnover and no staff left in {last_year}.",
        )
    sv, en = ("minskar", "falls") if change < 0 else ("ökar", "rises")
    share = both(abs(change), "andel")
    return t(
        f"Energikontorets omsättning {sv} med {share.sv} i fasta priser till {last_year}. "
        f"Det räcker till ungefär {staff.sv}.",
        f"The energy office's turnover {en} by {share.en} in fixed prices by {last_year}. "
        f"That pays for about {staff.en}.",
    )


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
    return t(
        f"{first.sv} I samma takt blir de {projected.sv} år 2030. Det är {gap.sv} {sv} än målet.",
        f"{first.en} At that pace they reach {projected.en} in 2030, {gap.en} {en} than the target.",
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
    amount = _between(low_kt, high_kt, "kt CO2e")
    first = t(
        f"Besparingen motsvarar {amount.sv}, beroende på vilken faktor som används.",
        f"The saving amounts to {amount.en}, depending on the factor.",
    )
    if gap_kt <= 0:
        return t(
            f"{first.sv} I scenariot saknas inget till målet.",
            f"{first.en} In the scenario nothing is missing to the target.",
        )
    share = _between(low_kt / gap_kt, high_kt / gap_kt, "andel")
    return t(
        f"{first.sv} Det är {share.sv} av det som saknas till målet 2030.",
        f"{first.en} That is {share.en} of what is missing to the target of 2030.",
    )


def sharing(figures: Mapping[str, float], leaving: list[str]) -> Text:
    """Say who pays what of the shared cost; `leaving` names the municipalities that stay outside."""
    cost, region, rest = (
        both(figures[name], "kr") for name in ("cost_sek", "region_sek", "municipalities_sek")
    )
    each = both(figures["per_inhabitant_sek"], "kr/invånare")
    if figures["municipalities_sek"] < 0.5:
        return t(
            f"Regionen betalar hela kostnaden på {cost.sv} om året.",
            f"The Region pays the whole cost of {cost.en} a year.",
        )
    first = t(
        f"Om {cost.sv} om året delas betalar Regionen {region.sv} och kommunerna {rest.sv}.",
        f"If {cost.en} a year is shared, the Region pays {region.en} and the municipalities {rest.en}.",
    )
    if figures["region_sek"] < 0.5:
        first = t(
            f"Kommunerna betalar hela kostnaden på {cost.sv} om året.",
            f"The municipalities pay the whole cost of {cost.en} a year.",
        )
    stay = t("", "")
    if leaving:
        sv, en = (_listed(leaving, word) for word in Text(" och ", " and "))
        stay = t(f" {sv} står utanför.", f" {en} stay outside.")
    return t(
        f"{first.sv} Det blir i snitt {each.sv} i de kommuner som är med.{stay.sv}",
        f"{first.en} That is {each.en} on average in the municipalities that take part.{stay.en}",
    )


def options(figures: Mapping[str, Any], best: Text, runner_up: Text) -> Text:
    """Say which option has most points, by how much, and how sure that is when the weights vary."""
    lead = both(figures["lead_points"], "poäng")
    share = both(round(figures["best_win_share"], 2), "andel")
    second = Text(*(label[:1].lower() + label[1:] for label in runner_up))
    if figures["lead_points"] < 0.005:
        first = t(
            f"{best.sv} och {second.sv} får lika många poäng.",
            f"{best.en} and {second.en} have equal points.",
        )
    else:
        first = t(
            f"{best.sv} får flest poäng, {lead.sv} före {second.sv}.",
            f"{best.en} has most points, {lead.en} ahead of {second.en}.",
        )
    return t(
        f"{first.sv} När vikterna varieras är alternativet bäst i {share.sv} av dragningarna.",
        f"{first.en} When the weights vary, the option is best in {share.en} of the draws.",
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
    return t(f"{first.sv} {second.sv}.", f"{first.en} {second.en}.")


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


def decisions(count: int, with_outcome: int, last: str) -> Text:
    """Say for how many decisions an outcome was found, and the day of the last fact (an ISO date)."""
    whole, found, day = counted(count), counted(with_outcome), day_of(last)
    return t(
        f"Nämnden fattade {whole.sv} beslut. För {found.sv} av dem har rapporten hittat ett utfall, "
        f"men inga belopp. Den senaste uppgiften är från den {day.sv}.",
        f"The board took {whole.en} decisions. For {found.en} of them the report found an outcome, "
        f"but no amounts. The latest fact is of {day.en}.",
    )


def _are(number: float) -> str:
    return "is" if number == 1 else "are"


def _listed(names: list[str], last: str) -> str:
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def gap_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line what is missing over the whole period."""
    if figures["gap_horizon_sek"] < 0.5:
        return t("Ingenting saknas: posterna ersätts helt", "Nothing is missing: the posts are replaced")
    whole = both(figures["gap_horizon_sek"], "kr")
    return t(
        f"Till och med {last_year} saknas {whole.sv}", f"By the end of {last_year}, {whole.en} is missing"
    )


def consequence_title(figures: Mapping[str, float]) -> Text:
    """Say in a line what all consequences amount to."""
    if figures["consequence_horizon_sek"] < 0.5:
        return t("Inga ekonomiska följder uppstår", "There are no financial consequences")
    whole = both(figures["consequence_horizon_sek"], "kr")
    return t(f"Följderna uppgår till {whole.sv}", f"The consequences amount to {whole.en}")


def turnover_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line what happens to turnover in fixed prices."""
    change = figures["turnover_change_share"]
    if abs(change) < 0.0005:
        return t("Omsättningen är oförändrad i fasta priser", "Turnover is unchanged in fixed prices")
    share = both(abs(change), "andel")
    sv, en = ("minskar", "falls") if change < 0 else ("ökar", "rises")
    return t(
        f"Omsättningen {sv} med {share.sv} till {last_year}", f"Turnover {en} by {share.en} by {last_year}"
    )


def sensitivity_title(changes: Sequence[float]) -> Text:
    """Say in a line how far the change in turnover spreads."""
    low, high = both(min(changes), "andel"), both(max(changes), "andel")
    if low == high:
        return t(f"Förändringen är {low.sv} vid alla andelar", f"The change is {low.en} at every share")
    return t(
        f"Förändringen blir mellan {low.sv} och {high.sv}", f"The change is between {low.en} and {high.en}"
    )


def uncertainty(gap: Mapping[int, float], turnover: Mapping[int, float]) -> Text:
    """Say between which values eight draws in ten lie; both map a percentile to kronor."""
    low, high, least, most = (both(value, "kr") for value in (gap[10], gap[90], turnover[10], turnover[90]))
    return t(
        f"När alla antaganden varieras saknas mellan {low.sv} och {high.sv} i åtta fall av tio. "
        f"Energikontorets omsättning hamnar då mellan {least.sv} och {most.sv} det sista året.",
        f"When all assumptions vary, between {low.en} and {high.en} is missing in eight cases of ten. "
        f"The energy office's turnover then lies between {least.en} and {most.en} in the last year.",
    )


def spread_title(found: Mapping[int, float]) -> Text:
    """Say in a line between which values eight draws in ten lie."""
    low, high = both(found[10], "kr"), both(found[90], "kr")
    return t(
        f"Åtta av tio dragningar ger mellan {low.sv} och {high.sv}",
        f"Eight draws in ten give between {low.en} and {high.en}",
    )


def driver(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Name the assumption with the largest swing."""
    if moved.empty:
        return t("Inget antagande", "No assumption")
    return labels[moved["parameter"].iloc[0]]


def driver_title(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Say in a line which assumption matters most."""
    most = driver(labels, moved)
    return t(f"Mest betyder: {most.sv}", f"What matters most: {most.en}")


def scenarios_title(consequences: Sequence[float]) -> Text:
    """Say in a line how far the scenarios spread; `consequences` are kronor."""
    low, high = both(min(consequences), "kr"), both(max(consequences), "kr")
    return t(
        f"Följderna spänner från {low.sv} till {high.sv}",
        f"The consequences range from {low.en} to {high.en}",
    )


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


def _between(low: float, high: float, unit: str) -> Text:
    least, most = both(low, unit, "table"), both(high, unit)
    return t(f"mellan {least.sv} och {most.sv}", f"between {least.en} and {most.en}")
