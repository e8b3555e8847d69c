"""Lines over time, with an interval, a target and the end of each line named."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import GAP, MIDDLE, Canvas, rule
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.inside import place_name
from pressroom.figures.lettering import column_width, line_height, spread, text_width, wrap
from pressroom.figures.theme import DASHES, MARKERS
from pressroom.language.numbers import format_number, format_value, in_short, unit_named
from pressroom.language.text import Text

_SIDE = 1.5


def lines(
    frame: pd.DataFrame,
    x: str,
    value: str,
    by: str | None = None,
    *,
    unit: str,
    title: Text,
    x_unit: str = "år",
    axis: Text | None = None,
    x_axis: Text | None = None,
    labels: Labels | None = None,
    band: tuple[str, str] | None = None,
    band_label: Text | None = None,
    target: tuple[float, float] | None = None,
    target_label: Text | None = None,
    breaks: Sequence[float] | None = None,
    break_label: Text | None = None,
    from_zero: bool = True,
    decimals: int | None = None,
) -> Chart:
    """Return one line per series of `by` over the numbers in `x`, each named where it ends.

    `axis` says what the values are, `x_axis` what the numbers along x are, where these are not years.
    `band` names the columns of the lower and upper end of an interval; `target` is a marked point (x, value);
    `breaks` are places where the series is broken, such as a change of method: no line crosses them.
    """
    low, high = band or (None, None)
    columns = {"x": x, "by": by, "value": value, "low": low, "high": high}
    texts = {"title": title, "axis": axis, "x_axis": x_axis, "band": band_label, "target": target_label}
    texts["break"] = break_label
    options = {"target": target, "breaks": breaks, "from_zero": from_zero, "decimals": decimals}
    units = {"value": unit, "x": x_unit}
    return build("lines", frame, columns, texts, labels, units, **options)


def draw(canvas: Canvas) -> None:
    """Draw the lines and name each at its end."""
    numbers = [value for role in ("value", "low", "high") for value in canvas.values(role)]
    target = canvas.options.get("target")
    numbers = [value for value in [*numbers, target and target[1]] if value is not None]
    canvas.scale_to(numbers)
    low = 0.0 if canvas.options["from_zero"] else min(numbers) / canvas.divisor
    ticks, shown = canvas.span_ticks(
        min([low, *(n / canvas.divisor for n in numbers)]), max(numbers) / canvas.divisor
    )
    left = column_width(shown, 2, canvas.look) + GAP
    marks = _end_marks(canvas)
    side = max((column_width(lines, 9, canvas.look) for _, lines, _ in marks), default=0.0) + 0.23
    body, below = 2.5, line_height() + 0.11
    under = wrap(canvas.text.get("x_axis", ""), canvas.width - left, canvas.look)
    if "x_axis" in canvas.text:
        below += len(under) * line_height()
        body += len(under) * line_height()
    canvas.open(body)
    canvas.write_lines(left, len(under) * line_height() / 2, under, colour=canvas.look.muted)
    above = line_height() + 0.12 if canvas.options.get("breaks") else 0.1
    axes = canvas.place(left, below, canvas.width - left - side, body - below - above)
    canvas.name_y(axes, ticks, shown)
    axes.set_ylim(ticks[0], ticks[-1])
    for tick in ticks:
        rule(axes, canvas.look, y=tick, color=canvas.look.muted if tick == 0 else canvas.look.line)
    _plot(canvas, axes)
    _x_axis(canvas, axes)
    _breaks(canvas, axes)
    _name_ends(canvas, axes, marks, left, below)
    _name_inside(canvas, axes, ticks)


def series_points(canvas: Canvas, code: Any) -> list[dict[str, Any]]:
    """Return the rows of one series in order of x; those without a value stay, as gaps."""
    by = canvas.roles.get("by")
    rows = [row for row in canvas.rows if by is None or row[by] == code]
    return sorted(rows, key=lambda row: row[canvas.roles["x"]])


def pieces(canvas: Canvas, rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Break a series where a value is missing and at the breaks of the series."""
    x, value = canvas.roles["x"], canvas.roles["value"]
    breaks = canvas.options.get("breaks") or []
    found: list[list[dict[str, Any]]] = [[]]
    for row in rows:
        crossed = found[-1] and any(found[-1][-1][x] < at <= row[x] for at in breaks)
        if row[value] is None or crossed:
            found.append([])
        if row[value] is not None:
            found[-1].append(row)
    return [piece for piece in found if piece]


def _plot(canvas: Canvas, axes: Axes) -> None:
    x, value = canvas.roles["x"], canvas.roles["value"]
    for number, code in enumerate(canvas.unique("by") or [None]):
        colour = canvas.colour(number)
        rows = series_points(canvas, code)
        _plot_band(canvas, axes, rows, colour)
        style: dict[str, Any] = {"color": colour, "linewidth": 2, "linestyle": DASHES[number % len(DASHES)]}
        dots: dict[str, Any] = {
            "marker": MARKERS[number % len(MARKERS)],
            "markersize": 4.5 if len(rows) <= 16 else 0,
        }
        for piece in pieces(canvas, rows):
            values = [row[value] / canvas.divisor for row in piece]
            axes.plot(
                [row[x] for row in piece], values, zorder=3 + number / 10, clip_on=False, **style, **dots
            )
    target = canvas.options.get("target")
    if target:
        axes.plot(
            [target[0]], [target[1] / canvas.divisor], marker="*", markersize=15, color=canvas.look.text,
            markeredgecolor=canvas.look.background, zorder=6, clip_on=False,
        )  # fmt: skip


def _plot_band(canvas: Canvas, axes: Axes, rows: Sequence[dict[str, Any]], colour: str) -> None:
    if "low" not in canvas.roles:
        return
    low, high, x = (canvas.roles[role] for role in ("low", "high", "x"))
    known = [row for row in rows if row[low] is not None and row[high] is not None]
    lows, highs = ([row[name] / canvas.divisor for row in known] for name in (low, high))
    axes.fill_between([row[x] for row in known], lows, highs, color=colour, alpha=0.2, linewidth=0, zorder=1)
    for end in (lows, highs):
        axes.plot([row[x] for row in known], end, color=colour, alpha=0.55, linewidth=0.8, zorder=2)


def _end_marks(canvas: Canvas) -> list[tuple[float, list[str], int | None]]:
    """Return (value, lines of text, series) for everything that is named at the right edge."""
    value = canvas.roles["value"]
    marks: list[tuple[float, list[str], int | None]] = []
    series, edge = canvas.unique("by"), _last_x(canvas)
    for number, code in enumerate(series or [None]):
        last = [row for row in series_points(canvas, code) if row[value] is not None][-1:]
        for row in last:
            if row[canvas.roles["x"]] < edge:
                continue
            name = [canvas.label(code)] if series else []
            text = " ".join([*name, canvas.number(row[value])])
            marks.append((row[value] / canvas.divisor, wrap(text, _SIDE, canvas.look), number))
    target = canvas.options.get("target")
    if target and target[0] >= edge:
        marks.append((target[1] / canvas.divisor, wrap(_target_name(canvas), _SIDE, canvas.look), None))
    if "band" in canvas.text:
        marks += _band_mark(canvas)
    return marks


def _last_x(canvas: Canvas) -> float:
    """Return where the plot ends: at the last value or at the target."""
    value, target = canvas.roles["value"], canvas.options.get("target")
    known = [row[canvas.roles["x"]] for row in canvas.rows if row[value] is not None]
    return max([*known, *([target[0]] if target else [])])


def _name_inside(canvas: Canvas, axes: Axes, ticks: Sequence[float]) -> None:
    """Name what ends before the plot does beside itself: lines, and the target."""
    low, high = np.array([axes.get_xlim(), axes.get_ylim()]).T
    box = np.array(axes.get_position().size) * canvas.figure.get_size_inches()
    levels = [(tick - low[1]) / (high - low)[1] * box[1] for tick in ticks]
    paths = {key: ((path - low) / (high - low) * box).tolist() for key, path in _paths(canvas).items()}
    for key, text in _inner_names(canvas).items():
        others = [path for other, path in paths.items() if other != key]
        size = (text_width(text, canvas.look) + 0.08, line_height())
        spot = place_name(paths[key], others, levels, size, tuple(box))
        at = low + np.array(spot) / box * (high - low)
        how = canvas.lettered(ha="center", zorder=6)
        canvas.near(axes, at[0], at[1], text, (0, -MIDDLE), **how)


def _inner_names(canvas: Canvas) -> dict[tuple[Any, str], str]:
    """Return the names of the lines and of the target that end before the plot does."""
    x, edge, names = canvas.roles["x"], _last_x(canvas), {}
    for code in canvas.unique("by"):
        rows = [row for row in series_points(canvas, code) if row[canvas.roles["value"]] is not None]
        if rows and rows[-1][x] < edge:
            names[code, "value"] = canvas.label(code)
    target = canvas.options.get("target")
    if target and target[0] < edge:
        names[None, "target"] = _target_name(canvas)
    return names


def _target_name(canvas: Canvas) -> str:
    return f"{canvas.text.get('target', '')} {canvas.number(canvas.options['target'][1])}".strip()


def _paths(canvas: Canvas) -> dict[tuple[Any, str], np.ndarray]:
    """Return all lines and edges of intervals as points (n x 2) in the units of the axes."""
    x, found = canvas.roles["x"], {}
    for code in canvas.unique("by") or [None]:
        for role in ("value", "low", "high"):
            name = canvas.roles.get(role, "")
            rows = [row for row in series_points(canvas, code) if name and row[name] is not None]
            points = [[row[x], row[name] / canvas.divisor] for row in rows]
            found[code, role] = np.array(points, dtype=float).reshape(-1, 2)
    if target := canvas.options.get("target"):
        found[None, "target"] = np.array([[target[0], target[1] / canvas.divisor]])
    return found


def _band_mark(canvas: Canvas) -> list[tuple[float, list[str], int | None]]:
    """Name the interval at its upper end."""
    ends = [row for row in canvas.rows if row[canvas.roles["high"]] is not None]
    last = max(ends, key=lambda row: (row[canvas.roles["x"]], row[canvas.roles["high"]]))
    number = canvas.unique("by").index(last[canvas.roles["by"]]) if "by" in canvas.roles else 0
    top = last[canvas.roles["high"]] / canvas.divisor
    return [(top, wrap(canvas.text["band"], _SIDE, canvas.look), -1 - number)]


def _x_axis(canvas: Canvas, axes: Axes) -> None:
    places = [place for place in canvas.unique("x") if place is not None]
    target = canvas.options.get("target")
    low, high = min(places), max([*places, *([target[0]] if target else [])])
    space = (high - low) * 0.03 or 0.5
    axes.set_xlim(low - space, high + space * 1.5)
    ticks, shown = x_ticks(canvas, low, high, axes.get_position().width * canvas.figure.get_size_inches()[0])
    canvas.name_x(axes, ticks, shown)


def x_ticks(canvas: Canvas, low: float, high: float, inches: float) -> tuple[list[float], list[str]]:
    """Return ticks along x that leave room for their texts; years are whole numbers."""
    unit = canvas.units["x"]
    if unit_named(unit).calendar:
        count = max(2, int(inches / 0.5))
        step = next(s for s in (1, 2, 3, 4, 5, 10, 20, 25, 50, 100) if (high - low) / s < count)
        years = [year for year in range(int(low), int(high) + 1) if (int(high) - year) % step == 0]
        return list(map(float, years)), [format_value(year, unit, canvas.lang) for year in years]
    factor = unit_named(unit).factor
    ticks, _ = canvas.value_ticks(low * factor, high * factor, max(2, int(inches / 0.7)))
    ticks = [tick for tick in ticks if low * factor <= tick <= high * factor]
    decimals = 0 if all(tick == int(tick) for tick in ticks) else 2
    shown = [format_number(tick, decimals, canvas.lang) for tick in ticks]
    if factor != 1:
        shown = [in_short(tick, unit, canvas.lang) for tick in shown]
    return [tick / factor for tick in ticks], shown


def _breaks(canvas: Canvas, axes: Axes) -> None:
    low, high = axes.get_xlim()
    width = axes.get_position().width * canvas.figure.get_size_inches()[0]
    left = axes.get_position().x0 * canvas.figure.get_size_inches()[0] - 0.07
    for number, at in enumerate(canvas.options.get("breaks") or []):
        rule(axes, canvas.look, x=at - 0.5, color=canvas.look.warning, linestyle=(0, (2, 2)), linewidth=1.2)
        if number == 0 and "break" in canvas.text:
            text = canvas.text["break"]
            room = column_width([text], 9, canvas.look)
            x = min(left + (at - 0.5 - low) / (high - low) * width - room / 2, canvas.width - room)
            canvas.write(max(0, x), canvas.height - line_height() / 2, text, colour=canvas.look.warning)


def _name_ends(
    canvas: Canvas,
    axes: Axes,
    marks: Sequence[tuple[float, list[str], int | None]],
    left: float,
    below: float,
) -> None:
    """Name lines at their ends, with a thin leader where a name had to move."""
    size = canvas.figure.get_size_inches()
    low, high = axes.get_ylim()
    tall, wide = axes.get_position().height * size[1], axes.get_position().width * size[0]
    wanted = [below + (value - low) / (high - low) * tall for value, _, _ in marks]
    heights = [len(lines) * line_height() + 0.04 for _, lines, _ in marks]
    x = left + wide + 0.21
    for (value, lines, number), y in zip(marks, spread(wanted, heights, 0, canvas.height), strict=True):
        canvas.write_lines(
            x, y, lines, colour=canvas.look.muted if number is not None and number < 0 else None
        )
        colour = canvas.look.text if number is None else canvas.colour(number if number >= 0 else -1 - number)
        at = low + (y - below) / tall * (high - low)
        edge = axes.get_xlim()[1]
        reach = (edge - axes.get_xlim()[0]) / wide
        axes.plot(
            [edge, edge + 0.1 * reach, edge + 0.15 * reach], [value, at, at],
            color=colour, linewidth=1.4, clip_on=False, zorder=2, solid_capstyle="round",
        )  # fmt: skip
