"""Compare two figures: the data behind them, their pixels and their texts."""

import base64
import binascii
import difflib
import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from pressroom.notebook import mime
from pressroom.notebook.ipynb import Output
from pressroom.review.changes import FigureChange, Location, Picture, Pixels
from pressroom.review.compare import frames, grids
from pressroom.review.compare.tolerance import Grade, Tolerance
from pressroom.review.safe import line, untagged

LARGEST_IMAGE = 16 * 1024 * 1024
MOST_TEXTS = 500
SVG_ID = re.compile(r"""\s(?:id|xlink:href|href)="#?[^"<>]*"|url\(#[^()<>]*\)""")


class Declared(NamedTuple):
    """How two figures differ in the data, the texts and the options that are stored beside the image."""

    grade: Grade
    grid: grids.Grid | None
    texts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def is_figure(output: Output) -> bool:
    """Return whether the output is a drawing."""
    return output.carries("figure") or any(name.startswith("image/") for name in output.bundle)


def compare_figures(
    place: Location, options: dict[str, str], old: Output | None, new: Output | None, tolerance: Tolerance
) -> tuple[Grade, FigureChange | None]:
    """Return how far apart two figures are, and the change where they are apart."""
    captions = {"caption": options.get("fig-cap", ""), "alt": options.get("fig-alt", "")}
    before, after = old and picture(old), new and picture(new)
    if old is None or new is None:
        status = "added" if old is None else "removed"
        return Grade.CHANGED, FigureChange(place, **captions, status=status, old=before, new=after)
    if _stored(old) == _stored(new):
        return Grade.SAME, None
    declared = _declared(old.data("figure") or {}, new.data("figure") or {}, tolerance)
    if declared.grade is Grade.NOISE:
        return Grade.NOISE, None
    pixels, notes = _pixels(before, after)
    drawn = _drawn(old, new)
    hidden = [] if pixels or notes else _hidden(old, new, drawn)
    within = pixels is None or pixels.share <= tolerance.pixels
    if declared.grade is Grade.SAME and within and not notes and not hidden:
        return Grade.NOISE, None
    change = FigureChange(
        place, **captions, status="changed", grid=declared.grid, pixels=pixels,
        texts=tuple(dict.fromkeys([*declared.texts, *drawn]))[:50], old=before, new=after,
        notes=(*declared.notes, *notes, *hidden),
    )  # fmt: skip
    return Grade.CHANGED, change


def _stored(output: Output) -> dict[str, object]:
    """Return the bundle without the table of numbers that publishing adds to a figure."""
    bundle = dict(output.bundle)
    for name, content in bundle.items():
        if mime.kind_of(name) == "figure" and isinstance(content, dict):
            bundle[name] = {part: value for part, value in content.items() if part != "markdown"}
    return bundle


def picture(output: Output) -> Picture | None:
    """Return the image of a figure, a raster before a drawing, None where it has none of a sensible size."""
    for name in ("image/png", "image/jpeg"):
        text = output.text(name)
        if text and len(text) <= LARGEST_IMAGE * 4 // 3:
            try:
                return Picture(name, base64.b64decode(text))
            except binascii.Error:
                continue
    svg = output.text("image/svg+xml").encode(errors="replace")
    return Picture("image/svg+xml", svg) if 0 < len(svg) <= LARGEST_IMAGE else None


def _declared(old: dict[str, object], new: dict[str, object], tolerance: Tolerance) -> Declared:
    """Return how two figures differ in what they say of themselves."""
    grade, grid = _data(old, new, tolerance)
    texts, notes = [], [] if grid or grade is not Grade.CHANGED else ["data only on one side"]
    olds, news = (dict(_strings(frames.worded(stored.get("text")))) for stored in (old, new))
    for name in dict.fromkeys([*olds, *news]):
        apart = tolerance.text(olds.get(name, ""), news.get(name, ""))
        grade = max(grade, apart)
        if apart is Grade.CHANGED:
            texts.append((line(olds.get(name, "")), line(news.get(name, ""))))
    for part in ("chart", "options"):
        if old.get(part) != new.get(part):
            grade = Grade.CHANGED
            notes.extend(_options(part, old.get(part), new.get(part)))
    return Declared(grade, grid if grid and grid.differs else None, tuple(texts), tuple(notes))


def _data(
    old: dict[str, object], new: dict[str, object], tolerance: Tolerance
) -> tuple[Grade, grids.Grid | None]:
    before, after = frames.from_figure(old), frames.from_figure(new)
    if before is None or after is None:
        return Grade.SAME if before is after else Grade.CHANGED, None
    grid = grids.lay_over(before, after, tolerance)
    return Grade.CHANGED if grid.differs else Grade.NOISE if grid.noise else Grade.SAME, grid


def _strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in inner:
        yield from _strings(child, f"{path}.{name}")


def _options(part: str, old: object, new: object) -> list[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        names = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
        return [f"{line(name)}: {_short(old.get(name))} → {_short(new.get(name))}" for name in names[:20]]
    return [f"{part}: {_short(old)} → {_short(new)}"]


def _short(value: object) -> str:
    return line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), 80)


def _pixels(before: Picture | None, after: Picture | None) -> tuple[Pixels | None, list[str]]:
    """Return how the images differ, or a note why that cannot be said."""
    if before == after:
        return None, []
    if before and after and "svg" in before.mime + after.mime:
        return None, ["the drawing differs"]
    if before is None or after is None:
        return None, ["an image is missing, or is too large to compare"]
    from pressroom.review.compare import pixels

    try:
        return pixels.compare_images(before, after), []
    except ValueError as error:
        return None, [str(error)]


def _hidden(old: Output, new: Output, drawn: list[tuple[str, str]]) -> list[str]:
    """Say so where the images are equal and the drawings are not: the web page shows the drawing."""
    svgs = [SVG_ID.sub("", output.text("image/svg+xml")) for output in (old, new)]
    return (
        ["the drawing (SVG) differs while the image (PNG) is the same"] if drawn or svgs[0] != svgs[1] else []
    )


def _drawn(old: Output, new: Output) -> list[tuple[str, str]]:
    """Return the texts inside the SVG that differ, paired as they stand."""
    olds, news = (_svg_texts(output.text("image/svg+xml")) for output in (old, new))
    pairs = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            width = max(b - a, d - c)
            before, after = olds[a:b] + [""] * (width - b + a), news[c:d] + [""] * (width - d + c)
            pairs.extend(zip(before, after, strict=True))
    return pairs


def _svg_texts(svg: str) -> list[str]:
    """Return the texts of a drawing: its text elements, and the comments beside text drawn as outlines."""
    texts = []
    for opening, closing in (("<text", "</text>"), ("<!--", "-->")):
        start = svg.find(opening)
        while start >= 0 and len(texts) < MOST_TEXTS:
            end = svg.find(closing, start)
            if end < 0:
                break
            inner = svg[start + len(opening) : min(end, start + 2000)]
            inner = inner.partition(">")[2] if opening == "<text" else inner
            texts.append(line(html.unescape(untagged(inner))))
            start = svg.find(opening, end)
    return [text for text in texts if text]
