"""What went on from when to when, and who paid."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from pressroom.figures.canvas import GAP, Canvas, rule
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import line_height, text_width, wrap
from pressroom.language.text import Text

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
    first, last = _ends(canvas)
    wide = canvas.width - left - 0.1
    flags = _flags(canvas, left, wide, first, last)
    below = line_height() + 0.11
    above = (
        len(key) * line_height() * 1.1
        + (0.1 if key else 0)
        + line_height() * (1 + max((lane for _, lane in flags), default=-1))
    )
    canvas.open(below + sum(steps) + above)
    canvas.legend(key, series, canvas.height)
    axes = canvas.place(left, below, wide, sum(steps))
    _years(canvas, axes, first, last, wide, sum(steps))
    y = sum(steps)
    for row, name, step in zip(canvas.rows, names, steps, strict=True):
        y -= step
        rule(axes, look, y=y)
        canvas.write_lines(left - GAP, below + y + step / 2, name, ha="right")
        _span(canvas, axes, row, y + step / 2, last)
    _marks(canvas, axes, flags, below + sum(steps))


def _ends(canvas: Canvas) -> tuple[float, float]:
    """Return the first year and the end of the last one."""
    known = [year for role in ("start", "end") for year in canvas.values(role) if year is not None]
    return min(known), max([*known, canvas.options.get("until") or min(known), *canvas.options["marks"]]) + 1


def _years(canvas: Canvas, axes: Axes, first: float, last: float, width: float, height: float) -> None:
    """Set the axis of years; a year fills the space up to the next and is named in its middle."""
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) / s * 0.5 < width)
    years = [year for year in range(int(first), int(last) + 1) if year % step == 0 and year < last]
    axes.set(xlim=(first, last), ylim=(0, height))
    canvas.name_x(axes, [year + 0.5 for year in years], map(str, years))


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
        axes.add_artist(Polygon([c for c in corners if tip or c[1] != y], zorder=3, **style))


def _flags(canvas: Canvas, left: float, width: float, first: float, last: float) -> list[tuple[float, int]]:
    """Return (left edge of the name in inches, lane above the rows) for each mark."""
    ends: list[float] = []
    flags = []
    for number, year in enumerate(canvas.options["marks"]):
        room = text_width(canvas.text[f"mark_{number}"], canvas.look)
        x = left + (year - first) / (last - first) * width - room / 2
        x = min(max(0.0, x), canvas.width - room)
        lane = next((lane for lane, end in enumerate(ends) if x > end + 0.1), len(ends))
        ends[lane : lane + 1] = [x + room]
        flags.append((x, lane))
    return flags


def _marks(canvas: Canvas, axes: Axes, flags: list[tuple[float, int]], top: float) -> None:
    """Draw a line through all rows for each mark, up to its name."""
    height = axes.get_ylim()[1]
    style: dict[str, Any] = {"color": canvas.look.text, "linestyle": (0, (4, 2)), "linewidth": 1, "zorder": 2}
    for number, (year, (x, lane)) in enumerate(zip(canvas.options["marks"], flags, strict=True)):
        reach = height + lane * line_height() + 0.04
        axes.plot([year, year], [0, reach], clip_on=False, **style)
        canvas.write(x, top + (lane + 0.5) * line_height(), canvas.text[f"mark_{number}"], **canvas.plate())
