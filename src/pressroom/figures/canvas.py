"""The sheet a chart is drawn on: header, body measured in inches, axes without clutter."""

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from pressroom.figures.lettering import SOFT, line_height, text_width, wrap
from pressroom.figures.theme import DASHES, HATCHES, TEXT_SIZE, TITLE_SIZE, WIDTH, Theme, contrast, mix
from pressroom.language.numbers import format_number, scale_of, unit_header, unit_named
from pressroom.language.text import Text

PAD = 0.07
GAP = 0.1
SWATCH = 0.15
DASH = 0.3
TICK_DECIMALS = 9
MIDDLE = 0.33 * TEXT_SIZE  # points from the baseline to the middle of a line


class Canvas:
    """One drawing of a specification in one language and one mode.

    A kind first measures its labels, then calls `open` with the height it needs, then `place`s its axes.
    """

    def __init__(self, spec: dict[str, Any], lang: str, look: Theme) -> None:
        self.lang, self.look = lang, look
        self.text = {name: _words(text, lang) for name, text in spec["text"].items() if name != "labels"}
        self.labels = {code: _words(text, lang) for code, text in spec["text"]["labels"].items()}
        self.options: dict[str, Any] = spec["options"]
        self.roles: dict[str, str] = self.options["roles"]
        self.units: dict[str, str] = self.options["units"]
        self.rows = [dict(zip(spec["data"]["columns"], row, strict=True)) for row in spec["data"]["rows"]]
        self.figure = Figure()
        self.width = WIDTH - 2 * PAD
        self.height = 0.0
        self.divisor, self.scale, self.decimals = 1.0, "", 0

    def values(self, role: str) -> list[Any]:
        """Return the column that plays `role`, row by row; nothing where no column does."""
        name = self.roles.get(role)
        return [] if name is None else [row[name] for row in self.rows]

    def unique(self, role: str) -> list[Any]:
        """Return the different values of a role in their order of appearance."""
        return list(dict.fromkeys(self.values(role)))

    def label(self, code: Any) -> str:
        """Return the reader's word for a code of the data."""
        return self.labels.get(str(code), str(code))

    def scale_to(self, values: Sequence[float | None]) -> None:
        """Choose the unit of the axis (kronor, thousands, millions) after the largest of `values`."""
        known = [abs(value) for value in values if value is not None]
        largest = max(known, default=0.0)
        self.divisor, self.scale = scale_of(largest, self.unit)
        usual = {"mnkr": 1, "tkr": 0}.get(self.scale, unit_named(self.unit).decimals)
        decimals = self.options.get("decimals")
        whole = all(abs(value / self.divisor % 1) < 1e-9 for value in known)
        fitting = 0 if whole or largest / self.divisor >= 100 else usual
        self.decimals = fitting if decimals is None else decimals

    @property
    def unit(self) -> str:
        """The unit of the values drawn."""
        return self.units.get("value", "text")

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Write a value in the unit of the axis, with as many decimals as all have or as are asked for."""
        scaled = None if value is None else value / self.divisor
        return format_number(scaled, self.decimals if decimals is None else decimals, self.lang)

    def fewest_decimals(self, values: Sequence[float]) -> int:
        """Return how many decimals these need so as to be written as they are; at most as many as all have.

        A number that was rounded to wholes is not written as if it were known to the tenth.
        """
        if self.options.get("decimals") is not None:
            return self.decimals
        scaled = [value / self.divisor for value in values]
        return next((d for d in range(self.decimals) if _written_in(scaled, d)), self.decimals)

    def open(self, body: float) -> Figure:
        """Make the figure with a body of `body` inches under the title and the unit."""
        title = wrap(self.text["title"], self.width, self.look, TITLE_SIZE, bold=True)
        below = wrap(self._subtitle(), self.width, self.look) if self._subtitle() else []
        head = (
            len(title) * line_height(TITLE_SIZE) + len(below) * line_height() + GAP + (0.05 if below else 0)
        )
        self.height = body
        self.figure.set_size_inches(WIDTH, body + head + 2 * PAD)
        self.figure.set_facecolor(self.look.background)
        top = body + head
        for line in title:
            top -= line_height(TITLE_SIZE)
            self.write(0, top, line, bold=True, size=TITLE_SIZE, va="bottom")
        top -= 0.05 if below else 0
        for line in below:
            top -= line_height()
            self.write(0, top, line, colour=self.look.muted, va="bottom")
        return self.figure

    def place(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Return bare axes at a place of the body, in inches from its lower left corner."""
        full, tall = self.figure.get_size_inches()
        box = ((left + PAD) / full, (bottom + PAD) / tall, width / full, height / tall)
        axes = self.figure.add_axes(box)
        axes.set_facecolor("none")
        # Frames and ticks are never shown; even so matplotlib would lay them out, a fifth of every drawing.
        axes.set_axis_off()
        return axes

    def block(self, axes: Axes, x: tuple[float, float], y: tuple[float, float], **style: Any) -> None:
        """Draw a rectangle from x[0] to x[1] and from y[0] to y[1], in the unit of the axes."""
        axes.add_artist(Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], **style))

    def name_x(self, axes: Axes, places: Iterable[float], names: Iterable[str]) -> None:
        """Write `names` under the axes, at `places` in their unit."""
        where = axes.get_xaxis_transform() + ScaledTranslation(0, -6 / 72, self.figure.dpi_scale_trans)
        look = self.lettered(colour=self.look.muted, ha="center", va="top", zorder=2.5)
        for place, name in zip(places, names, strict=True):
            axes.text(place, 0, name, transform=where, **look)

    def name_y(self, axes: Axes, places: Iterable[float], names: Iterable[str]) -> None:
        """Write `names` to the left of the axes, at `places` in their unit."""
        where = axes.get_yaxis_transform() + ScaledTranslation(-4 / 72, 0, self.figure.dpi_scale_trans)
        look = self.lettered(colour=self.look.muted, ha="right", va="center", zorder=2.5)
        for place, name in zip(places, names, strict=True):
            axes.text(0, place, name, transform=where, **look)

    def write(self, x: float, y: float, text: str, **how: Any) -> None:
        """Write one line at a place of the body, in inches; see `lettered` for `how`."""
        full, tall = self.figure.get_size_inches()
        if "va" not in how:
            # The middle of the figures, whatever letters the text holds: labels in a row keep one line.
            how["va"], y = "baseline", y - MIDDLE / 72
        text = text.replace(SOFT, "")
        self.figure.text((x + PAD) / full, (y + PAD) / tall, text, **self.lettered(**how))

    def lettered(
        self, bold: bool = False, size: float = TEXT_SIZE, colour: str | None = None, **how: Any
    ) -> dict[str, Any]:
        """Return the keywords of a matplotlib text in the figure's letters."""
        font = FontProperties(fname=str(self.look.font(bold)), size=size)
        look = {"color": colour or self.look.text, "fontproperties": font}
        return {"ha": "left", "va": "baseline"} | look | how

    def beside(self, axes: Axes, x: float, y: float, text: str, shift: float, **how: Any) -> None:
        """Write a line beside a point of the axes, `shift` points to its right (or left)."""
        style = self.lettered(ha="right" if shift < 0 else "left", zorder=6, **how)
        self.near(axes, x, y, text, (shift, -MIDDLE), **style)

    def near(
        self, axes: Axes, x: float, y: float, text: str, shift: tuple[float, float], **style: Any
    ) -> None:
        """Write a line `shift` points (right, up) from a point of the axes."""
        right, up = shift
        moved = ScaledTranslation(right / 72, up / 72, self.figure.dpi_scale_trans)
        axes.text(x, y, text, transform=axes.transData + moved, **style)

    def plate(self) -> dict[str, Any]:
        """Return the box that keeps lines off a text."""
        return {"bbox": {"facecolor": self.look.background, "edgecolor": "none", "pad": 1.2}}

    def write_lines(self, x: float, y: float, lines: Sequence[str], **how: Any) -> None:
        """Write lines of text around the height `y`, in inches."""
        for number, line in enumerate(lines):
            self.write(x, y + ((len(lines) - 1) / 2 - number) * line_height(), line, **how)

    def swatch(self, x: float, y: float, series: int) -> None:
        """Draw the key of a series: its colour and its hatch."""
        full, tall = self.figure.get_size_inches()
        corner = ((x + PAD) / full, (y + PAD - SWATCH / 2) / tall)
        for style in self.fill(series):
            patch = Rectangle(corner, SWATCH / full, SWATCH / tall, **style)
            patch.set_transform(self.figure.transFigure)
            self.figure.add_artist(patch)

    def dash(self, x: float, y: float, series: int) -> None:
        """Draw the key of a series that is a line."""
        full, tall = self.figure.get_size_inches()
        ends = [(x + PAD) / full, (x + PAD + DASH) / full]
        style: dict[str, Any] = {
            "color": self.colour(series),
            "linewidth": 2,
            "linestyle": DASHES[series % len(DASHES)],
        }
        self.figure.add_artist(Line2D(ends, [(y + PAD) / tall] * 2, **style))

    def fill(self, series: int) -> list[dict[str, Any]]:
        """Return the styles to draw over each other for one series: the colour, then its hatch."""
        colour, hatch = self.colour(series), HATCHES[series % len(HATCHES)]
        plain = {"facecolor": colour, "edgecolor": self.look.background, "linewidth": 0.8}
        if not hatch:
            return [plain]
        lines = max(
            (mix(colour, end, 0.55) for end in ("#ffffff", "#000000")), key=lambda c: contrast(c, colour)
        )
        return [plain, {"facecolor": "none", "edgecolor": lines, "linewidth": 0, "hatch": hatch}]

    def colour(self, series: int) -> str:
        """Return the colour of a series."""
        return self.look.series[series % len(self.look.series)]

    def legend_rows(self, codes: Sequence[Any], key: float = SWATCH) -> list[list[tuple[float, Any]]]:
        """Return the key of several series, each mark `key` wide, as rows of (place in inches, code)."""
        rows: list[list[tuple[float, Any]]] = [[]]
        x = 0.0
        for code in codes:
            width = key + 0.07 + text_width(self.label(code), self.look) + 0.22
            if rows[-1] and x + width > self.width + 0.2:
                rows.append([])
                x = 0.0
            rows[-1].append((x, code))
            x += width
        return rows

    def legend(
        self,
        rows: Sequence[Sequence[tuple[float, Any]]],
        codes: Sequence[Any],
        top: float,
        line: bool = False,
    ) -> None:
        """Write the key from `legend_rows` downwards from `top`, with dashes for series that are lines."""
        for number, row in enumerate(rows):
            y = top - (number + 0.5) * line_height() * 1.1
            for x, code in row:
                (self.dash if line else self.swatch)(x, y, list(codes).index(code))
                self.write(x + (DASH if line else SWATCH) + 0.07, y, self.label(code))

    def value_ticks(self, low: float, high: float, count: int = 5) -> tuple[list[float], list[str]]:
        """Return round ticks that span low..high (already in the unit of the axis) and their texts."""
        # There are no halves of what is counted.
        counted = unit_named(self.unit).significant is None
        locator = MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10], integer=counted)
        ticks = list(locator.tick_values(low, high))
        ticks = [round(float(tick), TICK_DECIMALS) for tick in ticks]
        decimals = next(d for d in range(TICK_DECIMALS + 1) if _written_in(ticks, d))
        return ticks, [format_number(tick, decimals, self.lang) for tick in ticks]

    def span_ticks(self, low: float, high: float) -> tuple[list[float], list[str]]:
        """Return ticks that span low..high, with room on both sides of a value that is the only one."""
        room = 0.0 if low < high else abs(low) / 10 or 0.5
        return self.value_ticks(low - room, high + room)

    def _subtitle(self) -> str:
        unit = unit_header(self.unit, self.lang, self.scale)
        axis = self.text.get("axis", "")
        shown = f"{axis}, {unit}" if axis and unit and unit not in axis.lower() else axis or unit
        return shown[:1].upper() + shown[1:]


def rule(axes: Axes, look: Theme, *, x: float | None = None, y: float | None = None, **how: Any) -> None:
    """Draw a thin line across the axes at `x` or at `y`."""
    style: dict[str, Any] = {"color": look.line, "linewidth": 0.8, "zorder": 0} | how
    if y is not None:
        axes.axhline(y, **style)
    if x is not None:
        axes.axvline(x, **style)


def _words(text: dict[str, Any], lang: str) -> str:
    return Text.from_json(text).of(lang)


def _written_in(values: Sequence[float], decimals: int) -> bool:
    return all(abs(value - round(value, decimals)) < 1e-9 for value in values)
