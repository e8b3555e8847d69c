"""What follows for the regional energy office when the municipalities end their agreement."""

from pressroom.publication import Landing, Publication

__version__ = "0.1.0"

publication = Publication(
    name="energikontoret",
    package="energikontoret",
    version=__version__,
    languages=("sv", "en"),
    landing=Landing(
        title="Energikontoret efter överenskommelsen",
        subtitle="Rapporten i varje scenario: vad scenariot antar, vad som följer och var det står",
        series="Analysrapport",
        figures={
            "agreement.gap_first_year_sek": ("Bortfall det första året", "mnkr", 1),
            "agreement.consequence_horizon_sek": ("Alla följder under perioden", "mnkr", 1),
            "office.turnover_change_share": ("Omsättningens förändring", "", 0),
            "office.employees_final": ("Anställda sista året", "", 1),
            "goals.contribution_retained_share": ("Bidrag till målen som återstår", "", 0),
        },
        caption="Belopp i miljoner kronor (mnkr), löpande priser. "
        "Omsättningens förändring är i fasta priser.",
    ),
    units="energikontoret.units:UNITS",
    checks="energikontoret.checks",
    commands={"refresh": "energikontoret.commands:refresh"},
)
