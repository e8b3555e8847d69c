"""Sentences on the options of organisation: a lead inside the noise of the judgements is told as none."""

from collections.abc import Mapping, Sequence
from typing import Any

from energikontoret.sentences.parts import interval
from pressroom.language.text import Text, joined, t


def conclusion(figures: Mapping[str, Any], best: Text, runner_up: Text, behind: Sequence[Text]) -> Text:
    """Say which options are best, and whether the difference is larger than the judgements carry.

    `behind` are those of the others whose whole range lies behind the best one.
    """
    named: dict[str, Any] = {"best": best, "second": runner_up}
    if figures["equal"]:
        said = t(
            "Flest poäng får alternativet ”{best}”, men försprånget framför ”{second}” är mindre än "
            "bedömningarnas osäkerhet.",
            **named,
        )
    else:
        said = t(
            "Flest poäng får alternativet ”{best}”. Försprånget framför ”{second}” är större än "
            "bedömningarnas osäkerhet.",
            **named,
        )
    named_behind = [t("”{option}”", option=option) for option in behind]
    others = t("Tydligt färre får {others:|and}.", others=named_behind)
    return joined(said, others) if behind else said


def lead(figures: Mapping[str, Any], scores: Mapping[str, float], names: Mapping[str, Text]) -> Text:
    """Say how many points of five each option has, and the span of eight cases in ten of the lead."""
    each = [
        t("{option:|lower} {points:poäng|table}", option=names[option], points=round(points, 1))
        for option, points in sorted(scores.items(), key=lambda item: -item[1])
    ]
    return t(
        "Poängen på en skala till fem är: {each:|and}. I åtta beräkningar av tio ligger försprånget framför "
        "den närmaste mellan {low:poäng|table} och {high:poäng}.",
        each=each,
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
