"""Sentences on money and staff, written from their key figures so that they hold in every scenario."""

from collections.abc import Mapping, Sequence
from typing import Any

from energikontoret.sentences.conclusions import both
from pressroom.language.numbers import format_value
from pressroom.language.text import Text, t
from pressroom.language.words import between, counted, from_to

NOTHING = 0.0005
POSTS = {
    "common_costs": t("de gemensamma kostnaderna", "the joint costs"),
    "administration": t("administrationen", "the administration"),
    "archive": t("bidraget till Föreningsarkivet", "the grant to the association archive"),
}


def agreement(
    figures: Mapping[str, float], first_year: int, last_year: int, replaced_share: float, ramp_years: int
) -> Text:
    """Say how large the loss is, on the condition that the scenario sets.

    `replaced_share` is the part of the documented posts that is replaced when the phase-out is over.
    """
    if figures["gap_horizon_sek"] < 0.5:
        return t(
            "Om överenskommelsens dokumenterade del ersätts helt uppstår inget bortfall.",
            "If the documented part of the agreement is fully replaced, there is no loss.",
        )
    first, whole = (both(figures[name], "kr") for name in ("gap_first_year_sek", "gap_horizon_sek"))
    condition = _condition(replaced_share, ramp_years)
    opening = t(
        f"{condition.sv} är bortfallet {first.sv} {first_year}.",
        f"{condition.en}, the loss is {first.en} in {first_year}.",
    )
    if last_year == first_year:
        return opening
    return t(
        f"{opening.sv} Till och med {last_year} blir det sammanlagt {whole.sv}.",
        f"{opening.en} To the end of {last_year} it adds up to {whole.en}.",
    )


def _condition(replaced_share: float, ramp_years: int) -> Text:
    if replaced_share < NOTHING and ramp_years:
        span = counted(ramp_years)
        return t(
            f"Om kommunernas betalning trappas ned under {span.sv} år",
            f"If the municipalities' payment is phased out over {span.en} {_plural('year', ramp_years)}",
        )
    if replaced_share < NOTHING:
        return t("Om ingenting ersätter överenskommelsen", "If nothing replaces the agreement")
    share = both(replaced_share, "andel")
    return t(
        f"Om {share.sv} av överenskommelsens dokumenterade del ersätts",
        f"If {share.en} of the documented part of the agreement is replaced",
    )


def by_bearer(board_sek: float, executive_sek: float, archive_sek: float) -> Text:
    """Say who bears how much of the first year's loss."""
    if board_sek + executive_sek + archive_sek < 0.5:
        return t(
            "Varken regionala utvecklingsnämnden, regionstyrelsen eller Föreningsarkivet får något bortfall.",
            "Neither the regional development board, the regional executive nor the association archive has "
            "a loss.",
        )
    board, executive, archive = (both(sek, "kr") for sek in (board_sek, executive_sek, archive_sek))
    return t(
        f"Det första året är bortfallet {board.sv} hos regionala utvecklingsnämnden, "
        f"{executive.sv} hos regionstyrelsen och {archive.sv} hos Föreningsarkivet.",
        f"In the first year the loss is {board.en} for the regional development board, "
        f"{executive.en} for the regional executive and {archive.en} for the association archive.",
    )


def gap_title(figures: Mapping[str, float], last_year: int) -> Text:
    """Say in a line how large the loss is over the whole period."""
    if figures["gap_horizon_sek"] < 0.5:
        return t("Inget bortfall: posterna ersätts helt", "No loss: the posts are fully replaced")
    whole = both(figures["gap_horizon_sek"], "kr")
    return t(
        f"Bortfallet är {whole.sv} till och med {last_year}",
        f"The loss is {whole.en} to the end of {last_year}",
    )


def consequence_title(figures: Mapping[str, float]) -> Text:
    """Say in a line what all consequences amount to."""
    if figures["consequence_horizon_sek"] < 0.5:
        return t("Inga ekonomiska följder uppstår", "There are no financial consequences")
    whole = both(figures["consequence_horizon_sek"], "kr")
    return t(f"Alla följder uppgår till {whole.sv}", f"All consequences amount to {whole.en}")


def office(figures: Mapping[str, float], turnover_sek: float, employees: int, share: float) -> Text:
    """Say what happens to the office's turnover and staff if `share` of the joint costs is base funding.

    `turnover_sek` and `employees` are what the board paper states.
    """
    change, year = figures["turnover_change_share"], round(figures["full_effect_year"])
    if change < NOTHING - 1:
        return t(
            f"I scenariot har Energikontoret ingen omsättning och ingen personal kvar från {year}.",
            f"In the scenario the energy office has no turnover and no staff left from {year}.",
        )
    size = both(abs(change), "andel")
    condition = t("hälften", "half") if share == 0.5 else both(share, "andel")
    sv, en = _direction(change)
    ends = _from_to(turnover_sek, figures["turnover_final_fixed_sek"])
    first = t(
        f"Om {condition.sv} av de gemensamma kostnaderna är basfinansiering {sv} Energikontorets omsättning "
        f"med {size.sv} i fasta priser{ends.sv}.",
        f"If {condition.en} of the joint costs is base funding, the energy office's turnover {en} "
        f"by {size.en} in fixed prices{ends.en}.",
    )
    if abs(change) < NOTHING:
        first = t(
            f"Om {condition.sv} av de gemensamma kostnaderna är basfinansiering behåller Energikontoret sin "
            "omsättning i fasta priser.",
            f"If {condition.en} of the joint costs is base funding, the energy office keeps its turnover in "
            "fixed prices.",
        )
    staff = _staff(employees, round(figures["employees_final"]))
    when = _when(change, year)
    return t(f"{first.sv} {staff.sv}{when.sv}", f"{first.en} {staff.en}{when.en}")


def _direction(change: float) -> Text:
    return t("minskar", "falls") if change < 0 else t("ökar", "rises")


def _from_to(before: float, after: float) -> Text:
    """Return ", från 6,7 till 4,3 miljoner kronor", or nothing where both are written alike."""
    if both(before, "kr") == both(after, "kr"):
        return t("", "")
    return Text(*(f", {words}" for words in from_to(before, after, "kr")))


def _staff(before: int, after: int) -> Text:
    if before == after:
        number = counted(after)
        return t(
            f"Antalet anställda är då fortfarande ungefär {number.sv}.",
            f"The number of employees is then still about {number.en}.",
        )
    sv, en = _direction(after - before)
    one, other = counted(before), counted(after)
    return t(
        f"Antalet anställda {sv} från {one.sv} till ungefär {other.sv}.",
        f"The number of employees {en} from {one.en} to about {other.en}.",
    )


def _when(change: float, year: int) -> Text:
    if abs(change) < 0.02:
        return t("", "")
    sv, en = ("minskningen", "fall") if change < 0 else ("ökningen", "rise")
    return t(f" Hela {sv} syns från {year}.", f" The whole {en} shows from {year}.")


def office_change(change: float) -> Text:
    """Return the verb of a sentence on turnover: "minskar med 35,6 procent"."""
    if abs(change) < NOTHING:
        return t("är oförändrad", "is unchanged")
    if change < NOTHING - 1:
        return t("upphör", "ceases")
    size = both(abs(change), "andel")
    sv, en = _direction(change)
    return t(f"{sv} med {size.sv}", f"{en} by {size.en}")


def office_range(shares: Sequence[float], changes: Sequence[float]) -> Text:
    """Say what the change in turnover is at the lowest and at the highest base funding share tried."""
    least, most = (both(shares[at], "andel") for at in (0, -1))
    if max(changes) - min(changes) < NOTHING:
        return t(
            f"Resultatet är detsamma vid alla andelar från {least.sv} till {most.sv}.",
            f"The result is the same at every share from {least.en} to {most.en}.",
        )
    one, other = (office_change(changes[at]) for at in (0, -1))
    if changes[0] * changes[-1] > 0:
        second = t(other.sv.split(" ", 1)[1], other.en.split(" ", 1)[1])
    else:
        second = t(_turned(other.sv, "den"), f"it {other.en}")
    return t(
        f"Om andelen är {least.sv} {_turned(one.sv, 'omsättningen')}, och vid {most.sv} {second.sv}.",
        f"At a share of {least.en} turnover {one.en}, and at {most.en} {second.en}.",
    )


def _turned(words: str, subject: str) -> str:
    """Return verb, subject and object, the order that Swedish has after a clause."""
    verb, _, rest = words.partition(" ")
    return f"{verb} {subject} {rest}".strip()


def turnover_title(figures: Mapping[str, float]) -> Text:
    """Say in a line what happens to turnover in fixed prices, and from which year."""
    change, year = figures["turnover_change_share"], round(figures["full_effect_year"])
    if abs(change) < NOTHING:
        return t("Omsättningen är oförändrad i fasta priser", "Turnover is unchanged in fixed prices")
    if change < NOTHING - 1:
        return t(f"Ingen omsättning återstår från {year}", f"No turnover remains from {year}")
    share = both(abs(change), "andel")
    sv, en = ("lägre", "lower") if change < 0 else ("högre", "higher")
    return t(f"Från {year} är omsättningen {share.sv} {sv}", f"From {year} turnover is {share.en} {en}")


def sensitivity_title(changes: Sequence[float]) -> Text:
    """Say in a line how far the change in turnover spreads."""
    low, high = min(changes), max(changes)
    if low < 0 < high:
        down, up = both(-low, "andel"), both(high, "andel")
        return t(
            f"Omsättningen minskar med upp till {down.sv} eller ökar med upp till {up.sv}",
            f"Turnover falls by up to {down.en} or rises by up to {up.en}",
        )
    sv, en = ("minskar", "falls") if low < 0 else ("ökar", "rises")
    near, far = sorted((abs(low), abs(high)))
    if far < NOTHING:
        return t("Omsättningen är oförändrad vid alla andelar", "Turnover is unchanged at every share")
    one = both(far, "andel")
    if one == both(near, "andel"):
        return t(
            f"Omsättningen {sv} med {one.sv} vid alla andelar", f"Turnover {en} by {one.en} at every share"
        )
    ends = between(near, far, "andel")
    return t(f"Omsättningen {sv} med {ends.sv}", f"Turnover {en} by {ends.en}")


def scenarios_title(consequences: Sequence[float]) -> Text:
    """Say in a line how far the scenarios spread; `consequences` are kronor."""
    low, high = both(min(consequences), "kr"), both(max(consequences), "kr")
    return t(
        f"Alla följder går från {low.sv} till {high.sv}",
        f"All consequences range from {low.en} to {high.en}",
    )


def replaced(values: Mapping[str, Any]) -> Text:
    """Say which part of the agreement a scenario replaces, for a cell of a table."""
    shares = {post: values[f"retention_{post}"] for post in POSTS}
    years = values["retention_ramp_years"]
    if len(set(shares.values())) == 1:
        said = _of_every_post(shares["archive"])
    else:
        named = [(both(share, "andel"), POSTS[post]) for post, share in shares.items() if share]
        said = t(
            ", ".join(f"{share.sv} av {post.sv}" for share, post in named),
            ", ".join(f"{share.en} of {post.en}" for share, post in named),
        )
    if years:
        span = counted(years)
        said = t(
            f"{said.sv} efter {span.sv} års nedtrappning",
            f"{said.en} after a phase-out of {span.en} {_plural('year', years)}",
        )
    if values["other_income_retained_share"] < NOTHING:
        said = t(f"{said.sv}. Övriga intäkter upphör.", f"{said.en}. Other income ends.")
    return said


def _of_every_post(share: float) -> Text:
    if share < NOTHING:
        return t("Ingenting", "Nothing")
    if share > 1 - NOTHING:
        return t("Allt", "Everything")
    part = both(share, "andel")
    return t(f"{part.sv} av varje post", f"{part.en} of each post")


def nearest(title: Text, figures: Mapping[str, float], last_year: int, is_this_run: bool) -> Text:
    """Say which scenario lies nearest to what is known, with its key figures unless the report is on it."""
    if is_this_run:
        return t(
            "Det här scenariot ligger närmast det som är känt.",
            "This scenario lies nearest to what is known.",
        )
    loss, change = both(figures["gap_horizon_sek"], "kr"), office_change(figures["turnover_change_share"])
    return t(
        f"Närmast det ligger scenariot ”{title.sv}”. Där är bortfallet {loss.sv} till och med {last_year}, "
        f"och omsättningen {change.sv}.",
        f"The scenario “{title.en}” lies nearest to that. Its loss is {loss.en} to the end of {last_year}, "
        f"and turnover {change.en}.",
    )


def number(value: float) -> Text:
    """Return a count in words where it is whole and small, else in digits."""
    if float(value).is_integer():
        return counted(int(value))
    return Text(*(format_value(value, "antal", lang, "short") for lang in Text._fields))


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
