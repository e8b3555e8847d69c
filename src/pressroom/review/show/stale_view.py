"""A side whose outputs are older than its inputs, as a page shows it, with what somebody edited since."""

from pressroom import publication
from pressroom.review.changes import InputChange, Stale
from pressroom.review.show.markup import edited_lines
from pressroom.review.show.told import told
from pressroom.safe import line

MOST_STALE, MOST_LINES = 4, 60


def stale_view(late: Stale, lang: str) -> dict[str, object]:
    """Return the side, the inputs that are newer and what of them has changed, and how to run it again."""
    changes = [(line(change.name, 120), told(change, lang), edits_view(change)) for change in late.changes]
    return {
        "side": line(late.side),
        "inputs": [line(path, 120) for path in late.inputs[:MOST_STALE]],
        "more": max(len(late.inputs) - MOST_STALE, 0),
        "changes": changes,
        "again": [publication.command(each) for each in ("run", "accept")],
    }


def edits_view(change: InputChange) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the lines of each piece of an input that somebody edited."""
    return [(edit.name, edited_lines(edit.old, edit.new, MOST_LINES)) for edit in change.edits]
