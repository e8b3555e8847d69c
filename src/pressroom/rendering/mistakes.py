"""What is wrong with the report's text, found before anything is rendered."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.project import Project
from pressroom.rendering import nameable, prose
from pressroom.rendering.edition import PARTS
from pressroom.rendering.nameable import Nameable

SHORTCODE = re.compile(r"\{\{<\s*(\w+)\s*(.*?)\s*>\}\}")
REFERENCE = re.compile(r"(?<![\w`.])@([FfTtSs](?:ig|bl|ec)-[\w-]*\w)")
LABEL = re.compile(r"\{[^}]*#((?:sec|tbl|fig)-[\w-]*\w)[^}]*\}")
CONDITION = re.compile(r'\b(?:when|unless)="([^"]*)"')
SUBSET = "The report keeps to what both renderers know: see CONTRIBUTING.md, 'A chapter'."


class Mistake(NamedTuple):
    """One mistake in the text: where it is, what is wrong, and what to do."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}"


class Line(NamedTuple):
    """One line of the text, with the file it stands in."""

    file: str
    number: int
    text: str


def of_published(project: Project) -> list[Mistake]:
    """Return every mistake in the report's text, in each edition, as it shows report/executed/."""
    names, folders = nameable.in_run(project.executed), _editions(project).values()
    return [mistake for folder in folders for mistake in _in_folder(folder, names, project.root)]


def before_run(project: Project, languages: Collection[str]) -> list[Mistake]:
    """Return the mistakes in these languages' text that no run of the notebooks will mend."""
    names = nameable.in_project(project)
    folders = [folder for lang, folder in _editions(project).items() if lang in languages]
    every = (_in_folder(folder, names, project.root, numbers=False) for folder in folders)
    return [mistake for mistakes in every for mistake in mistakes]


def refuse(staged: Path) -> None:
    """Raise UserError with the first mistake that would stop a renderer in the staged report."""
    folder = staged / "report"
    stopping = _in_folder(folder, nameable.in_run(folder / "executed"), staged, numbers=False)
    if stopping:
        more = f" ({len(stopping) - 1} more)" if len(stopping) > 1 else ""
        raise UserError(f"{stopping[0]}{more}", stopping[0].todo, code=1)


def _editions(project: Project) -> dict[str, Path]:
    """Return where the text of each language lies; the source language has no folder of its own."""
    source, *others = publication.of(project).languages
    return {source: project.report, **{lang: project.report / lang for lang in others}}


def _in_folder(folder: Path, names: Nameable, root: Path, numbers: bool = True) -> list[Mistake]:
    """Return the mistakes of the report in `folder`: of each part's .qmd and what it includes."""
    mains = [main for part in PARTS if (main := folder / f"{part}.qmd").is_file()]
    parts = [_read(main, (), names, root) for main in mains]
    labels = [_labels(lines) for lines, _ in parts]
    # A chapter may refer to a section of another part, but not to a figure or a table there.
    sections = {label for own in labels for label in own if label.startswith("sec-")}
    mistakes: set[Mistake] = set()
    for (lines, wrong), own in zip(parts, labels, strict=True):
        mistakes.update(wrong)
        for line in lines:
            mistakes.update(_of_line(line, own | sections, names, numbers))
    return sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line))


def _of_line(line: Line, labels: set[str], names: Nameable, numbers: bool) -> Iterator[Mistake]:
    yield from _shortcodes(line, names)
    yield from _references(line, labels, names)
    yield from _unknown_conditions(line, names)
    yield from _constructs(line)
    if numbers and not line.file.startswith("report/executed/"):
        yield from _numbers(line)


def _read(
    path: Path, within: tuple[Path, ...], names: Nameable, root: Path
) -> tuple[list[Line], list[Mistake]]:
    """Return the lines of a file and of the files it includes, without header, code and comments."""
    name = path.relative_to(root).as_posix()
    within = (*within, path)
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    for number, text in prose.readable(path.read_text(encoding="utf-8")):
        line = Line(name, number, text)
        lines.append(line)
        match = SHORTCODE.fullmatch(text.strip())
        if match and match[1] == "include":
            more, wrong = _included(line, match[2], within, names, root)
            lines, mistakes = lines + more, mistakes + wrong
    return lines, mistakes


def _included(
    line: Line, name: str, within: tuple[Path, ...], names: Nameable, root: Path
) -> tuple[list[Line], list[Mistake]]:
    """Return the lines of an included file, or why there are none."""
    folder = within[0].parent
    written = name.startswith("executed/")
    place = names.executed / name.removeprefix("executed/") if written else folder / name
    if place in within:
        return [], [_mistake(line, f"'{name}' includes itself.", "Remove one of the includes.")]
    if place.is_file():
        return _read(place, within, names, root)
    if written and not names.is_run and place.name in nameable.WRITTEN:
        return [], []
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.qmd")]
    return [], [_mistake(line, f"there is no file '{name}'.", near(name, files))]


def _labels(lines: Iterable[Line]) -> set[str]:
    labels = set()
    for line in lines:
        labels |= set(LABEL.findall(line.text))
        labels |= {
            match[2].rpartition("#")[2] for match in SHORTCODE.finditer(line.text) if match[1] == "embed"
        }
    return labels


def _shortcodes(line: Line, names: Nameable) -> Iterator[Mistake]:
    for match in SHORTCODE.finditer(line.text):
        name, argument = match[1], match[2]
        if name == "var":
            if argument not in names.values:
                yield _mistake(line, f"there is no result '{argument}'.", near(argument, names.values))
        elif name not in ("include", "embed"):
            yield _mistake(line, f"'{{{{< {name} >}}}}' is not known to both renderers.", SUBSET)
        elif line.text.strip() != match[0]:
            yield _mistake(line, f"'{{{{< {name} >}}}}' does not stand alone.", "Give it a line of its own.")
        elif name == "embed":
            yield from _embed(line, argument, names)


def _embed(line: Line, argument: str, names: Nameable) -> Iterator[Mistake]:
    file, _, label = argument.partition("#")
    name = Path(file).name
    if name not in names.notebooks:
        stored = (names.executed.parents[1] / "notebooks" / name).is_file()
        nearest = near(file, [f"executed/{other}" for other in names.notebooks])
        todo = f"Execute it: {publication.command('accept')}" if stored else nearest
        yield _mistake(line, f"there is no executed notebook '{file}'.", todo)
    elif label not in (cells := names.cells(name)):
        yield _mistake(line, f"'{file}' has no cell '{label}'.", near(label, cells))


def _references(line: Line, labels: set[str], names: Nameable) -> Iterator[Mistake]:
    for match in REFERENCE.finditer(line.text):
        label = match[1][0].lower() + match[1][1:]
        written = not names.is_run and nameable.WRITTEN_LABEL.fullmatch(label)
        if label not in labels and not written:
            yield _mistake(line, f"nothing is labelled '{label}'.", near(label, labels))


def _unknown_conditions(line: Line, names: Nameable) -> Iterator[Mistake]:
    for id in CONDITION.findall(line.text) if line.text.lstrip().startswith(":::") else []:
        if id not in names.conditions:
            yield _mistake(line, f"there is no condition '{id}'.", near(id, names.conditions))


def _constructs(line: Line) -> Iterator[Mistake]:
    for what in prose.unknown_constructs(line.text):
        yield _mistake(line, what, SUBSET)


def _numbers(line: Line) -> Iterator[Mistake]:
    for number in prose.typed_numbers(line.text):
        yield _mistake(
            line,
            f"the number '{number}' is typed by hand.",
            "Record it as a key figure, or add it to data/facts.csv, and name it with {{< var … >}}.",
        )


def _mistake(line: Line, what: str, todo: str) -> Mistake:
    return Mistake(line.file, line.number, what, todo)
