"""The committed outputs as a test of the code: execute again, compare with report/executed/."""

import platform
import sys

from energikontoret.project import Project
from energikontoret.review import sides, terminal
from energikontoret.review.changes import Comparison
from energikontoret.review.compare import compare
from energikontoret.review.tolerance import Tolerance
from energikontoret.review.trial import trial

RTOL = 1e-6
# Another processor or system rounds the edges of letters differently; numbers and texts still count.
PIXELS_ELSEWHERE = 0.02


def backtest(project: Project) -> Comparison:
    """Execute the reference scenario from nothing and return how it differs from report/executed/.

    Raises UserError where there is nothing to compare with; NotebookFailed where a notebook fails.
    """
    from energikontoret import params
    from energikontoret.execution.run import run
    from energikontoret.rendering import staging

    committed = sides.find(project, str(project.executed))
    with trial(project) as other:
        scenario = params.load(other, params.REFERENCE)
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
    return f"{shown}\nIf the change is right, take it over with 'energikontoret accept'."
