"""What is wrong with the report's text, found before anything is rendered."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.notebook import ipynb
from pressroom.project import Project
from pressroom.rendering import prose, variables
from pressroom.runs.run import Run

SHORTCODE = re.compile(r"\{\{<\s*(\w+)\s*(.*?)\s*>\}\}")
REFERENCE = re.compile(r"(?<![\w`.])@([FfTtSs](?:ig|bl|ec)-[\w-]*\w)")
LABEL = re.compile(r"\{[^}]*#((?:sec|tbl|fig)-[\w-]*\w)[^}]*\}")
CONDITION = re.compile(r'\b(?:when|unless)="([^"]*)"')
SUBSET = "The report keeps to what both renderers know: see CONTRIBUTING.md, 'A chapter'."


class Problem(NamedTuple):
    """One mistake in the text: where it is, what is wrong, and what to do."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}\n{self.todo}"


class Line(NamedTuple):
    """One line of the text, with the file it stands in."""

    file: str
    number: int
    text: str


def problems(project: Project) -> list[Problem]:
    """Return every mistake in the report's text, in both editions, against report/executed/."""
    editions = [project.report, project.report / "en"]
    return [problem for folder in editions for problem in in_folder(folder, project.executed, project.root)]


def refuse(staged: Path) -> None:
    """Raise UserError with the first mistake that would stop a renderer in the staged report."""
    folder = staged / "report"
    stopping = [problem for problem in in_folder(folder, folder / "executed", staged, numbers=False)]
    if stopping:
        first = stopping[0]
        more = f" ({len(stopping) - 1} more)" if len(stopping) > 1 else ""
        raise UserError(f"{first.file}, line {first.line}: {first.what}{more}", first.todo, code=1)


def in_folder(folder: Path, executed: Path, root: Path, numbers: bool = True) -> list[Problem]:
    """Return the mistakes of the report in `folder` (report.qmd and what it includes)."""
    main = folder / "report.qmd"
    if not main.is_file():
        return []
    lines, found = _read(main, (), executed, root)
    known = variables.names(executed / "_variables.yml")
    conditions = _conditions(executed)
    labels = _labels(lines)
    for line in lines:
        found += _shortcodes(line, known, executed)
        found += _references(line, labels)
        found += _unknown_conditions(line, conditions)
        found += _constructs(line)
        if numbers and not line.file.startswith("report/executed/"):
            found += _numbers(line)
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def _read(
    path: Path, within: tuple[Path, ...], executed: Path, root: Path
) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a file and of the files it includes, without header, code and comments."""
    name = path.relative_to(root).as_posix()
    within = (*within, path)
    folder = within[0].parent
    lines: list[Line] = []
    found: list[Problem] = []
    for number, text in prose.readable(path.read_text(encoding="utf-8")):
        line = Line(name, number, text)
        lines.append(line)
        match = SHORTCODE.fullmatch(text.strip())
        if match and match[1] == "include":
            place = executed / match[2][9:] if match[2].startswith("executed/") else folder / match[2]
            if place in within:
                found.append(_problem(line, f"'{match[2]}' includes itself.", "Remove one of the includes."))
            elif place.is_file():
                more, wrong = _read(place, within, executed, root)
                lines, found = lines + more, found + wrong
            else:
                files = [p.relative_to(folder).as_posix() for p in folder.rglob("*.qmd")]
                found.append(_problem(line, f"there is no file '{match[2]}'.", near(match[2], files)))
    return lines, found


def _labels(lines: Iterable[Line]) -> set[str]:
    labels = set()
    for line in lines:
        labels |= set(LABEL.findall(line.text))
        labels |= {
            match[2].rpartition("#")[2] for match in SHORTCODE.finditer(line.text) if match[1] == "embed"
        }
    return labels


def _shortcodes(line: Line, known: set[str], executed: Path) -> Iterator[Problem]:
    for match in SHORTCODE.finditer(line.text):
        name, argument = match[1], match[2]
        if name == "var":
            if argument not in known:
                yield _problem(line, f"there is no result '{argument}'.", near(argument, known))
        elif name not in ("include", "embed"):
            yield _problem(line, f"'{{{{< {name} >}}}}' is not known to both renderers.", SUBSET)
        elif line.text.strip() != match[0]:
            yield _problem(line, f"'{{{{< {name} >}}}}' does not stand alone.", "Give it a line of its own.")
        elif name == "embed":
            yield from _embed(line, argument, executed)


def _embed(line: Line, argument: str, executed: Path) -> Iterator[Problem]:
    file, _, label = argument.partition("#")
    path = executed / Path(file).name
    if not path.is_file():
        files = [f"executed/{other.name}" for other in executed.glob("*.ipynb")]
        stored = (executed.parents[1] / "notebooks" / path.name).is_file()
        todo = f"Execute it: {publication.command('accept')}" if stored else near(file, files)
        yield _problem(line, f"there is no executed notebook '{file}'.", todo)
        return
    names = set().union(*(cell.names for cell in ipynb.read(path).code_cells))
    if label not in names:
        yield _problem(line, f"'{file}' has no cell '{label}'.", near(label, names))


def _references(line: Line, labels: set[str]) -> Iterator[Problem]:
    for match in REFERENCE.finditer(line.text):
        label = match[1][0].lower() + match[1][1:]
        if label not in labels:
            yield _problem(line, f"nothing is labelled '{label}'.", near(label, labels))


def _conditions(executed: Path) -> set[str]:
    """Return the key figures that are true or false in a run."""
    run = Run.find(executed)
    return {figure["id"] for figure in run.figures if isinstance(figure.get("value"), bool)} if run else set()


def _unknown_conditions(line: Line, conditions: set[str]) -> Iterator[Problem]:
    for id in CONDITION.findall(line.text) if line.text.lstrip().startswith(":::") else []:
        if id not in conditions:
            yield _problem(line, f"there is no condition '{id}'.", near(id, conditions))


def _constructs(line: Line) -> Iterator[Problem]:
    for what in prose.unknown_constructs(line.text):
        yield _problem(line, what, SUBSET)


def _numbers(line: Line) -> Iterator[Problem]:
    for number in prose.typed_numbers(line.text):
        yield _problem(
            line,
            f"the number '{number}' is typed by hand.",
            "Record it as a key figure, or add it to data/facts.csv, and name it with {{< var … >}}.",
        )


def _problem(line: Line, what: str, todo: str) -> Problem:
    return Problem(line.file, line.number, what, todo)
