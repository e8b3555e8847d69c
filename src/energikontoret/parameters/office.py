"""Parameters of the office's funding."""

from energikontoret.parameters.declare import Declared, assumption


class Office(Declared):
    """Declarations; the defaults are the reference scenario's values."""

    base_funding_share: float = assumption(
        0.5,
        "Energikontorets andel av de gemensamma kostnaderna",
        "The energy office's share of the joint costs",
        unit="andel",
        notebook="02",
        ge=0.0,
        le=1.0,
        low=0.2,
        high=0.8,
        source="run_59_2022",
        reason="Delningen är okänd: mitten av intervallet. Fyra lika delar vore en fjärdedel.",
        reason_en="The split is unknown: the middle of the range. Four equal shares would be a quarter.",
    )

    region_top_up_sek: float = assumption(
        0.0,
        "Basfinansiering som Regionen skjuter till",
        "Base funding added by the Region",
        unit="kr",
        notebook="02",
        ge=0.0,
        le=5000000.0,
        low=0.0,
        high=800000.0,
        reason="Inget beslut om tillskott har hittats.",
        reason_en="No decision to add money was found.",
    )

    core_task_share: float = assumption(
        0.4,
        "Andel av basfinansieringen som kärnuppgifterna kräver",
        "Share of the base funding that core tasks need",
        unit="andel",
        notebook="02",
        ge=0.0,
        le=1.0,
        low=0.2,
        high=0.6,
        reason="Ledning, nätverk och processledning måste betalas innan något kan medfinansiera projekt.",
        reason_en="Management, networks and process leadership are paid before projects are co-financed.",
    )

    own_contribution_share: float = assumption(
        0.3,
        "Egen insats som andel av projektens omsättning",
        "Own contribution as a share of project volume",
        unit="andel",
        notebook="02",
        ge=0.05,
        le=1.0,
        low=0.2,
        high=0.6,
        source="strukturfondspartnerskapet",
        reason="EU betalar högst 40 procent; resten kan delas med partner och statliga medel.",
        reason_en="The EU pays at most 40 per cent; the rest can be shared with partners and state money.",
    )

    project_lag_years: int = assumption(
        2,
        "År innan minskad egen insats slår igenom helt i projekten",
        "Years before a lower own contribution shows fully in projects",
        unit="antal",
        notebook="02",
        ge=0,
        le=6,
        low=0,
        high=4,
        source="fornybart_2030_energikontoret",
        reason="Beviljade projekt löper två till fyra år.",
        reason_en="Granted projects run for two to four years.",
    )

    other_income_retained_share: float = assumption(
        1.0,
        "Andel av övriga intäkter som finns kvar",
        "Share of other income that remains",
        unit="andel",
        notebook="02",
        ge=0.0,
        le=1.0,
        low=0.6,
        high=1.0,
        source="skane_rul_2022",
        reason="Rådgivningsbidrag och uppdrag antas bestå så länge kontoret finns.",
        reason_en="Advisory grants and assignments are assumed to last as long as the office exists.",
    )
