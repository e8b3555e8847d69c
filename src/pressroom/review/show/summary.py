"""The comparison as Markdown, for a change under review."""

import os
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import quote

from pressroom.language.catalogue import TERMINAL
from pressroom.review.changes import Comparison, KeyFigureChange
from pressroom.review.show import terminal, wording
from pressroom.review.show.links import AT_SOURCE, Links
from pressroom.review.show.matrix import LARGEST_COMMENT
from pressroom.review.show.pictures import SIDES, Sheet
from pressroom.review.show.told import text_told, told, within
from pressroom.safe import escaped_markdown

MOST_ROWS = 40
MOST_LINES = 200
LARGEST_FOLD = 25_000


class Around(NamedTuple):
    """What a summary is written with: the figures of which pictures stand in files, how the review page is
    named, and what each change links to.
    """

    sheets: Sequence[Sheet]
    page: str
    links: Links | None

    def name(self, text: str, change: Any) -> str:
        """Return a text as the name of a change, linked to where it was made."""
        name = escaped_markdown(text)
        for what, address in self.links.of(change) if self.links else ():
            name = f"[{name}]({address})" if what == AT_SOURCE else f"{name} ([diff]({address}))"
        return name


def summary(
    comparison: Comparison,
    sheets: Sequence[Sheet] = (),
    page: str = "",
    is_beside: bool = False,
    links: Links | None = None,
) -> str:
    """Return a summary that fits into a comment: verdict, inputs, key figures, figures, and the rest folded.

    `sheets` are the figures of which pictures stand in files, `page` is the review page, which is linked
    where the summary is a file of its own (`is_beside`), `links` lead to where changes were made.
    """
    around = Around(sheets, _linked(page) if is_beside else escaped_markdown(page), links)
    text = "\n".join(_lines(comparison, around)) + "\n"
    return text if len(text) <= LARGEST_COMMENT or not links else summary(comparison, sheets, page, is_beside)


def _linked(path: str) -> str:
    """Return a link to a file beside the summary."""
    path = path.replace(os.sep, "/")
    return f"[{escaped_markdown(path)}]({quote(path)})" if path else ""


def _lines(comparison: Comparison, around: Around) -> Iterator[str]:
    yield f"### What changed: {escaped_markdown(comparison.old)} → {escaped_markdown(comparison.new)}"
    yield ""
    for late in comparison.stale:
        yield f"**Stale:** {escaped_markdown(terminal.staleness(late), 2_000)}"
        yield ""
        if late.changes:
            yield from (f"- {escaped_markdown(each, 400)}" for each in terminal.changed_since(late))
            yield ""
    if comparison.unfetched:
        said = terminal.history_lacking(comparison.unfetched)
        yield f"**Not told in full:** {escaped_markdown(said, 2_000)}"
        yield ""
    yield _verdict(comparison)
    yield ""
    if comparison.history.commits:
        yield from (f"- {escaped_markdown(each, 400)}" for each in terminal.commits(comparison.history))
        yield ""
    yield from (
        f"- **Could not be compared:** {escaped_markdown(problem, 400)}" for problem in comparison.problems
    )
    yield from _inputs(comparison, around)
    yield from _key_figures(comparison, around)
    yield from _sheets(comparison, around)
    if around.page and comparison.differs:
        yield from (f"All of it, with pictures: {around.page}", "")
    yield from _rest(comparison, around)


def _verdict(comparison: Comparison) -> str:
    if comparison.stale and not comparison.outputs_differ and not comparison.inputs:
        return "**No difference in what is there, but it is not of these inputs.**" + _folded(comparison)
    if not comparison.outputs_differ and not comparison.inputs:
        return "**No difference.**" + _folded(comparison)
    if not comparison.outputs_differ:
        same = "the same within the tolerance" if comparison.noise else "the same"
        return f"**The inputs differ, the outputs are {same}.**" + _folded(comparison)
    kinds = ("key_figures", "tables", "figures", "texts")
    counts = {kind: len(getattr(comparison, kind)) for kind in kinds if getattr(comparison, kind)}
    return f"**{terminal.counts_in_words(counts) or 'Something'} changed.**" + _folded(comparison)


def _folded(comparison: Comparison) -> str:
    named = escaped_markdown(", ".join(within(comparison, TERMINAL)), 600)
    counts = terminal.counts_in_words(comparison.noise)
    return f" Within tolerance: {counts}: {named}." if comparison.noise else ""


def _inputs(comparison: Comparison, around: Around) -> Iterator[str]:
    written = comparison.written
    if not (comparison.inputs or written):
        return
    yield "| input | kind | change |"
    yield "| --- | --- | --- |"
    for change in comparison.inputs[:MOST_ROWS]:
        what = escaped_markdown(told(change, TERMINAL), 400)
        yield f"| {around.name(change.name, change)} | {change.kind} | {what} |"
    for text in written[: MOST_ROWS - len(comparison.inputs)] if len(comparison.inputs) < MOST_ROWS else ():
        what = escaped_markdown(text_told(text, TERMINAL), 400)
        yield f"| {around.name(text.place.notebook, text)} | text | {what} |"
    yield from _more(len(comparison.inputs) + len(written))
    yield ""


def _key_figures(comparison: Comparison, around: Around) -> Iterator[str]:
    if not comparison.key_figures:
        return
    why = "because of" if comparison.attribution else "may come from"
    yield f"| key figure | old | new | difference | | {why} |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    yield from (_key_figure(change, comparison, around) for change in comparison.key_figures[:MOST_ROWS])
    yield from _more(len(comparison.key_figures))
    yield ""


def _key_figure(change: KeyFigureChange, comparison: Comparison, around: Around) -> str:
    old, new = wording.terminal_pair(change.old, change.new, change.unit, change.old_unit)
    named = terminal.causes_named(change.causes, comparison) or "no recorded input of its notebook"
    cells = (
        old,
        new,
        wording.difference(change, TERMINAL),
        wording.share(change, TERMINAL),
        named,
    )
    called = f"renamed {change.renamed} → {change.id}" if change.renamed else change.id
    return f"| {around.name(called, change)} | " + " | ".join(escaped_markdown(cell) for cell in cells) + " |"


def _sheets(comparison: Comparison, around: Around) -> Iterator[str]:
    """Yield the pictures of each figure beside each other, below its name."""
    for change, files in around.sheets:
        name, *_ = terminal.item_lines("figures", change, comparison)
        yield from (f"**{around.name(name.text, change)}**", "")
        shown = [what for what in SIDES if what in files]
        if shown:
            alt = escaped_markdown(change.caption or change.place.cell, 120)
            yield f"| {' | '.join(shown)} |"
            yield "|" + " --- |" * len(shown)
            yield "| " + " | ".join(f"![{alt}, {what}]({quote(files[what])})" for what in shown) + " |"
        else:
            yield "Its pictures cannot be shown here."
        yield ""
    if around.sheets and len(comparison.figures) > len(around.sheets):
        yield from (f"Of {len(comparison.figures)} figures {len(around.sheets)} are shown.", "")


def _rest(comparison: Comparison, around: Around) -> Iterator[str]:
    lines = [*_folded_lines(comparison, around)]
    if not lines:
        return
    yield "<details><summary>Tables, figures and text</summary>"
    yield ""
    sizes = accumulate(map(len, lines))
    shown = min(MOST_LINES, sum(size <= LARGEST_FOLD for size in sizes))
    yield from lines[:shown]
    if len(lines) > shown:
        yield f"- … and {len(lines) - shown} lines more."
    yield ""
    yield "</details>"


def _folded_lines(comparison: Comparison, around: Around) -> Iterator[str]:
    """Yield a list of what else changed, each with what the terminal says of it below."""
    for kind, head in terminal.OUTPUTS[1:]:
        changes = getattr(comparison, kind)
        if changes:
            yield f"- {head} \\({len(changes)}\\)"
        for number, change in enumerate(changes):
            name, *others = terminal.item_lines(kind, change, comparison)
            # The file of each is looked up, and no more than this can be shown.
            shown = around.name(name.text, change) if number < MOST_LINES else escaped_markdown(name.text)
            yield f"  - {shown}"
            yield from (f"{'  ' * each.depth}- {escaped_markdown(each.text, 400)}" for each in others)


def _more(count: int) -> Iterator[str]:
    if count > MOST_ROWS:
        yield f"\n… and {count - MOST_ROWS} more."
