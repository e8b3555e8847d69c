"""Colours, hatches and marks that tell series apart in grey print and with colour-vision deficiency."""

import itertools
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
import yaml

from figure_samples import SAMPLES
from pressroom.figures import drawing
from pressroom.figures.theme import DASHES, HATCHES, MARKERS, contrast, luminance, mix, ramp, theme
from pressroom.project import find

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB; grey print keeps luminance alone.
VIEWS = {
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
BRAND = yaml.safe_load((find().theme / "brand.yml").read_text("utf-8"))
modes = pytest.mark.parametrize("mode", ["light", "dark"])


def colours(mode):
    """Return the look of the figures in the colours that a style sheet gives them in a mode."""
    given = {name: colour for name, colour in BRAND[mode].items() if hasattr(theme(), name)}
    return replace(theme(), **given)


def seen(colour, view):
    """Return a colour as perceived, in CIELAB."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4339, 0.3763, 0.1899], [0.2127, 0.7152, 0.0722], [0.0178, 0.1095, 0.8727]])
    scaled = to_xyz @ np.clip(np.array(VIEWS[view]) @ linear, 0, 1)
    root = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@modes
@pytest.mark.parametrize("view", VIEWS)
def test_two_series_differ_clearly_in_colour_or_in_hatch(mode, view):
    series = list(zip(colours(mode).series, HATCHES, strict=True))
    for (one, hatch), (other, other_hatch) in itertools.combinations(series, 2):
        apart = np.linalg.norm(seen(one, view) - seen(other, view))
        assert apart > 15 or hatch != other_hatch


def test_no_two_lines_share_their_mark_or_their_dashes():
    assert len(set(MARKERS)) == len(set(DASHES)) == len(theme().series)


@modes
@pytest.mark.parametrize("kind", SAMPLES)
def test_every_text_has_the_contrast_of_aa(mode, kind, monkeypatch):
    look = colours(mode)
    monkeypatch.setattr(drawing, "theme", lambda: look)
    with matplotlib.rc_context():
        figure = drawing.draw(SAMPLES[kind]().spec)
        used = {text.get_color() for text in figure.findobj(matplotlib.text.Text) if text.get_text()}
    assert min(contrast(colour, look.background) for colour in used) >= 4.5


@modes
def test_text_is_readable_on_every_step_of_the_scale(mode):
    look = colours(mode)
    steps = [ramp(step / 20, look) for step in range(21)]
    assert min(contrast(step, look.text) for step in steps) >= 4.5
    assert len({round(luminance(step), 4) for step in steps}) == 21


def test_colours_mix_in_proportion():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
