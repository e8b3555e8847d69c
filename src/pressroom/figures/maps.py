"""Areas coloured by a value, each with its name and number."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from pressroom.figures.canvas import MIDDLE, Canvas
from pressroom.figures.chart import Chart, Labels, build
from pressroom.figures.lettering import line_height, text_width
from pressroom.figures.maplabels import Box, along, contains, lead, place
from pressroom.figures.theme import ramp
from pressroom.language.text import Text

Ring = list[list[float]]
_HEIGHT = 5.2


def area_map(
    frame: pd.DataFrame,
    code: str,
    value: str,
    areas: Mapping[str, Any],
    *,
    area_key: str,
    unit: str,
    title: Text,
    axis: Text | None = None,
    labels: Labels | None = None,
    decimals: int | None = None,
) -> Chart:
    """Return a map of GeoJSON `areas` (WGS 84), whose property `area_key` holds the `code` of the frame."""
    shapes = {
        str(feature["properties"][area_key]): _rings(feature["geometry"]) for feature in areas["features"]
    }
    missing = sorted(set(map(str, frame[code])) - set(shapes))
    if missing:
        raise ValueError(f"The map has no area '{missing[0]}'.")
    columns, texts = {"code": code, "value": value}, {"title": title, "axis": axis}
    options = {"areas": shapes, "spots": _spots(shapes, labels or {}), "decimals": decimals}
    return build("area_map", frame, columns, texts, labels, {"value": unit}, **options)


def draw(canvas: Canvas) -> None:
    """Draw the areas with north upwards, the name and the value in the middle of each."""
    shapes = _project(canvas.options["areas"])
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    wide, tall = (max(p[axis] for p in points) for axis in (0, 1))
    canvas.scale_to(canvas.values("value"))
    inches = min(_HEIGHT / tall, canvas.width / wide)
    canvas.open(tall * inches)
    axes = canvas.place((canvas.width - wide * inches) / 2, 0, wide * inches, tall * inches)
    axes.set(xlim=(0, wide * inches), ylim=(0, tall * inches))
    values = {str(row[canvas.roles["code"]]): row[canvas.roles["value"]] for row in canvas.rows}
    known = [value for value in values.values() if value is not None]
    low, high = min([0.0, *known]), max(known)
    for code, rings in shapes.items():
        value = values.get(code)
        share = 0.0 if value is None or high <= low else (value - low) / (high - low)
        colour = ramp(share, canvas.look)
        fill = canvas.look.background if value is None else colour
        for ring in rings:
            corners = [(x * inches, y * inches) for x, y in ring]
            axes.add_artist(Polygon(corners, facecolor=fill, edgecolor=canvas.look.background, linewidth=1.3))
    scaled = {code: [np.array(ring) * inches for ring in rings] for code, rings in shapes.items()}
    lines = {code: [canvas.label(code), canvas.number(values.get(code))] for code in shapes}
    wished = canvas.options["spots"]
    spots = {code: (wished[code][0] * inches, wished[code][1] * inches) for code in shapes}
    wanted = {code: Box(*spots[code], *_size(canvas, lines[code])) for code in shapes}
    page = Box(wide * inches / 2, tall * inches / 2, canvas.width, tall * inches)
    for code, box in place(scaled, wanted, page).items():
        _write(canvas, axes, lines[code], spots[code], box)


def _size(canvas: Canvas, lines: Sequence[str]) -> tuple[float, float]:
    widths = (text_width(line, canvas.look, bold=number == 1) for number, line in enumerate(lines))
    # Of the second line's height nothing reaches below its letters.
    return max(widths), 1.8 * line_height()


def _write(canvas: Canvas, axes: Axes, lines: Sequence[str], spot: tuple[float, float], box: Box) -> None:
    """Write the name and the value, with a line to the area where they stand outside."""
    for number, line in enumerate(lines):
        how = canvas.lettered(ha="center", bold=number == 1, zorder=5)
        axes.text(box.x, box.y + (0.5 - number) * line_height() - MIDDLE / 72, line, **how)
    if ends := lead(spot, box):
        look: dict[str, Any] = {"color": canvas.look.text, "linewidth": 0.8, "zorder": 4}
        axes.add_artist(Line2D(*zip(*ends, strict=True), **look))
        axes.add_artist(Line2D([spot[0]], [spot[1]], marker="o", markersize=2.6, **look))


def _spots(areas: Mapping[str, Sequence[Ring]], labels: Labels) -> dict[str, list[float]]:
    """Return where the name of each area has most room, on the plane of `_project`."""
    shapes = _project(areas)
    tall = max(y for rings in shapes.values() for ring in rings for _, y in ring)
    names = {str(code): len(str(text)) for code, text in labels.items()}
    spots = {}
    for code, rings in shapes.items():
        width = 0.085 * max(4, names.get(code, len(code))) * tall / _HEIGHT
        ring = max((np.array(ring) for ring in rings), key=_area)
        spots[code] = [round(part, 3) for part in _roomiest(ring, width, 2 * line_height() * tall / _HEIGHT)]
    return spots


def _roomiest(ring: np.ndarray, width: float, height: float) -> tuple[float, float]:
    """Return the centre of the box of `width` x `height` that lies farthest inside `ring` (n x 2)."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    across, up = (low + (high - low) * np.linspace(0.02, 0.98, 40)[:, None]).T
    border = along(ring)
    beside = np.abs(border[:, 0] - across[:, None]) - width / 2
    above = np.abs(border[:, 1] - up[:, None]) - height / 2
    room = np.array([np.maximum(beside, row).min(axis=1) for row in above]).ravel()
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    room[~contains(ring, grid)] = -np.inf
    x, y = grid[int(room.argmax())]
    return float(x), float(y)


def _area(ring: np.ndarray) -> float:
    ends = np.roll(ring, -1, axis=0)
    return abs(float((ring[:, 0] * ends[:, 1] - ends[:, 0] * ring[:, 1]).sum())) / 2


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """Return the outer rings of a polygon or a multipolygon, to about a hundred metres."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[round(x, 3), round(y, 3)] for x, y, *_ in part[0]] for part in parts]


def _project(areas: Mapping[str, Sequence[Ring]]) -> dict[str, list[Ring]]:
    """Lay the areas on a plane true to scale at their middle latitude, its corner at (0, 0)."""
    points = [point for rings in areas.values() for ring in rings for point in ring]
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze, west = math.cos(math.radians((south + north) / 2)), min(p[0] for p in points)
    return {
        code: [[[(x - west) * squeeze, y - south] for x, y in ring] for ring in rings]
        for code, rings in areas.items()
    }
