"""The comparison as lines on a terminal, plain where it is none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from pressroom.language.catalogue import TERMINAL
from pressroom.review.changes import (
    Comparison,
    Effect,
    FigureChange,
    History,
    InputChange,
    KeyFigureChange,
    OutputChange,
    Stale,
    TableChange,
    TextChange,
)
from pressroom.review.compare.grids import Grid, Row
from pressroom.review.show import wording
from pressroom.review.show.grid_view import by_importance
from pressroom.review.show.told import told, within
from pressroom.review.tree import UNSHALLOW
from pressroom.safe import line

MOST_ROWS = 12
MOST_LINES = 6
MOST_CAUSES = 5
BY_HAND = "no changed input or text gives this: edited by hand, or written by another version of the program"
INPUTS = (
    ("parameter", "Parameters"),
    ("data", "Data"),
    ("code", "Code"),
    ("notebook", "Notebooks"),
    ("theme", "Look"),
    ("environment", "Environment"),
    ("other", "Other inputs"),
)
OUTPUTS = (
    ("key_figures", "Key figures"),
    ("tables", "Tables"),
    ("figures", "Figures"),
    ("texts", "Text"),
)
KINDS = {
    "key_figures": ("key figure", "key figures"),
    "tables": ("table", "tables"),
    "figures": ("figure", "figures"),
    "texts": ("text", "texts"),
    "notebooks": ("notebook", "notebooks"),
}

Change = TypeVar("Change")


class Line(NamedTuple):
    """One line: how deep it is indented, its text, and its style: head, strong, plain, dim or problem."""

    depth: int
    text: str
    style: str = "plain"


STYLES = {"head": "bold", "strong": "bold cyan", "plain": "", "dim": "dim", "problem": "bold red"}


def print_comparison(comparison: Comparison) -> None:
    """Print the comparison."""
    lines = comparison_lines(comparison)
    if comparison.differs:
        print_lines(lines)
    else:
        # Nothing to colour: the quickest answer does without rich.
        print("\n".join(" " * 2 * each.depth + each.text for each in lines))


def print_lines(lines: Iterable[Line]) -> None:
    """Print some lines, in colours where somebody sees them."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    for each in lines:
        if console.is_terminal:
            console.print(Padding(Text(each.text, STYLES[each.style]), (0, 0, 0, 2 * each.depth)))
        else:
            print("  " * each.depth + each.text)


def item_lines(kind: str, item: Any, comparison: Comparison) -> Iterator[Line]:
    """Yield the lines of one changed output; `kind` is that of its list in the comparison."""
    lines: dict[str, Callable[[Any, Comparison], Iterator[Line]]] = {
        "key_figures": _key_figure,
        "tables": _table,
        "figures": _figure,
        "texts": _text,
    }
    yield from lines[kind](item, comparison)


def comparison_lines(comparison: Comparison) -> Iterator[Line]:
    """Yield the comparison line by line: what is stale, problems, inputs, what changed by kind, the rest."""
    yield Line(0, f"{line(comparison.old)} → {line(comparison.new)}", "head")
    for late in comparison.stale:
        yield Line(0, f"! {staleness(late)}", "problem")
        yield from (Line(1, each) for each in changed_since(late))
    for problem in comparison.problems:
        yield Line(0, f"! {line(problem)}", "problem")
    if comparison.unfetched:
        yield Line(0, f"! {history_lacking(comparison.unfetched)}", "problem")
    yield from (Line(1, each, "dim") for each in commits(comparison.history))
    for kind, head in INPUTS:
        yield from _section(head, [change for change in comparison.inputs if change.kind == kind], _input)
    for kind, head in OUTPUTS:
        write = partial(item_lines, kind, comparison=comparison)
        yield from _section(head, getattr(comparison, kind), write)
    yield from _rest(comparison)


def staleness(late: Stale) -> str:
    """Return in one line that a side is older than its inputs, with their names."""
    return f"{line(late.side)} is older than its inputs: {_named(late.inputs)}"


def changed_since(late: Stale) -> list[str]:
    """Return what of its inputs has changed since a stale side was made, a line for each."""
    return [f"{line(change.name, 80)}: {told(change, TERMINAL)}" for change in late.changes[:MOST_ROWS]]


def commits(history: History) -> Iterator[str]:
    """Yield a line for each commit between two revisions."""
    yield from (f"{each.hash} {each.day} {each.author}: {each.subject}" for each in history.commits)
    if history.more:
        yield f"… and {history.more} more"


def history_lacking(names: Sequence[str]) -> str:
    """Return in one line of which files it is not told what differs in them, and how to have it told."""
    return f"This clone lacks the older state of {_named(names)}. To have told what differs: {UNSHALLOW}"


def _named(paths: Sequence[str]) -> str:
    named = [line(path, 80) for path in paths[:MOST_ROWS]]
    more = f" and {len(paths) - MOST_ROWS} more" if len(paths) > MOST_ROWS else ""
    return f"{', '.join(named)}{more}"


def _section(
    head: str, changes: Sequence[Change], write: Callable[[Change], Iterator[Line]]
) -> Iterator[Line]:
    if changes:
        yield Line(0, "")
        yield Line(0, f"{head} ({len(changes)})", "head")
    for change in changes:
        yield from write(change)


def _input(change: InputChange) -> Iterator[Line]:
    readers = ", ".join(wording.short_notebook(name) for name in change.notebooks)
    read_by = f"  [read by {readers}]" if readers and change.kind != "notebook" else ""
    yield Line(1, f"{line(change.name)}{_what(change)}{read_by}", "strong")
    for detail in change.details[:MOST_ROWS]:
        yield Line(2, line(detail))
    yield from _more(len(change.details), MOST_ROWS)
    for edit in change.edits[:MOST_ROWS]:
        yield from _edited(edit.old, edit.new)
    if change.succession:
        yield Line(2, told(change, TERMINAL))
    if grid := change.succession.grid if change.succession else change.grid:
        yield from _rows(grid, 2)


def _edited(old: str, new: str) -> Iterator[Line]:
    """Yield the lines of a text that went and came."""
    for sign, text in wording.text_lines(old, new, MOST_LINES):
        yield Line(2, f"{sign} {line(text, 2 * wording.SHOWN)}")


def _what(change: InputChange) -> str:
    if change.status != "changed":
        return f": {change.status}"
    if change.has_value:
        return ": " + " → ".join(wording.terminal_pair(change.old, change.new, change.unit))
    return ""


def _rows(grid: Grid, depth: int, most: int = MOST_ROWS) -> Iterator[Line]:
    for number, column in enumerate(grid.columns):
        if column.key in grid.added or column.key in grid.removed:
            yield Line(depth, _column(grid, number, most))
    for row in by_importance(grid)[:most] if len(grid.changes) > most else grid.changes:
        yield Line(depth, f"{wording.row_name(row, grid.key)}: {_cells(row, grid)}")
    yield from _more(len(grid.changes), most, depth)
    if grid.reordered:
        yield Line(depth, "rows in another order")


def _column(grid: Grid, number: int, most: int) -> str:
    """Return what came or went with a column, row by row."""
    column, is_new = grid.columns[number], grid.columns[number].key in grid.added
    cells = [(row, row.cells[number]) for row in grid.rows if row.status not in ("added", "removed")]
    held = [
        f"{wording.row_name(row, grid.key)} {wording.terminal_pair(cell.old, cell.new, column.unit)[is_new]}"
        for row, cell in cells[:most]
    ]
    more = [f"… and {len(cells) - most} more"] if len(cells) > most else []
    said = f"column {line(column.key)}: {'added' if is_new else 'removed'}"
    return line(f"{said}: {'; '.join([*held, *more])}" if held else said, 400)


def _cells(row: Row, grid: Grid) -> str:
    if row.status != "changed":
        return row.status
    changed = [pair for pair in zip(grid.columns, row.cells, strict=True) if pair[1].grade == 2]
    written = [
        f"{line(column.key, 60)} " + " → ".join(wording.terminal_pair(cell.old, cell.new, column.unit))
        for column, cell in changed[:MOST_ROWS]
    ]
    more = [f"… and {len(changed) - MOST_ROWS} more"] if len(changed) > MOST_ROWS else []
    return line("; ".join([*written, *more]), 400)


def _key_figure(change: KeyFigureChange, comparison: Comparison) -> Iterator[Line]:
    before, after = wording.terminal_pair(change.old, change.new, change.unit, change.old_unit)
    name = f"renamed {line(change.renamed)} → {line(change.id)}" if change.renamed else line(change.id)
    if change.status in ("added", "removed"):
        yield Line(1, f"{name}: {change.status}, {after if change.status == 'added' else before}", "strong")
    elif not change.is_moved:
        yield Line(1, f"{name}: {after}", "strong")
    else:
        parts = wording.difference(change, TERMINAL), wording.share(change, TERMINAL)
        apart = ", ".join(filter(None, parts))
        yield Line(1, f"{name}: {before} → {after}" + (f"  ({apart})" if apart else ""), "strong")
    yield from _causes(change, comparison)
    for effect in comparison.attribution.effects if comparison.attribution else ():
        if effect.values.get(change.id):
            alone = wording.amount(effect.values[change.id], change.unit, TERMINAL)
            yield Line(2, f"{_tried(effect)}: {alone}")
    rest = comparison.attribution.rest.get(change.id) if comparison.attribution else None
    if rest:
        yield Line(2, f"interaction: {wording.amount(rest, change.unit, 'en')}")


def _tried(effect: Effect) -> str:
    """Return how an input was tried: alone, or on top of the one that it needs."""
    name, *needed = (line(ref.partition(":")[2], 80) for ref in (effect.ref, *effect.needed))
    return f"{name} on top of {needed[0]}" if needed else f"{name} alone"


def _causes(change: OutputChange, comparison: Comparison) -> Iterator[Line]:
    """Yield why an output changed, but of the report's own texts, which somebody wrote."""
    if change.causes:
        tried = {effect.ref for effect in comparison.attribution.effects} if comparison.attribution else ()
        found = "because of" if any(cause in tried for cause in change.causes) else "may come from"
        yield Line(2, f"{found} {causes_named(change.causes, comparison)}", "dim")
    elif isinstance(change, KeyFigureChange) or change.place.notebook in comparison.titles:
        yield Line(2, "no recorded input of its notebook changed", "dim")
    elif isinstance(change, TextChange) and not change.is_own:
        yield Line(2, BY_HAND, "dim")


def causes_named(causes: Sequence[str], comparison: Comparison) -> str:
    """Return the changed inputs that explain an output, in one line; also which could not be tried."""
    untried = comparison.attribution.skipped if comparison.attribution else ()
    named = [
        f"{line(cause.partition(':')[2], 80)}{' (not tried)' if cause in untried else ''}" for cause in causes
    ]
    more = f" and {len(named) - MOST_CAUSES} more" if len(named) > MOST_CAUSES else ""
    return ", ".join(named[:MOST_CAUSES]) + more


def _where(change: OutputChange) -> str:
    before = f"{line(change.place.before, 80)} → " if change.place.before else ""
    return f"{line(change.place.notebook, 80)} {before}{line(change.place.cell, 80)}".strip()


def _table(change: TableChange, comparison: Comparison) -> Iterator[Line]:
    yield Line(1, f"{_where(change)}: {change.status}", "strong")
    if change.grid and change.status == "changed":
        yield from _rows(change.grid, 2)
    yield from _causes(change, comparison)


def _figure(change: FigureChange, comparison: Comparison) -> Iterator[Line]:
    share = f", {wording.percent(change.pixels.share, 'en')} of its pixels" if change.pixels else ""
    yield Line(1, f"{_where(change)}: {change.status}{share}", "strong")
    if change.pixels and change.pixels.old_size != change.pixels.new_size:
        sizes = (f"{width} × {height}" for width, height in (change.pixels.old_size, change.pixels.new_size))
        yield Line(2, "size " + " → ".join(sizes))
    for note in change.notes:
        yield Line(2, line(note))
    for old, new in change.texts[:MOST_LINES]:
        before, after = wording.where_apart(old, new)
        yield Line(2, f"text “{before}” → “{after}”")
    yield from _more(len(change.texts), MOST_LINES)
    if change.grid:
        yield from _rows(change.grid, 2, MOST_LINES)
    yield from _causes(change, comparison)


def _text(change: TextChange, comparison: Comparison) -> Iterator[Line]:
    yield Line(1, f"{_where(change)}: {line(change.what, 80)} {change.status}", "strong")
    if change.status == "changed":
        yield from _edited(change.old, change.new)
    yield from _causes(change, comparison)


def _more(count: int, most: int, depth: int = 2) -> Iterator[Line]:
    if count > most:
        yield Line(depth, f"… and {count - most} more", "dim")


def _rest(comparison: Comparison) -> Iterator[Line]:
    for ref, why in (comparison.attribution.skipped if comparison.attribution else {}).items():
        yield Line(0, f"Not attributed: {line(ref)}: {line(why)}", "dim")
    if comparison.differs:
        yield Line(0, "")
    if comparison.stale and not comparison.outputs_differ and not comparison.inputs:
        yield Line(0, "No difference in what is there, but it is not of these inputs.", "head")
    elif not comparison.outputs_differ and not comparison.inputs:
        yield Line(0, "No difference.", "head")
    elif not comparison.outputs_differ:
        said = (
            "The outputs are the same within the tolerance."
            if comparison.noise
            else "The outputs are the same."
        )
        yield Line(0, said, "head")
    for counts, head in ((comparison.noise, "Within tolerance"), (comparison.unchanged, "Unchanged")):
        if counts:
            yield Line(0, f"{head}: {counts_in_words(counts)}", "dim")
        if counts and counts is comparison.noise:
            yield from (Line(1, each, "dim") for each in within(comparison, TERMINAL))


def counts_in_words(counts: Mapping[str, int]) -> str:
    """Return counts by kind in words: '3 key figures, 1 table'."""
    return ", ".join(f"{number} {KINDS[kind][number != 1]}" for kind, number in counts.items())
