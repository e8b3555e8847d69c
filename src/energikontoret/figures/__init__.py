"""A chart kit without a domain: each function returns a specification; `show` draws it.

Nothing here knows the agreement or the office. Texts are given in both languages, so that one run of a
notebook yields both editions.
"""

from energikontoret.figures.bars import bars, stacked_bars
from energikontoret.figures.chart import MIME, Chart
from energikontoret.figures.distribution import histogram
from energikontoret.figures.drawing import redraw, show
from energikontoret.figures.lines import lines
from energikontoret.figures.maps import area_map
from energikontoret.figures.matrix import matrix
from energikontoret.figures.multiples import small_multiples
from energikontoret.figures.ranges import dot_range
from energikontoret.figures.timeline import timeline

__all__ = [
    "MIME", "Chart", "area_map", "bars", "dot_range", "histogram", "lines", "matrix", "redraw",
    "show", "small_multiples", "stacked_bars", "timeline",
]  # fmt: skip
