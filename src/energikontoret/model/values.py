"""What the model computes with: the values of a parameter set, and a number that may be many draws of it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

Values = Mapping[str, Any]
"""A value for each parameter by name: of numbers, words and lists, so that none can be told by its type."""
Number = float | np.ndarray
"""A number, or an array of shape (draws, 1) of what is drawn."""
