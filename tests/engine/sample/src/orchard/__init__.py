"""How much a village's apple trees give, and what the apples bring."""

from pressroom.language.text import t
from pressroom.publication import Landing, Publication

publication = Publication(
    name="orchard",
    package="orchard",
    version="1.2.3",
    languages=("sv", "en"),
    landing=Landing(
        title=t("Byns äppelträd"),
        subtitle=t("Skörden i varje scenario"),
        series=t("Trädgårdsrapport"),
        answer=("harvest.conclusion", "sales.conclusion"),
        figures={
            "harvest.total_kg": (t("Hela skörden"), "", 0),
            "sales.income_sek": (t("Intäkt"), "tkr", 1),
            "sales.income_change_share": (t("Mot i fjol"), "", 0),
        },
        caption=t("Skörden, och vad den ger."),
    ),
    units="orchard.units:UNITS",
    checks="orchard.checks",
    workbook="orchard.workbook",
    commands={"weigh": "orchard.commands:weigh"},
)
