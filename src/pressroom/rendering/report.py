"""The report of a scenario: run what has changed, stage it, render it, say what took how long."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pressroom.project import Project
from pressroom.rendering import appendix, datalog, pandoc, provenance, quarto, staging
from pressroom.rendering.edition import Edition
from pressroom.runs import fresh
from pressroom.scenarios.params import REFERENCE, Scenario

STAGED = ".staged"


@dataclass(frozen=True)
class Built:
    """Where the formats of one report lie, the seconds it took, and what rendered it."""

    files: dict[str, Path]
    seconds: float
    renderer: str


def build(project: Project, edition: Edition) -> Built:
    """Render the run in runs/<folder>/; a failure leaves the earlier report as it was."""
    started = time.monotonic()
    run_dir, lang = project.runs / edition.folder, edition.lang
    staged = project.output / STAGED / f"{edition.folder}.{lang}"
    run = _read(project, run_dir)
    staging.stage(project, run_dir, staged, lang, _appendices(run, lang))

    def stage_folds() -> None:
        for name, content in _folds(project, run, lang).items():
            (staged / "report" / "executed" / name).write_text(content, encoding="utf-8")

    out, formats = project.output / edition.folder, list(edition.formats)
    with_quarto = edition.program == "quarto"
    renderer = quarto if with_quarto else pandoc
    files = renderer.render(staged, out, formats, edition.name, stage_folds)
    _stamp(project, edition, files.values())
    return Built(files, time.monotonic() - started, "Quarto" if with_quarto else "the built-in renderer")


def accept(project: Project, folder: str = REFERENCE) -> list[str]:
    """Take a run over into report/executed/, and return the names of the changed files."""
    run_dir = project.runs / folder
    content = staging.published(project, run_dir, "sv", generated(project, run_dir, "sv"))
    before = {path.name: path.read_bytes() for path in project.executed.glob("*") if path.is_file()}
    after = {name: text.encode() for name, text in content.items()}
    staging.write(content, project.executed)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def generated(project: Project, run_dir: Path, lang: str) -> dict[str, str]:
    """Return the generated files of report/executed/: what the model, the results and the data say."""
    run = _read(project, run_dir)
    return _appendices(run, lang) | _folds(project, run, lang)


class _Run(NamedTuple):
    """What a run left, and the data log."""

    scenario: Scenario
    figures: list[dict[str, Any]]
    manifest: dict[str, Any]
    log: datalog.Log


def _read(project: Project, run_dir: Path) -> _Run:
    manifest = json.loads((run_dir / "manifest.json").read_text(encoding="utf-8"))
    figures = json.loads((run_dir / "results.json").read_text(encoding="utf-8"))["results"]
    about = manifest["scenario"]
    texts = (about[key] for key in ("title", "description"))
    english = (about[key] for key in ("title_en", "description_en"))
    scenario = Scenario(about["name"], *texts, about["parameters"], *english)
    return _Run(scenario, figures, manifest, datalog.read(project))


def _appendices(run: _Run, lang: str) -> dict[str, str]:
    return {
        "assumptions.qmd": appendix.assumptions(run.scenario, lang, run.log.places(), run.log.names(lang)),
        "traceability.qmd": appendix.traceability(run.figures, run.manifest, lang),
        "sources.qmd": datalog.text(run.log, lang),
    }


def _folds(project: Project, run: _Run, lang: str) -> dict[str, str]:
    return {"provenance.json": provenance.text(project, run.figures, run.scenario.values, run.log, lang)}


def _stamp(project: Project, edition: Edition, files: Iterable[Path]) -> None:
    run_files = sorted((project.runs / edition.folder).glob("*.*"))
    sources = [path for path in sorted(project.report.rglob("*")) if path.is_file()]
    sources = [path for path in sources if project.executed not in path.parents]
    code = [path for path in sorted((project.root / "src").rglob("*")) if _is_code(path)]
    data = [path for path in sorted(project.data.iterdir()) if path.is_file()]
    read = [*run_files, *sources, *code, *data, project.root / "_quarto.yml"]
    fresh.write(project, edition.stamp, read, files, [project.report / "chapters", project.data])


def _is_code(path: Path) -> bool:
    return path.suffix in (".py", ".lua", ".html")
