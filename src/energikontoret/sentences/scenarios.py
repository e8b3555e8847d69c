"""Sentences that set the Region's choices and the scenarios side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from energikontoret.sentences import about
from pressroom.language.text import Text, t

CHOICES = {
    "cover_none": t("Betala inget för kontoret"),
    "cover_half": t("Betala hälften av bortfallet"),
    "cover_all": t("Betala hela bortfallet"),
    "close": t("Lägga ned kontoret"),
}
RESPONSES = {
    "pay_none": t("Kommunerna betalar inget"),
    "pay_half": t("Kommunerna betalar hälften"),
    "pay_all": t("Kommunerna betalar allt"),
}
POSTS = {
    "office": t("kontoret"),
    "joint": t("ledning och Bryssel"),
    "administration": t("administration"),
    "archive": t("arkivet"),
}
NOTHING = 0.0005


def cost_title(low_sek: float, high_sek: float) -> Text:
    """Say in a line how far the Region's yearly cost spreads between the scenarios."""
    return t(
        "Regionens merkostnad är mellan {low:kvot|exact} och {high:mnkr|exact} om året",
        low=about.millions(low_sek),
        high=about.millions(high_sek),
    )


def municipalities_pay(values: Mapping[str, Any]) -> Text:
    """Say what the municipalities pay once transition and ramp are over, for a cell of a table."""
    if values["opted_out"]:
        return t("Allt, utom de som står utanför")
    return _of_posts({post: values[f"municipal_share_{post}"] for post in POSTS})


def region_pays(values: Mapping[str, Any]) -> Text:
    """Say what the Region pays of what the municipalities do not, for a cell of a table."""
    if min(values[f"municipal_share_{post}"] for post in POSTS) > 1 - NOTHING and not values["opted_out"]:
        return t("Ingenting att ersätta")
    return _of_posts({post: values[f"region_cover_{post}"] for post in POSTS})


def _of_posts(shares: Mapping[str, float]) -> Text:
    """Say of which posts a share is paid; all or nothing is said at once."""
    if max(shares.values()) < NOTHING:
        return t("Ingenting")
    if min(shares.values()) > 1 - NOTHING:
        return t("Allt")
    named = [POSTS[post] for post, share in shares.items() if share > 1 - NOTHING]
    named += [
        t("{share:andel} av {post}", share=share, post=POSTS[post])
        for post, share in shares.items()
        if NOTHING <= share <= 1 - NOTHING
    ]
    return t("{named:|and|capital}", named=named)


def cell(row: Any) -> Text:
    """Return a cell of the table of choices: million kronor a year, and whole positions in brackets."""
    return t(
        "{sek:kvot|exact} ({staff:antal})", sek=about.millions(row.region_year_sek), staff=round(row.staff)
    )


def row(scenario: Any, found: Mapping[str, float]) -> dict[str, Any]:
    """Return a row of the table of scenarios, from a scenario and its key figures."""
    return {
        "title": t(scenario.title),
        "municipalities": municipalities_pay(scenario.values),
        "region": region_pays(scenario.values),
        "cost": found["region.net_steady_year_sek"],
        "staff": round(found["office.employees_final"]),
    }


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a table, the dearest for the Region last."""
    return pd.DataFrame(rows).sort_values("cost", kind="stable")


def ranges(steady: Mapping[str, float], ends: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    """Return scenario × (mid, low, high), kronor, the dearest last."""
    rows = [
        {"scenario": name, "mid": mid, "low": min(mid, *ends[name]), "high": max(mid, *ends[name])}
        for name, mid in steady.items()
    ]
    return pd.DataFrame(rows).sort_values("mid", kind="stable")


def choice(cells: pd.DataFrame) -> Text:
    """Say what each choice costs a year and keeps when the municipalities pay nothing."""
    alone = cells[cells["response"] == "pay_none"].set_index("choice")
    most, least = alone.loc["cover_all"], alone.loc["cover_none"]
    return t(
        "Betalar kommunerna inget kostar det Regionen {more} mer om året att betala hela kontoret än att "
        "inte betala något. Då finns ungefär {kept:|word} fler tjänster kvar.",
        more=about.amount(most["region_year_sek"] - least["region_year_sek"]),
        kept=round(most["staff"] - least["staff"]),
    )


def closing(cells: pd.DataFrame) -> Text:
    """Say what closing saves a year against paying nothing, and what it costs once; the floor of the cost."""
    alone = cells[cells["response"] == "pay_none"].set_index("choice")
    close, least = alone.loc["close"], alone.loc["cover_none"]
    saved = least["region_year_sek"] - close["region_year_sek"]
    once = close["redundancy_sek"] - least["redundancy_sek"]
    if saved < 0.5:
        return t(
            "Att lägga ned kontoret är inte billigare om året än att låta det krympa. "
            "Det kostar minst {once} mer i uppsägningar.",
            once=about.amount(once),
        )
    return t(
        "Att lägga ned kontoret sparar {saved} om året. Det kostar minst {once} mer i uppsägningar.",
        saved=about.amount(saved),
        once=about.amount(once),
    )
