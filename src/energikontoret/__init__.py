"""What follows for the energy office when the municipalities end their agreement."""

from pressroom.language.text import t
from pressroom.publication import Each, Landing, Publication

__version__ = "0.1.0"

publication = Publication(
    name="energikontoret",
    package="energikontoret",
    version=__version__,
    languages=("sv", "en"),
    landing=Landing(
        title=t("Energikontoret efter överenskommelsen"),
        subtitle=t(
            "Länets kommuner sade upp avtalet som betalade en del av Energikontoret. "
            "Vad kostar det att behålla, krympa eller lägga ned kontoret?"
        ),
        series=t("Analysrapport"),
        answer=("keep.answer", "scenarios.closing", "scenarios.closing_limit"),
        figures={
            "region.net_steady_year_sek": (t("Regionens merkostnad per år"), "mnkr", 2),
            "municipalities.pay_steady_year_sek": (t("Kommunerna betalar per år"), "mnkr", 2),
            "office.employees_final": (t("Anställda sista året"), "", 0),
        },
        caption=t("I 2022 års priser, när förändringen är genomförd."),
    ),
    units="energikontoret.units:UNITS",
    checks="energikontoret.checks",
    workbook="energikontoret.workbook",
    each=Each(
        stem="kommun",
        title=t("Kommunernas sidor"),
        resource="municipalities",
        code="code",
        name="name",
        pages="energikontoret.municipal:pages",
        values=("name", "agreement", "scenario", "scenarios", "emissions"),
        shown=("tbl-each-agreement", "tbl-each-scenarios", "fig-each-emissions"),
    ),
    panel="energikontoret.panel",
    commands={"refresh": "energikontoret.commands:refresh"},
)
