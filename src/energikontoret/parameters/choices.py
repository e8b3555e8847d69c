"""Parameters of emissions, cost sharing, options and uncertainty."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from energikontoret.parameters.declare import Declared, assumption, choice, fact

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^23\d\d$")]


class Choices(Declared):
    """Declarations; the defaults are the reference scenario's values."""

    emission_vintage: Literal["2026-06", "2026-01"] = choice(
        "2026-06",
        "Utgåva av utsläppsstatistiken",
        "Vintage of the emission statistics",
        unit="text",
        notebook="04",
        source="smhi_ned_2026_06",
        reason="Den senaste utgåvan.",
        reason_en="The newest vintage.",
    )

    trend_from: int = choice(
        2020,
        "Trendens första år",
        "First year of the trend",
        unit="år",
        notebook="04",
        ge=1990,
        le=2024,
        reason="Första året i den nya utgåvan efter seriebrottet.",
        reason_en="The first year of the new vintage after the series break.",
    )

    trend_to: int = choice(
        2024,
        "Trendens sista år",
        "Last year of the trend",
        unit="år",
        notebook="04",
        ge=1990,
        le=2024,
        reason="Senaste året i den nya utgåvan.",
        reason_en="The latest year of the new vintage.",
    )

    target_rate: float = fact(
        0.1,
        "Länets mål för årlig utsläppsminskning",
        "The county's target for yearly emission cuts",
        unit="andel",
        notebook="04",
        ge=0.0,
        le=0.5,
        source="miljo_klimatradet",
        reason="Energi- och klimatstrategin: minst 10 procent om året.",
        reason_en="The energy and climate strategy: at least 10 per cent a year.",
    )

    sharing_key: Literal["population", "equal", "mixed"] = assumption(
        "population",
        "Kostnadsfördelningsnyckel",
        "Cost-sharing key",
        unit="text",
        notebook="05",
        low="equal",
        high="population",
        source="gemensam_namnd_2021",
        reason="Nyckeln är okänd. Länets gemensamma nämnd delar lika, andra delar efter folkmängd.",
        reason_en="The key is unknown. The county's joint board divides equally, others by population.",
    )

    sharing_fixed_share: float = assumption(
        0.3,
        "Fast del i blandad nyckel",
        "Fixed part of the mixed key",
        unit="andel",
        notebook="05",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        reason="Används bara med den blandade nyckeln; ingen uppgift har hittats.",
        reason_en="Used with the key mixed only; no figure was found.",
    )

    region_share: float = assumption(
        0.5,
        "Regionens andel av kostnaden",
        "The Region's share of the cost",
        unit="andel",
        notebook="05",
        ge=0.0,
        le=1.0,
        low=0.0,
        high=1.0,
        source="rsr_2023_10_09",
        reason="Delad finansiering föreslogs 2023; andelarna står i bilagor som inte har hittats.",
        reason_en="Shared financing was proposed in 2023; the shares are in attachments that were not found.",
    )

    opted_out: list[MunicipalityCode] = assumption(
        [],
        "Kommuner som står utanför (kommunkod)",
        "Municipalities that stay outside (code)",
        unit="text",
        notebook="05",
        low=[],
        high=["2303", "2305"],
        reason="Alla åtta kommuner var parter i överenskommelsen.",
        reason_en="All eight municipalities were parties to the agreement.",
    )

    shared_cost: Literal["base_funding", "known_agreement", "amount"] = choice(
        "base_funding",
        "Kostnad som fördelas",
        "Cost that is shared",
        unit="text",
        notebook="05",
        reason="Frågan i ärendet gäller Energikontorets basfinansiering.",
        reason_en="The paper's question concerns the energy office's base funding.",
    )

    shared_amount_sek: float = choice(
        1000000.0,
        "Belopp som fördelas om kostnaden är ett belopp",
        "Amount shared where the cost is an amount",
        unit="kr",
        notebook="05",
        ge=0.0,
        le=100000000.0,
        reason="Räkneexempel; används bara när ett belopp fördelas.",
        reason_en="An example; used only when an amount is shared.",
    )

    population_year: int = choice(
        2022,
        "Folkmängdens år i fördelningen",
        "Year of the population in the sharing",
        unit="år",
        notebook="05",
        ge=2018,
        le=2025,
        reason="Det sista året då överenskommelsen gällde.",
        reason_en="The last year of the agreement.",
    )

    weight_kept_together: float = assumption(
        1.0,
        "Vikt: alla delar hålls ihop",
        "Weight: all parts kept together",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_clear_governance: float = assumption(
        1.0,
        "Vikt: tydlig styrning",
        "Weight: clear governance",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_base_funding: float = assumption(
        1.0,
        "Vikt: basfinansiering",
        "Weight: base funding",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_brand: float = assumption(
        1.0,
        "Vikt: varumärket",
        "Weight: the brand",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_continuity: float = assumption(
        1.0,
        "Vikt: stabil verksamhet över tid",
        "Weight: stable over time",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_independence: float = assumption(
        1.0,
        "Vikt: oberoende och icke vinstdrivande",
        "Weight: independent and not for profit",
        unit="kvot",
        notebook="06",
        ge=0.0,
        le=10.0,
        low=0.0,
        high=2.0,
        reason="Ärendet rangordnar inte framgångsfaktorerna.",
        reason_en="The paper does not rank the success factors.",
    )

    weight_concentration: float = choice(
        12.0,
        "Hur nära de valda vikterna dragningarna håller sig",
        "How close the draws stay to the chosen weights",
        unit="kvot",
        notebook="06",
        ge=0.1,
        le=1000.0,
        reason="Summan av Dirichletfördelningens parametrar; lägre värde ger större spridning.",
        reason_en="Sum of the Dirichlet parameters; a lower value spreads more.",
    )

    weight_draws: int = choice(
        10000,
        "Antal dragningar av vikter",
        "Number of weight draws",
        unit="antal",
        notebook="06",
        ge=100,
        le=1000000,
        reason="Ger ett slumpfel under en procentenhet.",
        reason_en="Gives a random error below one percentage point.",
    )

    uncertainty_draws: int = choice(
        20000,
        "Antal dragningar i osäkerhetsanalysen",
        "Number of draws in the uncertainty analysis",
        unit="antal",
        notebook="07",
        ge=100,
        le=1000000,
        reason="Ger ett slumpfel under en procent i percentilerna.",
        reason_en="Gives a random error below one per cent in the percentiles.",
    )

    random_seed: int = choice(
        59,
        "Frö till slumptalen",
        "Seed of the random numbers",
        unit="antal",
        notebook="06",
        ge=0,
        le=2147483647,
        reason="Fast frö, så att samma parametrar ger samma svar.",
        reason_en="A fixed seed, so that the same parameters give the same answer.",
    )
