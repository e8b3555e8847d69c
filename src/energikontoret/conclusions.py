"""Sentences that open a chapter, written from its key figures so that they hold in every scenario."""

from collections.abc import Mapping

from energikontoret.formatting import format_value
from energikontoret.text import Text, t


def agreement(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what is missing when the documented part of the agreement ends."""
    if figures["gap_horizon_sek"] < 0.5:
        return t(
            "Överenskommelsens kända poster ersätts helt. Inget underskott uppstår.",
            "The known posts of the agreement are fully replaced. No gap arises.",
        )
    first, whole = (_both(figures[name], "kr") for name in ("gap_first_year_sek", "gap_horizon_sek"))
    return t(
        f"Det första året saknas {first.sv}. Till och med {last_year} växer summan till {whole.sv}.",
        f"In the first year {first.en} is missing. By the end of {last_year} the sum grows to {whole.en}.",
    )


def office(figures: Mapping[str, float], last_year: int) -> Text:
    """Say what happens to the office's turnover and staff."""
    change = figures["turnover_change_share"]
    staff = _both(figures["employees_final"], "personer")
    if abs(change) < 0.0005:
        return t(
            f"Energikontoret behåller sin omsättning i fasta priser till och med {last_year}.",
            f"The energy office keeps its turnover in fixed prices to the end of {last_year}.",
        )
    if change < -0.9995:
        return t(
            f"Energikontoret har ingen omsättning och ingen personal kvar {last_year}.",
            f"The energy office has no turnover and no staff left in {last_year}.",
        )
    sv, en = ("minskar", "falls") if change < 0 else ("ökar", "rises")
    share = _both(abs(change), "andel")
    return t(
        f"Energikontorets omsättning {sv} med {share.sv} i fasta priser till {last_year}. "
        f"Det räcker till ungefär {staff.sv}.",
        f"The energy office's turnover {en} by {share.en} in fixed prices by {last_year}. "
        f"That pays for about {staff.en}.",
    )


def _both(value: float, unit: str) -> Text:
    return Text(*(format_value(value, unit, lang) for lang in Text._fields))
