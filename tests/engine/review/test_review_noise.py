"""What counts as no difference is a short list (docs/review.md), and none of it hides anything else."""

import base64
import json
import struct
import zlib

import pytest
from handmade import code, display, figure, finances, notebook, parts, png, result, side, table

from pressroom.review import sides
from pressroom.review.compare import execution_order
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance


@pytest.fixture
def differ(project, run):
    """Return whether two notebooks, or two texts of notebooks, differ."""

    def compare(old, new):
        run("a", {"01_finances": old}), run("b", {"01_finances": new})
        return compare_runs(project, *(sides.find_side(project, name) for name in "ab"), Tolerance()).differs

    return compare


def printed(text):
    return notebook(code("c", "", {"output_type": "stream", "name": "stdout", "text": text}))


def html(text):
    return notebook(code("c", "", display(**{"text/html": text})))


def drawn(svg, data=100.0):
    output = figure([[2023, data]])
    output["data"]["image/svg+xml"] = svg
    return notebook(code("c", "", output))


def tagged(**metadata):
    document = finances()
    document["cells"][1]["metadata"] |= metadata
    return document


def described(**metadata):
    return finances() | {"metadata": metadata}


def added(id, source="rate = 0.03", tags=()):
    return notebook(code(id, source, tags=["injected-parameters", *tags]))


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def compressed(level, extra=b"", end=b""):
    """Return a figure whose PNG is compressed so, with a chunk before its pixels and bytes after its end."""
    raw = base64.b64decode(png())
    start = raw.index(b"IDAT") - 4
    length = struct.unpack(">I", raw[start : start + 4])[0]
    pixels = zlib.compress(zlib.decompress(raw[start + 8 : start + 8 + length]), level)
    picture = raw[:start] + extra + chunk(b"IDAT", pixels) + raw[start + 12 + length :] + end
    output = figure([[2023, 1]])
    output["data"]["image/png"] = base64.b64encode(picture).decode()
    return notebook(code("c", "", output))


def spelled(encode):
    """Return a figure whose PNG is written so in base64."""
    output = figure([[2023, 1]])
    output["data"]["image/png"] = encode(png())
    return notebook(code("c", "", output))


def styled(id, words="Projekt", rule=None):
    return html(
        f'<style>#{rule or id}_row0_col0 {{color: red}}</style><table id="{id}"><tr>'
        f'<td id="{id}_row0_col0">{words}</td></tr></table>'
    )


def clipped(defined, used=None, path="M 0 0"):
    return drawn(
        f'<svg><defs><clipPath id="{defined}"><path d="{path}"/></clipPath></defs>'
        f'<g clip-path="url(#{used or defined})"/></svg>'
    )


def executed(*numbers, result=None):
    """Return a notebook whose cells were executed with these numbers, the last one's result with its own."""
    cells = [code(f"c{place}", "1") | {"execution_count": each} for place, each in enumerate(numbers)]
    output = {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": "1"}}
    cells[-1]["outputs"] = [output | {"execution_count": result or numbers[-1]}]
    return notebook(*cells)


PNG_EXIF = chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0")
NOISE = {
    "JSON written otherwise": (json.dumps(finances()), json.dumps(finances(), indent=3, sort_keys=True)),
    "a text in lines": (printed("a\nb\n"), printed(["a\n", "b\n"])),
    "papermill": (described(papermill={"a": 1}), described()),
    "version of Python": tuple(described(language_info={"version": v}) for v in ("3.11.7", "3.12.1")),
    "times of a cell": (tagged(execution={"a": 1}, collapsed=True), tagged(scrolled=False)),
    "an address": (printed("<A at 0x7f00aa11bb22>"), printed("<A at 0x7f99cc33dd44>")),
    "a file of the kernel": tuple(printed(f"/tmp/ipykernel_{n}/{n}.py:1: W") for n in (11, 22)),
    "an id of pandas": (styled("T_0a1b2"), styled("T_9f8e7")),
    "an id of Papermill": (added("1f2e3d4c"), added("0a9b8c7d")),
    "an id of matplotlib": (clipped("p0123456789"), clipped("p9876543210")),
    "a float's last digits": tuple(notebook(code("c", "", result("a.b", v))) for v in (0.3, 0.1 + 0.2)),
    "a printed float's last digits": (printed("x = 0.3"), printed("x = 0.30000000000000004")),
    "a float in a row's key": tuple(notebook(code("c", "", table([[v, 1]]))) for v in (0.3, 0.1 + 0.2)),
    "3 and 3.0": tuple(notebook(code("c", "", figure([[2023, v]]))) for v in (3, 3.0)),
    "a mark moved by a rounding": tuple(
        drawn(f'<svg><path d="M {x} 1"/></svg>', data) for x, data in (("0.12", 0.3), ("0.13", 0.1 + 0.2))
    ),
    "compression": (compressed(1), compressed(9)),
    "ids of our own figures": tuple(
        drawn(f'<svg><path id="{mark}0"/><use href="#{mark}0"/><use href="#{mark}1"/></svg>', data)
        for mark, data in (("f0ab12", 0.3), ("f9cd34", 0.1 + 0.2))
    ),
}
SEEN = {
    "a name added to JSON": (finances(), finances() | {"x": 1}),
    "a line": (printed("a\nb\n"), printed("a b\n")),
    "spaces in a line": (printed("a  b"), printed("a b")),
    "space at the end": (printed("a"), printed("a ")),
    "other metadata": (described(papermill={"a": 1}, title="A"), described(title="B")),
    "name of the language": tuple(described(language_info={"name": name}) for name in ("python", "R")),
    "tags": (tagged(execution={"a": 1}), tagged(tags=["remove-cell"])),
    "a colour that looks like an address": (printed("0x7f00aa11bb22"), printed("0x7f99cc33dd44")),
    "a random-looking id": tuple(printed(f"1b4e28ba-2fa1-11d2-883f-0016d3cca42{n}") for n in (7, 8)),
    "words that look like an id of pandas": (html("<p>T_20230</p>"), html("<p>T_20240</p>")),
    "words beside an id of pandas": (styled("T_0a1b2", "T_20230"), styled("T_0a1b2", "T_20240")),
    "an id used that nothing defines": (styled("T_0a1b2"), styled("T_9f8e7", rule="T_0a1b2")),
    "an id of the added cell that Papermill has not drawn": (added("injected-parameters"), added("injected")),
    "what the cell that Papermill adds says": (added("1f2e3d4c"), added("0a9b8c7d", "rate = 0.04")),
    "a tag of the cell that Papermill adds": (added("1f2e3d4c"), added("0a9b8c7d", tags=("x",))),
    "a link in HTML": tuple(html(f'<a href="{n}">x</a>') for n in "ab"),
    "an id of a drawing used alone": (clipped("p0123456789"), clipped("p0123456789", "p9876543210")),
    "what an id of a drawing stands for": (clipped("p0123456789"), clipped("p9876543210", path="M 1 1")),
    "digits exchanged in a drawing": tuple(
        drawn(f'<svg><path id="G-1" d="M 1"/><path id="G-2" d="M 2"/><use href="#G-{n}"/></svg>')
        for n in (1, 2)
    ),
    "a float's ninth digit": tuple(notebook(code("c", "", result("a.b", v))) for v in (0.3, 0.30000001)),
    "whole numbers beyond floats": tuple(
        notebook(code("c", "", result("a.b", v))) for v in (12345678901234567890, 12345678901234567891)
    ),
    "whole numbers in print": (printed("12345678901234567890"), printed("12345678901234567891")),
    "a code with a zero before": (printed("kommun 0114"), printed("kommun 114")),
    "a code in a table": tuple(notebook(code("c", "", table([[v, 1]]))) for v in ("0114", "114")),
    "a version": (printed("pandas 1.10"), printed("pandas 1.1")),
    "a comma for thousands": (printed("1,500 kr"), printed("1.500 kr")),
    "a decimal comma": (printed("1,5"), printed("1.5")),
    "a long number as text": tuple(
        notebook(code("c", "", table([["a", v]]))) for v in ("5560360793123456789", "5560360793123456788")
    ),
    "true and 1": tuple(notebook(code("c", "", table([["a", v]]))) for v in (True, 1)),
    "nothing and an empty text": tuple(notebook(code("c", "", table([["a", v]]))) for v in (None, "")),
    "a mark moved with the same data": tuple(
        drawn(f'<svg><path d="M {x} 1"/></svg>') for x in ("0.12", "0.13")
    ),
    "a mark moved by far": tuple(
        drawn(f'<svg><path d="M {x} 1"/></svg>', data) for x, data in ((0, 0.3), (1, 0.1 + 0.2))
    ),
    "a label with a mark moved": tuple(
        drawn(f"<svg><text>{x}</text></svg>", data) for x, data in (("0.12", 0.3), ("0.13", 0.1 + 0.2))
    ),
    "gamma": (compressed(1), compressed(1, chunk(b"gAMA", struct.pack(">I", 100_000)))),
    "orientation": (compressed(1), compressed(1, PNG_EXIF)),
    "further frames": (compressed(1), compressed(1, chunk(b"acTL", struct.pack(">II", 2, 0)))),
    "a picture written otherwise": (spelled(str), spelled(lambda text: f"{text[:8]}\n{text[8:]}")),
    "a sign that a picture has not": (spelled(str), spelled(lambda text: f"{text[:8]}!{text[8:]}")),
    "bytes after a picture": (compressed(1), compressed(1, end=b"\0")),
    "another glyph in one of our own figures": tuple(
        drawn(f'<svg><path id="{mark}0"/><path id="{mark}1"/><use href="#{mark}{glyph}"/></svg>', data)
        for mark, glyph, data in (("f0ab12", 0, 0.3), ("f9cd34", 1, 0.1 + 0.2))
    ),
    "a number of execution out of its order": (executed(1, 2), executed(1, 3)),
    "no number of execution": (executed(1, 2), executed(1, None)),
    "a number of execution as text": (executed(1, 2), executed(1, "in order")),
    "a number of execution as a list": (executed(1, 2), executed(1, ["in order"])),
    "a number of execution as true": (executed(1), executed(True)),
    "the number of a result": (executed(1, 2), executed(1, 2, result=7)),
}


@pytest.mark.parametrize(("old", "new"), NOISE.values(), ids=NOISE.keys())
def test_noise_is_no_difference(differ, old, new):
    assert not differ(old, new)


@pytest.mark.parametrize(("old", "new"), SEEN.values(), ids=SEEN.keys())
def test_what_looks_like_noise_is_a_difference(differ, old, new):
    assert differ(old, new)


@pytest.mark.parametrize("removed", [0, 1])
def test_where_a_cell_came_or_went_the_others_numbers_of_execution_follow(project, run, removed):
    old, new = executed(1, 2, 3), executed(1, 2)
    for cell, id in zip(new["cells"], [f"c{place}" for place in range(3) if place != removed], strict=True):
        cell["id"] = id
    run("a", {"01_finances": old}), run("b", {"01_finances": new})
    found = compare_runs(project, *(sides.find_side(project, name) for name in "ab"), Tolerance())
    assert ([change.details for change in found.inputs], found.outputs) == ([(f"c{removed}: removed",)], ())


def test_an_empty_cell_has_no_number_of_execution(differ):
    old, new = executed(1, 2), executed(1, 2)
    new["cells"].insert(0, code("c0x", " \n"))
    assert [each.get("execution_count") for each in execution_order.of(new["cells"])] == [
        None, execution_order.IN_ORDER, execution_order.IN_ORDER
    ]  # fmt: skip
    assert differ(old, new)


def sources_of(names, published=False, cells="1"):
    document = notebook(code("c", "", result("a.b", 1, sources=names)))
    entry = {"id": "a.b", "value": 1, "unit": "kr", "label": "Underskott", "sources": names, "notebook": "n"}
    manifest = {"scenario": {"name": "base"}, "notebooks": {"n": {"parts": parts(cells=cells)}}}
    manifest |= {} if published else {"started": "2026-01-31T10:00:00Z"}
    return side("a", {"n.ipynb": document, "results.json": {"results": [entry]}, "manifest.json": manifest})


@pytest.mark.parametrize(
    ("published", "cells", "seen"), [(False, "2", False), (True, "2", True), (False, "1", True)]
)
def test_sources_that_were_not_measured_are_noise_of_a_run_with_other_code(project, published, cells, seen):
    sides = sources_of(["posts"], True), sources_of(["posts", "rates"], published, cells)
    found = compare_runs(project, *sides, Tolerance())
    assert [item.place.cell for item in found.texts if item.place.notebook == "results.json"] == [
        "a.b"
    ] * seen
