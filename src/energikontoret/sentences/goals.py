"""Sentences on the goals: how many are followed and met, and what money the activities rested on."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from energikontoret.model.goals import NO_DATA, NO_TARGET, OFF_TRACK, ON_TRACK
from energikontoret.sentences.parts import out_of
from pressroom.language.text import Text, joined, plural, quantity, t

FUNDING = {"base": t("Basfinansiering"), "project": t("Projektpengar"), "grant": t("Riktade bidrag")}
_STATUS = {
    ON_TRACK: t("i fas"),
    OFF_TRACK: t("inte i fas"),
    NO_TARGET: t("inget mål att följa"),
    NO_DATA: t("data saknas"),
}
_REACHED = {ON_TRACK: t("nått"), OFF_TRACK: t("inte nått")}
_OWNER = {"earlier": t(", tidigare plan"), "other": t(", andras mål")}


def conclusion(figures: Mapping[str, float]) -> Text:
    """Say how many goals can be followed and met, and what the office's activities rested on."""
    count, judged, met, own = (int(figures[name]) for name in ("count", "judged", "on_track", "own_target"))
    followed = _followed(own, count, int(figures["measurable"]) - own)
    borrowed = met and not figures["on_track_own"]
    in_phase = _on_borrowed_track(met, judged) if borrowed else on_track(met, judged)
    return joined(followed, in_phase)


def _followed(own: int, count: int, borrowed: int) -> Text:
    """Say how many goals have a target of their own, and how many more a borrowed one."""
    some = out_of(own, count, neuter=True)
    # The verb follows the number in other languages.
    alone = plural(
        "{some:|capital} mål har ett eget målvärde som går att följa.",
        "{some:|capital} mål har ett eget målvärde som går att följa.",
        own,
        some=some,
    )
    if not borrowed:
        return alone
    return joined(
        alone,
        plural(
            "För {number:|word} mål till har rapporten tagit målvärdet ur en tidigare plan eller "
            "andras riktmärken.",
            "För {number:|word} mål till har rapporten tagit målvärden ur tidigare planer eller "
            "andras riktmärken.",
            borrowed,
        ),
    )


def _on_borrowed_track(part: int, whole: int) -> Text:
    return plural(
        "{some:|capital} bedömda indikatorer är i fas, mätt mot ett riktmärke som inte är länets.",
        "{some:|capital} bedömda indikatorer är i fas, mätt mot riktmärken som inte är länets.",
        part,
        some=out_of(part, whole),
    )


def on_track(part: int, whole: int) -> Text:
    """Say how many of the judged indicators are on track."""
    return plural(
        "{some:|capital} bedömda indikatorer är i fas.",
        "{some:|capital} bedömda indikatorer är i fas.",
        part,
        some=out_of(part, whole),
    )


def have(part: int, whole: int) -> Text:
    """Return "Tre av fem mål har", to begin a sentence with."""
    some = out_of(part, whole, neuter=True)
    return plural("{some:|capital} mål har", "{some:|capital} mål har", part, some=some)


def indicator_cells(judged: pd.DataFrame) -> pd.DataFrame:
    """Return judged indicators with cells for a table: baseline, target and latest with years, and state."""
    # Where the target is a fall, a rise shows its sign.
    falls = judged["target_value"] < 0
    dated: dict[str, list[Any]] = {
        end: [
            _dated(*value)
            for value in zip(
                judged[f"{end}_value"], judged["unit"], judged[f"{end}_year"], falls, strict=True
            )
        ]
        for end in ("baseline", "latest", "target")
    }
    dated["target"] = [
        t("{target}{owner}", target=target, owner=_OWNER.get(owner, ""))
        for target, owner in zip(dated["target"], judged["target_owner"], strict=True)
    ]
    state = [_state(row) for row in judged.to_dict("records")]
    return judged.assign(**dated | {"state": state})


def _state(indicator: Mapping[Hashable, Any]) -> Any:
    """Return in words how an indicator stands; once the year of the target is there, it is met or not."""
    status = str(indicator["status"])
    if status == NO_TARGET and not pd.isna(indicator["target_value"]):
        return t("målår saknas")
    if indicator["kind"] == "path" and indicator["latest_year"] >= indicator["target_year"]:
        return _REACHED.get(status, _STATUS[status])
    return _STATUS[status]


def _dated(value: float, unit: str, year: float, signed: bool) -> Text:
    """Return a value with its year in brackets, or a dash; `signed`: a rise has its sign too."""
    words = quantity(value, unit, "short")
    if signed and value > 0:
        words = t("+{value}", value=words)
    if pd.isna(value) or pd.isna(year):
        return words
    return t("{value} ({year})", value=words, year=int(year))


def activities(figures: Mapping[str, float]) -> Text:
    """Say how many activities of 2022 rest on which kind of money, and how many of them have ended."""
    return t(
        "{whole:|word|capital} verksamheter pågick 2022: {base:|word} betalades med basfinansiering, "
        "{project:|word} med projektpengar och {grant:|word} med riktade bidrag. {gone:|word|capital} av dem "
        "har avslutats, varav {on:|word} fortsätter i nya projekt. Ytterligare {new:|word} nämns först efter "
        "2022.",
        whole=int(figures["current"]),
        base=int(figures["current_base"]),
        project=int(figures["current_project"]),
        grant=int(figures["current_grant"]),
        gone=int(figures["ended"]),
        on=int(figures["continued"]),
        new=int(figures["later"]),
    )


def role(figures: Mapping[str, float], counts: pd.DataFrame, names: Mapping[str, Text]) -> Text:
    """Say which goals the paper names, what contributed to them in 2022, and to which without base funding.

    `counts` are activities by goal and kind of funding, `names` the goals in running text.
    """
    elsewhere = [names[str(goal)] for goal in counts.index[counts["base"] == 0]]
    said = [
        t(
            "Ärendet nämner {count:|word} mål eller program: {names:|and}.",
            count=int(figures["count"]),
            names=list(names.values()),
        ),
        t(
            "Till dem bidrog {whole:|word} av kontorets verksamheter 2022. Enligt rapportens bedömning "
            "betalades {base:|word} av dem med basfinansieringen.",
            whole=int(figures["contributing"]),
            base=int(figures["current_base"]),
        ),
    ]
    if elsewhere:
        said.append(t("Till {names:|and} bidrog bara projekt och riktade bidrag.", names=elsewhere))
    return joined(*said)


def activity_rows(activities: pd.DataFrame, links: pd.DataFrame, names: Mapping[str, Text]) -> pd.DataFrame:
    """Return the activities with words for a table: what they rest on, and the goals they contribute to.

    `names` are the goals by id, in their order.
    """
    by_activity = links.groupby("activity")["goal"].agg(set)
    goals: list[Any] = [
        t("{names:|and|capital}", names=[names[goal] for goal in names if goal in by_activity[id]])
        for id in activities["id"]
    ]
    kinds: list[Any] = [FUNDING[kind] for kind in activities["funding_kind"]]
    return activities.assign(kind=kinds, goals=goals)
