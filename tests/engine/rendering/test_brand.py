"""The identity: contrast, colour-vision deficiency, grey print, and the fonts' characters."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from pressroom import yamlfile

THEME = Path(__file__).parents[3] / "report" / "theme"
BRAND = yamlfile.read(THEME / "brand.yml", "brand.yml").values
CHARACTERS = "åäöÅÄÖéü–—−\u00a0\u202f→≥≤≈×·½²₂€%‰…”’«»°↑↓←"

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, deficiency: str = "none") -> np.ndarray:
    seen = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ seen / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("role", ["text", "muted", "accent", "note", "warning", "important"])
def test_text_reaches_aa_on_background_and_surface(mode: str, role: str) -> None:
    colours = BRAND[mode]
    assert min(contrast(colours[role], colours[behind]) for behind in ("background", "surface")) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_colours_reach_three_to_one(mode: str) -> None:
    assert min(contrast(colour, BRAND[mode]["background"]) for colour in BRAND[mode]["series"]) >= 3.0


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_chart_colours_keep_apart_under_colour_vision_deficiency(mode: str, deficiency: str) -> None:
    seen = [lab(colour, deficiency) for colour in BRAND[mode]["series"]]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 14


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_colours_keep_apart_in_grey_print(mode: str) -> None:
    lightness = sorted(lab(colour)[0] for colour in BRAND[mode]["series"])
    assert min(np.diff(lightness)) >= 5.9


def test_every_font_has_the_characters_of_a_swedish_report() -> None:
    fonts = sorted((THEME / "fonts").glob("*.ttf"))
    assert len(fonts) == 8
    for font in fonts:
        covered = TTFont(font, lazy=True).getBestCmap()
        assert not [char for char in CHARACTERS if ord(char) not in covered], font.name
