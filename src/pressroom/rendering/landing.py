"""The landing page `_report/index.html`: every report that is built, its assumptions and its key figures."""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.numbers import MISSING, format_number, scale_named, unit_header, unit_named
from pressroom.project import DRAFTS, REFERENCE, Project
from pressroom.publication import Landing
from pressroom.rendering import pandoc
from pressroom.rendering.appendix import pipe_table
from pressroom.rendering.edition import PARTS, page_of, stem
from pressroom.rendering.links import FORMAT_NAMES, IN_LANGUAGE, PART_NAMES, named_pages
from pressroom.rendering.parameters import shown
from pressroom.runs import Run
from pressroom.runs.publish import locked
from pressroom.scenarios import declare

REVIEW = "review.html"


def build(project: Project) -> Path:
    """Write the page anew from what lies in _report/ and runs/, and return its path."""
    with alone(project):
        return place(project, drawn(project))


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Let one command at a time write in _report/; what one that was killed had begun goes first."""
    with locked(project.runs, ["reports"], print):
        for begun in project.output.glob("*/.building-*"):
            shutil.rmtree(begun, ignore_errors=True)
        yield


def drawn(project: Project, coming: Collection[str] = ()) -> Path:
    """Render the page as it is once the files of `coming` are there; it does not lie in its place yet."""
    staged = project.output / ".staged" / "index"
    shutil.rmtree(staged, ignore_errors=True)
    (staged / "report" / "executed").mkdir(parents=True)
    (staged / "report" / "executed" / "_variables.yml").write_text("", encoding="utf-8")
    for name, content in Run({}, {"results": []}).published().items():
        (staged / "report" / "executed" / name).write_text(content, encoding="utf-8")
    os.symlink(project.theme, staged / "report" / "theme")
    (staged / "report" / "index.qmd").write_text(page_markdown(project, coming), encoding="utf-8")
    return pandoc.render(staged, staged, {"index": ["html"]})["index"]["html"]


def place(project: Project, page: Path) -> Path:
    """Put a page that is `drawn` in its place, and return where it lies."""
    return page.replace(project.output / page.name)


def page_markdown(project: Project, coming: Collection[str] = ()) -> str:
    """Return the page as Markdown: the answer, a table of key figures, and a section a scenario."""
    page = publication.of(project).landing
    files = _files(project, coming)
    runs = [run for folder in _folders(files) if (run := _run(project, folder, files))]
    head = [
        "---",
        f"title: {json.dumps(page.title, ensure_ascii=False)}",
        f"subtitle: {json.dumps(page.subtitle, ensure_ascii=False)}",
        f"series: {json.dumps(page.series, ensure_ascii=False)}",
        "lang: sv-SE",
        "---",
        "",
    ]
    reference: Mapping[str, Any] = next(
        (run["about"]["parameters"] for run in runs if run["folder"] == REFERENCE), {}
    )
    sections = [_section(project, run, reference, files) for run in runs]
    return "\n".join(
        [
            *head,
            _answer(runs, page),
            _comparison(runs, page),
            "# Scenarierna {.unnumbered}",
            "",
            *sections,
            _review(project),
        ]
    )


def _files(project: Project, coming: Collection[str]) -> set[Path]:
    """Return the files of all reports, from _report/ on: those that are there and those to come."""
    there = (path.relative_to(project.output) for path in project.output.glob("*/*.*"))
    to_come = ((project.root / file).relative_to(project.output) for file in coming)
    return {path for path in (*there, *to_come) if path.parent.name[0] not in ".~"}


def _folders(files: Collection[Path]) -> list[str]:
    built = {path.parent.name for path in files if path.name.startswith("report")}
    return sorted(built, key=lambda name: (name != REFERENCE, name))


def _run(project: Project, folder: str, files: Collection[Path]) -> dict[str, Any] | None:
    run = Run.find(project.runs / folder)
    # What rests on a draft is somebody's own.
    if run is None or any(path.startswith(f"params/{DRAFTS}/") for path in run.files):
        return None
    about = run.about
    own = folder in project.scenarios()
    title = about["title"] if own else f"{about['title']} ({folder})"
    page = Path(folder, "report.html") in files
    return {"folder": folder, "title": title, "about": about, "figures": run.by_id, "page": page}


def _section(
    project: Project, run: Mapping[str, Any], reference: Mapping[str, Any], files: Collection[Path]
) -> str:
    about, folder = run["about"], run["folder"]
    lines = [about["description"], _different(project, about["parameters"], reference)]
    for lang in publication.of(project).languages:
        lines += [_built(files, folder, lang), _pages(project, files, folder, lang)]
    if Path(folder, REVIEW) in files:
        lines.append(f"Granskning: [Vad som skiljer från referensen, och varför]({folder}/{REVIEW}).")
    return "\n\n".join([f"## {run['title']} {{.unnumbered}}", *filter(None, lines), ""])


def _built(files: Collection[Path], folder: str, lang: str) -> str:
    """Return a line of links to what is built of a report in a language, in its words; empty for nothing."""
    parts = []
    for part, kinds in PARTS.items():
        links = [
            f"[{FORMAT_NAMES[kind].of(lang)}]({path.as_posix()})"
            for kind in kinds
            if (path := Path(folder, f"{stem(part, lang)}.{kind}")) in files
        ]
        parts += [f"{PART_NAMES[part].of(lang)}: {', '.join(links)}"] if links else []
    return f"[{IN_LANGUAGE.of(lang)}. {'. '.join(parts)}.]{{lang={lang}}}" if parts else ""


def _pages(project: Project, files: Collection[Path], folder: str, lang: str) -> str:
    """Return a line of links to the pages of `publication.Each` that are built."""
    each = publication.of(project).each
    links = [
        f"[{name}]({path.as_posix()})"
        for code, name in named_pages(project).items()
        if (path := Path(folder, page_of(code, lang))) in files
    ]
    return f"[{each.title.of(lang)}: {', '.join(links)}.]{{lang={lang}}}" if each and links else ""


def _different(project: Project, values: Mapping[str, Any], reference: Mapping[str, Any]) -> str:
    """Return the assumptions that differ from the reference, with their values, in a line."""
    said, names = [], declare.code_names(project)
    for name, about in declare.declared(project).items():
        if name in reference and values.get(name, reference[name]) != reference[name]:
            said.append(f"{about.label}: {shown(about, values[name], 'sv', names)}")
    line = f"**Skiljer från referensen.** {'; '.join(said)}."
    return f"::: {{.fine-print}}\n{line}\n:::" if said else ""


def _review(project: Project) -> str:
    if not (project.output / REVIEW).is_file():
        return ""
    return f"# Granskning {{.unnumbered}}\n\n[Den senaste jämförelsen av två körningar]({REVIEW}).\n"


def _answer(runs: Sequence[Mapping[str, Any]], page: Landing) -> str:
    """Return what the reference run answers, in a box; empty where it is not there."""
    figures: Mapping[str, Any] = next((run["figures"] for run in runs if run["folder"] == REFERENCE), {})
    said = "\n\n".join(figures[id]["value"] for id in page.answer if id in figures)
    return f'::: {{.callout-important title="Svaret"}}\n{said}\n:::\n' if said else ""


def _comparison(runs: Sequence[Mapping[str, Any]], page: Landing) -> str:
    ids = [id for id in page.figures if any(id in run["figures"] for run in runs)]
    if not ids:
        return ""
    head = ["Scenario", *(_heading(runs, id, page) for id in ids)]
    rows = [[_linked(run), *(_value(run["figures"].get(id), page.figures[id]) for id in ids)] for run in runs]
    table = pipe_table(head, rows, caption=page.caption, label="tbl-scenarios", numbers=True)
    return f"# Nyckeltalen sida vid sida {{.unnumbered}}\n\n{table}"


def _linked(run: Mapping[str, Any]) -> str:
    return f"[{run['title']}]({run['folder']}/report.html)" if run["page"] else run["title"]


def _heading(runs: Sequence[Mapping[str, Any]], id: str, page: Landing) -> str:
    label, scale, _ = page.figures[id]
    unit = next(run["figures"][id]["unit"] for run in runs if id in run["figures"])
    return f"{label} ({scale or unit_header(unit)})"


def _value(figure: Mapping[str, Any] | None, shown: tuple[str, str, int]) -> str:
    if figure is None:
        return MISSING
    _, scale, decimals = shown
    size = scale_named(figure["unit"], scale).size if scale else 1
    return format_number(figure["value"] * unit_named(figure["unit"]).factor / size, decimals)
