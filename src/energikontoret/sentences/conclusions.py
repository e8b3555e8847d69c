"""Sentences that open a chapter, written from its key figures so that they hold in every scenario."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from energikontoret.sentences import parts
from pressroom.language.numbers import NBSP, format_value
from pressroom.language.text import Text, t
from pressroom.language.words import between, counted, listed


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
        sv, en = (listed(leaving, word) for word in Text(" och ", " and "))
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
    count, judged, on_track, own = (
        int(figures[name]) for name in ("count", "judged", "on_track", "own_target")
    )
    has, more = parts.goals(own, count), _more(int(figures["measurable"]) - own)
    track, borrowed = parts.on_track(on_track, judged), t("", "")
    if on_track and not figures["on_track_own"]:
        borrowed = t(", mätt mot lånade mål", ", measured by borrowed targets")
        if on_track == 1:
            borrowed = t(", mätt mot ett lånat mål", ", measured by a borrowed target")
    kept = retained(figures, last_year)
    return t(
        f"{has.sv} ett eget målvärde som går att följa{more.sv}. "
        f"{track.sv.rstrip('.')}{borrowed.sv}. {kept.sv}",
        f"{has.en} a target of {'its' if own == 1 else 'their'} own that can be followed{more.en}. "
        f"{track.en.rstrip('.')}{borrowed.en}. {kept.en}",
    )


def retained(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what remains of the contributions to the goals, and that this is an example, not a forecast."""
    kept = retained_title(figures, last_year)
    ended = parts.out_of(int(figures["ended"]), int(figures["current"]))
    return t(
        f"{kept.sv}. Det är ett räkneexempel: bidragen är bedömda, och {ended.sv} "
        "verksamheter har avslutats.",
        f"{kept.en}. It is an example: the contributions are judged, and {ended.en} activities have ended.",
    )


def _more(borrowed: int) -> Text:
    if not borrowed:
        return t("", "")
    number, verb = counted(borrowed), "has a borrowed one" if borrowed == 1 else "have borrowed ones"
    return t(
        f", och {number.sv} till har {'ett lånat' if borrowed == 1 else 'lånade'}",
        f", and {number.en} more {verb}",
    )


def retained_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line what remains of the contributions to the goals that the activities of 2022 made."""
    share = figures["contribution_retained_share"]
    if share > 0.9995:
        return t(
            f"Bidragen till målen består till {last_year}, räknat på 2022 års verksamheter",
            f"The contributions to the goals last to {last_year}, counted on the activities of 2022",
        )
    if share < 0.0005:
        return t(
            f"År {last_year} återstår inget av bidragen till målen, räknat på 2022 års verksamheter",
            f"In {last_year}, nothing of the contributions to the goals remains, counted on the activities "
            "of 2022",
        )
    kept = both(round(share, 2), "andel")
    return t(
        f"År {last_year} återstår {kept.sv} av bidragen till målen, räknat på 2022 års verksamheter",
        f"In {last_year}, {kept.en} of the contributions to the goals remains, counted on the activities "
        "of 2022",
    )


def decisions(count: int, with_outcome: list[Text]) -> Text:
    """Say for which decisions an outcome was found."""
    whole, found = counted(count), counted(len(with_outcome))
    sv = listed([name.sv for name in with_outcome], " och ")
    en = listed([name.en[:1].lower() + name.en[1:] for name in with_outcome], " and ")
    return t(
        f"Nämnden fattade {whole.sv} beslut. Rapporten har hittat ett utfall för {found.sv} av dem, "
        f"{sv}, men inga belopp.",
        f"The board took {whole.en} decisions. The report found an outcome for {found.en} of them, "
        f"{en}, but no amounts.",
    )


def uncertainty(gap: Mapping[int, float], chosen: Mapping[int, float]) -> Text:
    """Say between which values eight draws in ten lie, and how little of that the scenario's choice leaves.

    Both map percentiles to kronor: all assumptions vary, or all but what is replaced and how fast.
    """
    loss, own = between(gap[10], gap[90], "kr"), between(chosen[10], chosen[90], "kr")
    few = t(f"ligger det i åtta dragningar av tio {own.sv}", f"it lies {own.en} in eight draws out of ten")
    if chosen[90] < 0.5:
        few = t(
            "uppstår inget bortfall i åtta dragningar av tio", "there is no loss in eight draws out of ten"
        )
    return t(
        "Bortfallets storlek beror mest på ett val: hur mycket som ersätts, och hur snabbt. "
        f"Med scenariots val {few.sv}. "
        f"Varieras även det som ersätts ligger det {loss.sv}. "
        "I varje dragning får antagandena slumpvisa värden ur sina intervall.",
        "The loss depends mostly on a choice: how much is replaced, and how fast. "
        f"With the scenario's choice, {few.en}. "
        f"If what is replaced varies too, it lies {loss.en}. "
        "Each draw gives the assumptions random values in their ranges.",
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
