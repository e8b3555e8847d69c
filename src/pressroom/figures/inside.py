"""Naming a line or a mark inside the plot: where its name is closest to it and farthest from the others."""

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
    """Return the centre of a name of `size` beside a point of `own`, which may be one point alone.

    All in inches from the lower left corner of a plot of size `box`. Away from the level `rules` is better;
    ties go to the point nearest the middle.
    """
    points = np.concatenate([_dense(line) for line in (own, *others) if len(line)])
    middle, half = (own[0][0] + own[-1][0]) / 2, np.array(size) / 2
    best, found = -np.inf, own[0]
    for centre in _candidates(_dense(own), half):
        away = np.abs(points - centre) - half
        room = min(float(away.max(axis=1).min()), _LIFT) - 0.001 * abs(centre[0] - middle)
        room -= 0.05 * any(abs(level - centre[1]) < half[1] for level in rules)
        room -= 9 * bool((centre < half).any() or (centre > np.array(box) - half).any())
        if room > best:
            best, found = room, (float(centre[0]), float(centre[1]))
    return found


def _candidates(own: np.ndarray, half: np.ndarray) -> list[np.ndarray]:
    """Return centres above and below every point; for a point alone also to its sides and corners."""
    above = np.array([0.0, half[1] + _LIFT])
    if len(own) > 1:
        return [point + side * above for point in own for side in (1, -1)]
    beside = np.array([half[0] + _LIFT, 0.0])
    steps = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 0.7), (1, -0.7), (-1, 0.7), (-1, -0.7)]
    return [own[0] + right * beside + up * above for right, up in steps]


def _dense(line: Line) -> np.ndarray:
    """Return points along a line, close enough that no name slips between two."""
    corners = np.array(line, dtype=float)
    if len(corners) == 1:
        return corners
    steps = np.linspace(0, 1, 8, endpoint=False)[:, None, None]
    between = (corners[:-1] + steps * np.diff(corners, axis=0)).transpose(1, 0, 2).reshape(-1, 2)
    return np.vstack([between, corners[-1:]])
