"""How the units of the report are written, in the source language, beside those that every report has."""

from pressroom.language.units import Unit, money, unit

UNITS: dict[str, Unit] = {
    "mnkr": unit("miljoner kronor", "miljon kronor", decimals=1, significant=2),
    "kr/år": money(" per år"),
    "kr/invånare": money(" per invånare", 1),
    "kt CO2e": unit("tusen ton", short="{n}\u00a0tusen ton", heading="tusen ton CO₂e", decimals=1),
    "t CO2e": unit("ton", short="{n}\u00a0ton", heading="ton CO₂e"),
    "t CO2e/invånare": unit(
        "ton per invånare", short="{n}\u00a0ton per invånare", heading="ton CO₂e per invånare", decimals=1
    ),
    "personer": unit("personer", "person", exact=1, significant=None),
    "årsarbetskrafter": unit("årsarbetskrafter", "årsarbetskraft", "{n}\u00a0årsarbetskrafter", decimals=1),
    "månader": unit("månader", "månad", exact=1, significant=None),
    "MWh": unit("MWh"),
    "GWh": unit("GWh", decimals=1),
    "MW": unit("MW"),
    "km": unit("kilometer", short="{n}\u00a0km", decimals=1),
    "km/invånare": unit("kilometer per invånare", short="{n}\u00a0km/inv.", heading="kilometer per invånare"),
    "g CO2/kWh": unit("gram koldioxid per kilowattimme", short="{n}\u00a0g/kWh", heading="g CO₂/kWh"),
    "poäng": unit("poäng", decimals=1),
}
