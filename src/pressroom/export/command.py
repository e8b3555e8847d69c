"""What `export` does: read a run, and write its tables beside its report."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from pressroom import files, publication
from pressroom.errors import UserError, near
from pressroom.export import references
from pressroom.export.book import book
from pressroom.export.package import package
from pressroom.export.sheet import Book
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering import datalog
from pressroom.rendering.datalog import Log
from pressroom.rendering.edition import WORKBOOK, stem
from pressroom.runs import Run
from pressroom.runs.fresh import fresh

Kind = Literal["xlsx", "csv", "csl", "bib"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def export(project: Project, name: str, lang: str, kinds: Sequence[Kind]) -> list[Path]:
    """Write the tables of a run in each of the formats, and return where they lie."""
    made = book(project, _run(project, name), lang)
    folder = project.output / name
    folder.mkdir(parents=True, exist_ok=True)
    write: dict[Kind, Callable[[Project, Book, Path], Path]] = {
        "xlsx": _workbook,
        "csv": _package,
        "csl": partial(_references, "json", references.csl),
        "bib": partial(_references, "bib", references.bibtex),
    }
    return [write[kind](project, made, folder) for kind in kinds]


def _run(project: Project, name: str) -> Run:
    """Return the run of that name; a UserError says that there is none, or not of what is there now."""
    runs = [run.folder.name for run in Run.all_in(project.runs) if run.folder]
    if name not in (names := {*project.named(), *runs}):
        raise UserError(
            f"There is no scenario '{name}' (params/{name}.yml), nor a run of that name.", near(name, names)
        )
    run = Run.read(project.runs / name)
    if not fresh(project, [name]):
        again = (
            f": {publication.command('run')} {name}" if name in project.named() else ", as it was run before."
        )
        raise UserError(
            f"Something that 'runs/{name}' was made from has changed since.", f"Run it again{again}"
        )
    return run


def workbook(project: Project, name: str, lang: str) -> bytes:
    """Return the workbook of a run that is of what is there now."""
    return _xlsx(book(project, Run.read(project.runs / name), lang))


def _workbook(project: Project, made: Book, folder: Path) -> Path:
    path = folder / f"{stem(WORKBOOK, made.lang)}.xlsx"
    files.write(path, _xlsx(made))
    return path


def _xlsx(made: Book) -> bytes:
    # Takes longer to load than all else that an export does.
    from pressroom.export import xlsx

    return xlsx.workbook(made)


def _package(project: Project, made: Book, folder: Path) -> Path:
    target = folder / stem("tables", made.lang)
    beside = folder / f"{files.BESIDE}{target.name}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        for name, content in package(made, _about(project)).items():
            files.write(beside / name, content)
        files.exchange(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def _references(
    ending: str, written: Callable[[Log, str], str], project: Project, made: Book, folder: Path
) -> Path:
    path = folder / f"{stem('sources', made.lang)}.{ending}"
    files.write(path, written(datalog.read_log(project), made.lang))
    return path


def _about(project: Project) -> dict[str, Any]:
    """Return what the exported package takes from the one in data/, and from the publication."""
    subject, of_data = publication.of(project), data.package(project)
    kept = {key: of_data[key] for key in ("licenses", "contributors") if key in of_data}
    return {"name": f"{subject.name}-tables", "version": subject.version} | kept
