"""Compare the outputs and texts of two executed notebooks, cell by cell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pressroom.notebook import mime
from pressroom.notebook.ipynb import Cell, Notebook, Output
from pressroom.review.changes import (
    CAPTIONS,
    NAME,
    RENAMED,
    FigureChange,
    Location,
    TableChange,
    TextChange,
    Within,
    output_name,
)
from pressroom.review.compare import drawings, drawn_ids, execution_order, frames, grids, leftovers, renames
from pressroom.review.compare.leftovers import Leftover
from pressroom.review.compare.tolerance import Apart, Grade, Tolerance, most_apart
from pressroom.safe import clean, line

TEXTS = ("output", "html", "error")


@dataclass
class Findings:
    """The changes found so far, and the counts of what is equal or equal but for noise, by kind.

    `recorded` holds what differs in how a notebook stores a key figure, by the key figure's id.
    """

    tables: list[TableChange] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    recorded: dict[str, TextChange] = field(default_factory=dict)
    noise: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    within: list[Within] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.tables) + len(self.figures) + len(self.texts)

    def count(self, kind: str, grade: Grade, name: str = "", apart: Iterable[Apart] = ()) -> None:
        """Count one item that did not change, and keep what differs within the tolerance by its name."""
        if grade is not Grade.CHANGED:
            (self.noise if grade is Grade.NOISE else self.unchanged)[kind] += 1
        if grade is Grade.NOISE:
            self.within.append(Within(kind, line(name, 120), most_apart(apart)))

    def add(self, place: Location, left: Iterator[Leftover]) -> None:
        """Add what differs and is shown as text."""
        self.texts.extend(TextChange(place, each.what, "changed", each.old, each.new) for each in left)


class Item(NamedTuple):
    """An output: what it is compared as, as it was read, and as it is stored."""

    kind: str
    output: Output
    stored: Mapping[str, Any]

    @property
    def told(self) -> str | None:
        """Return what it says in words, of the form that publishing keeps."""
        return self.output.text(_telling(self.output)[1])


class Sided(NamedTuple):
    """A cell of one side: as it was read, and as it is stored; both empty where the side lacks it."""

    cell: Cell | None
    stored: Mapping[str, Any]

    @property
    def items(self) -> list[Item]:
        outputs = zip(self.cell.outputs, self.stored.get("outputs", []), strict=True) if self.cell else ()
        return [Item(_kind(output), output, stored) for output, stored in outputs]

    @property
    def options(self) -> Mapping[str, str]:
        return self.cell.options if self.cell else {}

    @property
    def prose(self) -> str | None:
        return self.cell.code if self.cell and self.cell.kind != "code" else None


NO_CELL = Sided(None, {})


def compare_outputs(
    old: Notebook | None, new: Notebook | None, tolerance: Tolerance, findings: Findings
) -> None:
    """Add what differs between two notebooks (one may be missing) to `findings`."""
    olds, news = _cells(old), _cells(new)
    name = next(each.name for each in (new, old) if each)
    renamed = renames.of_cells(old, new) if old and new else {}
    for key in dict.fromkeys([*news, *(key for key in olds if key not in renamed.values())]):
        place = Location(name, key, renamed.get(key, ""))
        before, after = olds.get(place.old.cell, NO_CELL), news.get(key, NO_CELL)
        found, noise = findings.size, findings.noise.copy()
        _cell(place, before, after, tolerance, findings)
        if place.before and findings.size == found:
            _renamed(place, after, noise, findings)
    if old and new:
        findings.add(Location(name), leftovers.of_notebook(old, new, tolerance, renamed))


def _renamed(place: Location, new: Sided, noise: Counter[str], findings: Findings) -> None:
    """Say of a cell, of which nothing else differs, that it is called otherwise.

    `noise` was counted before the cell: what changed is not counted as equal as well.
    """
    outputs = {item.kind: item.output for item in new.items}
    kind = next((kind for kind in ("figure", "table") if kind in outputs), "text")
    if kind == "figure":
        shown = drawings.picture(outputs[kind])
        caption, alt = (new.options.get(name, "") for name in ("fig-cap", "fig-alt"))
        findings.figures.append(FigureChange(place, caption, alt, RENAMED, old=shown, new=shown))
    elif kind == "table":
        findings.tables.append(TableChange(place, new.options.get("tbl-cap", ""), RENAMED, None))
    else:
        findings.texts.append(TextChange(place, NAME, RENAMED, place.before, place.cell))
        return
    is_noise = findings.noise[f"{kind}s"] > noise[f"{kind}s"]
    if is_noise:
        findings.within.pop()
    (findings.noise if is_noise else findings.unchanged)[f"{kind}s"] -= 1


def _cells(notebook: Notebook | None) -> dict[str, Sided]:
    if notebook is None:
        return {}
    cells = zip(notebook.by_key.items(), execution_order.of(notebook.document["cells"]), strict=True)
    return {key: Sided(cell, stored) for (key, cell), stored in cells}


def _cell(place: Location, old: Sided, new: Sided, tolerance: Tolerance, findings: Findings) -> None:
    _text(place, "prose", (old.prose, new.prose), tolerance, findings)
    for name in CAPTIONS:
        _text(place, name, (old.options.get(name), new.options.get(name)), tolerance, findings)
    if old.cell and new.cell:
        is_id = (place.before, place.cell) == (old.stored.get("id"), new.stored.get("id"))
        stored = {**old.stored, "id": place.cell} if is_id else old.stored
        findings.add(place, leftovers.of_cell(stored, new.stored, tolerance))
        findings.add(place, leftovers.in_order(*([each.kind for each in side.items] for side in (old, new))))
    options = (new if new.cell else old).options
    texts: Counter[str] = Counter()
    for kind, before, after in _pairs(old.items, new.items):
        if kind == "figure":
            read = _figure(place, options, before, after, tolerance, findings)
        elif kind == "table":
            read = _table(place, options.get("tbl-cap", ""), before, after, tolerance, findings)
        elif kind in TEXTS:
            texts[kind] += 1
            what = kind if texts[kind] == 1 else f"{kind} {texts[kind]}"
            read = _written(place, what, before, after, tolerance, findings)
        else:
            _recorded(place, before, after, tolerance, findings)
            continue
        if before and after:
            findings.add(place, leftovers.of_output(before.stored, after.stored, read, tolerance))


def _kind(output: Output) -> str:
    """Return what an output is compared as; what recorded a key figure by the id of this."""
    if output.carries("result"):
        return f"result {(output.data('result') or {}).get('id')}"
    if output.carries("table"):
        return "table"
    if drawings.is_figure(output):
        return "figure"
    return "error" if output.kind == "error" else _telling(output)[0]


def _telling(output: Output) -> tuple[str, str]:
    """Return kind and MIME type of the form that publishing keeps: Markdown before HTML before plain text."""
    for kind, name in (("output", "text/markdown"), ("html", "text/html")):
        if name in output.bundle:
            return kind, name
    return "output", "text/plain"


def _pairs(olds: Sequence[Item], news: Sequence[Item]) -> Iterator[tuple[str, Item | None, Item | None]]:
    """Yield the outputs of each kind in pairs, in their order."""
    for kind in dict.fromkeys(item.kind for item in (*news, *olds)):
        befores, afters = ([item for item in items if item.kind == kind] for items in (olds, news))
        for place in range(max(len(befores), len(afters))):
            yield kind, _at(befores, place), _at(afters, place)


def _at(items: Sequence[Item], place: int) -> Item | None:
    return items[place] if place < len(items) else None


def _names(kind: mime.Kind, *items: Item | None) -> set[str]:
    return {name for item in items if item for name in item.output.bundle if mime.kind_of(name) == kind}


def _texts_of(*items: Item | None) -> set[str]:
    return {name for item in items if item for name in item.output.bundle if name.startswith("text/")}


def _figure(
    place: Location, options: Mapping[str, str], old: Item | None, new: Item | None, tolerance: Tolerance,
    findings: Findings,
) -> set[str]:  # fmt: skip
    """Compare two figures, and return the MIME types that this has read."""
    before, after = (item.output if item else None for item in (old, new))
    grade, change = drawings.compare_figures(place, options, before, after, tolerance)
    findings.figures.extend([change] if change else [])
    stored = [(output.data("figure") if output else None) or {} for output in (before, after)]
    findings.count("figures", grade, output_name(place), tolerance.apart(stored[0], stored[1]))
    # The words beside a figure that differs follow from it.
    return {*_names("figure", old, new), *drawings.READ, *(_texts_of(old, new) if change else ())}


def _table(
    place: Location, caption: str, old: Item | None, new: Item | None, tolerance: Tolerance,
    findings: Findings,
) -> set[str]:  # fmt: skip
    """Compare two tables, and return the MIME types that this has read."""
    stored = [item.output.data("table") or {} if item else {} for item in (old, new)]
    before, after = (frames.from_table(each) for each in stored)
    empty = grids.Frame((), ())
    grid = grids.lay_over(before or empty, after or empty, tolerance) if before or after else None
    names = _names("table", old, new)
    if old and new and before and after and grid and not grid.differs:
        grade = Grade.NOISE if grid.noise else Grade.SAME
        findings.count("tables", grade, output_name(place), tolerance.apart(stored[0], stored[1]))
        apart = [each for each in tolerance.apart(stored[0], stored[1]) if each[0][:1] != ("rows",)]
        findings.add(place, leftovers.listed("table", apart))
        # Words that somebody's own tolerance covers follow from the values.
        return names | _texts_of(old, new) if grid.noise and tolerance.is_given else names
    if old and new and not (before or after):
        return set()
    status = "added" if old is None else "removed" if new is None else "changed"
    findings.tables.append(TableChange(place, caption, status, grid))
    return names | _texts_of(old, new)


def _written(
    place: Location, what: str, old: Item | None, new: Item | None, tolerance: Tolerance, findings: Findings
) -> set[str]:
    """Compare what two cells wrote, and return the MIME types that this has read."""
    before, after = (item.told if item else None for item in (old, new))
    changed = _text(place, what, (before, after), tolerance, findings)
    named = {_telling(item.output)[1] for item in (old, new) if item}
    return named | _texts_of(old, new) if changed else named


def _recorded(
    place: Location, old: Item | None, new: Item | None, tolerance: Tolerance, findings: Findings
) -> None:
    """Keep how the stored forms of a key figure differ; that it differs itself is said elsewhere."""
    output = next(item.output for item in (new, old) if item)
    id = str((output.data("result") or {}).get("id"))
    left = (
        [*leftovers.of_output(old.stored, new.stored, (), tolerance)]
        if old and new
        else [Leftover("", *("recorded once more" if item else "" for item in (old, new)))]
    )
    if left:
        before, after = ("\n".join(each[side] for each in left) for side in (1, 2))
        findings.recorded[id] = TextChange(place, f"{id} {leftovers.STORED}", "changed", before, after)


def _text(
    place: Location,
    what: str,
    contents: tuple[str | None, str | None],
    tolerance: Tolerance,
    findings: Findings,
) -> bool | None:
    """Compare two texts; return whether they differ, None where one or both are missing."""
    old, new = contents
    if old is None and new is None:
        return None
    if old is None or new is None:
        status = "added" if old is None else "removed"
        findings.texts.append(TextChange(place, what, status, clean(old or ""), clean(new or "")))
        return None
    is_html = what.startswith("html")
    before, after = (drawn_ids.of_html(text) if is_html else text for text in (old, new))
    exact = what == "prose" or what in CAPTIONS
    grade = Grade(2 * (old != new)) if exact else tolerance.text(before, after)
    if grade is Grade.CHANGED:
        findings.texts.append(TextChange(place, what, "changed", clean(old), clean(new)))
    findings.count("texts", grade, output_name(place))
    return grade is Grade.CHANGED
