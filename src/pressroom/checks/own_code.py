"""Is the code of the report whole: Python, what its modules import of each other, and its units.

It is asked before all else: what is broken here stops the other checks, or a run in the midst of it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from pressroom import publication
from pressroom.checks import Problem, modules, unit_form
from pressroom.faulty_code import MEND, named
from pressroom.project import Project
from pressroom.runs.packages import packages


def problems(project: Project) -> list[Problem]:
    """Return what is no Python, else what is imported and not there, else what is wrong with the units."""
    package = publication.of(project).package
    place = packages(project).places[package]
    paths = sorted((place / package).rglob("*.py"))
    if broken := [problem for path in paths for problem in _broken(path)]:
        return broken
    trees = {path: ast.parse(path.read_bytes(), str(path)) for path in paths}
    return list(_missing(project, place, trees)) or list(unit_form.problems(project))


def _broken(path: Path) -> Iterator[Problem]:
    """Yield why a file cannot be compiled, which is less than to run it."""
    try:
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        yield Problem(f"{named(path)}, line {error.lineno}: {error.msg}.", MEND)
    except ValueError as error:
        yield Problem(f"{named(path)}: {error}.", MEND)


def _missing(project: Project, place: Path, trees: Mapping[Path, ast.Module]) -> Iterator[Problem]:
    for path, tree in trees.items():
        package = ".".join(path.parent.relative_to(place).parts)
        for _, line, what, todo in modules.missing(project, [tree], package, packages(project).places):
            yield Problem(f"{named(path)}, line {line}: {what}.", todo)
