"""What the workbook has beside the report's figures and tables: what each variety gave each year."""

from collections.abc import Mapping
from typing import Any

from orchard import harvest
from pressroom.export.sheet import Own
from pressroom.language.text import t
from pressroom.notebook import data
from pressroom.notebook.tables import Column, specification

RANGES: dict[str, tuple[str, str]] = {}
COLUMNS = [
    Column("year", t("År"), "år"),
    Column("name", t("Sort")),
    Column("part_kg", t("Skörd"), "kg"),
]


def tables(values: Mapping[str, Any]) -> list[Own]:
    """Return the harvest of each past year, parted as this year's is."""
    varieties = harvest.by_variety(data.load("varieties"), values["kg_per_tree"], values["resting"])
    parts = data.load("harvests").merge(varieties, how="cross", suffixes=("", "_now"))
    parts["part_kg"] = parts["kg"] * parts["kg_now"] / varieties["kg"].sum()
    note = t("Skörden varje år, delad på sorterna som i år.")
    return [Own("years", t("Åren"), note, specification(parts, COLUMNS), ("harvests", "varieties"))]
