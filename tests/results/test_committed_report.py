"""The committed outputs are a back-test: what the code gives now must be what report/executed/ holds."""

import platform
import sys

import pytest

from pressroom.execution.run import run
from pressroom.project import REFERENCE, Project, find
from pressroom.rendering import report, staging
from pressroom.review import sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.show import terminal
from pressroom.scenarios import load

SOURCES = (
    "params",
    "data",
    "notebooks",
    "report",
    "src",
    "_quarto.yml",
    "pyproject.toml",
    *(path.name for path in find().root.glob("requirements*.lock")),
)
# Another processor or system rounds the edges of letters differently; numbers and texts still count.
SAME = sys.platform == "linux" and platform.machine() == "x86_64"
TOLERANCE = Tolerance({"": 1e-6}, pixels=0.0 if SAME else 0.02)


@pytest.fixture
def again(tmp_path) -> Project:
    """The same sources with a runs/ of its own, empty, so that nothing published counts or is touched."""
    for name in SOURCES:
        (tmp_path / name).symlink_to(find().root / name)
    return Project(tmp_path)


@pytest.mark.slow
def test_running_again_gives_the_committed_outputs(again):
    project = find()
    folder = run(again, [load(again, REFERENCE)]).folders[REFERENCE]
    published = again.runs / "published"
    made = staging.published(again, folder, "sv", report.generated(again, folder, "sv"))
    staging.update_folder(made, published)
    committed, new = (sides.find_side(project, str(place)) for place in (project.executed, published))
    difference = compare_runs(project, committed, new, TOLERANCE)
    shown = "\n".join("  " * each.depth + each.text for each in terminal.comparison_lines(difference))
    assert not difference.outputs_differ, f"{shown}\nIf it is right, take it over with 'review' and 'accept'."
