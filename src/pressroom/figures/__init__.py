"""A chart kit without a domain: each function returns a specification; `show` draws it.

Words are messages, and a specification keeps them: one run of a notebook yields the editions of every
language.
"""

from pressroom.figures.bars import bars, stacked_bars
from pressroom.figures.chart import Chart
from pressroom.figures.distribution import histogram
from pressroom.figures.drawing import redraw, show
from pressroom.figures.lines import lines
from pressroom.figures.maps import area_map
from pressroom.figures.matrix import matrix
from pressroom.figures.multiples import small_multiples
from pressroom.figures.ranges import dot_range
from pressroom.figures.timeline import timeline

__all__ = [
    "Chart", "area_map", "bars", "dot_range", "histogram", "lines", "matrix", "redraw",
    "show", "small_multiples", "stacked_bars", "timeline",
]  # fmt: skip
