"""The comparison as Markdown, for a change under review."""

import os
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from pressroom.language.catalogue import TERMINAL
from pressroom.review.changes import Comparison, KeyFigureChange
from pressroom.review.compare.grids import Grid
from pressroom.review.show import terminal, wording
from pressroom.review.show.pictures import SIDES, Sheet
from pressroom.safe import escaped_markdown

MOST_ROWS = 40
MOST_LINES = 200


def summary(
    comparison: Comparison, sheets: Sequence[Sheet] = (), page: str = "", is_beside: bool = False
) -> str:
    """Return a summary that fits into a comment: verdict, inputs, key figures, figures, and the rest folded.

    `sheets` are the figures of which pictures stand in files, `page` is the review page, which is linked
    where the summary is a file of its own (`is_beside`).
    """
    return (
        "\n".join(_lines(comparison, sheets, _linked(page) if is_beside else escaped_markdown(page))) + "\n"
    )


def _linked(path: str) -> str:
    """Return a link to a file beside the summary."""
    path = path.replace(os.sep, "/")
    return f"[{escaped_markdown(path)}]({quote(path)})" if path else ""


def _lines(comparison: Comparison, sheets: Sequence[Sheet], page: str) -> Iterator[str]:
    yield f"### What changed: {escaped_markdown(comparison.old)} → {escaped_markdown(comparison.new)}"
    yield ""
    for late in comparison.stale:
        yield f"**Stale:** {escaped_markdown(terminal.staleness(late), 2_000)}"
        yield ""
    yield _verdict(comparison)
    yield ""
    yield from (
        f"- **Could not be compared:** {escaped_markdown(problem, 400)}" for problem in comparison.problems
    )
    yield from _inputs(comparison)
    yield from _key_figures(comparison)
    yield from _sheets(comparison, sheets)
    if page and comparison.differs:
        yield from (f"All of it, with pictures: {page}", "")
    yield from _rest(comparison)


def _verdict(comparison: Comparison) -> str:
    if comparison.stale and not comparison.outputs_differ and not comparison.inputs:
        return "**No difference in what is there, but it is not of these inputs.**" + _folded(comparison)
    if not comparison.outputs_differ and not comparison.inputs:
        return "**No difference.**" + _folded(comparison)
    if not comparison.outputs_differ:
        return "**The inputs differ, the outputs are the same.**" + _folded(comparison)
    kinds = ("key_figures", "tables", "figures", "texts")
    counts = {kind: len(getattr(comparison, kind)) for kind in kinds if getattr(comparison, kind)}
    return f"**{terminal.counts_in_words(counts) or 'Something'} changed.**" + _folded(comparison)


def _folded(comparison: Comparison) -> str:
    return f" Within tolerance: {terminal.counts_in_words(comparison.noise)}." if comparison.noise else ""


def _inputs(comparison: Comparison) -> Iterator[str]:
    if not comparison.inputs:
        return
    yield "| input | kind | change |"
    yield "| --- | --- | --- |"
    for change in comparison.inputs[:MOST_ROWS]:
        what = change.status
        if change.kind == "parameter" and what == "changed":
            what = " → ".join(wording.terminal_pair(change.old, change.new, change.unit))
        elif change.grid:
            what = _rows(change.grid)
        elif change.details:
            what = "; ".join(change.details[:5])
        yield f"| {escaped_markdown(change.name)} | {change.kind} | {escaped_markdown(what)} |"
    yield from _more(len(comparison.inputs))
    yield ""


def _rows(grid: Grid) -> str:
    counts = (
        (status, sum(row.status == status for row in grid.rows)) for status in ("changed", "added", "removed")
    )
    return ", ".join(f"{count} rows {status}" for status, count in counts if count) or "changed"


def _key_figures(comparison: Comparison) -> Iterator[str]:
    if not comparison.key_figures:
        return
    why = "because of" if comparison.attribution else "may come from"
    yield f"| key figure | old | new | difference | | {why} |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    yield from (_key_figure(change, comparison) for change in comparison.key_figures[:MOST_ROWS])
    yield from _more(len(comparison.key_figures))
    yield ""


def _key_figure(change: KeyFigureChange, comparison: Comparison) -> str:
    old, new = wording.terminal_pair(change.old, change.new, change.unit, change.old_unit)
    named = terminal.causes_named(change.causes, comparison) or "no recorded input of its notebook"
    cells = (
        f"renamed {change.renamed} → {change.id}" if change.renamed else change.id,
        old,
        new,
        wording.difference(change, TERMINAL),
        wording.share(change, TERMINAL),
        named,
    )
    return "| " + " | ".join(escaped_markdown(cell) for cell in cells) + " |"


def _sheets(comparison: Comparison, sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield the pictures of each figure beside each other, below its name."""
    for change, files in sheets:
        name, *_ = terminal.item_lines("figures", change, comparison)
        yield from (f"**{escaped_markdown(name.text)}**", "")
        shown = [what for what in SIDES if what in files]
        if shown:
            alt = escaped_markdown(change.caption or change.place.cell, 120)
            yield f"| {' | '.join(shown)} |"
            yield "|" + " --- |" * len(shown)
            yield "| " + " | ".join(f"![{alt}, {what}]({quote(files[what])})" for what in shown) + " |"
        else:
            yield "Its pictures cannot be shown here."
        yield ""
    if sheets and len(comparison.figures) > len(sheets):
        yield from (f"Of {len(comparison.figures)} figures {len(sheets)} are shown.", "")


def _rest(comparison: Comparison) -> Iterator[str]:
    if not (comparison.tables or comparison.figures or comparison.texts):
        return
    lines = [each for each in terminal.comparison_lines(comparison) if each.text]
    start = next(
        index for index, each in enumerate(lines) if each.text.startswith(("Tables", "Figures", "Text"))
    )
    yield "<details><summary>Tables, figures and text</summary>"
    yield ""
    for each in lines[start : start + MOST_LINES]:
        yield f"{'  ' * each.depth}- {escaped_markdown(each.text, 400)}"
    if len(lines) > start + MOST_LINES:
        yield f"- … and {len(lines) - start - MOST_LINES} lines more."
    yield ""
    yield "</details>"


def _more(count: int) -> Iterator[str]:
    if count > MOST_ROWS:
        yield f"\n… and {count - MOST_ROWS} more."
