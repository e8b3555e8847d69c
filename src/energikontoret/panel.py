"""What the page's panel computes with and says: bounds and values of a run, facts, key figures and words.

The scripts beside it, panel.js and panel_page.js, compute and show. Nothing is stated anew here: bounds and
labels are the parameters', values those of the run and of the reference, key figures those of the report.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from energikontoret import known
from energikontoret.model import chance, figures, tables
from energikontoret.sentences.agreement import POSTS
from pressroom import scenarios
from pressroom.language.catalogue import translated
from pressroom.language.numbers import (
    MINUS,
    format_value,
    in_short,
    scale_named,
    signs,
    unit_header,
    unit_named,
)
from pressroom.language.text import t
from pressroom.language.units import BARE, SHORT
from pressroom.notebook import data, declarations
from pressroom.project import REFERENCE, find
from pressroom.scenarios import Parameter, declare

SCRIPTS = tuple(Path(__file__).with_name(name) for name in ("panel.js", "panel_page.js"))
STEPS = 100
"""About so many steps a slider has, where it is not for whole numbers."""
GROUPS = {
    t("Vem betalar vad"): (
        "office_open",
        *(f"{part}_{post}" for post in POSTS for part in ("municipal_share", "region_cover")),
    ),
    t("Övergång och nedtrappning"): (
        "transition_years",
        *(f"municipal_transition_share_{post}" for post in POSTS),
        "ramp_years",
    ),
    t("Kommunerna och nyckeln"): ("opted_out", "sharing_key", "sharing_fixed_share", "population_year"),
    t("Kontoret"): (
        "base_funding_share",
        "core_task_share",
        "own_contribution_share",
        "project_lag_years",
        "other_income_retained_share",
    ),
    t("Personalen"): (
        "other_redundant_positions",
        "position_cost_sek",
        "notice_months",
        "redeployed_share",
    ),
    t("Priser och statsbidrag"): ("price_index", "discount_rate", "state_grant_ratio"),
}
WORDS = {
    "open": t("Ändra värden och se vad som följer"),
    "yearly": t("Regionens merkostnad per år"),
    "whole": t("Förändringen kostar Regionen till och med {last}"),
    "pay": t("Kommunerna betalar per år"),
    "staff": t("Anställda {last}"),
    "of": t("{part} av {whole}"),
    "scenario": t("scenariot: {value}"),
    "prices": t(
        "Belopp per år gäller {last}, i 2022 års priser. Summan till och med {last} är i löpande priser. "
        "Inom parentes ligger minst åtta fall av tio. Det du ändrar hålls fast, andra osäkra antaganden "
        "varieras."
    ),
    "said": t(
        "Regionens merkostnad är {yearly} per år. Kommunerna betalar {pay}. Kontoret har {staff} anställda "
        "{last}."
    ),
    "bounds": t("{low}–{high}. I scenariot {value}."),
    "inScenario": t("I scenariot {value}."),
    "number": t("{label}, som siffra"),
    "changed": t("{group} (ändrat: {number})"),
    "same": t("Alla värden är scenariots."),
    "differs": t("Skiljer sig från scenariot:"),
    "difference": t("{label}: {value} (i scenariot {scenario})"),
    "none": t("ingen"),
    "reset": t("Återställ till scenariot"),
    "save": t("Spara som fil"),
    "link": t("Länk till de här värdena"),
    "ignored": t("Detta i länken gäller inte här och används inte: {names}."),
    "too_long": t("Övergång och nedtrappning tar tillsammans alla år. Minska en av dem."),
    "all_outside": t("Alla kommuner står utanför. Låt minst en vara med."),
    "beyond_turnover": t(
        "Basfinansieringen och projekten blir mer än hela kontorets omsättning. Sänk kontorets andel av de "
        "gemensamma kostnaderna, eller höj kärnuppgifternas andel eller den egna insatsen."
    ),
    "payments": t("Vem betalar vad {last}, kronor i 2022 års priser"),
    "post": t("Ändamål"),
    "municipalities": t("Kommunerna"),
    "region": t("Regionen"),
    "nobody": t("Ingen"),
    "total": t("Summa"),
    "years": t("År för år"),
    "yearsCaption": t(
        "Vad var och en betalar år för år, i 2022 års priser. Merkostnaden är i löpande priser, med det som "
        "kommer en gång."
    ),
    "year": t("År"),
    "net": t("Regionens merkostnad"),
    "employees": t("Anställda"),
    "fan": t("Anställda år för år. Det ljusa bandet omfattar minst åtta fall av tio."),
    "fanSaid": t("En linje för antalet anställda: {first} år {begin} och {last} år {end}."),
    "parts": t("Varje kommuns del"),
    "partsCaption": t("Vad varje kommun betalar {last}, kronor i 2022 års priser"),
    "municipality": t("Kommun"),
    "amount": t("Kronor per år"),
    "figures": t("Nyckeltal"),
    "figuresCaption": t("Nyckeltal med dina värden och med scenariots"),
    "figure": t("Nyckeltal"),
    "here": t("Här"),
    "before": t("I scenariot"),
}
TABLED = ("agreement", "region", "municipalities", "office", "keep")
"""The groups of key figures in the panel's table; a municipality's part has a table of its own."""


def content(values: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return all that the scripts take from the run with these values, as JSON values, in a language."""
    group_sign, decimal_sign = signs(lang)
    return {
        "values": {name: values[name] for name in (*_names(), "first_year", "horizon_years")},
        "parameters": _parameters(lang),
        "groups": [{"name": name.of(lang), "parameters": names} for name, names in GROUPS.items()],
        "drawn": _drawn(),
        "facts": _facts(values["population_year"]),
        "posts": {post: words.of(lang) for post, words in POSTS.items()},
        "municipalities": data.load("municipalities").set_index("code")["name"].to_dict(),
        "figures": _figures(values, lang),
        "signs": {"group": group_sign, "decimal": decimal_sign, "minus": MINUS},
        "words": {name: words.of(lang) for name, words in WORDS.items()} | _small_words(lang),
    }


def _small_words(lang: str) -> dict[str, str]:
    million = translated(scale_named("kr", "mnkr").short, lang, SHORT)
    answers = {name: format_value(value, "text", lang) for name, value in (("yes", True), ("no", False))}
    return {"million": million, "range": "{low}–{high}"} | answers


def _names() -> list[str]:
    return [name for names in GROUPS.values() for name in names]


def _parameters(lang: str) -> dict[str, dict[str, Any]]:
    declared = declare.declared(find())
    return {name: _parameter(declared[name], lang) for name in _names()}


def _parameter(about: Parameter, lang: str) -> dict[str, Any]:
    """Return what an input needs to know of a parameter: its words, its bounds, its step."""
    said: dict[str, Any] = {"type": about.type, "label": about.text("label").of(lang)}
    if about.type == "word":
        return said | {"choices": {choice: about.word(choice).of(lang) for choice in about.choices}}
    if about.type == "codes":
        return said | {"choices": declare.codes(find(), about.codes_of)}
    if not about.is_number:
        return said
    unit, (low, high) = unit_named(about.unit), about.ends
    head = "" if unit.words == BARE or unit.calendar else unit_header(about.unit, lang)
    form = in_short("{n}", about.unit, lang) if unit.short else f"{{n}}\u00a0{head}" if head else "{n}"
    step = 1 if about.type == "integer" else 10 ** round(math.log10((high - low) / STEPS))
    return said | {
        "low": low,
        "high": high,
        "step": step,
        "factor": unit.factor,
        "form": form,
        "calendar": unit.calendar,
    }


def _drawn() -> list[dict[str, Any]]:
    """Return the range of each parameter that is drawn, and what the reference has."""
    reference = scenarios.load(find(), REFERENCE).values
    ranges = tables.rows(scenarios.ranges(reference, chance.DRAWN))
    return [
        {
            "name": row.Index,
            "low": float(row.low),
            "high": float(row.high),
            "whole": bool(row.whole),
            "mode": row.mode,
        }
        for row in ranges
    ]


def _facts(population_year: int) -> dict[str, Any]:
    facts = known.facts(population_year)
    low, high = declare.declared(find())["population_year"].ends
    people = {year: _people(known.facts(year).population) for year in range(int(low), int(high) + 1)}
    return {"amounts": dict(facts.amounts), "office": dict(facts.office), "population": people}


def _people(population: pd.Series) -> dict[str, float]:
    return {str(code): float(people) for code, people in population.items()}


def _figures(values: Mapping[str, Any], lang: str) -> dict[str, dict[str, Any]]:
    """Return the label, unit and decimals of each key figure of the model, and what the scenario has."""
    declared = declarations.declared(find())
    computed = figures.figures(values, *known.as_arguments(known.facts(values["population_year"])))
    return {
        id: {
            "label": t(declared[id].label).of(lang),
            "unit": unit_header(declared[id].unit, lang),
            "factor": unit_named(declared[id].unit).factor,
            "decimals": max(unit_named(declared[id].unit).decimals, 0 if "sek" in id else 1),
            "value": value,
        }
        for id, value in computed.items()
        if id.partition(".")[0] in TABLED
    }
