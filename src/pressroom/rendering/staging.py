"""The staged report: everything a renderer needs, in one folder of its own per scenario."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import notebooks, pandoc, variables

SOURCES = (".qmd", ".md", ".csv", ".png", ".svg", ".html")


def stage(
    project: Project,
    run_dir: Path,
    target: Path,
    lang: str = "sv",
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
    write(content, fresh / "report" / "executed")
    os.symlink(project.theme, fresh / "report" / "theme")
    # _quarto.yml names the filters by their place in the repository.
    filters = fresh / "src" / "pressroom" / "rendering" / "filters"
    filters.parent.mkdir(parents=True)
    os.symlink(pandoc.FILTERS, filters)
    os.symlink(Path("report", "executed", "_variables.yml"), fresh / "_variables.yml")
    shutil.copyfile(project.root / "_quarto.yml", fresh / "_quarto.yml")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return target


def published(
    project: Project, run_dir: Path, lang: str = "sv", generated: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the files of report/executed/ for a run, by name (see `stage`)."""
    results = _read_json(run_dir / "results.json")
    manifest = _read_json(run_dir / "manifest.json")
    values = variables.values(project, results["results"], manifest["scenario"], lang)
    files = {
        path.name: notebooks.publish(path, values, lang) for path in sorted(run_dir.glob("[0-9]*.ipynb"))
    }
    files["results.json"] = (run_dir / "results.json").read_text(encoding="utf-8")
    files["manifest.json"] = _dump(_without_times(manifest))
    files["_variables.yml"] = variables.as_yaml(values)
    return files | dict(generated or {})


def write(content: Mapping[str, str], folder: Path) -> None:
    """Write `content` into `folder`, touching only files that differ and removing what is not in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.name not in content:
            path.unlink()
    for name, text in content.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _copy_sources(project: Project, target: Path, lang: str) -> None:
    """Copy the report's own files; the English edition takes the places of the Swedish one."""
    origin = project.report if lang == "sv" else project.report / lang
    own = {project.executed, project.theme, project.report / "en"} - {origin}
    if not (origin / "report.qmd").is_file():
        name = (origin / "report.qmd").relative_to(project.root)
        raise UserError(f"{name} is missing.", "Restore it from git, or choose another edition.")
    for path in sorted(origin.rglob("*")):
        if path.suffix in SOURCES and not own.intersection(path.parents):
            place = target / path.relative_to(origin)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def _read_json(path: Path) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(
            f"'{path}' does not exist: the scenario '{path.parent.name}' has not been run.",
            f"Run it first: energikontoret run {path.parent.name}",
        ) from error


def _without_times(manifest: dict) -> dict:
    """Return the manifest without what changes between two equal runs."""
    kept = {key: value for key, value in manifest.items() if key not in ("started", "finished", "git")}
    steps = {
        name: {key: value for key, value in step.items() if key != "seconds"}
        for name, step in manifest.get("notebooks", {}).items()
    }
    return kept | {"notebooks": steps}


def _dump(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
