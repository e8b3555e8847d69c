"""More than two sides on a terminal, as Markdown and for machines."""

import json
from collections.abc import Iterator
from typing import Any

from pressroom.language.catalogue import TERMINAL
from pressroom.language.text import Text
from pressroom.review.diff import document
from pressroom.review.many import Held, Item, Many
from pressroom.review.show import matrix
from pressroom.review.show.many_view import counts, matrices, name_of
from pressroom.review.show.page_words import word
from pressroom.review.show.terminal import Line, history_lacking, staleness
from pressroom.safe import escaped_markdown, line

MOST_NAMED = 12


def terminal_lines(many: Many) -> Iterator[Line]:
    """Yield what is stale, what could not be compared, conflicts, how much differs, and each item once."""
    yield Line(0, _sides(many), "head")
    yield from (Line(0, f"! {text}", "problem") for text in _warnings(many))
    yield from (Line(1, f"{name}: {said}") for name, said in _counted(many))
    shown = matrices(many, None, {})
    for each in shown:
        yield from matrix.terminal_lines(each)
    if not shown:
        yield Line(0, "No difference.", "head")


def summary(many: Many) -> str:
    """Return the same as Markdown that fits into a comment."""
    written = [f"### What changed: {escaped_markdown(_sides(many), 2_000)}", ""]
    written += [f"- **{escaped_markdown(text, 2_000)}**" for text in _warnings(many)]
    written += [f"- {escaped_markdown(name)}: {said}" for name, said in _counted(many)] + [""]
    shown = matrices(many, None, {})
    written += [text for each in shown for text in matrix.markdown_lines(each)] or ["**No difference.**"]
    return matrix.comment(written)


def for_machines(many: Many) -> str:
    """Return what differs as JSON: each item with what every side holds, and the comparisons in full."""
    found = {
        "sides": many.names,
        "differs": many.differs,
        "items": [_item(item) for item in many.items],
        "comparisons": [{"sides": pair, **document(each)} for pair, each in many.comparisons.items()],
    }
    return json.dumps(found, indent=1)


def _item(item: Item) -> dict[str, Any]:
    named = {"kind": item.kind, "name": name_of(item.change), "headline": item.is_headline}
    held = [_held(each) for each in item.held]
    return {**named, "who": item.who, "changed_by": item.changed_by, "held": held}


def _held(held: Held) -> dict[str, Any]:
    value = str(held.value) if isinstance(held.value, Text) else held.value
    return {"group": held.group, "status": held.status, "value": value, "unit": held.unit}


def _sides(many: Many) -> str:
    titles = [many.with_first[0].old, *(each.new for each in many.with_first)]
    return f"{line(titles[0])} → {', '.join(map(line, titles[1:]))}"


def _warnings(many: Many) -> Iterator[str]:
    yield from map(staleness, many.stale)
    yield from map(line, many.problems)
    yield from [history_lacking(many.unfetched)] if many.unfetched else []
    if names := [name_of(item.change) for item in many.conflicts]:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        yield f"{word('conflicts', TERMINAL)} ({len(names)}): {', '.join(names[:MOST_NAMED])}{more}"


def _counted(many: Many) -> Iterator[tuple[str, str]]:
    pairs = zip(many.names[1:], many.with_first, strict=True)
    yield from ((line(name, 80), counts(comparison)) for name, comparison in pairs)
