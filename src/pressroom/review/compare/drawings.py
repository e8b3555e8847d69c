"""Compare two figures: the data behind them, their pixels and their texts."""

import base64
import difflib
import html
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from pressroom.notebook.ipynb import Output
from pressroom.review.changes import FigureChange, Location, Picture, Pixels
from pressroom.review.compare import drawn_ids, frames, grids
from pressroom.review.compare.tolerance import Apart, Grade, Missing, Tolerance, where, worst
from pressroom.review.sides import is_same
from pressroom.safe import line, untagged

LARGEST_IMAGE = 16 * 1024 * 1024
MOST_TEXTS = 500
RASTERS = ("image/png", "image/jpeg")
DRAWN = "image/svg+xml"
READ = (*RASTERS, DRAWN)
# What a drawing says of where its marks stand; by so much a mark moves when a last digit is rounded.
GEOMETRY = re.compile(r'\s(?:d|x|y|x1|x2|y1|y2|cx|cy|r|points|transform)="[^"]*"')
COORDINATE = re.compile(r"-?\d+(?:\.\d+)?")
ROUNDING = 0.02
BEHIND_IMAGE = "the drawing (SVG) differs while the image (PNG) is the same"


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
    place: Location, options: Mapping[str, str], old: Output | None, new: Output | None, tolerance: Tolerance
) -> tuple[Grade, FigureChange | None]:
    """Return how far apart two figures are, and the change where they are apart."""
    caption, alt = options.get("fig-cap", ""), options.get("fig-alt", "")
    before, after = (picture(output) if output else None for output in (old, new))
    if old is None or new is None:
        status = "added" if old is None else "removed"
        return Grade.CHANGED, FigureChange(place, caption, alt, status, old=before, new=after)
    if is_same(old.bundle, new.bundle):
        return Grade.SAME, None
    declared = _declared(old.data("figure") or {}, new.data("figure") or {}, tolerance)
    if declared.grade is Grade.NOISE and tolerance.is_given:
        return Grade.NOISE, None
    pixels, notes = _rasters(old, new)
    drawn = _drawn(old, new)
    within = pixels is None or pixels.share <= tolerance.pixels
    if within and not notes and not _same_drawing(old, new, declared.grade, tolerance):
        notes = [BEHIND_IMAGE if after and after.mime != DRAWN else "the drawing differs"]
    if declared.grade is not Grade.CHANGED and within and not notes:
        return Grade.NOISE, None
    change = FigureChange(
        place, caption, alt, "changed", grid=declared.grid, pixels=pixels,
        texts=tuple(dict.fromkeys([*declared.texts, *drawn]))[:50], old=before, new=after,
        notes=(*declared.notes, *notes),
    )  # fmt: skip
    return Grade.CHANGED, change


def _same_drawing(old: Output, new: Output, data: Grade, tolerance: Tolerance) -> bool:
    """Return whether the drawings are the same, but for marks that follow data within the tolerance."""
    before, after = (drawn_ids.of_svg(output.text(DRAWN)) for output in (old, new))
    if before == after:
        return True
    if data is Grade.SAME and not tolerance.pixels:
        return False
    return _is_moved_alone(before, after)


def _is_moved_alone(before: str, after: str) -> bool:
    """Return whether two drawings differ in nothing but where their marks stand, and there by a rounding."""
    if GEOMETRY.sub("", before) != GEOMETRY.sub("", after):
        return False
    marks = [" ".join(GEOMETRY.findall(svg)) for svg in (before, after)]
    if COORDINATE.sub("", marks[0]) != COORDINATE.sub("", marks[1]):
        return False
    pairs = zip(*(COORDINATE.findall(each) for each in marks), strict=True)
    return all(abs(float(a) - float(b)) <= ROUNDING for a, b in pairs)


def picture(output: Output) -> Picture | None:
    """Return the image of a figure, a raster before a drawing, None where it has none of a sensible size."""
    rasters = (_raster(output, name) for name in RASTERS)
    svg = output.text(DRAWN).encode(errors="replace")
    drawing = Picture(DRAWN, svg) if 0 < len(svg) <= LARGEST_IMAGE else None
    return next(filter(None, rasters), drawing)


def _raster(output: Output, name: str) -> Picture | None:
    """Return an image, None where there is none, or text that no program writes for one."""
    text = "".join(output.text(name).split())
    try:
        data = base64.b64decode(text)
    except ValueError:
        return None
    # What no program writes, such as signs that base64 has not, is encoded otherwise.
    is_sensible = 0 < len(data) <= LARGEST_IMAGE and base64.b64encode(data).decode() == text
    return Picture(name, data) if is_sensible else None


def _declared(old: dict[str, object], new: dict[str, object], tolerance: Tolerance) -> Declared:
    """Return how two figures differ in what they say of themselves."""
    grade, grid = _data(old, new, tolerance)
    texts, notes = [], [] if grid or grade is not Grade.CHANGED else ["data only on one side"]
    olds, news = (dict(_strings(frames.worded(stored.get("text")))) for stored in (old, new))
    for name in dict.fromkeys([*olds, *news]):
        apart = tolerance.grade(olds.get(name, ""), news.get(name, ""))
        grade = max(grade, apart)
        if apart is Grade.CHANGED:
            texts.append((line(olds.get(name, "")), line(news.get(name, ""))))
    for part in ("chart", "options"):
        if not is_same(old.get(part), new.get(part)):
            grade = Grade.CHANGED
            notes.extend(_options(part, old.get(part), new.get(part)))
    others = [*_unread(old, new, tolerance)] if grade is not Grade.CHANGED else []
    grade = worst([grade, *(apart for *_, apart in others)])
    notes.extend(
        f"{where(path)}: {_short(a)} → {_short(b)}" for path, a, b, apart in others[:20] if apart > 1
    )
    return Declared(grade, grid if grid and grid.differs else None, tuple(texts), tuple(notes))


def _unread(old: dict[str, object], new: dict[str, object], tolerance: Tolerance) -> Iterator[Apart]:
    """Yield what differs in the stored data outside of the values that were compared one by one."""
    for path, before, after, apart in tolerance.apart(old, new):
        if path[:2] != ("data", "rows") or frames.from_figure(old) is None:
            yield path, before, after, apart


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
        names = [name for name in dict.fromkeys([*old, *new]) if not is_same(old.get(name), new.get(name))]
        return [f"{line(name)}: {_short(old.get(name))} → {_short(new.get(name))}" for name in names[:20]]
    return [f"{part}: {_short(old)} → {_short(new)}"]


def _short(value: object) -> str:
    return line(value if isinstance(value, str | Missing) else json.dumps(value, ensure_ascii=False), 80)


def _rasters(old: Output, new: Output) -> tuple[Pixels | None, list[str]]:
    """Return how the images differ, or notes why that cannot be said."""
    found: list[Pixels] = []
    notes = []
    for name in RASTERS:
        if old.text(name) == new.text(name):
            continue
        before, after = _raster(old, name), _raster(new, name)
        if before is None or after is None:
            notes.append("an image is missing, is damaged, or is too large to compare")
            continue
        if before == after:
            notes.append("an image is the same, and written otherwise")
            continue
        try:
            compared = pixels_of(before, after)
            found.extend([compared] if compared.share else [])
        except ValueError as error:
            notes.append(str(error))
    return max(found, key=lambda pixels: pixels.share, default=None), notes


def pixels_of(before: Picture, after: Picture) -> Pixels:
    """Return how two images differ; raises ValueError, with the reason, where pixels do not say it."""
    from pressroom.review.compare import pixels

    compared = pixels.compare_images(before, after)
    beside = pixels.stored_beside(before, after) if not compared.share else ()
    if beside:
        raise ValueError(f"the pixels are the same, and not what is stored with them ({', '.join(beside)})")
    return compared


def _drawn(old: Output, new: Output) -> list[tuple[str, str]]:
    """Return the texts inside the SVG that differ, paired as they stand."""
    olds, news = (_svg_texts(output.text(DRAWN)) for output in (old, new))
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            width = max(b - a, d - c)
            before, after = olds[a:b] + [""] * (width - b + a), news[c:d] + [""] * (width - d + c)
            pairs.extend(zip(before, after, strict=True))
    return pairs


def _svg_texts(svg: str) -> list[str]:
    """Return the texts of a drawing: its text elements, and the comments beside text drawn as outlines."""
    texts: list[str] = []
    for opening, closing in (("<text", "</text>"), ("<!--", "-->")):
        end = 0
        with suppress(ValueError):
            while len(texts) < MOST_TEXTS:
                start = svg.index(opening, end) + len(opening)
                end = svg.index(closing, start)
                inner = svg[start:end].partition(">")[2] if opening == "<text" else svg[start:end]
                texts.append(line(html.unescape(untagged(inner))))
    return [text for text in texts if text]
