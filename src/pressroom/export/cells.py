"""Cells of a workbook: texts that stay texts, numbers with their format, and room for both."""

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pressroom.export import sheet
from pressroom.export.sheet import FORMULA, Cell, Column, Quantity
from pressroom.language.numbers import unit_named

MISSING = ".."
LONGEST_TEXT = 32_767
# In letters; a line is as high as this many points.
NARROWEST, WIDEST, LINE_HEIGHT = 9, 48, 15
# The button of the filter takes some letters' room in a head.
BUTTON = 4
PLAIN, BOLD, TITLE = (
    Font(name="Calibri", size=size, bold=bold) for size, bold in ((11, False), (11, True), (14, True))
)
LINK = Font(name="Calibri", size=11, underline="single", color="0563C1")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Any, text: str, font: Font = PLAIN) -> None:
    """Write a text that stays one, whatever it looks like."""
    cell.value = _ESCAPE.sub("_x005F_", text)[:LONGEST_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = bool(FORMULA.match(text))
    cell.font = font


def put_link(cell: Any, text: str, tab: str) -> None:
    """Write a text that leads to the sheet `tab`."""
    put(cell, text, LINK)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(tab)}!A1")


def put_column(
    page: Worksheet, place: int, top: int, column: Column, head: str, values: Sequence[Cell]
) -> list[int]:
    """Write a column below its head in the row `top`, and return how many lines each of its cells takes."""
    form = number_format(column, values)
    texts = [head, *map(_shown, values)]
    width = _width(texts)
    page.column_dimensions[get_column_letter(place)].width = width
    is_number = any(isinstance(value, int | float | Quantity) for value in values)
    # A year names its row, as words do.
    side = "right" if is_number and not unit_named(column.unit).calendar else "left"
    for number, value in enumerate([head, *values], start=top):
        cell = page.cell(number, place)
        if isinstance(value, Quantity):
            _put_number(cell, value.value, number_format(Column("", "", value.unit), [value]))
        elif isinstance(value, int | float):
            _put_number(cell, value, form)
        else:
            put(cell, MISSING if value is None else value, BOLD if number == top else PLAIN)
        # Words stand away from a number to the left of them.
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, indent=side == "left")
    return [len(wrapped(texts[0], width - BUTTON)), *(len(wrapped(text, width - 2)) for text in texts[1:])]


def number_format(column: Column, values: Sequence[Cell]) -> str:
    """Return how a spreadsheet shows the numbers of a column; its own language decides the signs."""
    unit = unit_named(column.unit)
    if unit.calendar:
        return "0"
    plain = (value.value if isinstance(value, Quantity) else value for value in values)
    numbers = [value for value in plain if isinstance(value, int | float)]
    digits = sheet.decimals(numbers, column.unit, column.decimals or unit.decimals)
    whole, sign = ("0", "%") if unit.factor == 100 else ("#,##0", "")
    return whole + "." * (digits > 0) + "0" * digits + sign


def wrapped(text: str, width: float) -> list[str]:
    """Return the lines of a text in a column of this width."""
    return [line for part in text.splitlines() for line in textwrap.wrap(part, int(width))] or [""]


def set_height(page: Worksheet, row: int, lines: int) -> None:
    """Give a row room for some lines: not every spreadsheet finds it by itself."""
    page.row_dimensions[row].height = LINE_HEIGHT * lines


def _put_number(cell: Any, value: float, form: str) -> None:
    # openpyxl writes sixteen digits of a number; all of them tell it from its neighbours.
    cell.value, cell.number_format, cell.font = repr(value), form, PLAIN
    cell.data_type = "n"


def _width(texts: Sequence[str]) -> float:
    words = [len(word) + BUTTON for word in texts[0].split()]
    return min(max([*(len(text) + 3 for text in texts[1:]), *words, NARROWEST]), WIDEST)


def _shown(value: Cell) -> str:
    """Return about what a spreadsheet shows."""
    if isinstance(value, Quantity):
        value = value.value
    return f"{value:,.1f}" if isinstance(value, int | float) else value or MISSING
