"""How the difference of a sweep is shown: a row for each set, a column for each key figure that differs."""

import json
from collections.abc import Iterator, Sequence

from pressroom.language.catalogue import TERMINAL
from pressroom.project import Project
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance
from pressroom.review.diff import ON_TERMINAL, Shown, is_printed, save, write_markdown
from pressroom.review.show import matrix, wording
from pressroom.review.show.markup import anchor
from pressroom.review.show.matrix import Cell, Matrix, Row, Said
from pressroom.review.show.page import rendered
from pressroom.review.show.page_words import word
from pressroom.review.show.stale_view import stale_view
from pressroom.review.show.terminal import Line, print_lines, staleness
from pressroom.safe import escaped_markdown, line
from pressroom.sweep.diff import Difference, Set, apart, compare
from pressroom.sweep.results import Values

MOST_SETS = 300
MOST_WORDS, LONGEST_WORDS = 12, 2_000
NOTHING = "…"


def show_sweep(
    project: Project, names: Sequence[str], shown: Shown = ON_TERMINAL, *, tolerance: Tolerance | None = None
) -> int:
    """Show how a sweep differs from a run, or from another sweep; return 1 where it does, else 0."""
    difference = compare(project, names, tolerance or parse_tolerance())
    if shown.html:
        save(shown.html, page(project, difference, shown.lang))
    if write_markdown(shown, lambda: summary(difference)):
        return int(difference.differs)
    if not is_printed(shown.json, lambda: for_machines(difference)):
        print_lines(terminal_lines(difference))
    return int(difference.differs)


def page(project: Project, difference: Difference, lang: str) -> str:
    """Return the page of a sweep's difference as HTML in `lang`."""
    old, new = (line(name, 80) for name in difference.names)
    matrices = _matrices(difference, lang)
    shown = {
        "old": old,
        "new": new,
        "stale": [stale_view(late, lang) for late in difference.stale],
        "problems": [],
        "conflicts": [],
        "pairs": [],
        "notes": list(_notes(difference, lang)),
        "outputs_differ": bool(difference.ids or any(difference.lone)),
        "inputs": False,
        "counts": [(each.kind, each.count, "") for each in matrices],
        "matrices": matrices,
    }
    return rendered(project, "many.html", shown, lang)


def terminal_lines(difference: Difference) -> Iterator[Line]:
    """Yield what is stale, what is left out, and a line for each set."""
    yield Line(0, " → ".join(line(name, 80) for name in difference.names), "head")
    yield from (Line(0, f"! {staleness(late)}", "problem") for late in difference.stale)
    yield from (Line(1, note) for note in _notes(difference, TERMINAL))
    for each in _matrices(difference, None):
        yield from matrix.terminal_lines(each)
    if not difference.ids:
        yield Line(0, "No difference.", "head")


def summary(difference: Difference) -> str:
    """Return the same as Markdown that fits into a comment."""
    names = " → ".join(escaped_markdown(name, 80) for name in difference.names)
    written = [f"### What changed: {names}", ""]
    written += [f"- **{escaped_markdown(staleness(late), 2_000)}**" for late in difference.stale]
    written += [f"- {escaped_markdown(note, 400)}" for note in _notes(difference, TERMINAL)] + [""]
    tables = [text for each in _matrices(difference, None) for text in matrix.markdown_lines(each)]
    return matrix.comment([*written, *(tables or ["**No difference.**"])])


def for_machines(difference: Difference) -> str:
    """Return the key figures of every set that differ, as JSON."""
    sets = [
        {"number": each.number, "parameters": each.varied, "values": _differing(difference, each)}
        for each in difference.sets
    ]
    only = dict(zip(("old", "new"), difference.lone, strict=True))
    found = {"sides": difference.names, "differs": difference.differs, "sets": sets, "sets_of_one_side": only}
    return json.dumps(found, indent=1)


def _differing(difference: Difference, each: Set) -> dict[str, object]:
    ids = [id for id in difference.ids if difference.is_apart(id, each)]
    return {id: {"old": each.old.get(id), "new": each.new.get(id)} for id in ids}


def _notes(difference: Difference, lang: str) -> Iterator[str]:
    """Yield what the table does not show, and where everything stands."""
    number, columns = len(difference.sets), len(difference.columns)
    if number > MOST_SETS:
        yield word("sets_shown", lang).format(MOST_SETS, number)
    if len(difference.ids) > columns:
        yield word("columns_shown", lang).format(columns, len(difference.ids))
    for name, lone in zip(difference.names, difference.lone, strict=True):
        if lone:
            yield word("sets_lone", lang).format(line(name, 80), lone)
    if difference.largest:
        yield word("largest_marked", lang)
    yield word("table_of_all", lang).format(line(difference.table))


def _matrices(difference: Difference, lang: str | None) -> list[Matrix]:
    found = [_sets(difference, lang), _texts(difference, lang)] if difference.ids else []
    return [each for each in found if each.rows]


def _sets(difference: Difference, lang: str | None) -> Matrix:
    """Return the sets that differ most as rows, in their order, below a run that they are compared with."""
    ids = difference.columns
    heads = [_label(difference, id, lang) if lang else line(id, 60) for id in ids]
    most = sorted(difference.sets, key=difference.weight, reverse=True)[:MOST_SETS]
    rows = [_row(difference, each, lang) for each in sorted(most, key=lambda each: each.number)]
    if difference.base is not None:
        cells = [Cell(_one(difference, id, difference.base, lang)) for id in ids]
        rows.insert(0, Row("r-base", line(difference.names[0], 80), "", tuple(cells)))
    number = len(difference.sets)
    return Matrix("sets", tuple(heads), tuple(rows), number, number - len(most))


def _row(difference: Difference, each: Set, lang: str | None) -> Row:
    varied = ", ".join(f"{line(name, 60)} {line(value, 40)}" for name, value in each.varied.items())
    label = word("set", lang or TERMINAL).format(each.number)
    cells = (_cell(difference, id, each, lang) for id in difference.columns)
    return Row(f"r-set-{each.number}", varied if lang else f"{each.number}: {varied}", label, tuple(cells))


def _cell(difference: Difference, id: str, each: Set, lang: str | None) -> Cell:
    """Return what a set has of a key figure, beside the other sweep's where it differs from that."""
    if not difference.is_apart(id, each):
        return Cell(_one(difference, id, each.old, lang))
    if difference.is_text(id):
        return Cell(f"{_changed(lang)} {difference.words[id][each.old.get(id), each.new.get(id)]}", "changed")
    text = _one(difference, id, each.new, lang)
    if difference.base is None:
        text = f"{_one(difference, id, each.old, lang)} → {text}"
    by = apart(id, each)
    if by and abs(by) == difference.largest[id]:
        return Cell(f"{text} {'▲' if by > 0 else '▼'}", "most")
    return Cell(text, "changed")


def _one(difference: Difference, id: str, values: Values, lang: str | None) -> str:
    if difference.is_text(id):
        return word("same", lang or TERMINAL)
    return wording.value(values.get(id), difference.about[id]["unit"], lang or TERMINAL)


def _texts(difference: Difference, lang: str | None) -> Matrix:
    """Return the words that the sets say, each once with its number, below those of the other side."""
    rows = []
    for id, numbers in difference.words.items():
        said = [
            Said(f"{_changed(lang)} {number}", *(line(text or "", LONGEST_WORDS) for text in pair))
            for pair, number in [*numbers.items()][:MOST_WORDS]
        ]
        if difference.base is not None:
            said.insert(0, Said(line(difference.names[0], 80), said[0].first, said[0].first))
        if (left := len(numbers) - MOST_WORDS) > 0:
            said.append(Said(f"+{left}", NOTHING, NOTHING))
        label, cell = _label(difference, id, lang), Cell(_changed(lang), "changed")
        rows.append(Row(anchor("text", id), line(id, 120), label, (cell,), said=tuple(said)))
    return Matrix("headlines", (word("texts", lang or TERMINAL),), tuple(rows), len(rows))


def _label(difference: Difference, id: str, lang: str | None) -> str:
    return wording.label_of(difference.about[id]["label"], lang or TERMINAL)


def _changed(lang: str | None) -> str:
    return word("changed", lang or TERMINAL)
