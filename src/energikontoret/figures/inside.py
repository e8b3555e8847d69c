"""Naming a line that ends inside the plot: where its name is closest to it and farthest from the others."""

from collections.abc import Sequence

import numpy as np

Line = Sequence[tuple[float, float]]
_LIFT = 0.15


def place_name(
    own: Line,
    others: Sequence[Line],
    rules: Sequence[float],
    size: tuple[float, float],
    box: tuple[float, float],
) -> tuple[float, float]:
    """Return the centre of a name of `size` above or below a point of `own`.

    All in inches from the lower left corner of a plot of size `box`. Away from the level `rules` is better;
    ties go to the point nearest the middle.
    """
    width, height = size
    lines = [_dense(line) for line in (own, *others) if line]
    points = np.concatenate(lines)
    best, found = -np.inf, own[0]
    middle = (own[0][0] + own[-1][0]) / 2
    for x, y in _dense(own):
        for side in (1, -1):
            centre = np.array([x, y + side * (height / 2 + _LIFT)])
            away = np.abs(points - centre) - np.array([width, height]) / 2
            room = min(float(away.max(axis=1).min()), _LIFT) - 0.001 * abs(x - middle)
            room -= 0.05 * any(abs(level - centre[1]) < height / 2 for level in rules)
            outside = (
                x < width / 2 or x > box[0] - width / 2 or not height / 2 < centre[1] < box[1] - height / 2
            )
            if room - 9 * outside > best:
                best, found = room - 9 * outside, (float(centre[0]), float(centre[1]))
    return found


def _dense(line: Line) -> np.ndarray:
    """Return points along a line, close enough that no name slips between two."""
    corners = np.array(line, dtype=float)
    if len(corners) == 1:
        return corners
    steps = np.linspace(0, 1, 8, endpoint=False)[:, None, None]
    between = (corners[:-1] + steps * np.diff(corners, axis=0)).transpose(1, 0, 2).reshape(-1, 2)
    return np.vstack([between, corners[-1:]])
