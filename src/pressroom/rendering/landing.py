"""The landing pages, `_report/index.html`: every report that is built, what it assumes and what follows.

There is one in each language in which something is built, and always one in the source language.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import (
    MISSING,
    format_number,
    format_value,
    scale_named,
    unit_header,
    unit_named,
)
from pressroom.language.text import Text, t
from pressroom.notebook import results
from pressroom.project import DRAFTS, REFERENCE, Project
from pressroom.publication import Landing
from pressroom.rendering import pandoc
from pressroom.rendering.appendix import pipe_table
from pressroom.rendering.edition import PARTS, Part, page_of, stem
from pressroom.rendering.links import FORMAT_NAMES, IN_LANGUAGE, PART_NAMES, index_page, named_pages
from pressroom.rendering.parameters import shown
from pressroom.runs import Run
from pressroom.runs.publish import locked
from pressroom.scenarios import declare

REVIEW = "review.html"
# Where the answer is told at greater length, in the order of reading.
READ_ON: tuple[tuple[Part, str], ...] = (("brief", "pdf"), ("report", "html"))


def build(project: Project) -> Path:
    """Write the pages anew from what lies in _report/ and runs/; return the one in the source language."""
    with alone(project):
        return place(project, drawn(project))


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Let one command at a time write in _report/; what one that was killed had begun goes first."""
    with locked(project.runs, ["reports"], print):
        for begun in project.output.glob("*/.building-*"):
            shutil.rmtree(begun, ignore_errors=True)
        yield


def drawn(project: Project, coming: Collection[str] = ()) -> list[Path]:
    """Render the pages as they are once the files of `coming` are there; none lies in its place yet."""
    staged = project.output / ".staged" / "index"
    shutil.rmtree(staged, ignore_errors=True)
    (staged / "report" / "executed").mkdir(parents=True)
    (staged / "report" / "executed" / "_variables.yml").write_text("", encoding="utf-8")
    for name, content in Run({}, {"results": []}).published().items():
        (staged / "report" / "executed" / name).write_text(content, encoding="utf-8")
    os.symlink(project.theme, staged / "report" / "theme")
    wanted = {}
    for lang in _languages(project, _files(project, coming)):
        name = stem("index", lang)
        (staged / "report" / f"{name}.qmd").write_text(page_markdown(project, coming, lang), encoding="utf-8")
        wanted[name] = ["html"]
    return [made["html"] for made in pandoc.render(staged, staged, wanted).values()]


def place(project: Project, pages: Sequence[Path]) -> Path:
    """Put pages that are `drawn` in their places; return where the one in the source language lies."""
    for gone in {path.name for path in project.output.glob("index.*html")} - {page.name for page in pages}:
        (project.output / gone).unlink()
    first, *_ = [page.replace(project.output / page.name) for page in pages]
    return first


def page_markdown(project: Project, coming: Collection[str] = (), lang: str = SOURCE) -> str:
    """Return a page as Markdown: the answer, a table of key figures, and a section a scenario."""
    page = publication.of(project).landing
    files = _files(project, coming)
    runs = [run for folder in _folders(files) if (run := _run(project, folder, files, lang))]
    head = [
        "---",
        f"title: {_quoted(page.title, lang)}",
        f"subtitle: {_quoted(page.subtitle, lang)}",
        f"series: {_quoted(page.series, lang)}",
        f"lang: {lang}",
        "---",
        "",
        _others(project, files, lang),
    ]
    reference: Mapping[str, Any] = next(
        (run["about"]["parameters"] for run in runs if run["folder"] == REFERENCE), {}
    )
    sections = [_section(project, run, reference, files, lang) for run in runs]
    return "\n".join(
        [
            *head,
            _answer(runs, page, files, lang),
            _comparison(runs, page, lang),
            f"# {t('Scenarierna').of(lang)} {{.unnumbered}}",
            "",
            *sections,
            _review(project, lang),
        ]
    )


def _quoted(words: Text, lang: str) -> str:
    return json.dumps(words.of(lang), ensure_ascii=False)


def _files(project: Project, coming: Collection[str]) -> set[Path]:
    """Return the files of all reports, from _report/ on: those that are there and those to come."""
    there = (path.relative_to(project.output) for path in project.output.glob("*/*.*"))
    to_come = ((project.root / file).relative_to(project.output) for file in coming)
    return {path for path in (*there, *to_come) if path.parent.name[0] not in ".~"}


def _folders(files: Collection[Path]) -> list[str]:
    built = {path.parent.name for path in files if path.name.startswith("report")}
    return sorted(built, key=lambda name: (name != REFERENCE, name))


def _languages(project: Project, files: Collection[Path]) -> list[str]:
    """Return the languages that there is a page in: the source language first."""
    built = {path.stem for path in files}
    languages = publication.of(project).languages
    return [lang for lang in languages if lang == SOURCE or any(s.endswith(stem("", lang)) for s in built)]


def _others(project: Project, files: Collection[Path], lang: str) -> str:
    """Return a line of links to the page in other languages; empty where there is none."""
    others = [other for other in _languages(project, files) if other != lang]
    links = (f"[{IN_LANGUAGE.of(other)}]({index_page(other)}){{lang={other}}}" for other in others)
    return f"{' · '.join(links)}\n" if others else ""


def _run(project: Project, folder: str, files: Collection[Path], lang: str) -> dict[str, Any] | None:
    run = Run.find(project.runs / folder)
    # What rests on a draft is somebody's own.
    if run is None or any(path.startswith(f"params/{DRAFTS}/") for path in run.files):
        return None
    about = run.about
    own = folder in project.scenarios()
    title = t(about["title"]).of(lang)
    name = f"{stem('report', lang)}.html"
    return {
        "folder": folder,
        "title": title if own else f"{title} ({folder})",
        "about": about,
        "figures": run.by_id,
        "page": name if Path(folder, name) in files else "",
    }


def _section(
    project: Project,
    run: Mapping[str, Any],
    reference: Mapping[str, Any],
    files: Collection[Path],
    lang: str,
) -> str:
    about, folder = run["about"], run["folder"]
    lines = [t(about["description"]).of(lang), _different(project, about["parameters"], reference, lang)]
    # Those in the page's own language first.
    for each in sorted(publication.of(project).languages, key=lambda each: each != lang):
        lines += [_built(files, folder, each), _pages(project, files, folder, each)]
    if Path(folder, REVIEW) in files:
        link = t("Vad som skiljer från referensen, och varför").of(lang)
        lines.append(f"{t('Granskning').of(lang)}: [{link}]({folder}/{REVIEW}).")
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


def _different(project: Project, values: Mapping[str, Any], reference: Mapping[str, Any], lang: str) -> str:
    """Return the assumptions that differ from the reference, with their values, in a line."""
    said, names = [], declare.code_names(project)
    for name, about in declare.declared(project).items():
        if name in reference and values.get(name, reference[name]) != reference[name]:
            said.append(f"{t(about.label).of(lang)}: {shown(about, values[name], lang, names)}")
    line = f"**{t('Skiljer från referensen.').of(lang)}** {'; '.join(said)}."
    return f"::: {{.fine-print}}\n{line}\n:::" if said else ""


def _review(project: Project, lang: str) -> str:
    if not (project.output / REVIEW).is_file():
        return ""
    link = t("Den senaste jämförelsen av två körningar").of(lang)
    return f"# {t('Granskning').of(lang)} {{.unnumbered}}\n\n[{link}]({REVIEW}).\n"


def _answer(runs: Sequence[Mapping[str, Any]], page: Landing, files: Collection[Path], lang: str) -> str:
    """Return what the reference run answers, in a box, and where to read on; empty where it is not there."""
    figures: Mapping[str, Any] = next((run["figures"] for run in runs if run["folder"] == REFERENCE), {})
    answers = (results.value(figures[id]) for id in page.answer if id in figures)
    said = "\n\n".join(format_value(answer, "text", lang) for answer in answers)
    if not said:
        return ""
    title = t("Svaret").of(lang)
    named = ((PART_NAMES[part], Path(REFERENCE, f"{stem(part, lang)}.{kind}")) for part, kind in READ_ON)
    on = [f"[{name.of(lang)}]({path.as_posix()})" for name, path in named if path in files]
    more = f"\n{t('Läs mer').of(lang)}: {', '.join(on)}.\n" if on else ""
    return f'::: {{.callout-important title="{title}"}}\n{said}\n:::\n{more}'


def _comparison(runs: Sequence[Mapping[str, Any]], page: Landing, lang: str) -> str:
    ids = [id for id in page.figures if any(id in run["figures"] for run in runs)]
    if not ids:
        return ""
    head = [t("Scenario").of(lang), *(_heading(runs, id, page, lang) for id in ids)]
    rows = [
        [_linked(run), *(_value(run["figures"].get(id), page.figures[id], lang) for id in ids)]
        for run in runs
    ]
    table = pipe_table(head, rows, caption=page.caption.of(lang), label="tbl-scenarios", numbers=True)
    return f"# {t('Nyckeltalen sida vid sida').of(lang)} {{.unnumbered}}\n\n{table}"


def _linked(run: Mapping[str, Any]) -> str:
    return f"[{run['title']}]({run['folder']}/{run['page']})" if run["page"] else run["title"]


def _heading(runs: Sequence[Mapping[str, Any]], id: str, page: Landing, lang: str) -> str:
    label, scale, _ = page.figures[id]
    unit = next(run["figures"][id]["unit"] for run in runs if id in run["figures"])
    return f"{label.of(lang)} ({unit_header(unit, lang, scale)})"


def _value(figure: Mapping[str, Any] | None, shown: tuple[Text, str, int], lang: str) -> str:
    if figure is None:
        return MISSING
    _, scale, decimals = shown
    size = scale_named(figure["unit"], scale).size if scale else 1
    return format_number(figure["value"] * unit_named(figure["unit"]).factor / size, decimals, lang)
