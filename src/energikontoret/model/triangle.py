"""The triangular distribution of what nobody knows: the reference is most likely, the ends are hard."""

import numpy as np

from energikontoret.model.values import Number


def inverse(low: Number, mode: Number, high: Number, uniform: np.ndarray) -> np.ndarray:
    """Return the values at which the distribution function reaches the uniform numbers.

    The mode may be an end of the range, and the ends may be equal.
    """
    left, whole, right = mode - low, high - low, high - mode
    rising = low + np.sqrt(uniform * whole * left)
    falling = high - np.sqrt((1 - uniform) * whole * right)
    return np.where(uniform * whole < left, rising, falling)


def inverse_whole(low: float, mode: float, high: float, uniform: np.ndarray) -> np.ndarray:
    """Return whole numbers for the uniform numbers, as floats.

    They are rounded from a range half a step wider, so that the ends keep their weight.
    """
    if low == high:
        return np.full(np.shape(uniform), float(low))
    return np.clip(np.rint(inverse(low - 0.5, mode, high + 0.5, uniform)), low, high)
