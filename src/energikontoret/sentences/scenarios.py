"""Sentences that set the Region's choices and the scenarios side by side."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from energikontoret.model import keys, payments
from energikontoret.model.tables import rows as rows_of
from energikontoret.sentences import about
from energikontoret.sentences.parts import NOTHING
from pressroom.language.text import Text, joined, t

CHOICES = {
    "cover_none": t("Betala inget för kontoret"),
    "cover_half": t("Betala hälften av det som kontoret mister"),
    "cover_all": t("Betala allt som kontoret mister"),
    "close": t("Lägga ned kontoret"),
}
RESPONSES = {
    "pay_none": t("Kommunerna betalar inget för kontoret"),
    "pay_half": t("Kommunerna betalar hälften för kontoret"),
    "pay_all": t("Kommunerna betalar allt för kontoret"),
}
# What a cell of the table of choices tells, as a number: its unit, and what it is.
NUMBERS = {
    "region_year_sek": ("kr", t("merkostnad")),
    "staff": ("antal", t("anställda")),
}
POSTS = {
    "office": [t("kontorets basfinansiering")],
    "joint": [t("ledning"), t("Brysselkontor")],
    "administration": [t("administration")],
    "archive": [t("arkivet")],
}
NOTHING_SEK = 0.5
NOTHING_TO_TELL = 5000.0
"""Kronor a year: a sum below it is told as none, as it is rounded to ten thousands."""


def lead(count: int, first_year: int, last_year: int) -> Text:
    """Say how many scenarios there are, and for which years."""
    return t(
        "Rapporten räknar på {count:|word} scenarier för åren {first_year}–{last_year}. Också gångna år "
        "är räknade, inte uppföljda.",
        count=count,
        first_year=first_year,
        last_year=last_year,
    )


def cost_title(low_sek: float, high_sek: float) -> Text:
    """Say in a line how far the Region's yearly cost spreads between the scenarios."""
    return t(
        "Regionens merkostnad är mellan {low:kvot|exact} och {high:mnkr|exact} om året",
        low=about.millions(low_sek),
        high=about.millions(high_sek),
    )


def municipalities_pay(values: Mapping[str, Any]) -> Text:
    """Say what the municipalities pay once transition and ramp are over, for a cell of a table."""
    shares = {post: values[f"municipal_share_{post}"] for post in POSTS}
    if values["opted_out"] and max(shares.values()) > NOTHING:
        return t("{named:|and|capital}, men de som står utanför inget", named=_parts(shares))
    return _of_posts(shares)


def region_pays(values: Mapping[str, Any]) -> Text:
    """Say what the Region pays of what the municipalities do not, for a cell of a table."""
    if _all_is_paid(values):
        return t("Ingenting att ersätta")
    partly = {post for post in POSTS if NOTHING < values[f"municipal_share_{post}"] < 1 - NOTHING}
    return _of_posts({post: values[f"region_cover_{post}"] for post in POSTS}, partly)


def _all_is_paid(values: Mapping[str, Any]) -> bool:
    return not values["opted_out"] and payments.as_before(values)


def _of_posts(shares: Mapping[str, float], partly: Collection[str] = ()) -> Text:
    """Say in a cell of which posts a share is paid; see `_parts`."""
    return t("{named:|and|capital}", named=_parts(shares, partly))


def _parts(shares: Mapping[str, float], partly: Collection[str] = ()) -> list[Text]:
    """Return of which posts a share is paid; all or nothing is said at once.

    Of the posts that others pay `partly` it is a share of what is left; they come last.
    """
    if max(shares.values()) < NOTHING:
        return [t("ingenting")]
    if min(shares.values()) > 1 - NOTHING:
        return [t("allt")]
    if max(shares.values()) - min(shares.values()) < NOTHING and not partly:
        return [t("{share:andel} av allt", share=min(shares.values()))]
    left = {
        post: [t("resten av {post:|and}", post=POSTS[post])] if post in partly else POSTS[post]
        for post in POSTS
    }
    whole = sorted(
        (post for post, share in shares.items() if share > 1 - NOTHING), key=lambda post: post in partly
    )
    named = [part for post in whole for part in left[post]]
    named += [
        t("{share:andel} av {post:|and}", share=share, post=left[post])
        for post, share in shares.items()
        if NOTHING <= share <= 1 - NOTHING
    ]
    return named


def cell(row: Any) -> Text:
    """Return a cell of the table of choices: million kronor a year, and how many employees remain."""
    return t(
        "{sek:kvot|exact}\u00a0mnkr, {staff:antal}\u00a0anställda",
        sek=about.millions(row.region_year_sek),
        staff=round(row.staff),
    )


def choices(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the table of choices by responses, in words; what no response changes is said once.

    Beside each response's words (pay_none, …) stand its numbers (pay_none_region_year_sek, pay_none_staff).
    """
    words: list[Any] = [cell(row) for row in rows_of(cells)]
    said = cells.assign(cell=words).pivot(index="choice", columns="response").reindex(list(CHOICES))
    numbers = said[list(NUMBERS)]
    numbers.columns = numbers.columns.map("{0[1]}_{0[0]}".format)
    table = said["cell"].join(numbers)
    first, *others = RESPONSES
    same: Any = t("Samma")
    for choice, row in table.to_dict("index").items():
        if all(row[other] == row[first] for other in others):
            table.loc[str(choice), others] = same
    labels: list[Any] = list(CHOICES.values())
    return table.assign(name=labels)


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
    return about.as_told(pd.DataFrame(rows)).sort_values("mid", kind="stable")


def choice(cells: pd.DataFrame, ends: Sequence[float]) -> Text:
    """Say what paying the whole base funding costs a year and keeps when the municipalities pay nothing.

    `ends` are what it costs more than paying nothing at the ends of the range of the office's part; kronor.
    """
    more = more_for_the_office(cells)
    kept = _alone(cells, "cover_all")["staff"] - _alone(cells, "cover_none")["staff"]
    said = t(
        "Om kommunerna inte betalar något kostar det Regionen {more} mer om året att betala kontorets "
        "basfinansiering än att låta bli. Då finns ungefär {kept:|word} fler anställda kvar än om kontoret "
        "får krympa.",
        more=about.money(more, min(more, *ends), max(more, *ends)),
        kept=round(kept),
    )
    return joined(said, half(cells))


def half(cells: pd.DataFrame) -> Text:
    """Say that half of the base funding keeps fewer than half of the posts, where it does."""
    none, some, every = (_alone(cells, f"cover_{part}")["staff"] for part in ("none", "half", "all"))
    if every - none < NOTHING or some - none > 0.45 * (every - none):
        return t("")
    return t(
        "Betalar Regionen hälften behålls färre än hälften av de tjänster som annars försvinner, för "
        "kärnuppgifterna betalas först."
    )


def more_for_the_office(cells: pd.DataFrame) -> float:
    """Return what paying the whole base funding costs the Region more than paying nothing, alone; kronor."""
    return _alone(cells, "cover_all")["region_year_sek"] - _alone(cells, "cover_none")["region_year_sek"]


def fewer(cells: pd.DataFrame, now: float) -> tuple[float, float]:
    """Return how many of `now` employees become fewer on closing and on paying nothing, alone."""
    return now - _alone(cells, "close")["staff"], now - _alone(cells, "cover_none")["staff"]


def saved_by_closing(cells: pd.DataFrame) -> float:
    """Return what closing saves the Region a year against paying nothing, alone; kronor."""
    return _alone(cells, "cover_none")["region_year_sek"] - _alone(cells, "close")["region_year_sek"]


def for_the_others(cells: pd.DataFrame) -> float:
    """Return what the Region pays a year for what is not the office's, alone; kronor."""
    return float(_alone(cells, "cover_none")["region_year_sek"])


def closing(
    year: int,
    others: about.Span,
    saved_sek: float,
    fewer: tuple[float, float],
    shrinking: about.Span,
    dearer: about.Span,
) -> Text:
    """Say what closing costs a year against letting the office shrink, what is lost, and what comes once.

    The municipalities pay nothing. `year` is when the office is closed; `others` what the Region pays a year
    in any case. `fewer` is how many posts become fewer on closing and on shrinking; `shrinking` and `dearer`
    are kronor that come once: of shrinking against keeping, of closing against shrinking.
    """
    anyway = t(
        "Betalar kommunerna ingenting antas Regionen ta över ledning, Brysselkontor och administration. Det "
        "kostar {sek} mer om året, vad den än väljer för kontoret.",
        sek=about.money(*others),
    )
    if saved_sek < NOTHING_SEK:
        yearly = t(
            "Utan Regionens egna pengar kostar nedläggning {year} då lika mycket om året som att låta "
            "kontoret krympa.",
            year=year,
        )
    else:
        yearly = t(
            "Utan Regionens egna pengar kostar nedläggning {year} då {saved} mindre om året än att låta "
            "kontoret krympa.",
            year=year,
            saved=about.amount(saved_sek),
        )
    people = t(
        "Men då försvinner alla {all:|word} tjänster i stället för ungefär {some:|word}, och nätverk och "
        "projekt upphör.",
        all=round(fewer[0]),
        some=round(fewer[1]),
    )
    return joined(anyway, yearly, people, *_once(shrinking, dearer))


def closing_limit(enough: about.Span, first_year: int, last_year: int) -> Text:
    """Say from what sum a year on what the Region pays already makes closing the cheaper choice.

    `enough` is what it must pay for closing to be as cheap over the years from the first to the last.
    """
    unknown = t("Återbetalningar, hyresavtal och minskad administration är inte inräknade.")
    return joined(unknown, _already(enough, first_year, last_year))


def _already(enough: about.Span, first_year: int, last_year: int) -> Text:
    if enough[0] < NOTHING_TO_TELL:
        return t("Vad Regionen redan betalar för kontoret är inte känt, och det sparas också.")
    return t(
        "Vad Regionen redan betalar för kontoret är inte känt. Är det mer än {enough} om året, i 2022 års "
        "priser, är nedläggning billigare än att krympa. Det gäller nedläggning {first_year}, räknat till "
        "{last_year}. Vid en senare nedläggning är gränsen högre.",
        enough=_limit(enough),
        first_year=first_year,
        last_year=last_year,
    )


def _limit(enough: about.Span) -> Text:
    """Return a sum from which on something holds; below nothing there is none."""
    if enough[2] - enough[1] < NOTHING_TO_TELL:
        return t("ungefär {sek}", sek=about.roughly(enough[0]))
    return about.money(enough[0], max(0.0, enough[1]), enough[2])


def ask_also(enough: about.Span) -> Text:
    """Say what to ask beside the first question, where the answer decides between two choices."""
    if enough[0] < NOTHING_TO_TELL:
        return t("")
    return t(
        "Fråga också Regionens ekonomifunktion vad Regionen redan betalar för kontoret. Svaret behövs för "
        "att bedöma om nedläggning är billigare."
    )


def _once(shrinking: about.Span, dearer: about.Span) -> list[Text]:
    if shrinking[0] < NOTHING_SEK:
        return [_once_of_closing(dearer)] if abs(dearer[0]) >= NOTHING_SEK else []
    said = t(
        "Att låta kontoret krympa sparar basfinansieringen, men kostar {sek} en gång, i löpande priser.",
        sek=about.money(*shrinking),
    )
    return [said, _once_of_closing(dearer)]


def _once_of_closing(dearer: about.Span) -> Text:
    if abs(dearer[0]) < NOTHING_SEK:
        return t("Engångskostnaden för att lägga ned är lika stor.")
    if dearer[0] < 0:
        less = about.amount(-dearer[0])
        return t("Engångskostnaden för att lägga ned är {less} lägre.", less=less)
    more = about.money(*dearer, ends=dearer[1] >= 0)
    if dearer[1] >= 0:
        return t("Engångskostnaden för att lägga ned är {more} högre.", more=more)
    # A range that reaches below nothing is told in words.
    return t(
        "Engångskostnaden för att lägga ned är {more} högre (från {less:kvot|exact} lägre till "
        "{most:kvot|exact} högre).",
        more=more,
        less=about.millions(-dearer[1]),
        most=about.millions(dearer[2]),
    )


def closing_odds(dearer: about.Span, cheaper: float) -> Text:
    """Say how often closing costs less once than shrinking, where it mostly costs more.

    `cheaper` is the share of the draws, in per cent, in which it does.
    """
    cases = round(cheaper / 10)
    if dearer[0] < NOTHING_SEK or dearer[1] >= 0 or not cases:
        return t("")
    return t("I {cases:|word} beräkningar av tio är engångskostnaden för att lägga ned lägre.", cases=cases)


def closing_parts(redundancy: about.Span, running: about.Span) -> Text:
    """Say what closing costs more in redundancy, and spares of granted projects, each with its range."""
    if min(redundancy[0], running[0]) < NOTHING_SEK:
        return t("")
    return t(
        "Vid en nedläggning kostar uppsägningarna {more} mer, men kontorets egen insats i beviljade "
        "projekt, {less}, behövs inte.",
        more=about.money(*redundancy),
        less=about.money(*running),
    )


def assumed(values: Mapping[str, Any], yearly: Mapping[int, about.Span], since: int) -> Text:
    """Say what the scenario assumes of who pays, from the year when nothing changes any more and before it.

    `yearly` is what the municipalities pay together by year, kronor of 2022 with their ranges.
    """
    if _all_is_paid(values):
        return t("Kommunerna betalar lika mycket som förut.")
    paid = _parts({post: values[f"municipal_share_{post}"] for post in POSTS})
    if not keys.outside(values):
        pays = t("Kommunerna betalar {what:|and} från {since}.", what=paid, since=since)
    elif payments.as_before(values):
        pays = t(
            "De kommuner som står utanför betalar ingenting från {since}, de andra lika mycket som förut.",
            since=since,
        )
    else:
        pays = t(
            "De kommuner som står utanför betalar ingenting, de andra {what:|and} från {since}.",
            what=paid,
            since=since,
        )
    covered = _parts({post: values[f"region_cover_{post}"] for post in POSTS})
    covers = t("Av det som bortfaller står Regionen för {what:|and}.", what=covered)
    return joined(pays, about.before(yearly, since), covers)


def _alone(cells: pd.DataFrame, choice: str) -> pd.Series:
    """Return the cell of a choice when the municipalities pay nothing."""
    return cells[cells["response"] == "pay_none"].set_index("choice").T[choice]
