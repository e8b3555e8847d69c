"""All checks of the command `check`, from what others rest on to what rests on it."""

from collections.abc import Callable, Iterator

from pressroom.checks import Problem, data_package, derived, key_figures, notebooks, preflight
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering import check as text
from pressroom.scenarios import load


def check(project: Project) -> list[Problem]:
    """Return every problem; a later check runs only where what it rests on is in order."""
    found: list[Problem] = []
    for step in (
        data_package.check,
        _scenarios,
        notebooks.check,
        derived.check,
        key_figures.check,
        _embedded,
        _text,
    ):
        found += _problems(step, project)
    return list(dict.fromkeys(found))


def _problems(step: Callable[[Project], list[Problem]], project: Project) -> list[Problem]:
    try:
        return list(step(project))
    except UserError as error:
        return [Problem.of(error)]


def _scenarios(project: Project) -> Iterator[Problem]:
    tables = data.read_all(project)
    for name in project.scenarios():
        try:
            preflight.check(tables, load(project, name))
        except UserError as error:
            yield Problem.of(error)


def _embedded(project: Project) -> tuple[Problem, ...]:
    preflight.check_notebooks(project)
    return ()


def _text(project: Project) -> Iterator[Problem]:
    for problem in text.problems(project):
        yield Problem(f"{problem.file}, line {problem.line}: {problem.what}", problem.todo)
