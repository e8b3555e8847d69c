"""What is left to be written in a new chapter or description: `new` marks it, and `check` names it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.project import Project

MARK = "TODO:"
PLACES = ("report/*.yml", "report/**/*.qmd", "data/datapackage.json", "data/sources.csv")


def blank(what: str) -> str:
    """Return the mark of a blank, with what belongs there."""
    return f"{MARK} {what}"


def problems(project: Project) -> Iterator[Problem]:
    """Yield every blank, with its file and line."""
    for path in sorted({path for place in PLACES for path in project.root.glob(place) if path.is_file()}):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        end = "," if path.suffix == ".csv" else "{"
        yield from _in_lines(path.relative_to(project.root).as_posix(), lines, end)
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _in_notebook(path)


def without_doubles(found: Iterable[Problem]) -> list[Problem]:
    """Return the problems without those that stand on the line of a blank, which is to be written anew."""
    every = list(dict.fromkeys(found))
    lines = {_place(problem) for problem in every if MARK in problem.what}
    return [problem for problem in every if MARK in problem.what or _place(problem) not in lines]


def _place(problem: Problem) -> str:
    return problem.what.partition(":")[0]


def _in_notebook(path: Path) -> Iterator[Problem]:
    try:
        cells = ipynb.read(path).cells
    except UserError:
        return  # The check of the notebooks tells it.
    for cell in cells:
        yield from _in_lines(f"notebooks/{path.name}, cell '{cell.id}'", cell.source.splitlines(), '"')


def _in_lines(where: str, lines: Iterable[str], end: str = "{") -> Iterator[Problem]:
    """Yield the blanks of some lines; what is asked for ends at the sign `end`, or with the line."""
    for number, line in enumerate(lines, 1):
        for what in line.split(MARK)[1:]:
            asked = what.strip().rstrip('",').partition(end)[0].strip(" .:*")
            yield Problem(f"{where}, line {number}: {MARK} {asked}.", "Write it in the place of these words.")
