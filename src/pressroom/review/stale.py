"""Whether a side's outputs are older than its inputs: by what its run says that it was made from."""

import re

from pressroom.review.changes import Stale
from pressroom.review.sides import Side

# As `execution.plan` finds them.
NOTEBOOK = re.compile(r"notebooks/[0-9][^/]*\.ipynb")


def stale(side: Side) -> Stale | None:
    """Return what was changed since the side's run was made; None where nothing was, or nothing is known."""
    made_from, tree = side.run.files, side.tree
    if not made_from or tree is None:
        return None
    changed = [path for path, content in made_from.items() if tree.blob(path) != content]
    added = [p for p in tree.paths("notebooks") if NOTEBOOK.fullmatch(p) and p not in made_from]
    return Stale(side.title, tuple(sorted([*changed, *added]))) if changed or added else None
