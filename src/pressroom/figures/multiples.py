"""The same small chart for each of many: what is alike, and who differs."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import DASH, Canvas, rule
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import column_width, line_height, wrap
from pressroom.figures.lines import pieces
from pressroom.figures.theme import DASHES
from pressroom.language.text import Text

_TALL = 1.05
_BETWEEN = 0.2


def small_multiples(
    frame: pd.DataFrame,
    panel: str,
    x: str,
    value: str,
    by: str | None = None,
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    breaks: Sequence[float] | None = None,
    break_label: Text | None = None,
    shared: bool = True,
    columns: int | None = None,
    decimals: int | None = None,
) -> Chart:
    """Return one small line chart over years per `panel`, in the order of the rows.

    All panels have the same scale unless `shared` is false; then each begins at zero with its own.
    """
    roles = {"panel": panel, "x": x, "value": value, "by": by}
    texts = {"title": title, "axis": axis, "break": break_label}
    options = {"breaks": breaks, "shared": shared, "across": columns, "decimals": decimals}
    return build("small_multiples", frame, roles, texts, labels, {"value": unit, "x": "år"}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the panels row by row, under a key of the series and over a note on breaks."""
    panels, series = canvas.unique("panel"), canvas.unique("by")
    canvas.scale_to(canvas.values("value"))
    across = canvas.options.get("across") or (2 if len(panels) <= 4 else 3)
    ticks = {panel: _ticks(canvas, panel) for panel in panels}
    gutter = max(column_width(shown, 2, canvas.look) for _, shown in ticks.values()) + 0.08
    # Panels of one scale share the numbers to the left; the others have their own.
    edge, inner = (gutter, 0.0) if canvas.options["shared"] else (0.0, gutter)
    wide = (canvas.width - edge - _BETWEEN * (across - 1)) / across
    names = [wrap(canvas.label(panel), wide, canvas.look, bold=True) for panel in panels]
    head = max(map(len, names)) * line_height() + 0.11
    foot = line_height() + 0.16
    key = canvas.legend_rows(series, DASH) if series else []
    note = wrap(canvas.text["break"], canvas.width, canvas.look) if "break" in canvas.text else []
    top = len(key) * line_height() * 1.1 + (0.1 if key else 0)
    under = len(note) * line_height()
    canvas.open(-(-len(panels) // across) * (head + _TALL + foot) + top + under)
    canvas.legend(key, series, canvas.height, line=True)
    canvas.write_lines(0, under / 2, note, colour=canvas.look.warning)
    for number, (panel, name) in enumerate(zip(panels, names, strict=True)):
        row, column = divmod(number, across)
        x = edge + column * (wide + _BETWEEN)
        y = canvas.height - top - row * (head + _TALL + foot) - head - _TALL
        for line, text in enumerate(name):
            canvas.write(x, y + _TALL + head - (line + 0.5) * line_height(), text, bold=True)
        axes = canvas.place(x + inner, y, wide - inner, _TALL)
        _panel(canvas, axes, panel, *ticks[panel], named=inner > 0 or column == 0)


def _ticks(canvas: Canvas, panel: Any) -> tuple[list[float], list[str]]:
    shared = canvas.options["shared"]
    rows = [row for row in canvas.rows if shared or row[canvas.roles["panel"]] == panel]
    known = [
        row[canvas.roles["value"]] / canvas.divisor for row in rows if row[canvas.roles["value"]] is not None
    ]
    return canvas.value_ticks(min([0.0, *known]), max([0.0, *known]) or 1.0, 3)


def _panel(
    canvas: Canvas, axes: Axes, panel: Any, ticks: list[float], shown: list[str], *, named: bool
) -> None:
    roles = canvas.roles
    if named:
        canvas.name_y(axes, ticks, shown)
    years = [year for year in canvas.unique("x") if year is not None]
    space = (max(years) - min(years)) * 0.06 or 0.5
    axes.set(xlim=(min(years) - space, max(years) + space), ylim=(ticks[0], ticks[-1]))
    for tick in ticks:
        rule(axes, canvas.look, y=tick, color=canvas.look.muted if tick == 0 else canvas.look.line)
    for at in canvas.options.get("breaks") or []:
        rule(axes, canvas.look, x=at - 0.5, color=canvas.look.warning, linestyle=(0, (2, 2)), linewidth=1)
    mine = [row for row in canvas.rows if row[roles["panel"]] == panel]
    for number, code in enumerate(canvas.unique("by") or [None]):
        rows = [row for row in mine if code is None or row[roles["by"]] == code]
        _line(canvas, axes, sorted(rows, key=lambda row: row[roles["x"]]), number)
    _ends(canvas, axes, [min(years), max(years)])


def _line(canvas: Canvas, axes: Axes, rows: list[dict[str, Any]], number: int) -> None:
    """Draw one series; where it is the only one, write its last value."""
    x, value = canvas.roles["x"], canvas.roles["value"]
    alone = "by" not in canvas.roles
    colour = canvas.look.accent if alone else canvas.colour(number)
    style: dict[str, Any] = {"color": colour, "linewidth": 1.8, "linestyle": DASHES[number % len(DASHES)]}
    for piece in pieces(canvas, rows):
        values = [row[value] / canvas.divisor for row in piece]
        axes.plot([row[x] for row in piece], values, zorder=3, **style)
    last = [row for row in rows if row[value] is not None][-1:] if alone else []
    for row in last:
        at = (row[x], row[value] / canvas.divisor)
        axes.plot([at[0]], [at[1]], marker="o", markersize=4.5, color=colour, zorder=4)
        how = canvas.lettered(ha="right", bold=True, zorder=5, **canvas.plate())
        canvas.near(axes, *at, canvas.number(row[value]), (4, 7), **how)


def _ends(canvas: Canvas, axes: Axes, years: list[float]) -> None:
    """Name the first and the last year at the edges, where both have room."""
    names = [str(int(year)) for year in years]
    for year, name, side in zip(years, names, ("left", "right"), strict=True):
        style = canvas.lettered(ha=side, va="top", colour=canvas.look.muted)
        shift = (-3 if side == "left" else 3, -4)
        canvas.near(axes, year, axes.get_ylim()[0], name, shift, **style)
