"""What newer statistics would change: the report's numbers in a copy that has taken them in."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from energikontoret.refresh.network import STAYS
from energikontoret.refresh.targets import TARGETS
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
Takers = Mapping[str, Callable[[Project], object]]
"""What takes a service's answer into a project, by the name of what was fetched."""


class Change(NamedTuple):
    """A key figure that would be told in other words: its label, what is told now, and then."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}:\n    {self.before}\n    {self.after}"


def changes(project: Project, takers: Takers) -> list[Change]:
    """Return the sentences and headline figures that would change if newer statistics were taken in.

    Headline figures are those that the brief names. Raises UserError as `copied` does.
    """
    with copied(project, takers) as copy:
        now = _told(project)
        # What nothing new concerns is not run again.
        store = project.runs / ".store"
        if store.is_dir():
            shutil.copytree(store, copy.runs / ".store")
        then = _told(copy)
    return [
        Change((then.get(id) or now[id])[0], *(told.get(id, NOT_TOLD)[1] for told in (now, then)))
        for id in dict.fromkeys([*now, *then])
        if now.get(id) != then.get(id)
    ]


@contextmanager
def copied(project: Project, takers: Takers) -> Iterator[Project]:
    """Yield a copy of the project that has taken in newer statistics.

    UserError says what the checks find in the project itself, else in the copy, and because of which service.
    """
    _refuse(project)
    with tempfile.TemporaryDirectory(prefix=f"{publication.of(project).name}-try-") as folder:
        copy = Project(Path(folder))
        _copy(project, copy)
        for name, take_in in takers.items():
            take_in(copy)
            try:
                _refuse(copy)
            except UserError as error:
                what = f"{TARGETS[name].service}'s answer is refused. With it, {error.what}"
                raise UserError(what, f"{error.todo} {STAYS}") from None
        yield copy


def _refuse(project: Project) -> None:
    """Raise UserError with what the checks find before a run."""
    # What is published, and how it reads in other languages, follows once the data are taken in.
    checklist.refuse(project, "run", scenarios.load_all(project))


def _copy(project: Project, copy: Project) -> None:
    for folder in READ:
        shutil.copytree(project.root / folder, copy.root / folder)
    for name in ALONE:
        shutil.copyfile(project.root / name, copy.root / name)


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
