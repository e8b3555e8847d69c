"""A table that is read by colour and by word: which bears on which, and how much."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import GAP, MIDDLE, Canvas
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import column_width, line_height, text_width, wrap
from pressroom.figures.theme import ramp
from pressroom.language.text import Text

_NAME = 1.9


def matrix(
    frame: pd.DataFrame,
    row: str,
    column: str,
    value: str,
    word: str | None = None,
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    lowest: float | None = None,
    highest: float | None = None,
    decimals: int | None = None,
) -> Chart:
    """Return a grid of cells, darker for higher values, each with its value or with its `word`.

    A missing combination stays empty. The scale runs from `lowest` to `highest` (default: of the data).
    """
    columns = {"row": row, "column": column, "value": value, "word": word}
    options = {"lowest": lowest, "highest": highest, "decimals": decimals}
    return build("matrix", frame, columns, {"title": title, "axis": axis}, labels, {"value": unit}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the cells; headings that are too wide for their column stand upright."""
    rows, columns = canvas.unique("row"), canvas.unique("column")
    canvas.scale_to(canvas.values("value"))
    names = [wrap(canvas.label(code), _NAME, canvas.look) for code in rows]
    left = max(text_width(line, canvas.look) for name in names for line in name) + GAP
    wide = (canvas.width - left) / len(columns)
    cells = {
        (row[canvas.roles["row"]], row[canvas.roles["column"]]): _cell(canvas, row, wide)
        for row in canvas.rows
    }
    tallest = {
        code: max([1, *(len(text) for (row, _), (_, text) in cells.items() if row == code)]) for code in rows
    }
    steps = [
        max(len(name), tallest[code]) * line_height() + 0.16 for code, name in zip(rows, names, strict=True)
    ]
    heads = [wrap(canvas.label(code), wide - 0.1, canvas.look) for code in columns]
    upright = max(text_width(line, canvas.look) for head in heads for line in head) > wide - 0.06
    if upright:
        heads = [wrap(canvas.label(code), 1.7, canvas.look) for code in columns]
        above = column_width([canvas.label(code) for code in columns], 1.7, canvas.look) + 0.08
    else:
        above = max(map(len, heads)) * line_height() + 0.08
    canvas.open(sum(steps) + above)
    axes = canvas.place(left, 0, canvas.width - left, sum(steps))
    axes.set(xlim=(0, len(columns)), ylim=(0, sum(steps)))
    _heads(canvas, heads, left, wide, sum(steps), upright)
    y = sum(steps)
    for code, name, step in zip(rows, names, steps, strict=True):
        y -= step
        canvas.write_lines(left - GAP, y + step / 2, name, ha="right")
        for at, other in enumerate(columns):
            _draw_cell(canvas, axes, cells.get((code, other)), at, y, step)


def _cell(canvas: Canvas, row: dict[str, Any], wide: float) -> tuple[str | None, list[str]]:
    """Return (colour, lines of text) of one cell."""
    value, word = row[canvas.roles["value"]], row.get(canvas.roles.get("word", ""))
    known = [number for number in canvas.values("value") if number is not None]
    low = canvas.options.get("lowest", min(known))
    high = canvas.options.get("highest", max(known))
    text = canvas.label(word) if word is not None else canvas.number(value)
    if value is None:
        return None, wrap(text, wide - 0.1, canvas.look)
    share = (value - low) / (high - low) if high > low else 1.0
    colour = ramp(share, canvas.look)
    return colour, wrap(text, wide - 0.1, canvas.look)


def _heads(
    canvas: Canvas, heads: list[list[str]], left: float, wide: float, bottom: float, upright: bool
) -> None:
    for at, lines in enumerate(heads):
        x = left + (at + 0.5) * wide
        for number, line in enumerate(lines):
            if upright:
                across = x + (number - (len(lines) - 1) / 2) * line_height()
                canvas.write(across, bottom + 0.05, line, ha="center", va="bottom", rotation=90)
            else:
                up = bottom + 0.04 + (len(lines) - 1 - number) * line_height()
                canvas.write(x, up, line, ha="center", va="bottom")


def _draw_cell(
    canvas: Canvas, axes: Axes, cell: tuple[str | None, list[str]] | None, at: int, y: float, step: float
) -> None:
    colour, lines = cell or (None, [])
    style = {"facecolor": colour or "none", "edgecolor": canvas.look.line, "linewidth": 0.6}
    canvas.block(axes, (at + 0.015, at + 0.985), (y + 0.02, y + step - 0.02), **style)
    ink = canvas.look.muted if colour is None else canvas.look.text
    for number, line in enumerate(lines):
        up = y + step / 2 + ((len(lines) - 1) / 2 - number) * line_height()
        axes.text(at + 0.5, up - MIDDLE / 72, line, **canvas.lettered(ha="center", colour=ink))
