"""Sentences on the uncertainty: how far the draws spread, and which assumption matters most."""

from collections.abc import Mapping

import pandas as pd

from pressroom.language.text import Text, t


def conclusion(gap: Mapping[int, float], chosen: Mapping[int, float]) -> Text:
    """Say between which values eight draws in ten lie, and how little of that the scenario's choice leaves.

    Both map percentiles to kronor: all assumptions vary, or all but what is replaced and how fast.
    """
    return t(
        "Bortfallets storlek beror mest på ett val: hur mycket som ersätts, och hur snabbt. {chosen} "
        "Varieras även det som ersätts ligger det {losses:kr|between}. "
        "I varje dragning får antagandena slumpvisa värden ur sina intervall.",
        chosen=_with_the_choice(chosen),
        losses=(gap[10], gap[90]),
    )


def _with_the_choice(chosen: Mapping[int, float]) -> Text:
    if chosen[90] < 0.5:
        return t("Med scenariots val uppstår inget bortfall i åtta dragningar av tio.")
    return t(
        "Med scenariots val ligger det i åtta dragningar av tio {losses:kr|between}.",
        losses=(chosen[10], chosen[90]),
    )


def spread_title(drawn: Mapping[int, float]) -> Text:
    """Say in a line between which values eight draws in ten lie."""
    return t("Åtta av tio dragningar ger {ends:kr|between}", ends=(drawn[10], drawn[90]))


def driver(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Name the assumption with the largest swing."""
    return t("Inget antagande") if moved.empty else labels[moved["parameter"].iloc[0]]


def driver_title(labels: Mapping[str, Text], moved: pd.DataFrame) -> Text:
    """Say in a line which assumption matters most."""
    return t("Mest betyder: {assumption}", assumption=driver(labels, moved))


def rejected(share: float) -> Text:
    """Say how many draws contradict what is known, 0-1."""
    if share == 0:
        return t("I scenariot finns inga sådana.")
    return t("I scenariot är det {share:andel} av dragningarna.", share=share)
