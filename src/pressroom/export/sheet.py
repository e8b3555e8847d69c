"""What is exported, before it is written in any format: a book of sheets with one table each."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pressroom.language.numbers import format_value, unit_header, unit_named
from pressroom.language.text import Text
from pressroom.rendering.figure_table import SOFT_HYPHEN

# A spreadsheet takes a text that begins so for a formula, when it reads a CSV file or a cell is typed again.
FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
NOISE = 1e-13
"""What is so much smaller than the largest number of its column is no amount: floats have sixteen digits."""
# No file of XML may hold these signs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[^a-z0-9]+")


class Quantity(NamedTuple):
    """A number with a unit of its own, in a column where each row has another."""

    value: float
    unit: str


Cell = str | int | float | Quantity | None
"""What a cell may hold; None where there is nothing to say."""


class Column(NamedTuple):
    """A column: its name for machines, its title for readers, and the unit of the numbers in it."""

    name: str
    title: str
    unit: str = "text"
    decimals: int = 0


class Sheet(NamedTuple):
    """One table: the name of its file, the tab of its sheet, its title, what is said of it, and its cells.

    `sources` are the ids of the sources it rests on.
    """

    name: str
    tab: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    sources: Sequence[str] = ()


class Book(NamedTuple):
    """The tables of one run in one language, with what stands on the cover: a title and lines.

    `locale` names the language and its country, `day` is the ISO day that the files are dated with, empty for
    none. `sources` are title and address of each source by its id.
    """

    title: str
    lines: Sequence[str]
    lang: str
    locale: str
    day: str
    sheets: Sequence[Sheet]
    sources: Mapping[str, tuple[str, str | None]]


class Own(NamedTuple):
    """A table of the publication: its title, what is said of it, and its specification.

    The specification is that of `pressroom.notebook.tables`; `resources` are the data it rests on.
    """

    name: str
    title: Text
    note: Text
    spec: dict[str, Any]
    resources: Sequence[str] = ()


def content(spec: dict[str, Any], lang: str) -> tuple[list[Column], list[list[Cell]]]:
    """Return the columns and rows of a table's specification, with its words in `lang`.

    The numbers that its cells tell in words follow in columns of their own.
    """
    told = spec.get("numbers", {"columns": [], "rows": [[] for _ in spec["rows"]]})
    heads = [*spec["columns"], *told["columns"]]
    names = unique([_NO_NAME.sub("_", column["key"].lower()).strip("_") or "column" for column in heads])
    columns = [
        Column(name, words(Text.from_json(column["label"]).of(lang)), column["unit"], _decimals(column))
        for name, column in zip(names, heads, strict=True)
    ]
    rows = [
        [cell(value, lang) for value in (*row, *numbers)]
        for row, numbers in zip(spec["rows"], told["rows"], strict=True)
    ]
    return columns, [list(row) for row in zip(*map(_without_noise, zip(*rows, strict=True)), strict=True)]


def _without_noise(values: Sequence[Cell]) -> list[Cell]:
    """Return a column without what is left of a subtraction: a spreadsheet would show it as -0."""
    sizes = [abs(value) for value in values if isinstance(value, int | float)]
    noise = NOISE * max(sizes, default=0)
    return [0.0 if isinstance(value, float) and abs(value) <= noise else value for value in values]


def cell(value: Any, lang: str) -> Cell:
    """Return a value of a table as a cell holds it: a number stays one, and all else becomes words."""
    if isinstance(value, dict):
        value = Text.from_json(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if math.isfinite(value) else None
    return None if value is None or value == "" else words(format_value(value, "text", lang)) or None


def words(text: str) -> str:
    """Return a text as every format can hold it."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace(SOFT_HYPHEN, ""))


def unit_in_words(unit: str, lang: str) -> str:
    """Return the unit of the numbers as they are stored and shown, empty where there is nothing to say."""
    return unit_header(unit, lang) if unit != "text" else ""


def decimals(values: Iterable[float], unit: str, wanted: int) -> int:
    """Return how many decimals are shown: more than `wanted` where that would hide fractions."""
    how = unit_named(unit)
    whole = all(float(value * how.factor).is_integer() for value in values)
    return wanted if wanted or how.scales or how.calendar or whole else how.exact


def unique(names: Iterable[str]) -> list[str]:
    """Return the names, with a number after one that is there already, whatever its letters' case."""
    taken: set[str] = set()
    found = []
    for name in names:
        number, free = 1, name
        while free.lower() in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free.lower())
        found.append(free)
    return found


def _decimals(column: dict[str, Any]) -> int:
    # A column that the report shows in thousands or millions is exported in the unit itself.
    return unit_named(column["unit"]).decimals if column.get("scale") else column["decimals"]
