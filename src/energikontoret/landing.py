"""The landing page `_report/index.html`: every report that is built, its assumptions and its key figures."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from energikontoret.appendix import pipe_table
from energikontoret.edition import FORMATS
from energikontoret.formatting import format_value
from energikontoret.params import REFERENCE
from energikontoret.project import Project
from energikontoret.rendering import pandoc

SHOWN = (
    "agreement.gap_first_year_sek",
    "agreement.consequence_horizon_sek",
    "office.turnover_change_share",
    "office.employees_final",
    "goals.contribution_retained_share",
)
NAMES = {"html": "Webbsida", "pdf": "PDF", "docx": "Word"}
REVIEW = "review.html"


def build(project: Project) -> Path:
    """Write the page anew from what lies in _report/ and runs/, and return its path."""
    staged = project.output / ".staged" / "index"
    shutil.rmtree(staged, ignore_errors=True)
    (staged / "report" / "executed").mkdir(parents=True)
    (staged / "report" / "executed" / "_variables.yml").write_text("", encoding="utf-8")
    (staged / "report" / "executed" / "results.json").write_text('{"results": []}', encoding="utf-8")
    os.symlink(project.theme, staged / "report" / "theme")
    (staged / "report" / "report.qmd").write_text(text(project), encoding="utf-8")
    return pandoc.render(staged, project.output, ["html"], "index")["html"]


def text(project: Project) -> str:
    """Return the page as Markdown: a section a scenario, and a table of key figures."""
    runs = [run for folder in _folders(project) if (run := _run(project, folder))]
    head = [
        "---",
        'title: "Energikontoret efter överenskommelsen"',
        'subtitle: "Rapporten i varje scenario: vad scenariot antar, vad som följer och var det står"',
        'series: "Analysrapport"',
        "lang: sv-SE",
        "---",
        "",
    ]
    sections = [_section(project, run) for run in runs]
    return "\n".join([*head, "# Scenarierna {.unnumbered}", "", *sections, _comparison(runs)])


def _folders(project: Project) -> list[str]:
    built = [path.parent.name for path in project.output.glob("*/report.html") if path.parent.name[0] != "."]
    return sorted(built, key=lambda name: (name != REFERENCE, name))


def _run(project: Project, folder: str) -> dict[str, Any] | None:
    try:
        manifest = json.loads((project.runs / folder / "manifest.json").read_text(encoding="utf-8"))
        results = json.loads((project.runs / folder / "results.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    figures = {figure["id"]: figure for figure in results["results"]}
    return {"folder": folder, "about": manifest["scenario"], "figures": figures}


def _section(project: Project, run: Mapping[str, Any]) -> str:
    about, folder = run["about"], run["folder"]
    links = [
        f"[{NAMES[kind]}]({folder}/report.{kind})"
        for kind in FORMATS
        if (project.output / folder / f"report.{kind}").is_file()
    ]
    if (project.output / folder / "report.en.html").is_file():
        links.append(f"[In English]({folder}/report.en.html)")
    if (project.output / folder / REVIEW).is_file():
        links.append(f"[Jämförelse med referensen]({folder}/{REVIEW})")
    return f"## {about['title']} {{.unnumbered}}\n\n{about['description']}\n\n{' · '.join(links)}\n"


def _comparison(runs: Sequence[Mapping[str, Any]]) -> str:
    known = [id for id in SHOWN if any(id in run["figures"] for run in runs)]
    if not known:
        return ""
    rows = [[run["about"]["title"], *(_value(run["figures"].get(id)) for id in known)] for run in runs]
    head = ["Scenario", *(_label(runs, id) for id in known)]
    widths = [24, *(16 for _ in known)]
    table = pipe_table(
        head, rows, widths=widths, caption="Nyckeltalen i varje scenario.", label="tbl-scenarios"
    )
    return f"# Nyckeltalen sida vid sida {{.unnumbered}}\n\n{table}"


def _label(runs: Sequence[Mapping[str, Any]], id: str) -> str:
    return next(run["figures"][id]["label"] for run in runs if id in run["figures"])


def _value(figure: Mapping[str, Any] | None) -> str:
    return format_value(figure["value"], figure["unit"], style="short") if figure else "–"
