"""From a specification to SVG and PNG: the same bytes on every machine."""

import base64
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from pressroom import publication
from pressroom.figures import distribution, maps, multiples, ranges
from pressroom.figures.bars import draw_bars, draw_stacked
from pressroom.figures.canvas import Canvas
from pressroom.figures.chart import Chart
from pressroom.figures.lines import draw as draw_lines
from pressroom.figures.matrix import draw as draw_matrix
from pressroom.figures.theme import theme
from pressroom.figures.timeline import draw as draw_timeline
from pressroom.language.catalogue import SOURCE
from pressroom.language.text import Text
from pressroom.notebook import mime

DRAW: dict[str, Callable[[Canvas], None]] = {
    "stacked_bars": draw_stacked,
    "bars": draw_bars,
    "lines": draw_lines,
    "dot_range": ranges.draw,
    "timeline": draw_timeline,
    "matrix": draw_matrix,
    "area_map": maps.draw,
    "small_multiples": multiples.draw,
    "histogram": distribution.draw,
}
_DPI = 200
_GLYPH = re.compile(r'd="([^"]*)" transform="scale\(0\.015625\)"')
_STYLE = {
    "svg.fonttype": "path",
    "text.parse_math": False,
    "text.usetex": False,
    # At 200 dots an inch nobody sees the difference, and to hint costs a sixth of a drawing.
    "text.hinting": "none",
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.9,
    "path.simplify": True,
    "savefig.bbox": None,
}


def show(chart: Chart) -> None:
    """Display the figure in the source language, and the specification that the others are drawn from.

    Where nobody will look at the notebook (PRESSROOM_DRAW=no), only the specification.
    """
    from IPython.display import display

    shown = {"text/plain": str(Text.from_json(chart.text["title"])), mime.of("figure"): chart.spec}
    if os.environ.get("PRESSROOM_DRAW") != "no":
        drawn = redraw(chart.spec)
        shown["image/svg+xml"] = drawn["svg"]
        shown["image/png"] = base64.b64encode(drawn["png"]).decode()
    display(shown, raw=True)


def redraw(spec: dict[str, Any], lang: str = SOURCE) -> dict[str, Any]:
    """Return {"svg": str, "png": bytes} of a specification in `lang`."""
    with matplotlib.rc_context():
        figure = draw(spec, lang)
        svg = io.StringIO()
        figure.savefig(svg, format="svg", metadata={"Date": None}, facecolor="auto")
        mark = hashlib.sha256(json.dumps([spec, lang], sort_keys=True).encode()).hexdigest()[:5]
        return {
            "svg": _light(svg.getvalue(), f"f{mark}", Text.from_json(spec["text"]["title"]).of(lang)),
            "png": _png(figure),
        }


def draw(spec: dict[str, Any], lang: str = SOURCE) -> Figure:
    """Return the drawn figure; changes matplotlib's settings, so callers wrap it in `rc_context`."""
    matplotlib.rcdefaults()
    settings: Any = _STYLE | {"svg.hashsalt": publication.name()}
    matplotlib.rcParams.update(settings)
    canvas = Canvas(spec, lang, theme())
    DRAW[spec["chart"]](canvas)
    return canvas.figure


def _png(figure: Figure) -> bytes:
    figure.set_dpi(_DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    # 128 colours are enough for flat fills and smooth letters, and a third of the bytes.
    small = pixels.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # Paper is white; the page's own shade, which the corner has, would show as a box.
    palette: list[int] = small.getpalette() or []
    corner: Any = small.getpixel((0, 0))  # in an image with a palette, the number of a colour
    palette[3 * corner : 3 * corner + 3] = [255, 255, 255]
    small.putpalette(palette)
    packed = io.BytesIO()
    small.save(packed, format="PNG", dpi=(_DPI, _DPI))
    return packed.getvalue()


def _light(svg: str, prefix: str, title: str) -> str:
    """Drop what no reader sees, and make the ids unique, so that several figures may share a page."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = _GLYPH.sub(lambda glyph: f'd="{_tenths(glyph[1])}" transform="scale(0.15625)"', svg)
    svg = re.sub(r'( d=")([^"]*)"', lambda path: path[1] + _shorter(path[2], 2) + '"', svg)
    svg = re.sub(r'( (?:x|y|width|height|viewBox)=")([^"]*)"', lambda at: at[1] + _shorter(at[2]) + '"', svg)
    svg = re.sub(r"(translate\()([^)]*)\)", lambda at: at[1] + _shorter(at[2]) + ")", svg)
    svg = re.sub(r'(<use [^>]*)transform="translate\(([\d.]+) 0\)"', r'\1x="\2"', svg)
    svg = re.sub(r'style="[^"]*"', lambda style: style[0].replace(": ", ":").replace("; ", ";"), svg)
    used = list(dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', svg)))
    names = {name: f"{prefix}{number}" for number, name in enumerate(used)}
    svg = re.sub(r' id="([^"]+)"', lambda at: f' id="{names[at[1]]}"' if at[1] in names else "", svg)
    svg = re.sub(r'<path transform="[^"]*"/>', "", svg)  # the glyph of a space
    svg = re.sub(r'((?:href="|url\()#)([^")]+)', lambda at: at[1] + names[at[2]], svg)
    svg = svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace("xlink:href", "href")
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("<g/> ", "").replace("> <", ">\n<")
    return svg.replace("<svg ", f'<svg role="img" aria-label={quoteattr(title)} ', 1)


def _tenths(path: str) -> str:
    """Write the outline of a letter in tenths of its fine units, a hundredth of what the eye can see."""
    return re.sub(r"-?\d+(\.\d+)?", lambda number: str(round(float(number[0]) / 10)), path)


def _shorter(numbers: str, decimals: int = 1) -> str:
    def short(number: re.Match[str]) -> str:
        return f"{float(number[0]):.{decimals}f}".rstrip("0").rstrip(".")

    return re.sub(r"-?\d+\.\d+", short, numbers)
