"""How the units of the report are written, in the source language."""

from pressroom.language.units import Unit, unit

UNITS: dict[str, Unit] = {
    "kg": unit("kilo", short="{n}\u00a0kg", heading="kg"),
    "kr/kg": unit("kronor per kilo"),
}
