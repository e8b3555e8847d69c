"""Charts that can be redrawn from their specification alone, with nothing cut off or covered."""

import io
import itertools
import json
import xml.etree.ElementTree as ET

import matplotlib
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

from catalogue_sample import translate
from figure_samples import ENGLISH, SAMPLES
from pressroom import figures
from pressroom.figures import drawing
from pressroom.language.text import t
from pressroom.notebook import mime

every_kind = pytest.mark.parametrize("kind", SAMPLES)


@pytest.fixture(scope="module")
def specs():
    return {kind: make().spec for kind, make in SAMPLES.items()}


def boxes(spec, lang):
    """Return the places of all texts of a figure, in pixels."""
    with matplotlib.rc_context():
        figure = drawing.draw(spec, lang)
        figure.canvas.draw()
        texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
        found = {id(text): (text.get_text(), text.get_window_extent()) for text in texts}
        return figure.bbox, [box for box in found.values() if box[1].width > 0]


@every_kind
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_text_is_cut_off_or_covers_another(specs, kind, lang, monkeypatch):
    translate(monkeypatch, ENGLISH)
    sheet, texts = boxes(specs[kind], lang)
    outside = [
        text
        for text, box in texts
        if box.x0 < sheet.x0 or box.y0 < sheet.y0 or box.x1 > sheet.x1 or box.y1 > sheet.y1
    ]
    assert outside == []
    crossing = [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 3.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3.5
    ]
    assert crossing == []


@every_kind
def test_the_specification_is_all_it_takes_to_draw_the_same_bytes(specs, kind):
    again = json.loads(json.dumps(specs[kind], allow_nan=False))
    assert figures.redraw(again) == figures.redraw(specs[kind])


@every_kind
def test_the_svg_is_light_valid_and_needs_nothing_from_outside(specs, kind):
    svg = figures.redraw(specs[kind])["svg"]
    ids = [node.get("id") for node in ET.fromstring(svg).iter() if node.get("id")]
    assert len(svg.encode()) < 80_000
    assert len(ids) == len(set(ids))
    assert "font-family" not in svg
    assert 'href="http' not in svg


@every_kind
def test_every_text_is_large_enough_for_a_phone(specs, kind):
    with matplotlib.rc_context():
        figure = drawing.draw(specs[kind])
        sizes = {text.get_fontsize() for text in figure.findobj(Text) if text.get_text()}
    assert min(sizes) >= 10.5
    assert figure.get_size_inches()[0] <= 5.6


def test_an_english_figure_has_english_words(specs, monkeypatch):
    translate(monkeypatch, ENGLISH)
    spec = specs["lines"]
    drawn = [figures.redraw(spec), figures.redraw(spec, "en")]
    assert "Med dagens takt" in drawn[0]["svg"]
    assert "At today" in drawn[1]["svg"]


def test_drawing_leaves_the_settings_as_they_were(specs):
    before = dict(matplotlib.rcParams)
    figures.redraw(specs["bars"])
    assert dict(matplotlib.rcParams) == before


def test_a_setting_of_the_machine_does_not_change_the_figure(specs):
    usual = figures.redraw(specs["bars"])
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "none"}):
        assert figures.redraw(specs["bars"]) == usual


def test_show_displays_every_form(specs, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    figures.show(SAMPLES["bars"]())
    assert set(shown[0]) == {"image/svg+xml", "image/png", "text/plain", mime.of("figure")}
    assert shown[0]["image/png"].startswith("iVBOR")


def test_a_column_that_is_not_there_is_named():
    frame = pd.DataFrame({"place": ["Åre"], "amount": [1.0]})
    with pytest.raises(ValueError, match="Did you mean 'amount'"):
        figures.bars(frame, "place", "amuont", unit="kr", title=t("a"))


def test_the_picture_for_paper_has_no_shade():
    drawn = drawing.redraw(SAMPLES["bars"]().spec)
    assert Image.open(io.BytesIO(drawn["png"])).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("unit", "most", "ticks"),
    [
        ("antal", 1, ["0", "1"]),
        ("antal", 2, ["0", "1", "2"]),
        ("antal", 11, ["0", "5", "10"]),
        ("kvot", 2, ["0,0", "0,5", "1,0", "1,5", "2,0"]),
    ],
)
def test_there_are_no_halves_on_an_axis_that_counts(unit, most, ticks):
    rows = pd.DataFrame({"place": ["a", "b"], "by": ["c", "c"], "value": [1, most]})
    chart = figures.stacked_bars(rows, "place", "value", "by", unit=unit, title=t("Titel"), totals=False)
    _, texts = boxes(chart.spec, "sv")
    written = [text for text, _ in texts if text.replace(",", "").isdigit()]
    assert sorted(written, key=lambda number: float(number.replace(",", "."))) == ticks


@pytest.mark.parametrize(
    ("decimals", "written"),
    [
        (None, ["12", "10–15", "1,1", "0,9–1,3"]),
        (2, ["12,00", "10,00–15,00", "1,10", "0,90–1,30"]),
    ],
)
def test_a_number_rounded_to_wholes_is_not_written_as_known_to_the_tenth(decimals, written):
    rows = pd.DataFrame({"what": ["a", "b"], "mid": [12e6, 1.1e6], "low": [10e6, 9e5], "high": [15e6, 1.3e6]})
    chart = figures.dot_range(
        rows, "what", "mid", "low", "high", unit="kr", title=t("Titel"), decimals=decimals
    )
    _, texts = boxes(chart.spec, "sv")
    assert set(written) <= {text for text, _ in texts}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [0, 5, -3, 1e6])
@pytest.mark.parametrize("from_zero", [True, False])
def test_a_line_that_never_moves_is_drawn_without_a_warning(value: float, from_zero: bool) -> None:
    rows = pd.DataFrame({"x": [1, 2], "value": [value, value]})
    chart = figures.lines(rows, "x", "value", unit="kr", title=t("Titel"), from_zero=from_zero)
    assert "<svg" in figures.redraw(chart.spec)["svg"]


@pytest.mark.parametrize(
    ("said", "name"), [({"title": "Titel"}, "title"), ({"title": t("T"), "labels": {"a": "A"}}, "labels")]
)
def test_words_that_are_no_message_are_refused_with_what_to_write(said: dict, name: str) -> None:
    rows = pd.DataFrame({"x": ["a"], "value": [1]})
    with pytest.raises(ValueError, match=rf"^'{name}' is '\w+', and no message\. Write t\("):
        figures.bars(rows, "x", "value", unit="kr", **said)
