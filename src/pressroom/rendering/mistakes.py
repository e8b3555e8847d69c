"""What is wrong with the report's text, found before anything is rendered."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pressroom.errors import UserError, near
from pressroom.project import Project
from pressroom.rendering import nameable, prose, source
from pressroom.rendering.nameable import Nameable
from pressroom.rendering.source import GENERATED, SHORTCODE, Line, Mistake

REFERENCE = re.compile(r"(?<![\w`.@\\])@([FfTtSs](?:ig|bl|ec)-[\w-]*\w)")
LABEL = re.compile(r"\{[^}]*#((?:sec|tbl|fig)-[\w-]*\w)[^}]*\}")
CONDITION = re.compile(r'\b(?:when|unless)="([^"]*)"')
RECORD = "Record it with results.record(…) in a notebook, or take it out of the text."
EMBEDDED = re.compile(r"executed/[\w-]+\.ipynb")


def of_published(project: Project) -> list[Mistake]:
    """Return every mistake in the report's text, in each edition, and what report/executed/ lacks of it.

    A chapter that no part includes is among them: it stops nobody, but is not meant to stay.
    """
    names = nameable.in_check(project)
    found: list[Mistake] = []
    for folder in source.editions(project).values():
        found += _in_folder(folder, names, project.root)
        parts = source.read(folder, project.root, project.executed.joinpath)
        found += source.strays(folder, project.root, parts)
    return found


def before_run(project: Project, languages: Collection[str]) -> list[Mistake]:
    """Return the mistakes in these languages' text that no run of the notebooks will mend."""
    names = nameable.in_project(project)
    folders = [folder for lang, folder in source.editions(project).items() if lang in languages]
    every = (_in_folder(folder, names, project.root, numbers=False) for folder in folders)
    return [mistake for mistakes in every for mistake in mistakes]


def refuse(staged: Path) -> None:
    """Raise UserError with the first mistake that would stop a renderer in the staged report."""
    folder = staged / "report"
    stopping = _in_folder(folder, nameable.in_run(folder / "executed"), staged, numbers=False)
    if stopping:
        more = f" ({len(stopping) - 1} more)" if len(stopping) > 1 else ""
        raise UserError(f"{stopping[0]}{more}", stopping[0].todo, code=1)


def _in_folder(folder: Path, names: Nameable, root: Path, numbers: bool = True) -> list[Mistake]:
    """Return the mistakes of the report in `folder`: of each part's .qmd and what it includes."""

    def place(name: str) -> Path | None:
        path = names.executed / name
        return None if not names.is_run and name in source.WRITTEN and not path.is_file() else path

    parts = source.read(folder, root, place)
    labels = [_named(part.lines, names) for part in parts]
    # A chapter may refer to a section of another part, but not to a figure or a table there.
    sections = {label for own in labels for label in own if label.startswith("sec-")}
    mistakes: set[Mistake] = set()
    # What lies in a file that cannot be read may have a label that is named.
    is_whole = all(part.is_whole for part in parts)
    for part, own in zip(parts, labels, strict=True):
        mistakes.update(part.mistakes)
        for line in part.lines:
            mistakes.update(_of_line(line, own | sections if is_whole else None, names, numbers))
        # An embed that is told of gives no label.
        told = {(mistake.file, mistake.line) for mistake in mistakes}
        mistakes.update(each for each in _twice(part.lines) if (each.file, each.line) not in told)
    return sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line))


def _of_line(line: Line, labels: Collection[str] | None, names: Nameable, numbers: bool) -> Iterator[Mistake]:
    if line.prose is None:
        return
    yield from _shortcodes(line, line.prose, names)
    if labels is not None:
        yield from _references(line, line.prose, labels, names)
    yield from _unknown_conditions(line, line.prose, names)
    if numbers and not line.file.startswith(GENERATED):
        yield from _numbers(line, line.prose)


def _labels(lines: Iterable[Line]) -> list[str]:
    """Return the labels that these lines give, in their order."""
    labels = []
    for line in lines:
        labels += LABEL.findall(line.prose or "")
        shortcodes = SHORTCODE.finditer(line.prose or "")
        labels += [match[2].rpartition("#")[2] for match in shortcodes if match[1] == "embed"]
    return labels


def _named(lines: Iterable[Line], names: Nameable) -> set[str]:
    """Return the labels that a text may refer to.

    An embed that calls a cell which there is not may mean any of its notebook: it is told, and not what
    refers to the cell that it means.
    """
    labels = set(_labels(lines))
    for line in lines:
        for match in SHORTCODE.finditer(line.prose or ""):
            file, _, label = match[2].partition("#")
            name = Path(file).name
            is_known = match[1] == "embed" and name in {*names.notebooks, *names.drawn}
            if is_known and label not in (cells := names.cells(name)):
                labels = (labels - {label}) | cells
    return labels


def _twice(lines: Iterable[Line]) -> Iterator[Mistake]:
    """Yield the labels that are given again; of blocks that only some runs show, a run may show one."""
    seen: dict[str, Line] = {}
    blocks: list[bool] = []
    for line in lines:
        if (line.prose or "").startswith(":::"):
            opened = line.text.strip(": ")
            blocks = [*blocks, bool(CONDITION.search(opened))] if opened else blocks[:-1]
        for label in dict.fromkeys(_labels([line])) if not any(blocks) else ():
            if label in seen:
                first = f"{seen[label].file}, line {seen[label].number}"
                yield line.mistake(f"'{label}' is a label already ({first}).", "Give each its own.")
            seen.setdefault(label, line)


def _shortcodes(line: Line, text: str, names: Nameable) -> Iterator[Mistake]:
    for match in SHORTCODE.finditer(text):
        name, argument = match[1], match[2]
        if name == "var":
            if not argument:
                yield line.mistake("'{{< var >}}' names no result.", "Write {{< var chapter.name >}}.")
            elif argument not in names.values:
                yield line.mistake(f"there is no result '{argument}'.", near(argument, names.values))
            elif (id := argument.removesuffix("_exact")) in names.unrecorded:
                yield line.mistake(f"no notebook records '{id}'.", RECORD)
            elif names.run and argument not in names.run.values:
                yield line.mistake(f"the accepted results have no '{argument}'.", source.take_over())
        elif name not in ("include", "embed"):
            what = f"'{{{{< {name} >}}}}' is not known to both renderers."
            yield line.mistake(what, "Use include, embed or var: see CONTRIBUTING.md, 'A chapter'.")
        elif text.rstrip() != match[0]:
            yield line.mistake(f"'{{{{< {name} >}}}}' does not stand alone.", "Give it a line of its own.")
        elif name == "embed":
            yield from _embed(line, argument, names)


def _embed(line: Line, argument: str, names: Nameable) -> Iterator[Mistake]:
    file, _, label = argument.partition("#")
    name = Path(file).name
    if name not in {*names.notebooks, *names.drawn} or not EMBEDDED.fullmatch(file):
        todo = near(file, [f"executed/{other}" for other in names.notebooks])
        if name in names.notebooks:
            todo = f"Write {{{{< embed executed/{name}#{label} >}}}}."
        yield line.mistake(f"there is no executed notebook '{file}'.", todo)
    elif label not in (cells := names.cells(name)):
        yield line.mistake(f"'{file}' has no cell '{label}'.", near(label, cells))
    elif names.run and name not in {*names.run.notebooks, *names.run.drawn}:
        yield line.mistake(f"there is no executed notebook '{file}'.", source.take_over())
    elif names.run and label not in names.run.cells(name):
        yield line.mistake(f"the accepted '{file}' has no cell '{label}'.", source.take_over())


def _references(line: Line, text: str, labels: Collection[str], names: Nameable) -> Iterator[Mistake]:
    for match in REFERENCE.finditer(text):
        label = match[1][0].lower() + match[1][1:]
        if label in labels or (names.writes(label) and not names.is_run):
            continue
        if names.run and names.writes(label):
            yield line.mistake(f"nothing is labelled '{label}' yet.", source.take_over())
        else:
            cell = next((name for name in names.notebooks if label in names.cells(name)), None)
            embed = f"Write {{{{< embed executed/{cell}#{label} >}}}} on a line of its own."
            yield line.mistake(f"nothing is labelled '{label}'.", embed if cell else near(label, labels))


def _unknown_conditions(line: Line, text: str, names: Nameable) -> Iterator[Mistake]:
    for id in CONDITION.findall(text) if text.lstrip().startswith(":::") else []:
        if id not in names.conditions:
            yield line.mistake(f"there is no condition '{id}'.", near(id, names.conditions))
        elif id in names.unrecorded:
            yield line.mistake(f"no notebook records '{id}'.", RECORD)
        elif names.run and id not in names.run.conditions:
            yield line.mistake(f"the accepted results have no condition '{id}'.", source.take_over())


def _numbers(line: Line, text: str) -> Iterator[Mistake]:
    for number in prose.typed_numbers(text):
        yield line.mistake(
            f"the number '{number}' is typed by hand.",
            "Record it as a key figure, or add it to data/facts.csv, and name it with {{< var … >}}.",
        )
