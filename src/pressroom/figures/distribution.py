"""How often each outcome came up in many draws."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pressroom.figures.canvas import Canvas, rule
from pressroom.figures.chart import Chart, build
from pressroom.figures.lettering import line_height, spread, text_width
from pressroom.language.text import Text, t

_BINS = 40


def histogram(
    values: Sequence[float],
    *,
    unit: str,
    title: Text,
    axis: Text | None = None,
    quantiles: tuple[float, float, float] = (0.1, 0.5, 0.9),
    reference: float | None = None,
    reference_label: Text | None = None,
    bins: int = _BINS,
    decimals: int | None = None,
) -> Chart:
    """Return the distribution of `values`, with the middle part marked and three quantiles named.

    The specification keeps the counts, not the draws.
    """
    counts, edges = np.histogram(np.asarray(values, dtype=float), bins=bins)
    frame = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "count": counts})
    marks = [float(number) for number in np.quantile(values, quantiles)]
    roles = {"low": "from", "high": "to", "count": "count"}
    texts = {"title": title, "axis": axis, "reference": reference_label}
    labels = {
        "from": t("från", context="of an interval"),
        "to": t("till", context="of an interval"),
        "count": t("antal dragningar"),
    }
    options = {"quantiles": list(quantiles), "marks": marks, "reference": reference, "decimals": decimals}
    return build("histogram", frame, roles, texts, labels, {"value": unit}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the counts as bars, those between the outer quantiles in the accent colour."""
    marks, reference = canvas.options["marks"], canvas.options.get("reference")
    canvas.scale_to([*canvas.values("high"), *canvas.values("low"), reference])
    below, above, body = line_height() + 0.11, 2 * line_height() + 0.1, 2.0
    below += line_height() * 1.3 if reference is not None else 0
    canvas.open(body + below + above)
    axes = canvas.place(0.05, below, canvas.width - 0.1, body)
    _bars(canvas, axes)
    low, high = axes.get_xlim()
    places = [0.05 + (mark / canvas.divisor - low) / (high - low) * (canvas.width - 0.1) for mark in marks]
    names = [
        [_share(share).of(canvas.lang), canvas.number(mark)]
        for share, mark in zip(canvas.options["quantiles"], marks, strict=True)
    ]
    widths = [max(text_width(line, canvas.look, bold=True) for line in name) + 0.2 for name in names]
    for name, x in zip(names, spread(places, widths, 0, canvas.width), strict=True):
        canvas.write(x, below + body + 1.6 * line_height(), name[0], ha="center", colour=canvas.look.muted)
        canvas.write(x, below + body + 0.6 * line_height(), name[1], ha="center", bold=True)


def _bars(canvas: Canvas, axes: Axes) -> None:
    look, marks = canvas.look, canvas.options["marks"]
    tallest = max(canvas.values("count"))
    for row in canvas.rows:
        low, high = (row[canvas.roles[role]] for role in ("low", "high"))
        inside = marks[0] <= (low + high) / 2 <= marks[-1]
        style = {"facecolor": look.accent if inside else look.context, "edgecolor": look.background}
        ends, share = (low / canvas.divisor, high / canvas.divisor), row[canvas.roles["count"]] / tallest
        canvas.block(axes, ends, (0, share), linewidth=0.5, **style)
    for mark in marks:
        rule(axes, look, x=mark / canvas.divisor, color=look.text, linewidth=1.1, zorder=4)
    edges = [edge / canvas.divisor for role in ("low", "high") for edge in canvas.values(role)]
    reference = canvas.options.get("reference")
    if reference is not None:
        edges.append(reference / canvas.divisor)
        # A clear edge, or the dashes are lost among dark bars.
        rule(axes, look, x=edges[-1], color=look.background, linewidth=4, zorder=4.5)
        rule(axes, look, x=edges[-1], color=look.warning, linestyle=(0, (4, 2)), linewidth=1.4, zorder=5)
    ticks, shown = canvas.value_ticks(min(edges), max(edges), 6)
    kept = [at for at, tick in enumerate(ticks) if min(edges) <= tick <= max(edges)]
    canvas.name_x(axes, [ticks[at] for at in kept], [shown[at] for at in kept])
    axes.set(xlim=(min(edges), max(edges)), ylim=(0, 1.02))
    rule(axes, look, y=0, color=look.muted, zorder=4)
    if reference is not None:
        _name_reference(canvas, axes, reference)


def _name_reference(canvas: Canvas, axes: Axes, reference: float) -> None:
    low, high = axes.get_xlim()
    text = f"{canvas.text.get('reference', '')} {canvas.number(reference)}".strip()
    width = text_width(text, canvas.look)
    x = 0.05 + (reference / canvas.divisor - low) / (high - low) * (canvas.width - 0.1)
    x = min(max(0, x - width / 2), canvas.width - width)
    canvas.write(x, line_height() / 2, text, colour=canvas.look.warning)


def _share(share: float) -> Text:
    """Name a quantile in plain words."""
    if share == 0.5:
        return t("hälften under")
    return t("{share:andel|short} under", share=round(share, 2))
