"""Where a report leads: its other parts and formats, languages, scenarios and the page before all of them.

Only what is built, or will be when the command is done, is linked.
"""

import json
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.text import Text, t
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering.edition import PARTS, Edition, Format, Part, page_of, stem
from pressroom.runs import Run

FILE = "links.json"
FORMAT_NAMES: dict[Format, Text] = {
    "html": t("Webbsida"),
    "pdf": t("PDF"),
    "docx": t("Word"),
    "pptx": t("PowerPoint"),
    "xlsx": t("Excel"),
}
PART_NAMES: dict[Part, Text] = {
    "report": t("Rapporten"),
    "brief": t("Kortversionen"),
    "annex": t("Bilagan"),
    "accessibility": t("Tillgänglighet"),
    "slides": t("Bilderna"),
    "workbook": t("Tabellerna"),
}
IN_LANGUAGE = t("På svenska")
"""Says in each language that it is the edition's."""
INDEX = "index.html"

Group = dict[str, Any]


def as_json(project: Project, edition: Edition, coming: Collection[str]) -> str:
    """Return what executed/links.json tells the filters; `coming` are the files that the command will make.

    `parts` is part → format → file; `groups` is part → the links of its page, [{name, links: [{text, href,
    lang}]}]: no page leads to itself.
    """
    exists = partial(_exists, project, coming)
    folder, lang = project.output / edition.folder, edition.lang
    files = {part: {kind: f"{stem(part, lang)}.{kind}" for kind in kinds} for part, kinds in PARTS.items()}
    parts = {
        part: {kind: name for kind, name in named.items() if exists(folder / name)}
        for part, named in files.items()
    }
    others = [
        *_each(project, folder, lang, exists),
        *_languages(project, folder, lang, exists),
        *_scenarios(project, edition, exists),
    ]
    content = {
        "parts": parts,
        "groups": {
            part: [*_parts(parts, lang, part), *others] for part, kinds in PARTS.items() if "html" in kinds
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def of_each(project: Project, edition: Edition, code: str, coming: Collection[str]) -> str:
    """Return what a page of which there is one for each of something leads to, in the form of `as_json`."""
    content = json.loads(as_json(project, edition, coming))
    exists = partial(_exists, project, coming)
    folder = project.output / edition.folder
    parts = _parts(content["parts"], edition.lang, EACH)
    # Its figures and tables are its own, so no sheet of the workbook holds them.
    content["parts"].pop("workbook", None)
    pages = [
        *_each(project, folder, edition.lang, exists, but=code),
        *_languages(project, folder, edition.lang, exists, lambda lang: page_of(code, lang)),
        *_scenarios(project, edition, exists, page_of(code, edition.lang)),
    ]
    return json.dumps(content | {"groups": {EACH: [*parts, *pages]}}, ensure_ascii=False, indent=1) + "\n"


def named_pages(project: Project) -> dict[str, str]:
    """Return the name of each page of `publication.Each` by its code; empty where there are none."""
    each = publication.of(project).each
    rows = data.rows(project, each.resource) if each else []
    return {row[each.code]: row[each.name] for row in rows} if each else {}


def annex_page(project: Project, lang: str) -> str:
    """Return the page that the appendices stand on; empty where the report has no annex."""
    return f"{stem('annex', lang)}.html" if (project.report / "annex.qmd").is_file() else ""


def annex(project: Project, edition: Edition, coming: Collection[str]) -> str | None:
    """Return that page for a report: empty where it is the report's own, None where it is not built."""
    page = annex_page(project, edition.lang)
    return page if not page or _exists(project, coming, project.output / edition.folder / page) else None


def _exists(project: Project, coming: Collection[str], file: Path) -> bool:
    return file.relative_to(project.root).as_posix() in coming or file.is_file()


def _each(
    project: Project, folder: Path, lang: str, exists: Callable[[Path], bool], but: str = ""
) -> list[Group]:
    """Return a group of the pages of `publication.Each` that are built, without that of the code `but`."""
    each = publication.of(project).each
    links = [
        {"text": name, "href": page_of(code, lang)}
        for code, name in named_pages(project).items()
        if code != but and exists(folder / page_of(code, lang))
    ]
    return [{"name": each.title.of(lang), "links": links}] if each and links else []


def _parts(parts: dict[Part, dict[Format, str]], lang: str, own: str) -> list[Group]:
    """Return a group for each part; the web page of the part `own` is where they stand."""
    groups = []
    for part, named in parts.items():
        links = [
            {"text": FORMAT_NAMES[kind].of(lang), "href": name}
            for kind, name in named.items()
            if (part, kind) != (own, "html")
        ]
        groups += [{"name": PART_NAMES[part].of(lang), "links": links}] if links else []
    return groups


def _report_in(lang: str) -> str:
    return f"{stem('report', lang)}.html"


def _languages(
    project: Project,
    folder: Path,
    lang: str,
    exists: Callable[[Path], bool],
    page_in: Callable[[str], str] = _report_in,
) -> list[Group]:
    links = [
        {"text": IN_LANGUAGE.of(other), "href": page_in(other), "lang": other}
        for other in publication.of(project).languages
        if other != lang and exists(folder / page_in(other))
    ]
    return [{"name": t("Andra språk").of(lang), "links": links}] if links else []


def _scenarios(
    project: Project, edition: Edition, exists: Callable[[Path], bool], page: str = ""
) -> list[Group]:
    page = page or _report_in(edition.lang)
    links = []
    for name in project.scenarios():
        run = Run.find(project.runs / name) if name != edition.folder else None
        if run and exists(project.output / name / page):
            links.append({"text": _title(run, edition.lang), "href": f"../{name}/{page}"})
    # The page before all reports is made with every report.
    overview = {"text": t("Alla scenarier").of(edition.lang), "href": f"../{INDEX}"}
    return [{"name": t("Andra scenarier").of(edition.lang), "links": [*links, overview]}]


def _title(run: Run, lang: str) -> str:
    return t(run.about["title"]).of(lang)
