"""What can be fetched, from which service, and how its rows are told apart."""

from typing import NamedTuple


class Vintage(NamedTuple):
    """A resource that holds several editions of the same statistics, of which a parameter chooses one.

    `years` are the parameters that name years of it; `last_year` is the one that means the latest.
    """

    column: str
    parameter: str
    years: tuple[str, ...]
    last_year: str


class Target(NamedTuple):
    """What can be fetched: the service, its module, the columns that tell rows apart, and the number."""

    service: str
    module: str
    keys: list[str]
    value: str
    title: str
    vintage: Vintage | None = None


TARGETS = {
    "population": Target(
        "SCB", "population", ["area_code", "year"], "population", "Folkmängd i län och kommuner 31 december"
    ),
    "emissions": Target(
        "SMHI",
        "emissions",
        ["area_code", "sector", "year"],
        "kt_co2e",
        "Nationella emissionsdatabasen, växthusgaser per län och kommun",
        Vintage("vintage", "emission_vintage", ("trend_from", "trend_to"), "trend_to"),
    ),
    "key_figures": Target(
        "Kolada", "key_figures", ["kpi", "area_code", "year"], "value", "Nyckeltal om energi och klimat"
    ),
}
