"""Where the names of a map's areas stand: inside where there is room, else outside, with a line."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

Point = tuple[float, float]
_STEP, _GAP = 0.08, 0.05
"""Inches between the places that are tried, and between a name outside and what is beside it."""


class Box(NamedTuple):
    """The room of a label: its centre and its size, in inches."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes overlap."""
        across, up = (self.width + other.width) / 2, (self.height + other.height) / 2
        return abs(self.x - other.x) < across and abs(self.y - other.y) < up

    def grown(self, by: float) -> "Box":
        """Return the box with `by` more on every side."""
        return Box(self.x, self.y, self.width + 2 * by, self.height + 2 * by)


def place(shapes: Mapping[str, Sequence[np.ndarray]], wanted: Mapping[str, Box], page: Box) -> dict[str, Box]:
    """Return where each label stands; a label that crosses a border moves to free ground on the page.

    `shapes` holds each area's rings (n x 2, inches), `wanted` the place inside it that has most room.
    """
    rings = [ring for parts in shapes.values() for ring in parts]
    border = np.concatenate([along(ring) for ring in rings])
    placed = {code: box for code, box in wanted.items() if _is_free(border, box.grown(-0.01))}
    tight = [code for code in wanted if code not in placed]
    # The one that has the longest way out chooses first.
    way = {
        code: _distance(wanted[code], _outside(wanted[code], rings, border, placed.values(), page))
        for code in tight
    }
    for code in sorted(tight, key=way.__getitem__, reverse=True):
        placed[code] = _outside(wanted[code], rings, border, placed.values(), page)
    return placed


def lead(spot: Point, box: Box) -> tuple[Point, Point] | None:
    """Return both ends of the line from an area to its label; None where the label stands in the area."""
    across, up = box.x - spot[0], box.y - spot[1]
    if math.hypot(across, up) < 0.01:
        return None
    reach = [
        size / 2 / abs(part) for size, part in ((box.width, across), (box.height, up)) if abs(part) > 0.001
    ]
    left = max(0.0, 1 - min(reach))
    return spot, (spot[0] + across * left, spot[1] + up * left)


def along(ring: np.ndarray) -> np.ndarray:
    """Return points along the ring, close to each other (n x 2)."""
    ends = np.roll(ring, -1, axis=0)
    return np.concatenate([ring + (ends - ring) * part for part in (0.0, 0.25, 0.5, 0.75)])


def contains(ring: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Say of each point (n x 2) whether a ray to the east crosses the ring an odd number of times."""
    ends = np.roll(ring, -1, axis=0)
    x, y = points[:, :1], points[:, 1:]
    spans = (ring[:, 1] > y) != (ends[:, 1] > y)
    slope = (ends[:, 0] - ring[:, 0]) / np.where(ends[:, 1] == ring[:, 1], np.inf, ends[:, 1] - ring[:, 1])
    return (spans & (x < slope * (y - ring[:, 1]) + ring[:, 0])).sum(axis=1) % 2 == 1


def _outside(
    box: Box, rings: Iterable[np.ndarray], border: np.ndarray, taken: Iterable[Box], page: Box
) -> Box:
    """Return the nearest free ground; the place that was wanted where there is none."""
    others = [other.grown(_GAP) for other in taken]
    for x, y in _tried(box, page):
        moved = box._replace(x=x, y=y)
        if not _is_free(border, moved.grown(_GAP)) or any(moved.meets(other) for other in others):
            continue
        on_the_way = [
            Box(across, up, 0, 0)
            for across, up in zip(*np.linspace((box.x, box.y), (x, y), 16).T, strict=True)
        ]
        crossed = any(point.meets(other) for point in on_the_way for other in others)
        if not crossed and not any(contains(ring, np.array([(x, y)]))[0] for ring in rings):
            return moved
    return box


def _tried(box: Box, page: Box) -> Iterator[Point]:
    """Return the places on the page from the nearest to the farthest."""
    sides = [
        np.arange(middle - (whole - own) / 2, middle + (whole - own) / 2, _STEP)
        for middle, whole, own in ((page.x, page.width, box.width), (page.y, page.height, box.height))
    ]
    points = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
    order = np.hypot(points[:, 0] - box.x, points[:, 1] - box.y).argsort(kind="stable")
    yield from (tuple(point) for point in points[order].tolist())


def _is_free(border: np.ndarray, box: Box) -> bool:
    """Tell whether no border runs through the box."""
    across, up = np.abs(border - (box.x, box.y)).T
    return not bool(((across < box.width / 2) & (up < box.height / 2)).any())


def _distance(one: Box, other: Box) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)
