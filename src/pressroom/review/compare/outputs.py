"""Compare the outputs and texts of two executed notebooks, cell by cell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pressroom.notebook.ipynb import Cell, Notebook, Output
from pressroom.review.changes import CAPTIONS, FigureChange, Location, TableChange, TextChange
from pressroom.review.compare import drawings, frames, grids
from pressroom.review.compare.tolerance import Grade, Tolerance
from pressroom.review.safe import clean, untagged

VARIABLE = re.compile(r"\{\{<\s*var\s+[^<>{}]{1,200}>\}\}")


@dataclass
class Findings:
    """The changes findings so far, and the counts of what is equal or equal but for noise, by kind."""

    tables: list[TableChange] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    noise: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def texts_of(self, place: Location) -> list[TextChange]:
        """Return the changed texts of a cell's table."""
        return [change for change in self.texts if change.place == place and change.what == "table"]

    def count(self, kind: str, grade: Grade) -> None:
        """Count one item that did not change."""
        if grade is not Grade.CHANGED:
            (self.noise if grade is Grade.NOISE else self.unchanged)[kind] += 1


def compare_outputs(
    old: Notebook | None, new: Notebook | None, tolerance: Tolerance, findings: Findings
) -> None:
    """Add what differs between two notebooks (one may be missing) to `findings`."""
    olds, news = (notebook.by_key if notebook else {} for notebook in (old, new))
    name = (new or old).name
    for key in dict.fromkeys([*news, *olds]):
        _cell(Location(name, key), olds.get(key), news.get(key), tolerance, findings)


def _cell(
    place: Location, old: Cell | None, new: Cell | None, tolerance: Tolerance, findings: Findings
) -> None:
    kind = (new or old).kind
    if kind != "code":
        _text(place, "prose", _prose(old), _prose(new), tolerance, findings)
        return
    options = (new or old).options
    befores, afters = (cell.options if cell else {} for cell in (old, new))
    for name in CAPTIONS:
        if name in befores or name in afters:
            _text(place, name, befores.get(name), afters.get(name), tolerance, findings)
    for before, after in _paired(_figures(old), _figures(new)):
        grade, change = drawings.compare_figures(place, options, before, after, tolerance)
        findings.figures.extend([change] if change else [])
        findings.count("figures", grade)
    for before, after in _paired(_tables(old), _tables(new)):
        _table(place, options.get("tbl-cap", ""), before, after, tolerance, findings)
    for what in ("output", "html", "error"):
        _text(place, what, _written(old, what), _written(new, what), tolerance, findings)


def _prose(cell: Cell | None) -> str | None:
    return cell.code if cell and cell.kind != "code" else None


def _figures(cell: Cell | None) -> list[Output]:
    return [output for output in cell.outputs if drawings.is_figure(output)] if cell else []


def _tables(cell: Cell | None) -> list[Output]:
    return [output for output in cell.outputs if output.carries("table")] if cell else []


def _paired(olds: Sequence[Output], news: Sequence[Output]) -> Iterable[tuple[Output | None, Output | None]]:
    for index in range(max(len(olds), len(news))):
        yield olds[index] if index < len(olds) else None, news[index] if index < len(news) else None


def _table(
    place: Location,
    caption: str,
    old: Output | None,
    new: Output | None,
    tolerance: Tolerance,
    findings: Findings,
) -> None:
    before, after = (
        frames.from_table(output.data("table") or {}) if output else None for output in (old, new)
    )
    if old is not None and new is not None and before and after:
        grid = grids.lay_over(before, after, tolerance)
        if grid.differs:
            findings.tables.append(TableChange(place, caption, "changed", grid))
        else:
            findings.count("tables", Grade.NOISE if grid.noise else Grade.SAME)
            for mime in ("text/html", "text/markdown"):
                _shown(place, mime, old, new, tolerance, findings)
        return
    if old is not None and new is not None and old.bundle == new.bundle:
        findings.count("tables", Grade.SAME)
        return
    status = "added" if old is None else "removed" if new is None else "changed"
    empty = grids.Frame((), ())
    whole = grids.lay_over(before or empty, after or empty, tolerance) if before or after else None
    findings.tables.append(TableChange(place, caption, status, whole))


def _shown(
    place: Location, mime: str, old: Output, new: Output, tolerance: Tolerance, findings: Findings
) -> None:  # fmt: skip
    """Compare what is shown of two tables with the same values; a published one is shown in fewer ways."""
    before, after = (untagged(output.text(mime)) for output in (old, new))
    if before and after and not findings.texts_of(place) and tolerance.text(before, after) is Grade.CHANGED:
        findings.texts.append(TextChange(place, "table", "changed", clean(before), clean(after)))


def _written(cell: Cell | None, what: str) -> str | None:
    """Return the streams and plain texts, the HTML or the errors of a cell."""
    if cell is None:
        return None
    parts = []
    for output in cell.outputs:
        if output.carries("result") or output.carries("table") or drawings.is_figure(output):
            continue
        kind, mime = ("error", "text/plain") if output.kind == "error" else _telling(output)
        if kind == what:
            parts.append(output.text(mime))
    return "\n".join(parts) or None


def _telling(output: Output) -> tuple[str, str]:
    """Return kind and MIME type of the form that publishing keeps: Markdown before HTML before plain text."""
    for kind, mime in (("output", "text/markdown"), ("html", "text/html")):
        if mime in output.bundle:
            return kind, mime
    return "output", "text/plain"


def _text(
    place: Location, what: str, old: str | None, new: str | None, tolerance: Tolerance, findings: Findings
) -> None:
    if old is None and new is None:
        return
    if old is None or new is None:
        status = "added" if old is None else "removed"
        findings.texts.append(TextChange(place, what, status, clean(old or ""), clean(new or "")))
        return
    grade = Grade.SAME if old == new else _grade(old, new, tolerance)
    if grade is Grade.CHANGED:
        findings.texts.append(TextChange(place, what, "changed", clean(old), clean(new)))
    findings.count("texts", grade)


def _grade(old: str, new: str, tolerance: Tolerance) -> Grade:
    return Grade.SAME if resolves(old, new) or resolves(new, old) else tolerance.text(old, new)


def resolves(written: str, resolved: str) -> bool:
    """Return whether `resolved` is `written` with some text in the place of each of its report variables."""
    first, *rest = VARIABLE.split(written)
    if not rest or "{{<" in resolved or not resolved.startswith(first):
        return False
    position = len(first)
    for part in rest[:-1]:
        position = resolved.find(part, position) + len(part)
        if position < len(part):
            return False
    return resolved[position:].endswith(rest[-1])
