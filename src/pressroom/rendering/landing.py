"""The landing page `_report/index.html`: every report that is built, its assumptions and its key figures."""

import csv
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from energikontoret.parameters import Parameters
from pressroom.language.numbers import MISSING, format_number, unit_header
from pressroom.project import Project
from pressroom.rendering import pandoc
from pressroom.rendering.appendix import pipe_table, shown
from pressroom.rendering.edition import FORMATS
from pressroom.runs import Run
from pressroom.scenarios import params
from pressroom.scenarios.params import REFERENCE

# What the table shows of each scenario: the heading, the scale of amounts, the decimals.
SHOWN = {
    "agreement.gap_first_year_sek": ("Bortfall det första året", "mnkr", 1),
    "agreement.consequence_horizon_sek": ("Alla följder under perioden", "mnkr", 1),
    "office.turnover_change_share": ("Omsättningens förändring", "", 0),
    "office.employees_final": ("Anställda sista året", "", 1),
    "goals.contribution_retained_share": ("Bidrag till målen som återstår", "", 0),
}
FACTORS = {"mnkr": 1e-6, "": 1}
NAMES = {
    "sv": {"html": "Webbsida", "pdf": "PDF", "docx": "Word"},
    "en": {"html": "Web page", "pdf": "PDF", "docx": "Word"},
}
REVIEW = "review.html"


def build(project: Project) -> Path:
    """Write the page anew from what lies in _report/ and runs/, and return its path."""
    staged = project.output / ".staged" / "index"
    shutil.rmtree(staged, ignore_errors=True)
    (staged / "report" / "executed").mkdir(parents=True)
    (staged / "report" / "executed" / "_variables.yml").write_text("", encoding="utf-8")
    for name, content in Run({}, {"results": []}).published().items():
        (staged / "report" / "executed" / name).write_text(content, encoding="utf-8")
    os.symlink(project.theme, staged / "report" / "theme")
    (staged / "report" / "report.qmd").write_text(text(project), encoding="utf-8")
    return pandoc.render(staged, project.output, ["html"], "index")["html"]


def text(project: Project) -> str:
    """Return the page as Markdown: a table of key figures, and a section a scenario."""
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
    places = _places(project)
    reference = next((run["about"]["parameters"] for run in runs if run["folder"] == REFERENCE), {})
    sections = [_section(project, run, reference, places) for run in runs]
    return "\n".join(
        [*head, _comparison(runs), "# Scenarierna {.unnumbered}", "", *sections, _review(project)]
    )


def _folders(project: Project) -> list[str]:
    built = {
        path.parent.name for path in project.output.glob("*/report*.*") if path.parent.name[0] not in ".~"
    }
    return sorted(built, key=lambda name: (name != REFERENCE, name))


def _run(project: Project, folder: str) -> dict[str, Any] | None:
    run = Run.find(project.runs / folder)
    if run is None:
        return None
    about = run.about
    own = folder in params.names(project)
    title = about["title"] if own else f"{about['title']} ({folder})"
    page = (project.output / folder / "report.html").is_file()
    return {"folder": folder, "title": title, "about": about, "figures": run.by_id, "page": page}


def _places(project: Project) -> dict[str, str]:
    with (project.data / "municipalities.csv").open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


def _section(
    project: Project, run: Mapping[str, Any], reference: Mapping[str, Any], places: Mapping[str, str]
) -> str:
    about, folder = run["about"], run["folder"]
    lines = [about["description"], _different(about["parameters"], reference, places)]
    found = project.output / folder
    for lang, opening, closing in (("sv", "På svenska", ""), ("en", "[In English", "]{lang=en}")):
        name = "report" if lang == "sv" else f"report.{lang}"
        links = [
            f"[{NAMES[lang][kind]}]({folder}/{name}.{kind})"
            for kind in FORMATS
            if (found / f"{name}.{kind}").is_file()
        ]
        lines.append(f"{opening}: {' · '.join(links)}{closing}" if links else "")
    if (found / REVIEW).is_file():
        lines.append(f"Granskning: [Vad som skiljer från referensen, och varför]({folder}/{REVIEW})")
    return "\n\n".join([f"## {run['title']} {{.unnumbered}}", *filter(None, lines), ""])


def _different(values: Mapping[str, Any], reference: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """Return the assumptions that differ from the reference, with their values, in a line."""
    said = []
    for name, field in Parameters.model_fields.items():
        if name in reference and values.get(name, reference[name]) != reference[name]:
            about = field.json_schema_extra
            said.append(f"{about['label']}: {shown(values[name], about['unit'], 'sv', places)}")
    line = f"**Skiljer från referensen.** {'; '.join(said)}."
    return f"::: {{.fine-print}}\n{line}\n:::" if said else ""


def _review(project: Project) -> str:
    if not (project.output / REVIEW).is_file():
        return ""
    return f"# Granskning {{.unnumbered}}\n\n[Den senaste jämförelsen av två körningar]({REVIEW}).\n"


def _comparison(runs: Sequence[Mapping[str, Any]]) -> str:
    known = [id for id in SHOWN if any(id in run["figures"] for run in runs)]
    if not known:
        return ""
    head = ["Scenario", *(_heading(runs, id) for id in known)]
    rows = [[_linked(run), *(_value(run["figures"].get(id), id) for id in known)] for run in runs]
    caption = "Belopp i miljoner kronor (mnkr), löpande priser. Omsättningens förändring är i fasta priser."
    table = pipe_table(head, rows, caption=caption, label="tbl-scenarios", numbers=True)
    return f"# Nyckeltalen sida vid sida {{.unnumbered}}\n\n{table}"


def _linked(run: Mapping[str, Any]) -> str:
    return f"[{run['title']}]({run['folder']}/report.html)" if run["page"] else run["title"]


def _heading(runs: Sequence[Mapping[str, Any]], id: str) -> str:
    label, scale, _ = SHOWN[id]
    unit = next(run["figures"][id]["unit"] for run in runs if id in run["figures"])
    return f"{label} ({scale or unit_header(unit)})"


def _value(figure: Mapping[str, Any] | None, id: str) -> str:
    if figure is None:
        return MISSING
    _, scale, decimals = SHOWN[id]
    factor = 100 if figure["unit"] == "andel" else FACTORS[scale]
    return format_number(figure["value"] * factor, decimals)
