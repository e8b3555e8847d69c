"""What the workbook has beside the report's figures and tables: every payment, and ranges."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from energikontoret import known
from energikontoret.model.breakdown import every_payment
from energikontoret.sentences.agreement import POSTS
from pressroom.export.sheet import Own
from pressroom.language.text import t
from pressroom.notebook import data
from pressroom.notebook.tables import Column, specification

# At least eight cases of ten; for the emissions the 95 per cent interval of the trend.
RANGES = {
    "region.net_horizon_sek": ("uncertainty.region_net_p10", "uncertainty.region_net_p90"),
    "office.employees_final": ("uncertainty.employees_p10", "uncertainty.employees_p90"),
    "office.turnover_change_share": ("uncertainty.turnover_change_p10", "uncertainty.turnover_change_p90"),
    "options.lead_points": ("options.lead_p10_points", "options.lead_p90_points"),
    "emissions.projected_2030_kt": ("emissions.projected_2030_low_kt", "emissions.projected_2030_high_kt"),
    "emissions.trend_rate_share": ("emissions.trend_rate_low_share", "emissions.trend_rate_high_share"),
}
PAYERS = {"municipalities": t("Kommun"), "region": t("Regionen"), "nobody": t("Ingen")}
COLUMNS = [
    Column("year", t("År"), "år"),
    Column("post", t("Ändamål")),
    Column("payer", t("Betalare")),
    Column("area_code", t("Kommunkod")),
    Column("area", t("Kommun")),
    Column("fixed_sek", t("Belopp i 2022 års priser"), "kr"),
    Column("nominal_sek", t("Belopp i löpande priser"), "kr"),
]


def tables(values: Mapping[str, Any]) -> list[Own]:
    """Return every payment of a parameter set."""
    paid = every_payment(values, known.facts(values["population_year"]))
    return [
        Own(
            name="payments",
            title=t("Betalningar"),
            note=t(
                "Varje ändamål, år för år: vad varje kommun och Regionen betalar, och vad ingen betalar. "
                "Delarna blir alltid hela beloppet. Engångskostnader är inte med."
            ),
            spec=specification(_worded(paid), COLUMNS),
            resources=("agreement_posts", "population"),
        )
    ]


def _worded(payments: pd.DataFrame) -> pd.DataFrame:
    names = data.load("municipalities").set_index("code")["name"].to_dict()
    words = {
        "post": payments["post"].map(POSTS),
        "payer": payments["payer"].map(PAYERS),
        "area": payments["area_code"].map(names),
    }
    return payments.assign(**{name: column.astype(object) for name, column in words.items()})
