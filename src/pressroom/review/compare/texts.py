"""Compare what a reader reads beside the run: chapters, brief, annex, messages, theme, of both editions."""

from collections.abc import Sequence

from pressroom.review.changes import InputChange, Location, TextChange
from pressroom.review.compare.documents import CONTENT, of_contents
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.equality import differing_texts
from pressroom.review.sides import Side
from pressroom.safe import clean

# What figures take their looks from is an input of the notebooks.
LOOKS = ("report/theme/brand.yml", "report/theme/fonts/")


def compare_texts(old: Side, new: Side, changed: Sequence[InputChange], findings: Findings) -> None:
    """Add the report's own files that differ to `findings`, but those that a changed input names."""
    told = {change.name for change in changed}
    looks = LOOKS if any(change.kind == "theme" for change in changed) else ()
    paths = [
        path for path in differing_texts(old, new) if not (path in told or (looks and path.startswith(looks)))
    ]
    for tree in (old.tree, new.tree):
        if tree:
            tree.load(paths)
    for path in paths:
        before, after = (tree.read(path) for tree in (old.tree, new.tree) if tree)
        if before is None or after is None:
            status, content = ("added", after) if before is None else ("removed", before)
            said = clean((content or b"").decode(errors="replace"))
            sides = ("", said) if status == "added" else (said, "")
            findings.texts.append(TextChange(Location(path), CONTENT, status, *sides))
        else:
            findings.add(Location(path), of_contents(before, after, Tolerance()))
