"""Which changed inputs explain which changed outputs."""

from dataclasses import replace
from typing import TypeVar

from pressroom.review.changes import (
    WORDING,
    Comparison,
    FigureChange,
    InputChange,
    KeyFigureChange,
    OutputChange,
    TableChange,
    TextChange,
)

Change = TypeVar("Change", KeyFigureChange, TableChange, FigureChange, TextChange)


def with_causes(comparison: Comparison) -> Comparison:
    """Return the comparison with each changed output naming the changed inputs of its notebook."""

    def caused(items: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(replace(item, causes=causes(comparison.inputs, item)) for item in items)

    return replace(
        comparison,
        key_figures=caused(comparison.key_figures),
        tables=caused(comparison.tables),
        figures=caused(comparison.figures),
        texts=caused(comparison.texts),
    )


def causes(changed: tuple[InputChange, ...], item: OutputChange) -> tuple[str, ...]:
    """Return the refs of the changed inputs that can have changed the item, as its notebook reads them.

    Prose and captions stand in the notebook itself; nothing else changes them, and they change nothing else.
    """
    read = [change for change in changed if item.place.notebook in change.notebooks]
    if getattr(item, "what", "") in WORDING:
        return tuple(change.ref for change in read if change.kind == "notebook")
    return tuple(change.ref for change in read if not change.is_wording)
