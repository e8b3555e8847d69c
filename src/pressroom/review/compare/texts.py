"""Compare what a reader reads beside the run: chapters, brief, annex, messages, theme, of both editions."""

from collections.abc import Iterable, Sequence

from pressroom.review.changes import InputChange, Location, TextChange
from pressroom.review.compare.documents import CONTENT, of_contents
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.safe import clean
from pressroom.review.sides import PUBLISHED, Side
from pressroom.review.tree import Tree

FOLDER, SETTINGS = "report", "_quarto.yml"
# The run itself, and what was said of it.
OTHERS = (f"{PUBLISHED}/", f"{FOLDER}/reviews/")
# What figures take their looks from is an input of the notebooks.
LOOKS = ("report/theme/brand.yml", "report/theme/fonts/")


def same_texts(old: Side, new: Side) -> bool:
    """Return whether no text of the report differs, as far as both sides have some."""
    return not any(True for _ in _differing(old, new))


def compare_texts(old: Side, new: Side, changed: Sequence[InputChange], findings: Findings) -> None:
    """Add the report's own files that differ to `findings`, but those that a changed input names."""
    told = {change.name for change in changed}
    looks = LOOKS if any(change.kind == "theme" for change in changed) else ()
    for path in _differing(old, new):
        if path in told or path.startswith(looks):
            continue
        before, after = (tree.read(path) for tree in (old.tree, new.tree))
        if before is None or after is None:
            status, content = ("added", after) if before is None else ("removed", before)
            sides = ["", clean((content or b"").decode(errors="replace"))]
            sides = sides if status == "added" else sides[::-1]
            findings.texts.append(TextChange(Location(path), CONTENT, status, *sides))
        else:
            findings.add(Location(path), of_contents(before, after, Tolerance()))


def _differing(old: Side, new: Side) -> Iterable[str]:
    """Yield the paths of the report's own files whose contents differ."""
    if old.tree is None or new.tree is None or old.tree.commit == new.tree.commit:
        return
    for path in sorted({*_paths(old.tree), *_paths(new.tree)}):
        if old.tree.blob(path) != new.tree.blob(path):
            yield path


def _paths(tree: Tree) -> list[str]:
    return [*(path for path in tree.paths(FOLDER) if not path.startswith(OTHERS)), SETTINGS]
