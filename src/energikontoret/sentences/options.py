"""Sentences on the options of organisation and their points."""

from collections.abc import Mapping
from typing import Any

from energikontoret.sentences.parts import interval
from pressroom.language.text import Text, joined, t


def conclusion(figures: Mapping[str, Any], best: Text, runner_up: Text, highest: int = 5) -> Text:
    """Say which option has most points, by how much of what, and how sure that is when the weights vary."""
    lead = t("{best} och {second:|lower} får lika många poäng.", best=best, second=runner_up)
    if figures["lead_points"] >= 0.005:
        lead = t(
            "{best} får flest poäng, {lead:poäng|exact} före {second:|lower} på en skala till "
            "{highest:|word}.",
            best=best,
            lead=figures["lead_points"],
            second=runner_up,
            highest=highest,
        )
    sure = t(
        "När framgångsfaktorernas vikter dras slumpvis många gånger är alternativet bäst i {share:andel} av "
        "dragningarna.",
        share=round(figures["best_win_share"], 2),
    )
    return joined(lead, sure)


def judgement(points: float, low: float, high: float) -> Text:
    """Return points with their range in brackets, for a table."""
    return t("{points:antal|table}\u00a0({span})", points=points, span=interval(low, high, "antal"))
