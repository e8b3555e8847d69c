"""Measuring, breaking and spreading labels, so that none is cut off or covered.

A soft hyphen (U+00AD) in a label is a place where a long word may be broken.
"""

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from pressroom.figures.theme import TEXT_SIZE, Theme

LEADING = 1.22
SOFT = "\u00ad"
_PATHS = TextToPath()


def text_width(text: str, look: Theme, size: float = TEXT_SIZE, bold: bool = False) -> float:
    """Return the width of one line in inches."""
    return _width(text.replace(SOFT, ""), str(look.font(bold)), size)


def line_height(size: float = TEXT_SIZE) -> float:
    """Return the distance between two lines in inches."""
    return size * LEADING / 72


def wrap(text: str, width: float, look: Theme, size: float = TEXT_SIZE, bold: bool = False) -> list[str]:
    """Break `text` at spaces into lines of at most `width` inches, about equally long.

    A word longer than that stays whole.
    """
    lines = _fill(text, width, look, size, bold)
    for share in (0.6, 0.7, 0.8, 0.9) if len(lines) > 1 else ():
        even = _fill(text, width * share, look, size, bold)
        widest = max(text_width(line, look, size, bold) for line in even)
        if len(even) == len(lines) and widest <= width:
            return even
    return lines


def _fill(text: str, width: float, look: Theme, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            parts = word.split(SOFT)
            joined = f"{line} {word}".strip()
            if line and text_width(joined, look, size, bold) > width:
                lines.append(line)
                joined = word
            while len(parts) > 1 and text_width(joined, look, size, bold) > width:
                head, joined = _hyphenate(parts, width, look, size, bold)
                lines.append(head)
                parts = joined.split(SOFT)
            line = joined
        lines.append(line)
    return [line.replace(SOFT, "") for line in lines]


def _hyphenate(parts: list[str], width: float, look: Theme, size: float, bold: bool) -> tuple[str, str]:
    """Return as many parts of a word as fit, with a hyphen, and what is left of it."""
    fits = [
        count
        for count in range(1, len(parts))
        if text_width("".join(parts[:count]) + "-", look, size, bold) <= width
    ]
    count = max(fits, default=1)
    return "".join(parts[:count]) + "-", SOFT.join(parts[count:])


def column_width(
    labels: Sequence[str], widest: float, look: Theme, size: float = TEXT_SIZE, bold: bool = False
) -> float:
    """Return the inches that `labels` need when broken at `widest`; a long word may need more."""
    lines = [line for label in labels for line in wrap(label, widest, look, size, bold)]
    return max((text_width(line, look, size, bold) for line in lines), default=0.0)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Move label centres as little as needed so that they neither overlap nor leave [low, high].

    Groups of touching labels settle at the mean of what their members want (pool adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _bottom(groups[-1], wanted, heights, low, high) < _top(
            groups[-2], wanted, heights, low, high
        ):
            tail = groups.pop()
            groups[-1] += tail
    placed = [0.0] * len(wanted)
    for group in groups:
        position = _bottom(group, wanted, heights, low, high)
        for index in group:
            placed[index] = position + heights[index] / 2
            position += heights[index]
    return placed


def _bottom(
    group: list[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> float:
    """Return where the lower edge of a stacked group lies when each member pulls to its own place."""
    total, below, pull = sum(heights[index] for index in group), 0.0, 0.0
    for index in group:
        pull += wanted[index] - below - heights[index] / 2
        below += heights[index]
    return max(low, min(pull / len(group), high - total))


def _top(
    group: list[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> float:
    return _bottom(group, wanted, heights, low, high) + sum(heights[index] for index in group)


@lru_cache(maxsize=8192)
def _width(text: str, font: str, size: float) -> float:
    width, _, _ = _PATHS.get_text_width_height_descent(text, FontProperties(fname=font, size=size), False)
    return width / 72
