"""The report of a scenario: run what has changed, stage it, render it, say what took how long."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from energikontoret import appendix, datalog, provenance
from energikontoret.edition import Edition
from energikontoret.execution import fresh
from energikontoret.params import REFERENCE, Scenario
from energikontoret.project import Project
from energikontoret.rendering import pandoc, quarto, staging

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
    staged = project.output / STAGED / f"{edition.folder}.{edition.lang}"
    staging.stage(
        project,
        project.runs / edition.folder,
        staged,
        edition.lang,
        appendices(project, project.runs / edition.folder, edition.lang),
    )
    out, formats = project.output / edition.folder, list(edition.formats)
    with_quarto = edition.program == "quarto"
    renderer = quarto if with_quarto else pandoc
    files = renderer.render(staged, out, formats, edition.name)
    _stamp(project, edition, files.values())
    return Built(files, time.monotonic() - started, "Quarto" if with_quarto else "the built-in renderer")


def accept(project: Project, folder: str = REFERENCE) -> list[str]:
    """Take a run over into report/executed/, and return the names of the changed files."""
    run_dir = project.runs / folder
    content = staging.published(project, run_dir, "sv", appendices(project, run_dir, "sv"))
    before = {path.name: path.read_bytes() for path in project.executed.glob("*") if path.is_file()}
    after = {name: text.encode() for name, text in content.items()}
    staging.write(content, project.executed)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def appendices(project: Project, run_dir: Path, lang: str) -> dict[str, str]:
    """Return the generated files of report/executed/: what the model, the results and the data say."""
    manifest = json.loads((run_dir / "manifest.json").read_text(encoding="utf-8"))
    figures = json.loads((run_dir / "results.json").read_text(encoding="utf-8"))["results"]
    about = manifest["scenario"]
    texts = (about[key] for key in ("title", "description"))
    english = (about[key] for key in ("title_en", "description_en"))
    scenario = Scenario(about["name"], *texts, about["parameters"], *english)
    log = datalog.read(project)
    return {
        "assumptions.qmd": appendix.assumptions(scenario, lang, log.places()),
        "traceability.qmd": appendix.traceability(figures, manifest, lang),
        "sources.qmd": datalog.text(log, lang),
        "provenance.json": provenance.text(project, figures, scenario.values, log, lang),
    }


def _stamp(project: Project, edition: Edition, files: Iterable[Path]) -> None:
    run_files = sorted((project.runs / edition.folder).glob("*.*"))
    sources = [path for path in sorted(project.report.rglob("*")) if path.is_file()]
    sources = [path for path in sources if project.executed not in path.parents]
    code = [path for path in sorted((project.root / "src/energikontoret").rglob("*")) if _is_code(path)]
    data = [path for path in sorted(project.data.iterdir()) if path.is_file()]
    read = [*run_files, *sources, *code, *data, project.root / "_quarto.yml"]
    fresh.write(project, edition.stamp, read, files, [project.report / "chapters", project.data])


def _is_code(path: Path) -> bool:
    return path.suffix in (".py", ".lua", ".html")
