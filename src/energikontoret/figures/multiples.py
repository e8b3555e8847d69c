"""The same small chart for each of many: what is alike, and who differs."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from energikontoret.figures.canvas import Canvas, rule
from energikontoret.figures.chart import Chart, Labels, build
from energikontoret.figures.lettering import column_width, line_height, wrap
from energikontoret.figures.lines import pieces
from energikontoret.figures.theme import DASHES
from energikontoret.text import Text


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
    """Draw the panels row by row, with the last value written in each."""
    panels, series = canvas.unique("panel"), canvas.unique("by")
    canvas.scale_to(canvas.values("value"))
    across = canvas.options.get("across") or (2 if len(panels) <= 4 else 3)
    ticks = {panel: _ticks(canvas, panel) for panel in panels}
    left = max(column_width(shown, 2, canvas.look) for _, shown in ticks.values()) + 0.06
    wide = (canvas.width - 0.16 * (across - 1)) / across
    names = {panel: wrap(canvas.label(panel), wide, canvas.look, bold=True) for panel in panels}
    head = max(map(len, names.values())) * line_height() + 0.11
    tall = head + 1.05 + line_height() + 0.16
    key = canvas.legend_rows(series) if series else []
    note = wrap(canvas.text["break"], canvas.width, canvas.look) if "break" in canvas.text else []
    top = len(key) * line_height() * 1.1 + (0.1 if key else 0)
    under = len(note) * line_height()
    rows = -(-len(panels) // across)
    canvas.open(rows * tall + top + under)
    canvas.legend(key, series, canvas.height, line=True)
    for number, panel in enumerate(panels):
        x, row = (number % across) * (wide + 0.16), number // across
        y = canvas.height - top - (row + 1) * tall + line_height() + 0.16
        for line, text in enumerate(names[panel]):
            up = y + 1.05 + head - (line + 0.5) * line_height()
            canvas.write(x, up, text, bold=True)
        axes = canvas.place(x + left, y, wide - left, 1.05)
        _panel(canvas, axes, panel, *ticks[panel])
    canvas.write_lines(0, under / 2, note, colour=canvas.look.warning)


def _ticks(canvas: Canvas, panel: Any) -> tuple[list[float], list[str]]:
    shared = canvas.options["shared"]
    rows = [row for row in canvas.rows if shared or row[canvas.roles["panel"]] == panel]
    known = [
        row[canvas.roles["value"]] / canvas.divisor for row in rows if row[canvas.roles["value"]] is not None
    ]
    return canvas.value_ticks(min([0.0, *known]), max([0.0, *known]) or 1.0, 3)


def _panel(canvas: Canvas, axes: Axes, panel: Any, ticks: list[float], shown: list[str]) -> None:
    roles = canvas.roles
    axes.set_yticks(ticks, shown, va="center")
    years = [year for year in canvas.unique("x") if year is not None]
    space = (max(years) - min(years)) * 0.06 or 0.5
    axes.set(xlim=(min(years) - space, max(years) + space), ylim=(ticks[0], ticks[-1]))
    for tick in ticks:
        rule(axes, canvas.look, y=tick, **({"color": canvas.look.muted} if tick == 0 else {}))
    for at in canvas.options.get("breaks") or []:
        rule(axes, canvas.look, x=at - 0.5, color=canvas.look.warning, linestyle=(0, (2, 2)), linewidth=1)
    mine = [row for row in canvas.rows if row[roles["panel"]] == panel]
    for number, code in enumerate(canvas.unique("by") or [None]):
        rows = [row for row in mine if code is None or row[roles["by"]] == code]
        colour = canvas.look.accent if code is None else canvas.colour(number)
        for piece in pieces(canvas, sorted(rows, key=lambda row: row[roles["x"]])):
            values = [row[roles["value"]] / canvas.divisor for row in piece]
            style = {"color": colour, "linewidth": 1.8, "linestyle": DASHES[number % len(DASHES)]}
            axes.plot([row[roles["x"]] for row in piece], values, zorder=3, **style)
    _ends(canvas, axes, [min(years), max(years)])


def _ends(canvas: Canvas, axes: Axes, years: list[float]) -> None:
    """Name the first and the last year at the edges, where both have room."""
    names = [str(int(year)) for year in years]
    for year, name, side in zip(years, names, ("left", "right"), strict=True):
        at = (year, axes.get_ylim()[0])
        style = canvas.lettered(ha=side, va="top", colour=canvas.look.muted)
        axes.annotate(name, at, (-3 if side == "left" else 3, -4), textcoords="offset points", **style)
