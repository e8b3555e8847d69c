"""Parameters of what ends and who bears it."""

from energikontoret.parameters.declare import Declared, assumption, choice, fact


class Agreement(Declared):
    """Declarations; the defaults are the reference scenario's values."""

    first_year: int = fact(
        2023,
        "Första året utan överenskommelsen",
        "First year without the agreement",
        unit="år",
        notebook="01",
        ge=2023,
        le=2030,
        source="run_59_2022",
        reason="Överenskommelsen slutar gälla den 31 december 2022.",
        reason_en="The agreement ends on 31 December 2022.",
    )

    horizon_years: int = choice(
        8,
        "Antal år som räknas",
        "Number of years counted",
        unit="antal",
        notebook="01",
        ge=1,
        le=20,
        reason="Räknar fram till 2030, målåret för Fossilbränslefritt 2030.",
        reason_en="Runs to 2030, the target year of fossil-free 2030.",
    )

    price_index: float = assumption(
        0.025,
        "Årlig uppräkning av belopp",
        "Yearly indexation of amounts",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=0.1,
        low=0.02,
        high=0.035,
        source="tillvaxtverket_enhetskostnad",
        reason="Nära den årliga uppräkningen av lönekostnader i EU-projekt, 2,4 procent.",
        reason_en="Close to the yearly indexation of salaries in EU projects, 2.4 per cent.",
    )

    discount_rate: float = fact(
        0.035,
        "Diskonteringsränta",
        "Discount rate",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=0.1,
        low=0.035,
        high=0.051,
        source="cts_2018_23",
        reason="ASEK:s samhällsekonomiska kalkylränta.",
        reason_en="The social discount rate of ASEK.",
    )

    retention_common_costs: float = assumption(
        0.0,
        "Andel av gemensamma kostnader som ersätts",
        "Share of the joint costs that is replaced",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        reason="Referensfallet räknar med att inget ersätter överenskommelsen.",
        reason_en="The reference case assumes that nothing replaces the agreement.",
    )

    retention_administration: float = assumption(
        0.0,
        "Andel av ekonomi- och personaladministration som ersätts",
        "Share of the finance and staff administration that is replaced",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        reason="Referensfallet räknar med att inget ersätter överenskommelsen.",
        reason_en="The reference case assumes that nothing replaces the agreement.",
    )

    retention_archive: float = assumption(
        0.0,
        "Andel av Föreningsarkivets bidrag som ersätts",
        "Share of the association archive's grant that is replaced",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        reason="Referensfallet räknar med att inget ersätter överenskommelsen.",
        reason_en="The reference case assumes that nothing replaces the agreement.",
    )

    retention_ramp_years: int = assumption(
        0,
        "Antal år som nedtrappningen tar",
        "Years that the phase-out takes",
        unit="antal",
        notebook="01",
        ge=0,
        le=10,
        low=0,
        high=3,
        reason="Överenskommelsen upphör i sin helhet vid ett årsskifte.",
        reason_en="The agreement ends as a whole at the turn of a year.",
    )

    state_grant_ratio: float = assumption(
        0.5,
        "Statsbidrag som förloras per förlorad bidragskrona till arkivet",
        "State grant lost per krona of lost grant to the archive",
        unit="kvot",
        notebook="01",
        ge=0.0,
        le=2.0,
        low=0.0,
        high=1.0,
        reason="Ärendet säger att bidragen påverkar statsbidraget men inte hur mycket.",
        reason_en="The paper says that the grants affect the state grant, but not by how much.",
    )

    redundant_positions: float = assumption(
        1.0,
        "Övertaliga tjänster",
        "Redundant positions",
        unit="antal",
        notebook="01",
        ge=0.0,
        le=30.0,
        low=0.0,
        high=3.0,
        reason="Ärendet nämner möjlig övertalighet men inget antal, och inget antal har hittats.",
        reason_en="The paper mentions possible redundancy without a number; none was found.",
    )

    position_cost_sek: float = assumption(
        725000.0,
        "Arbetsgivarens kostnad för en tjänst per år",
        "Employer's cost of a position per year",
        unit="kr",
        notebook="01",
        ge=300000.0,
        le=2000000.0,
        low=650000.0,
        high=850000.0,
        source="vision_loner_2020",
        reason="Regioners medellön för utredare, 41 600 kronor i månaden, och PO-pålägg 45,22 procent.",
        reason_en="Mean salary of investigators in regions, SEK 41,600 a month, on-costs 45.22 per cent.",
    )

    notice_months: float = assumption(
        6.0,
        "Uppsägningstid i månader",
        "Months of notice",
        unit="månader",
        notebook="01",
        ge=0.0,
        le=24.0,
        low=1.0,
        high=12.0,
        reason="Uppsägningstiden beror på anställningstid och avtal; ingen uppgift har hittats.",
        reason_en="The period of notice depends on service and agreement; no figure was found.",
    )

    redeployed_share: float = assumption(
        0.5,
        "Andel övertaliga som får annan tjänst",
        "Share of the redundant who get another position",
        unit="andel",
        notebook="01",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        reason="Beror på lediga tjänster i Regionen och Kommunförbundet; ingen uppgift har hittats.",
        reason_en="Depends on vacancies in the Region and the municipal association; no figure was found.",
    )
