"""Sentences on emissions: what is sure, what the target demands, and how unsure the trend is."""

from collections.abc import Mapping

from pressroom.language.text import Text, t


def sure(figures: Mapping[str, float], first_year: int) -> Text:
    """Say how the latest year's emissions compare with those of the first year of the target."""
    above = figures["latest_above_first_kt"]
    if above > 0:
        return t(
            "År {latest} var länets utsläpp {change:kt CO2e} större än {first}.",
            latest=int(figures["latest_year"]),
            change=round(above),
            first=first_year,
        )
    return t(
        "År {latest} var länets utsläpp {change:kt CO2e} mindre än {first}.",
        latest=int(figures["latest_year"]),
        change=round(-above),
        first=first_year,
    )


def required(figures: Mapping[str, float]) -> Text:
    """Say how fast emissions must fall from the latest year, over the years the target may start from."""
    slow, fast = -figures["required_rate_highest_share"], -figures["required_rate_lowest_share"]
    if slow <= 0:
        return t("Utsläppen är redan lägre än ett av de mål som kan räknas fram för 2030.")
    return t(
        "För att nå målet behöver utsläppen minska med {pace:andel|between} om året från {latest}, "
        "beroende på vilket år målet räknas från.",
        pace=(round(slow, 2), round(fast, 2)),
        latest=int(figures["latest_year"]),
    )


def trend(figures: Mapping[str, float], first_year: int, last_year: int) -> Text:
    """Say how emissions have changed a year over the span, and how unsure that is."""
    low, high = figures["trend_rate_low_share"], figures["trend_rate_high_share"]
    if low <= 0 <= high:
        return t(
            "Trenden {first}–{last} är osäker: utsläppen kan ha både minskat och ökat.",
            first=first_year,
            last=last_year,
        )
    if high < 0:
        return t(
            "Utsläppen minskade {first}–{last}, med {pace:andel|between} om året.",
            first=first_year,
            last=last_year,
            pace=(round(-high, 2), round(-low, 2)),
        )
    return t(
        "Utsläppen ökade {first}–{last}, med {pace:andel|between} om året.",
        first=first_year,
        last=last_year,
        pace=(round(low, 2), round(high, 2)),
    )


def title(figures: Mapping[str, float]) -> Text:
    """Say in a line how fast emissions must fall."""
    slow, fast = -figures["required_rate_highest_share"], -figures["required_rate_lowest_share"]
    if slow <= 0:
        return t("Utsläppen är redan nära målet för 2030")
    return t(
        "Utsläppen behöver minska med {pace:andel|between} om året", pace=(round(slow, 2), round(fast, 2))
    )
