"""Who made the commits between two revisions, when, and with what message."""

from pathlib import Path

from pressroom.review.changes import Commit, History
from pressroom.review.sides import Side
from pressroom.review.tree import git
from pressroom.safe import line

MOST = 12
FORM = "%h%x00%as%x00%an%x00%s"
PARTS = 4


def history(root: Path, old: Side, new: Side) -> History:
    """Return the commits that lead from one revision to another, the newest first; none where a side is no
    revision.
    """
    if not (old.revision and new.revision) or old.revision == new.revision:
        return History()
    between = f"{old.revision}..{new.revision}"
    said = git(root, "log", f"-{MOST + 1}", "-z", f"--format={FORM}", between, "--") or b""
    parts = said.decode(errors="replace").split("\0")
    found = [parts[at : at + PARTS] for at in range(0, len(parts) - PARTS + 1, PARTS)]
    commits = tuple(Commit(*(line(part, 120) for part in each)) for each in found[:MOST])
    count = git(root, "rev-list", "--count", between, "--") if len(found) > MOST else None
    return History(commits, int(count) - MOST if count else 0)
