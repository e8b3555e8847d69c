"""The staged report: everything a renderer needs, in one folder of its own per scenario."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pressroom import files, publication
from pressroom.errors import UserError
from pressroom.language.catalogue import SOURCE
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import embedded, pandoc, variables
from pressroom.runs import Run

SOURCES = (".qmd", ".md", ".csv", ".png", ".svg", ".html")


def stage(
    project: Project,
    run_dir: Path,
    target: Path,
    lang: str = SOURCE,
    generated: Mapping[str, str] | None = None,
) -> Path:
    """Build the staged Quarto project of a run in `target`, replacing what stood there, and return it.

    `generated` maps a file name of report/executed/ (an appendix, say) to its text.
    Raises UserError where the run has no results or a caption names a result that does not exist.
    """
    content = published(project, run_dir, lang, generated)
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    _copy_sources(project, fresh / "report", lang)
    update_folder(content, fresh / "report" / "executed")
    os.symlink(project.theme, fresh / "report" / "theme")
    # _quarto.yml names the filters by their place in the repository.
    filters = fresh / "src" / "pressroom" / "rendering" / "filters"
    filters.parent.mkdir(parents=True)
    os.symlink(pandoc.FILTERS, filters)
    os.symlink(Path("report", "executed", "_variables.yml"), fresh / "_variables.yml")
    shutil.copyfile(project.root / "_quarto.yml", fresh / "_quarto.yml")
    files.exchange(fresh, target)
    shutil.rmtree(fresh, ignore_errors=True)
    return target


def beside(project: Project, folder: Path) -> Path:
    """Begin a folder for pages that are rendered beside the staged report, and return its report/."""
    report = folder / "report"
    (report / "executed").mkdir(parents=True)
    os.symlink(project.theme, report / "theme")
    return report


def published(
    project: Project, run_dir: Path, lang: str = SOURCE, generated: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the files of report/executed/ for a run, by name (see `stage`)."""
    run = Run.read(run_dir)
    values = variables.values(project, run, lang)
    contents = {
        path.name: embedded.embeddable(path, values, lang) for path in sorted(run_dir.glob("[0-9]*.ipynb"))
    }
    contents |= run.published()
    contents[variables.FILE] = variables.as_yaml(values)
    return contents | dict(generated or {})


def update_folder(content: Mapping[str, str], folder: Path) -> None:
    """Write `content` into `folder`, touching only files that differ and removing what is not in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.name not in content:
            path.unlink()
    for name, text in content.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            files.write(path, text)


def _copy_sources(project: Project, target: Path, lang: str) -> None:
    """Copy the report's own files; an edition in another language takes the places of the source's."""
    origin = project.report if lang == SOURCE else project.report / lang
    others = {project.report / other for other in publication.of(project).languages}
    own = {project.executed, project.theme, *others} - {origin}
    if not (origin / "report.qmd").is_file():
        name = (origin / "report.qmd").relative_to(project.root)
        raise UserError(f"{name} is missing.", "Restore it from git, or choose another edition.")
    for path in sorted(origin.rglob("*")):
        is_own = path.suffix in SOURCES and not own.intersection(path.parents)
        # The text of the pages of which there is one for each of something is staged for each of them.
        if is_own and path != origin / f"{EACH}.qmd":
            place = target / path.relative_to(origin)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
