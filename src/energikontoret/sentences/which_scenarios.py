"""Sentences that say in which scenarios something holds."""

from collections.abc import Mapping
from typing import Any

from energikontoret.model import keys
from energikontoret.sentences.parts import NOTHING
from energikontoret.sentences.sharing import DIVIDED
from pressroom.language.text import Text, joined, plural, t


def outside(every: Mapping[str, Mapping[str, Any]], titles: Mapping[str, Text]) -> Text:
    """Say by which key the scenarios are computed where some municipalities stay outside."""
    said = [
        t(
            "I scenariot ”{title}” delas kostnaden {key}.",
            title=titles[name],
            key=DIVIDED[values["sharing_key"]],
        )
        for name, values in every.items()
        if keys.outside(values)
    ]
    return joined(*said)


def others_paid(every: Mapping[str, Mapping[str, Any]], titles: Mapping[str, Text]) -> Text:
    """Say in which scenarios the municipalities pay in the end for more than the office and the archive.

    They are those whose additional cost is lower than in the table of choices. Empty where there is none.
    """
    paid = [
        t("”{title}”", title=titles[name])
        for name, values in every.items()
        if max(values[f"municipal_share_{post}"] for post in ("joint", "administration")) > NOTHING
    ]
    if not paid:
        return t("")
    return plural(
        "Så är det i scenariot {titles:|and}.",
        "Så är det i scenarierna {titles:|and}.",
        len(paid),
        titles=paid,
    )
