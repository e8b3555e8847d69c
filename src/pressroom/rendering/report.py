"""The report of a scenario: run what has changed, stage it, render it, say what took how long."""

import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from pressroom.language.catalogue import SOURCE
from pressroom.project import REFERENCE, Project
from pressroom.rendering import (
    accessibility,
    appendix,
    datalog,
    each,
    links,
    notebooks,
    pandoc,
    panel,
    provenance,
    quarto,
    staging,
)
from pressroom.rendering.edition import Edition, Format
from pressroom.rendering.quarto_command import quarto_command, unfit
from pressroom.runs import Run, dependence, fresh
from pressroom.scenarios import declare

STAGED = ".staged"
NAMES = {"quarto": "Quarto", "pandoc": "the built-in renderer"}


@dataclass(frozen=True)
class Built:
    """Where the files of one edition lie, the seconds it took, and what rendered it."""

    files: list[Path]
    seconds: float
    renderer: str


def build(
    project: Project,
    edition: Edition,
    coming: Collection[str] = (),
    beside: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> Built:
    """Render the parts of the run in runs/<folder>/; a failure leaves the earlier ones as they were.

    `coming` are other files that the command will make, so that the pages may lead to them. `beside` are
    files that are no text: each is made while the renderer works, and placed after what it makes.
    """
    started = time.monotonic()
    run_dir, lang = project.runs / edition.folder, edition.lang
    staged = project.output / STAGED / f"{edition.folder}.{lang}"
    run, log = Run.read(run_dir), datalog.read_log(project)
    will_be = {*edition.files, *coming}
    written = appendices(project, run, log, lang) | {links.FILE: links.as_json(project, edition, will_be)}
    staging.stage(project, run_dir, staged, lang, written)
    stage_rest = partial(_stage_rest, project, edition, will_be, run, log, staged)
    folder = project.output / edition.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as name, ThreadPoolExecutor() as pool:
        making = {file: pool.submit(make) for file, make in beside.items()}
        pages = [
            pool.submit(each.render, project, edition, Path(name), will_be),
            pool.submit(notebooks.render, project, edition, staged, Path(name), will_be),
        ]
        made, used = _rendered(edition, staged, Path(name), stage_rest)
        files = [path for formats in made.values() for path in formats.values()]
        files += [path for work in pages for path in work.result()]
        for file, content in making.items():
            files.append(Path(name) / file)
            files[-1].write_bytes(content.result())
        # They take their places when all are made, so that a failure leaves the earlier ones.
        files = [path.replace(folder / path.name) for path in files]
    _stamp(project, used, files)
    return Built(files, time.monotonic() - started, NAMES[used.program])


def _rendered(
    edition: Edition, staged: Path, folder: Path, meanwhile: Callable[[], None]
) -> tuple[pandoc.Made, Edition]:
    """Render the documents; return them, and the edition with the renderer that made them.

    Where nobody named a renderer and Quarto will not do, the built-in one does it, and a line says why.
    """
    documents: dict[str, list[Format]] = {part: formats for part, formats in edition.documents.items()}
    command, why = quarto_command(), None
    if edition.program == "quarto":
        try:
            return quarto.render(staged, folder, documents, edition.lang, meanwhile), edition
        except quarto.Failed as failed:
            if edition.renderer != "auto":
                raise
            why = failed.what
    elif edition.renderer == "auto" and command:
        why = unfit(command)
    if why:
        print(f"The built-in renderer is used: {why}", file=sys.stderr)
    made = pandoc.render(staged, folder, documents, edition.lang, meanwhile)
    return made, replace(edition, renderer="pandoc")


def publishable(project: Project, folder: str = REFERENCE) -> dict[str, str]:
    """Return the files of report/executed/ that a run gives, by name."""
    run_dir = project.runs / folder
    return staging.published(project, run_dir, SOURCE, generated(project, run_dir, SOURCE))


def take_over(project: Project, content: Mapping[str, str]) -> list[str]:
    """Make these the files of report/executed/, and return the names of those that changed."""
    before = {path.name: path.read_bytes() for path in project.executed.glob("*") if path.is_file()}
    after = {name: text.encode() for name, text in content.items()}
    staging.update_folder(content, project.executed)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def generated(project: Project, run_dir: Path, lang: str) -> dict[str, str]:
    """Return the generated files of report/executed/: what the model, the results and the data say."""
    run, log = Run.read(run_dir), datalog.read_log(project)
    kept = dependence.path(project)
    measured = {dependence.FILE: kept.read_text(encoding="utf-8")} if kept.is_file() else {}
    folds = _folds(project, run, log, lang, links.annex_page(project, lang))
    return appendices(project, run, log, lang) | folds | measured


def appendices(project: Project, run: Run, log: datalog.Log, lang: str) -> dict[str, str]:
    """Return the appendices that are written from the declarations, the results and the data, by file."""
    reader = appendix.Reader(lang, declare.code_names(project), log.names(lang))
    return {
        "assumptions.qmd": appendix.assumptions(project, run.parameters, reader),
        "traceability.qmd": appendix.traceability(project, run, lang),
        "sources.qmd": datalog.data_log(log, lang),
        "accessibility.qmd": accessibility.checks(project, lang),
    }


def _stage_rest(
    project: Project, edition: Edition, coming: Collection[str], run: Run, log: datalog.Log, staged: Path
) -> None:
    """Write what no text says and only the formats need, which may take as long as to read the text."""
    annex, pages = links.annex(project, edition, coming), links.notebook_pages(project, edition, coming)
    written = _folds(project, run, log, edition.lang, annex, pages)
    if "html" in edition.documents.get("report", ()):
        written |= panel.files(project, run, edition.lang)
    for name, content in written.items():
        (staged / "report" / "executed" / name).write_text(content, encoding="utf-8")


def _folds(
    project: Project,
    run: Run,
    log: datalog.Log,
    lang: str,
    annex: str | None,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    return {"provenance.json": provenance.folds(project, run, log, lang, annex, pages)}


def _stamp(project: Project, edition: Edition, files: Iterable[Path]) -> None:
    run_files = sorted((project.runs / edition.folder).glob("*.*"))
    sources = [path for path in sorted(project.report.rglob("*")) if path.is_file()]
    others = {project.executed, project.report / "reviews"}
    sources = [path for path in sources if not others.intersection(path.parents)]
    code = [path for path in sorted((project.root / "src").rglob("*")) if _is_code(path)]
    data = [path for path in sorted(project.data.iterdir()) if path.is_file()]
    read = [*run_files, *sources, *code, *data, project.root / "_quarto.yml", project.root / declare.FILE]
    fresh.write(project, edition.stamp, read, files, [project.report / "chapters", project.data])


def _is_code(path: Path) -> bool:
    return path.suffix in (".py", ".lua", ".html", ".js")
