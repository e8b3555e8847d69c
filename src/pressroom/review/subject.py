"""What somebody decides on: two published runs, their comparison, and the changes in it."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.review import verdicts
from pressroom.review.changes import Comparison
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.decisions import Change, Open, changes_of, open_changes
from pressroom.review.sides import PUBLISHED, File, Side, find_side
from pressroom.review.tree import Tree, git
from pressroom.review.verdicts import Verdict
from pressroom.runs.blob import blob_id_of

REFERENCE_RUN = "the run of the reference scenario"
MOST_NAMED = 5


@dataclass(frozen=True)
class Subject:
    """Two sides, what differs between them, and the changes that ask for a verdict."""

    project: Project
    old: Side
    new: Side
    comparison: Comparison
    changes: list[Change]

    @classmethod
    def of(cls, project: Project, old: Side, new: Side) -> "Subject":
        """Compare two sides."""
        comparison = compare_runs(project, old, new, Tolerance())
        return cls(project, old, new, comparison, changes_of(old, new, comparison))

    @classmethod
    def named(cls, project: Project, a: str, b: str) -> "Subject":
        """Return two published runs as a command names them; before its first run a side may hold none."""
        sides = [find_side(project, given, may_be_empty=True) for given in (a, b)]
        for side in sides:
            if side.notebooks and not side.run.is_published:
                raise UserError(
                    f"{side.title} is no published run, and verdicts are given on these.",
                    f"Name git revisions or {PUBLISHED}; or no side, to review what 'accept' would take.",
                )
        return cls.of(project, *sides)

    @classmethod
    def pending(cls, project: Project, content: Mapping[str, str]) -> "Subject":
        """Return what is published and what would be, whose files are `content`."""
        files = {name: _held(text.encode()) for name, text in content.items()}
        new = Side(REFERENCE_RUN, REFERENCE_RUN, files, tree=Tree(project.root))
        return cls.of(project, find_side(project, str(project.executed), may_be_empty=True), new)

    def open(self, given: Iterable[Verdict] | None = None) -> list[Open]:
        """Return the changes that are not accepted, by `given` or else by the working folder's verdicts."""
        return [
            *open_changes(self.changes, verdicts.read(Tree(self.project.root)) if given is None else given)
        ]

    @property
    def all_accepted(self) -> str:
        """Return in words that nothing is left to decide."""
        return f"All {len(self.changes)} changes are accepted." if self.changes else "No result differs."


def refuse(still: Sequence[Open], subject: Subject, todo: str) -> None:
    """Print each change that is not accepted and why, and raise UserError, where there are any."""
    for each in still:
        print(f"{each.change.id}: {each.why}")
    named = ", ".join(each.change.id for each in still[:MOST_NAMED])
    more = f" and {len(still) - MOST_NAMED} more" if len(still) > MOST_NAMED else ""
    if still:
        what = f"{len(still)} of {len(subject.changes)} changes are not accepted: {named}{more}."
        raise UserError(what, todo, code=1)


def reviewer(project: Project) -> str:
    """Return who gives a verdict here: the name that git knows, or else that of the account."""
    named = (git(project.root, "config", "user.name") or b"").decode(errors="replace").strip()
    try:
        name = named or getpass.getuser()
    except (OSError, KeyError):
        name = ""
    if not name or len(name) > verdicts.LONGEST["who"] or not verdicts.is_seen(name):
        raise UserError(
            f"Nobody can be named who gives the verdict: git's user.name is '{verdicts.identity(name)}'.",
            "Say who you are: git config user.name 'First Last'",
        )
    return name


def _held(content: bytes) -> File:
    """Return a file that is not written yet, with the id that git would give it."""
    return File(len(content), lambda: blob_id_of(content), lambda: content)
