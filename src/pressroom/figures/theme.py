"""The look of the figures, read from the report's identity."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pressroom import project, yamlfile

TITLE_SIZE = 14.0
TEXT_SIZE = 11.5
WIDTH = 5.6  # inches: the text is still 10 px high on a phone of 390 px

# Neighbours differ without colour too: by hatch, by mark, by dash.
HATCHES = ("", "////", "", "\\\\\\\\", "----", "xxxx")
MARKERS = ("o", "s", "^", "D", "v", "P")
DASHES = ("solid", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1)), (0, (8, 3)))


@dataclass(frozen=True)
class Theme:
    """Colours (hex) and font files of the figures; a page's style sheet recolours them where it is dark."""

    background: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    context: str
    warning: str
    series: tuple[str, ...]
    regular: Path
    bold: Path

    def font(self, bold: bool = False) -> Path:
        """Return the font file, so that no font of the machine is ever looked up."""
        return self.bold if bold else self.regular


def theme() -> Theme:
    """Return the theme of the project that the working folder lies in."""
    return _read(project.find().theme)


@lru_cache(maxsize=4)
def _read(folder: Path) -> Theme:
    brand = yamlfile.read(folder / "brand.yml", "report/theme/brand.yml").values
    colours = brand["light"]
    fonts = folder / brand["fonts"]["folder"]
    family = brand["fonts"]["sans"].replace(" ", "")
    names = ("background", "surface", "text", "muted", "line", "accent", "context", "warning")
    return Theme(
        **{name: colours[name] for name in names},
        series=tuple(colours["series"]),
        regular=fonts / f"{family}-Regular.ttf",
        bold=fonts / f"{family}-Semibold.ttf",
    )


def luminance(colour: str) -> float:
    """Return the relative luminance (0-1) of a hex colour, as WCAG defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1-21) of two hex colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the hex colour `share` of the way from `one` to `other`."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def ramp(share: float, look: Theme) -> str:
    """Return the colour of a value `share` (0-1) up its scale; text stays readable on all of it."""
    deepest = next(
        step / 100
        for step in range(90, 0, -2)
        if contrast(mix(look.surface, look.accent, step / 100), look.text) > 4.6
    )
    return mix(look.surface, look.accent, 0.1 + (deepest - 0.1) * min(max(share, 0.0), 1.0))
