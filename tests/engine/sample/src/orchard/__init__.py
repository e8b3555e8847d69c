"""How much a village's apple trees give, and what the apples bring."""

from pressroom.publication import Landing, Publication

publication = Publication(
    name="orchard",
    package="orchard",
    version="1.2.3",
    languages=("sv", "en"),
    landing=Landing(
        title="Byns äppelträd",
        subtitle="Skörden i varje scenario",
        series="Trädgårdsrapport",
        answer=("harvest.conclusion", "sales.conclusion"),
        figures={
            "harvest.total_kg": ("Hela skörden", "", 0),
            "sales.income_sek": ("Intäkt", "tkr", 1),
            "sales.income_change_share": ("Mot i fjol", "", 0),
        },
        caption="Intäkten är i tusen kronor (tkr).",
    ),
    units="orchard.units:UNITS",
    checks="orchard.checks",
    workbook="orchard.workbook",
    commands={"weigh": "orchard.commands:weigh"},
)
