"""What newer statistics would change: the report's numbers in a copy that has taken them in."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication, scenarios
from pressroom.checks import checklist
from pressroom.errors import UserError
from pressroom.execution.job import USUAL
from pressroom.execution.plan import plan
from pressroom.execution.progress import Silent
from pressroom.execution.tasks import execute_tasks
from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value
from pressroom.notebook import results
from pressroom.project import REFERENCE, Project
from pressroom.rendering import source
from pressroom.runs.store import Store

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
    now = _told(project)
    with tempfile.TemporaryDirectory(prefix=f"{publication.of(project).name}-try-") as name:
        copy = Project(Path(name))
        _copy(project, copy)
        take_in(copy)
        # What is published, and how it reads in other languages, follows once the data are taken in.
        checklist.refuse(copy, "run", scenarios.load_all(copy))
        then = _told(copy)
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


def _told(project: Project) -> dict[str, tuple[str, str]]:
    """Return label and words by id of every sentence, and of each number that the brief names."""
    shown = set(source.named(project, "brief"))
    return {
        figure["id"]: (figure["label"], format_value(value, figure["unit"], SOURCE, "running"))
        for figure in _recorded(project)
        if ((value := results.value(figure)) and figure["unit"] == "text") or figure["id"] in shown
    }


def _recorded(project: Project) -> list[dict[str, Any]]:
    """Return the key figures of the reference scenario, with nothing drawn and no notebook kept."""
    tasks = plan(project, [scenarios.load(project, REFERENCE)])
    with Store(project.runs / ".store") as store:
        done = execute_tasks(project, tasks, store, USUAL, Silent(), notebooks=False)
        for outcome in done.failures.values():
            raise UserError(
                f"The notebooks cannot be run: {outcome.failure}.", "See what 'run' says.", code=3
            )
        return [figure for task in tasks for figure in store.figures(task.key) or ()]
