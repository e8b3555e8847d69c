"""Intervals per row: sensitivity, tornado, and scenarios beside the reference."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import GAP, Canvas, rule
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import line_height, text_width, wrap
from pressroom.language.catalogue import marked
from pressroom.language.numbers import MINUS
from pressroom.language.text import Text, t

_NAME = 2.3


def dot_range(
    frame: pd.DataFrame,
    category: str,
    mid: str,
    low: str | None = None,
    high: str | None = None,
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    reference: float | None = None,
    reference_label: Text | None = None,
    highlight: Sequence[Any] | None = None,
    from_zero: bool = False,
    decimals: int | None = None,
) -> Chart:
    """Return one row per category: a dot at `mid`, a bar from `low` to `high`, and the numbers in words.

    `reference` is drawn as a line through all rows. `highlight` names the rows that carry the message.
    """
    columns = {"category": category, "low": low, "mid": mid, "high": high}
    texts = {"title": title, "axis": axis, "reference": reference_label}
    options = {"reference": reference, "highlight": highlight, "from_zero": from_zero, "decimals": decimals}
    return build("dot_range", frame, columns, texts, labels, {"value": unit}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the rows from the top down, their numbers in two columns to the right: middle and interval."""
    reference = canvas.options.get("reference")
    ends = [value for role in ("low", "mid", "high") for value in canvas.values(role) if value is not None]
    canvas.scale_to([*ends, reference])
    names = [wrap(canvas.label(row[canvas.roles["category"]]), _NAME, canvas.look) for row in canvas.rows]
    left = max(text_width(line, canvas.look) for name in names for line in name) + GAP
    numbers = [_numbers(canvas, row) for row in canvas.rows]
    interval = max(text_width(between, canvas.look) for _, between in numbers)
    middle = max(text_width(mid, canvas.look, bold=True) for mid, _ in numbers)
    right = middle + interval + (GAP if middle and interval else 0)
    steps = [len(name) * line_height() + 0.13 for name in names]
    below = line_height() + 0.13
    above = line_height() + 0.03 if reference is not None else 0.04
    canvas.open(below + sum(steps) + above)
    axes = canvas.place(left, below, canvas.width - left - right - 0.16, sum(steps))
    _scale(canvas, axes, ends, sum(steps))
    y = sum(steps)
    for row, name, (mid, between), step in zip(canvas.rows, names, numbers, steps, strict=True):
        y -= step
        canvas.write_lines(left - GAP, below + y + step / 2, name, ha="right")
        _range(canvas, axes, row, y + step / 2)
        at = below + y + step / 2
        if mid:
            canvas.write(canvas.width - right + middle, at, mid, ha="right", bold=True)
        if between:
            canvas.write(canvas.width, at, between, ha="right", colour=canvas.look.muted)
    _name_reference(canvas, axes, left, below + sum(steps) + line_height() * 0.5)


def _scale(canvas: Canvas, axes: Axes, ends: Sequence[float], height: float) -> None:
    known = [
        value / canvas.divisor for value in [*ends, canvas.options.get("reference")] if value is not None
    ]
    low, high = min(known), max(known)
    if canvas.options["from_zero"]:
        low, high = min(0.0, low), max(0.0, high)
    width = axes.get_position().width * canvas.figure.get_size_inches()[0]
    ticks, shown = canvas.value_ticks(low, high if high > low else low + 1, max(2, int(width / 0.5)))
    space = (high - low) * 0.06 or 0.5
    axes.set(xlim=(low - space, high + space), ylim=(0, height))
    kept = [at for at, tick in enumerate(ticks) if low - space <= tick <= high + space]
    canvas.name_x(axes, [ticks[at] for at in kept], [shown[at] for at in kept])
    for at in kept:
        rule(axes, canvas.look, x=ticks[at])


def _range(canvas: Canvas, axes: Axes, row: dict[str, Any], y: float) -> None:
    roles, look = canvas.roles, canvas.look
    low, mid, high = (row[roles[role]] if role in roles else None for role in ("low", "mid", "high"))
    highlight = canvas.options.get("highlight")
    marked = not highlight or str(row[roles["category"]]) in map(str, highlight)
    colour = look.accent if marked else look.context
    if low is not None and high is not None:
        ends = [low / canvas.divisor, high / canvas.divisor]
        axes.plot(ends, [y, y], color=colour, linewidth=8, alpha=0.45, solid_capstyle="butt", zorder=2)
        axes.plot(ends, [y, y], color=colour, linestyle="none", marker="|", markersize=11, zorder=3)
    if mid is not None and not _is_tornado(canvas):
        axes.plot(
            [mid / canvas.divisor], [y], marker="o", markersize=8, color=colour,
            markeredgecolor=look.background, zorder=5, clip_on=False,
        )  # fmt: skip
    reference = canvas.options.get("reference")
    if reference is not None:
        rule(axes, look, x=reference / canvas.divisor, color=look.text, linestyle=(0, (4, 2)), zorder=1)


def _numbers(canvas: Canvas, row: dict[str, Any]) -> tuple[str, str]:
    """Return a row's middle and interval; empty where all refer to the middle, and for no width."""
    told = [row[canvas.roles[role]] for role in ("mid", "low", "high") if role in canvas.roles]
    decimals = canvas.fewest_decimals([value for value in told if value is not None])
    mid, *ends = (canvas.number(value, decimals) for value in told)
    if _is_tornado(canvas):
        mid = ""
    if None in told[1:] or not ends:
        return mid, ""
    low, high = ends
    if low == high == mid:
        return mid, ""
    # Beside a minus, a dash would read as one.
    between = marked("{low} till {high}") if MINUS in low + high else "{low}–{high}"
    return mid, t(between, low=low, high=high).of(canvas.lang)


def _is_tornado(canvas: Canvas) -> bool:
    """Say whether every row starts from the reference, so that only its ends tell anything."""
    reference = canvas.options.get("reference")
    return "low" in canvas.roles and all(mid == reference for mid in canvas.values("mid"))


def _name_reference(canvas: Canvas, axes: Axes, left: float, y: float) -> None:
    reference = canvas.options.get("reference")
    if reference is None:
        return
    text = " ".join([canvas.text.get("reference", ""), canvas.number(reference)]).strip()
    low, high = axes.get_xlim()
    width = axes.get_position().width * canvas.figure.get_size_inches()[0]
    x = left + (reference / canvas.divisor - low) / (high - low) * width
    room = text_width(text, canvas.look)
    canvas.write(min(max(0, x - room / 2), canvas.width - room), y, text)
