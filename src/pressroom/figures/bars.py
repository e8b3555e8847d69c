"""Bars: amounts per year and bearer, and ranked or grouped values."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import GAP, SWATCH, Canvas, rule
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import column_width, line_height, spread, text_width, wrap
from pressroom.language.text import Text


def stacked_bars(
    frame: pd.DataFrame,
    x: str,
    value: str,
    by: str,
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    totals: bool = True,
    decimals: int | None = None,
) -> Chart:
    """Return upright bars, one for each `x`, stacked by `by`, with the sum above each."""
    columns = {"x": x, "by": by, "value": value}
    texts = {"title": title, "axis": axis}
    return build(
        "stacked_bars", frame, columns, texts, labels, {"value": unit}, totals=totals, decimals=decimals
    )


def bars(
    frame: pd.DataFrame,
    category: str,
    value: str,
    by: str | None = None,
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    highlight: Sequence[Any] | None = None,
    reference: float | None = None,
    reference_label: Text | None = None,
    decimals: int | None = None,
) -> Chart:
    """Return level bars in the order of the rows, the value at the end of each.

    With `by`, each category holds one bar per series. `highlight` names the categories that carry the
    message; `reference` is a value to compare with, drawn as a line.
    """
    columns = {"category": category, "by": by, "value": value}
    texts = {"title": title, "axis": axis, "reference": reference_label}
    options = {"highlight": highlight, "reference": reference, "decimals": decimals}
    return build("bars", frame, columns, texts, labels, {"value": unit}, **options)


def draw_stacked(canvas: Canvas) -> None:
    """Draw bars stacked by series, each series named beside the last bar.

    One that is nothing everywhere is not named, and leaves the others their colours.
    """
    places, series = canvas.unique("x"), canvas.unique("by")
    heights = _heights(canvas, places, series)
    drawn = [code for code in series if any(heights[place][code] for place in places)] or series
    sums = [sum(heights[place][code] for code in series) for place in places]
    canvas.scale_to(sums)
    names = {code: wrap(canvas.label(code), 1.45, canvas.look) for code in drawn}
    side = column_width([canvas.label(code) for code in drawn], 1.45, canvas.look) + SWATCH + 0.15
    low, high = _extent(canvas, heights, series)
    ticks, shown = canvas.value_ticks(low, high)
    left = column_width(shown, 2, canvas.look) + GAP
    body, below = 2.9, line_height() + 0.11
    canvas.open(body)
    axes = canvas.place(left, below, canvas.width - left - side, body - below - line_height() * 0.8)
    _value_grid(canvas, axes, ticks, shown, high * 1.1)
    ends = _stack(canvas, axes, places, series, heights)
    _name_places(canvas, axes, places)
    if canvas.options.get("totals"):
        for at, (place, total) in enumerate(zip(places, sums, strict=True)):
            top = sum(max(0.0, heights[place][code]) for code in series) / canvas.divisor
            how = canvas.lettered(ha="center", va="bottom", bold=True, zorder=5, **canvas.plate())
            canvas.near(axes, at, top, canvas.number(total), (0, 2), **how)
    _name_series(canvas, axes, series, names, {code: ends[code] for code in drawn}, below, left)


def draw_bars(canvas: Canvas) -> None:
    """Draw level bars with names to the left and values to the right."""
    categories, series = canvas.unique("category"), canvas.unique("by") or [None]
    canvas.scale_to([*canvas.values("value"), canvas.options.get("reference")])
    names = [wrap(canvas.label(code), 1.9, canvas.look) for code in categories]
    left = column_width([canvas.label(code) for code in categories], 1.9, canvas.look) + GAP
    key = canvas.legend_rows(series) if series != [None] else []
    bar = 0.24 if len(series) == 1 else 0.2
    steps = [max(len(name) * line_height() + 0.1, len(series) * bar + 0.14) for name in names]
    above = len(key) * line_height() * 1.1 + (0.12 if key else 0)
    above += line_height() if canvas.options.get("reference") is not None else 0
    canvas.open(sum(steps) + above)
    canvas.legend(key, series, canvas.height)
    axes, low, high = _level_axes(canvas, left, sum(steps))
    found = {(row[canvas.roles["category"]], row.get(canvas.roles.get("by", ""))): row for row in canvas.rows}
    y = sum(steps)
    for code, name, step in zip(categories, names, steps, strict=True):
        y -= step
        canvas.write_lines(left - GAP, y + step / 2, name, ha="right")
        for number, one in enumerate(series):
            row = found.get((code, one))
            middle = y + step / 2 + ((len(series) - 1) / 2 - number) * bar
            if row is not None:
                _level_bar(canvas, axes, middle, bar, row[canvas.roles["value"]], number, code)
    _reference(canvas, axes, sum(steps), left, low, high)


def _level_axes(canvas: Canvas, left: float, height: float) -> tuple[Axes, float, float]:
    """Return axes wide enough that every value fits beside its bar, with their limits."""
    values = [value / canvas.divisor for value in canvas.values("value") if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values]) or 1e-9
    reference = canvas.options.get("reference")
    high = max(high, (reference or 0) / canvas.divisor)
    width = canvas.width - left
    ends = [text_width(canvas.number(v * canvas.divisor), canvas.look, bold=True) + 0.08 for v in values]
    room = [
        max([0.0, *(end for end, v in zip(ends, values, strict=True) if (v < 0) == side)]) for side in (1, 0)
    ]
    if low >= 0:
        room[0] = 0.0
    per_inch = (high - low) / (width - sum(room))
    axes = canvas.place(left, 0, width, height)
    low, high = low - room[0] * per_inch, high + room[1] * per_inch
    axes.set(xlim=(low, high), ylim=(0, height))
    rule(axes, canvas.look, x=0, color=canvas.look.muted, zorder=4)
    return axes, low, high


def _level_bar(
    canvas: Canvas, axes: Axes, y: float, height: float, value: float | None, series: int, code: Any
) -> None:
    length = 0.0 if value is None else value / canvas.divisor
    highlight = canvas.options.get("highlight")
    grouped = "by" in canvas.roles
    marked = not highlight or str(code) in map(str, highlight)
    styles = canvas.fill(series)
    if not grouped:
        colour = canvas.look.accent if marked else canvas.look.context
        styles = [{"facecolor": colour, "edgecolor": canvas.look.background, "linewidth": 0.8}]
    half = height * (1 if grouped else 0.85) / 2
    for style in styles:
        canvas.block(axes, (0, length), (y - half, y + half), **style)
    shift = -4 if length < 0 else 4
    plate = canvas.plate() if canvas.options.get("reference") is not None else {}
    canvas.beside(axes, length, y, canvas.number(value), shift, bold=bool(highlight) and marked, **plate)


def _reference(canvas: Canvas, axes: Axes, top: float, left: float, low: float, high: float) -> None:
    """Draw the value to compare with, named above its line."""
    reference = canvas.options.get("reference")
    if reference is None:
        return
    at = reference / canvas.divisor
    rule(axes, canvas.look, x=at, color=canvas.look.text, linestyle=(0, (4, 2)), linewidth=1.1, zorder=5)
    text = f"{canvas.text.get('reference', '')} {canvas.number(reference)}".strip()
    width = text_width(text, canvas.look)
    x = left + (at - low) / (high - low) * (canvas.width - left)
    canvas.write(min(max(x - width / 2, 0), canvas.width - width), top + line_height() * 0.55, text)


def _heights(canvas: Canvas, places: list[Any], series: list[Any]) -> dict[Any, dict[Any, float]]:
    heights: dict[Any, dict[Any, float]] = {place: dict.fromkeys(series, 0.0) for place in places}
    roles = canvas.roles
    for row in canvas.rows:
        heights[row[roles["x"]]][row[roles["by"]]] += row[roles["value"]] or 0.0
    return heights


def _extent(canvas: Canvas, heights: dict[Any, dict[Any, float]], series: list[Any]) -> tuple[float, float]:
    above = [sum(max(0.0, row[code]) for code in series) for row in heights.values()]
    below = [sum(min(0.0, row[code]) for code in series) for row in heights.values()]
    return min([0.0, *below]) / canvas.divisor, (max([0.0, *above]) or 1.0) / canvas.divisor


def _value_grid(canvas: Canvas, axes: Axes, ticks: list[float], shown: list[str], top: float) -> None:
    ticks = [tick for tick in ticks if tick <= top]
    canvas.name_y(axes, ticks, shown[: len(ticks)])
    axes.set_ylim(ticks[0], top)
    for tick in ticks:
        rule(axes, canvas.look, y=tick)
    rule(axes, canvas.look, y=0, color=canvas.look.muted, zorder=4)


def _stack(
    canvas: Canvas, axes: Axes, places: list[Any], series: list[Any], heights: dict[Any, dict[Any, float]]
) -> dict[Any, float]:
    """Draw the segments and return the middle of each in the last bar, in the unit of the axis."""
    middles = {}
    for at, place in enumerate(places):
        up, down = 0.0, 0.0
        for number, code in enumerate(series):
            height = heights[place][code] / canvas.divisor
            base = up if height >= 0 else down
            up, down = (up + height, down) if height >= 0 else (up, down + height)
            middles[code] = base + height / 2
            for style in canvas.fill(number) if height else []:
                canvas.block(axes, (at - 0.36, at + 0.36), (base, base + height), **style)
    axes.set_xlim(-0.5, len(places) - 0.5)
    return middles


def _name_places(canvas: Canvas, axes: Axes, places: list[Any]) -> None:
    """Name as many bars as there is room for."""
    names = [canvas.label(place) for place in places]
    inches = axes.get_position().width * canvas.figure.get_size_inches()[0] / len(places)
    widest = column_width(names, 9, canvas.look) + 0.1
    step = max(1, -int(-widest // inches))
    kept = range(0, len(places), step)
    canvas.name_x(axes, kept, [names[index] for index in kept])


def _name_series(
    canvas: Canvas,
    axes: Axes,
    series: list[Any],
    names: dict[Any, list[str]],
    ends: dict[Any, float],
    below: float,
    left: float,
) -> None:
    """Name each series to the right, at the height of its part of the last bar."""
    low, high = axes.get_ylim()
    tall = axes.get_position().height * canvas.figure.get_size_inches()[1]
    heights = [len(lines) * line_height() + 0.06 for lines in names.values()]
    wanted = [below + (middle - low) / (high - low) * tall for middle in ends.values()]
    x = left + axes.get_position().width * canvas.figure.get_size_inches()[0] + 0.06
    placed = spread(wanted, heights, below - 0.05, canvas.height)
    for (code, lines), y in zip(names.items(), placed, strict=True):
        canvas.swatch(x, y + (len(lines) - 1) / 2 * line_height(), series.index(code))
        canvas.write_lines(x + SWATCH + 0.07, y, lines)
