"""What went on from when to when, and who paid."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from energikontoret.figures.canvas import GAP, Canvas, rule
from energikontoret.figures.chart import Chart, Labels, build
from energikontoret.figures.lettering import column_width, line_height, text_width, wrap
from energikontoret.text import Text

_NAME = 2.2


def timeline(
    frame: pd.DataFrame,
    activity: str,
    start: str,
    end: str,
    by: str | None = None,
    *,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    marks: Sequence[tuple[float, Text]] | None = None,
    until: float | None = None,
) -> Chart:
    """Return one bar per row from the year `start` to and including the year `end`, coloured by `by`.

    A missing `end` is drawn with an arrow to `until`. `marks` are years with a name, drawn across all rows.
    """
    columns = {"activity": activity, "start": start, "end": end, "by": by}
    named = {f"mark_{number}": text for number, (_, text) in enumerate(marks or [])}
    texts = {"title": title, "axis": axis, **named}
    options = {"marks": [year for year, _ in marks or []], "until": until}
    return build("timeline", frame, columns, texts, labels, {"x": "år"}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the rows from the top down with a key of the colours above."""
    roles, look = canvas.roles, canvas.look
    names = [wrap(canvas.label(row[roles["activity"]]), _NAME, look) for row in canvas.rows]
    left = max(text_width(line, look) for name in names for line in name) + GAP
    steps = [len(name) * line_height() + 0.1 for name in names]
    series = canvas.unique("by")
    key = canvas.legend_rows([code for code in series if code is not None]) if series else []
    marks = canvas.options["marks"]
    below = line_height() + 0.11
    above = len(key) * line_height() * 1.1 + (0.1 if key else 0) + (line_height() * len(marks))
    canvas.open(below + sum(steps) + above)
    canvas.legend(key, series, canvas.height)
    axes = canvas.place(left, below, canvas.width - left - 0.1, sum(steps))
    first, last = _years(canvas, axes, sum(steps))
    y = sum(steps)
    for row, name, step in zip(canvas.rows, names, steps, strict=True):
        y -= step
        rule(axes, look, y=y)
        canvas.write_lines(left - GAP, below + y + step / 2, name, ha="right")
        _span(canvas, axes, row, y + step / 2, last)
    _marks(canvas, axes, left, below + sum(steps), first, last)


def _years(canvas: Canvas, axes: Axes, height: float) -> tuple[float, float]:
    """Set the axis of years and return its ends; a year fills the space up to the next."""
    known = [year for role in ("start", "end") for year in canvas.values(role) if year is not None]
    first = min(known)
    last = max([*known, canvas.options.get("until") or first, *canvas.options["marks"]]) + 1
    width = axes.get_position().width * canvas.figure.get_size_inches()[0]
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) / s * 0.5 < width)
    years = [year for year in range(int(first), int(last) + 1) if year % step == 0 and year < last]
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
    axes.set(xlim=(first, last), ylim=(0, height), yticks=[])
    return first, last


def _span(canvas: Canvas, axes: Axes, row: dict[str, Any], y: float, last: float) -> None:
    roles, series = canvas.roles, canvas.unique("by")
    start, end = row[roles["start"]], row[roles["end"]]
    number = series.index(row[roles["by"]]) if series else 0
    stop, half = last if end is None else end + 1, 0.085
    tip = (last - axes.get_xlim()[0]) * 0.03 if end is None else 0.0
    corners = [
        (start, y - half),
        (stop - tip, y - half),
        (stop, y),
        (stop - tip, y + half),
        (start, y + half),
    ]
    for style in canvas.fill(number):
        axes.add_patch(Polygon([c for c in corners if tip or c[1] != y], zorder=3, **style))


def _marks(canvas: Canvas, axes: Axes, left: float, top: float, first: float, last: float) -> None:
    width = axes.get_position().width * canvas.figure.get_size_inches()[0]
    marks = canvas.options["marks"]
    for number, year in enumerate(marks):
        style = {"color": canvas.look.text, "linestyle": (0, (4, 2)), "linewidth": 1, "zorder": 2}
        rule(axes, canvas.look, x=year, **style)
        text = canvas.text[f"mark_{number}"]
        room = column_width([text], 9, canvas.look)
        x = left + (year - first) / (last - first) * width
        at = top + (len(marks) - number - 0.5) * line_height()
        canvas.write(min(max(0, x - room / 2), canvas.width - room), at, text)
