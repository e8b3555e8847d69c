"""The committed outputs as a test of the code: execute again, compare with report/executed/."""

import platform
import sys

from pressroom import publication
from pressroom.project import REFERENCE, Project
from pressroom.review import sides, terminal
from pressroom.review.changes import Comparison
from pressroom.review.compare import compare
from pressroom.review.tolerance import Tolerance
from pressroom.review.trial import trial

RTOL = 1e-6
# Another processor or system rounds the edges of letters differently; numbers and texts still count.
PIXELS_ELSEWHERE = 0.02


def backtest(project: Project) -> Comparison:
    """Execute the reference scenario from nothing and return how it differs from report/executed/.

    Raises UserError where there is nothing to compare with; NotebookFailed where a notebook fails.
    """
    from pressroom.execution.run import run
    from pressroom.rendering import staging
    from pressroom.scenarios import load

    committed = sides.find(project, str(project.executed))
    with trial(project) as other:
        scenario = load(other, REFERENCE)
        folder = run(other, [scenario]).folders[scenario.name]
        again = other.runs / "published"
        staging.write(staging.published(other, folder), again)
        return compare(project, committed, sides.find(other, str(again)), tolerance())


def tolerance() -> Tolerance:
    """Return what an equal run on this machine may differ by."""
    same = sys.platform == "linux" and platform.machine() == "x86_64"
    return Tolerance({"": RTOL}, pixels=0.0 if same else PIXELS_ELSEWHERE)


def told(comparison: Comparison) -> str:
    """Return the difference as text, with what to do about it."""
    shown = "\n".join("  " * each.depth + each.text for each in terminal.lines(comparison))
    return f"{shown}\nIf the change is right, take it over with '{publication.command('accept')}'."
