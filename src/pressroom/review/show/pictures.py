"""The pictures of changed figures as files beside the Markdown that shows them.

Markdown on a code host shows no picture that stands in the text itself, only one that it links to. Written
are images only, decoded before: a drawing (SVG) could run something where somebody opens its file.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pressroom.review.changes import RENAMED, FigureChange, Picture

MOST, LARGEST, ALL_OF_THEM = 12, 2 * 1024 * 1024, 16 * 1024 * 1024
"""How many figures are shown, and how many bytes one picture and all together may have."""
OURS = re.compile(r"\d\d-(?:before|after|difference)\.(?:png|jpg)")
SIDES = ("before", "after", "difference")


class Sheet(NamedTuple):
    """A changed figure, and the address of each picture that was written of it, by what it shows."""

    change: FigureChange
    files: dict[str, str]


def folder_of(markdown: Path) -> Path:
    """Return the folder of the pictures that belong to a Markdown file."""
    return markdown.with_name(f"{markdown.stem}-pictures")


def written(
    folder: Path, figures: Sequence[FigureChange], save: Callable[[Path, bytes], None]
) -> list[Sheet]:
    """Write the pictures of the first changed figures, in the place of those of an earlier time."""
    for path in folder.glob("*") if folder.is_dir() else ():
        if OURS.fullmatch(path.name):
            path.unlink()
    sheets, left = [], ALL_OF_THEM
    for number, change in enumerate(_shown(figures), start=1):
        files = {}
        for what, picture in _pictures(change):
            if len(picture.data) <= min(LARGEST, left):
                name = f"{number:02}-{what}.{_ending(picture)}"
                with suppress(OSError):
                    folder.mkdir(exist_ok=True)
                save(folder / name, picture.data)
                files[what] = f"{folder.name}/{name}"
                left -= len(picture.data)
        sheets.append(Sheet(change, files))
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return sheets


def _shown(figures: Sequence[FigureChange]) -> list[FigureChange]:
    return [change for change in figures if change.status != RENAMED and (change.old or change.new)][:MOST]


def _pictures(change: FigureChange) -> Iterator[tuple[str, Picture]]:
    """Yield what can be shown of a figure; the difference where both sides are images that differ."""
    from pressroom.review.compare import pixels

    sides = [each if each and pixels.is_readable(each) else None for each in (change.old, change.new)]
    for what, picture in zip(SIDES, sides, strict=False):
        if picture:
            yield what, picture
    if sides[0] and sides[1] and change.pixels:
        yield SIDES[2], pixels.marked(sides[0], sides[1])


def _ending(picture: Picture) -> str:
    """Return the ending of what the bytes are, whatever they are said to be."""
    return "png" if picture.data.startswith(b"\x89PNG") else "jpg"
