"""What no comparison by meaning has read: every value of a cell, an output or a document is in here."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeGuard

from pressroom.notebook import mime
from pressroom.notebook.canonical import CELL_NOISE, NOTEBOOK_NOISE
from pressroom.notebook.ipynb import Notebook, joined
from pressroom.review.compare import drawn_ids
from pressroom.review.compare.tolerance import MISSING, Apart, Grade, Tolerance, where
from pressroom.safe import clean, line, mark

MOST_PLACES = 20
STORED = "further details"
ORDER = "order"
DATA_OF_TYPE = "data of type "
PYTHON_VERSION = ("metadata", "language_info", "version")  # an input, which the manifest holds
# Parts of an output that are texts, and shown as such.
READ = ("data", "text", "traceback")


class Leftover(NamedTuple):
    """A difference outside of what is shown by meaning: what it is of, and both contents as text."""

    what: str
    old: str
    new: str


def of_notebook(
    old: Notebook, new: Notebook, tolerance: Tolerance, renamed: Mapping[str, str] | None = None
) -> Iterator[Leftover]:
    """Yield what differs in two notebooks beside their cells, and in the cells' order.

    `renamed` are the old names of the cells that are called otherwise now.
    """
    befores, afters = (_without(each.document, ("cells",), NOTEBOOK_NOISE) for each in (old, new))
    apart = tolerance.apart(befores, afters)
    yield from listed(STORED, (each for each in apart if each[0] != PYTHON_VERSION))
    news = dict.fromkeys((renamed or {}).get(key, key) for key in new.by_key)
    shared = [key for key in old.by_key if key in news], [key for key in news if key in old.by_key]
    yield from in_order(*shared)


def of_cell(old: Mapping[str, object], new: Mapping[str, object], tolerance: Tolerance) -> Iterator[Leftover]:
    """Yield what differs in two cells beside sources and outputs: type, tags, other metadata, attachments."""
    read = [name for name in ("source", "outputs") if name in old and name in new]
    read = [name for name in read if name == "outputs" or (is_text(old[name]) and is_text(new[name]))]
    before, after = (_without(cell, read, CELL_NOISE) for cell in (old, new))
    yield from listed(STORED, tolerance.apart(before, after))


def of_output(
    old: Mapping[str, object], new: Mapping[str, object], read: Collection[str], tolerance: Tolerance
) -> Iterator[Leftover]:
    """Yield what differs in two outputs beside the MIME types, or the text, that were `read`."""
    texts = [name for name in READ if name != "data" and is_text(old.get(name)) and is_text(new.get(name))]
    befores, afters = (_without(output, ("data", *texts), ()) for output in (old, new))
    yield from listed(STORED, tolerance.apart(befores, afters))
    forms = [form if isinstance(form := output.get("data"), dict) else {} for output in (old, new)]
    for name in dict.fromkeys([*forms[0], *forms[1]]):
        before, after = (form.get(name, MISSING) for form in forms)
        if name not in read or not _is_readable(name, before) or not _is_readable(name, after):
            yield from _of_form(name, before, after, tolerance)


def listed(what: str, apart: Iterable[Apart]) -> Iterator[Leftover]:
    """Yield one leftover that names the places that differ and are no noise, where there are any."""
    places = [each for each in apart if each[3] is Grade.CHANGED]
    if places:
        sides = (
            "\n".join(f"{where(each[0])}: {short(each[side])}" for each in islice(places, MOST_PLACES))
            for side in (1, 2)
        )
        more = len(places) - MOST_PLACES
        old, new = (f"{side}\n… {more} more" if more > 0 else side for side in sides)
        yield Leftover(what, old, new)


def in_order(old: list[str], new: list[str]) -> Iterator[Leftover]:
    """Yield a leftover where the same things stand in another order."""
    if old != new and sorted(old) == sorted(new):
        yield Leftover(ORDER, *("\n".join(line(name, 80) for name in names) for names in (old, new)))


def short(value: object) -> str:
    """Return a value in one line; what is cut is told apart by its hash."""
    text = repr(value) if value is MISSING else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 200 else f"{text[:200]}… [{len(text)} characters, {mark(text)}]"


def is_text(value: object) -> TypeGuard[str | list[str]]:
    """Return whether a value is what a notebook may store as a text."""
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(part, str) for part in value)
    )


def _is_readable(name: str, value: object) -> bool:
    return isinstance(value, dict) if mime.kind_of(name) else is_text(value)


def _of_form(name: str, old: object, new: object, tolerance: Tolerance) -> Iterator[Leftover]:
    """Yield what differs in one MIME type: text is shown, JSON by its places, all else by its hash."""
    what = f"{DATA_OF_TYPE}{line(name, 80)}"
    if not is_text(old) or not is_text(new):
        yield from listed(what, tolerance.apart(old, new))
        return
    before, after = joined(old), joined(new)
    if name == "text/html":
        before, after = drawn_ids.of_html(before), drawn_ids.of_html(after)
    if name == "image/svg+xml":
        before, after = drawn_ids.of_svg(before), drawn_ids.of_svg(after)
    grade = tolerance.text(before, after) if name.startswith("text/") else Grade(2 * (before != after))
    if grade is Grade.CHANGED and name.startswith("text/"):
        yield Leftover(what, clean(joined(old)), clean(joined(new)))
    elif grade is Grade.CHANGED:
        yield Leftover(what, *(hashed(joined(content)) for content in (old, new)))


def hashed(content: str | bytes) -> str:
    """Return what can be said of a content that cannot be shown."""
    unit = "bytes" if isinstance(content, bytes) else "characters"
    return f"{len(content)} {unit}, SHA-256 {mark(content)}…: differs, cannot be shown"


def _without(stored: Mapping[str, object], names: Iterable[str], noise: Iterable[str]) -> dict[str, object]:
    """Return the entries of a notebook, cell or output but some names, and its metadata without noise."""
    left = {name: value for name, value in stored.items() if name not in tuple(names)}
    if isinstance(metadata := left.get("metadata"), dict):
        left["metadata"] = {name: value for name, value in metadata.items() if name not in tuple(noise)}
    return left
