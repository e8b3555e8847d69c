"""Sentences on the options of organisation: a lead inside the noise of the judgements is told as none."""

from collections.abc import Mapping
from typing import Any

from energikontoret.sentences.parts import interval
from pressroom.language.text import Text, t


def conclusion(figures: Mapping[str, Any], best: Text, runner_up: Text) -> Text:
    """Say which options are best, and whether the difference is larger than the judgements carry."""
    if figures["equal"]:
        return t(
            "{best} och {second:|lower} går inte att skilja åt: "
            "skillnaden är mindre än bedömningarnas osäkerhet.",
            best=best,
            second=runner_up,
        )
    return t(
        "{best} är bäst. Skillnaden till {second:|lower} är större än bedömningarnas osäkerhet.",
        best=best,
        second=runner_up,
    )


def lead(figures: Mapping[str, Any]) -> Text:
    """Say how large the lead is, with the span of eight cases in ten, in points on a scale to five."""
    return t(
        "Skillnaden är {lead:poäng|exact} på en skala till fem. I åtta fall av tio ligger den mellan "
        "{low:poäng|table} och {high:poäng}.",
        lead=round(figures["lead_points"], 1),
        low=round(figures["lead_p10_points"], 1),
        high=round(figures["lead_p90_points"], 1),
    )


def title(figures: Mapping[str, Any], best: Text, runner_up: Text) -> Text:
    """Say in a line which options are best."""
    if figures["equal"]:
        return t("{best} och {second:|lower} går inte att skilja åt", best=best, second=runner_up)
    return t("{best} är bäst", best=best)


def judgement(points: float, low: float, high: float) -> Text:
    """Return points with their span in brackets, for a table."""
    return t("{points:antal|table}\u00a0({span})", points=points, span=interval(low, high, "antal"))
