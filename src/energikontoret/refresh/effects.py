"""What newer statistics would change: the report's numbers in a copy that has taken them in."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pressroom import publication
from pressroom.checks import checklist
from pressroom.errors import UserError
from pressroom.notebook import results
from pressroom.project import REFERENCE, ROOT, Project
from pressroom.rendering import source, variables
from pressroom.runs import Run

SECONDS = 900
READ = ("params", "data", "notebooks", "report")
NOT_TOLD = ("", "–")
ALONE = ("pyproject.toml", "_quarto.yml", "requirements.lock")


class Change(NamedTuple):
    """A key figure that would be told in other words: its label, what is told now, and then."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}:\n    {self.before}\n    {self.after}"


def changes(project: Project, take_in: Callable[[Project], object]) -> list[Change]:
    """Return the sentences and headline figures that would change if `take_in` were done to the project.

    Headline figures are those that the brief names. What the checks find in the copy raises UserError.
    """
    now = _told(project, _run(project))
    with tempfile.TemporaryDirectory(prefix=f"{publication.of(project).name}-try-") as name:
        copy = Project(Path(name))
        _copy(project, copy)
        take_in(copy)
        for problem in checklist.problems(copy):
            # What is published, and how it reads in other languages, follows once the data are taken in.
            if problem.what.startswith(("data/", "params/")):
                raise UserError(problem.what, problem.todo)
        then = _told(copy, _run(copy))
    return [
        Change((then.get(id) or now[id])[0], *(told.get(id, NOT_TOLD)[1] for told in (now, then)))
        for id in dict.fromkeys([*now, *then])
        if now.get(id) != then.get(id)
    ]


def _copy(project: Project, copy: Project) -> None:
    for folder in READ:
        shutil.copytree(project.root / folder, copy.root / folder)
    for name in ALONE:
        shutil.copyfile(project.root / name, copy.root / name)
    # What nothing new concerns is not run again.
    store = project.runs / ".store"
    if store.is_dir():
        shutil.copytree(store, copy.runs / ".store")


def _run(project: Project) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", publication.of(project).package, "run", REFERENCE],
        cwd=project.root,
        env=os.environ | {ROOT: str(project.root)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if done.returncode:
        first, *_ = [*done.stderr.strip().splitlines()[-2:], "no reason was given"]
        raise UserError(f"The notebooks cannot be run: {first}", "See what 'run' says.", code=3)
    return Run.read(project.runs / REFERENCE)


def _told(project: Project, run: Run) -> dict[str, tuple[str, str]]:
    """Return label and words by id of every sentence, and of each number that the brief names."""
    words = variables.values(project, run)
    shown = set(source.named(project, "brief"))
    return {
        figure["id"]: (figure["label"], words[figure["id"]])
        for figure in run.figures
        if (figure["unit"] == "text" and results.value(figure)) or figure["id"] in shown
    }
