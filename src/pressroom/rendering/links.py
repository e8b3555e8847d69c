"""Where a report leads: its other parts and formats, languages, scenarios and the page before all of them.

Only what is built, or will be when the command is done, is linked.
"""

import json
import re
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.catalogue import printed
from pressroom.language.text import Text, t
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import chapters, source
from pressroom.rendering.edition import (
    PARTS,
    UNWRITTEN,
    Edition,
    Format,
    Part,
    notebook_file,
    notebook_names,
    notebook_page,
    page_of,
    stem,
)
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
    "notebooks": t("Anteckningsböckerna"),
}
IN_LANGUAGE = t("På svenska")
"""Says in each language that it is the edition's."""
HEADING = re.compile(r"#+\s+(?P<title>.*?)\s*(?:\{(?:[^}]*#(?P<id>[\w-]+))?[^}]*\})?\s*")
EMBED = re.compile(r"\{\{<\s*embed\s+executed/(?P<notebook>[\w-]+)\.ipynb#(?P<label>[\w-]+)\s*>\}\}")

Group = dict[str, Any]


def as_json(project: Project, edition: Edition, coming: Collection[str]) -> str:
    """Return what executed/links.json tells the filters; `coming` are the files that will be made."""
    return _written(_content(project, edition, coming))


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _content(project: Project, edition: Edition, coming: Collection[str]) -> dict[str, Any]:
    """Return what the pages of the edition's parts lead to.

    `parts` is part → format → file, `notebooks` notebook → its page, `groups` part → the links of its page,
    [{name, links: [{text, href, lang}]}]: no page leads to itself.
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
    notebooks = notebook_pages(project, edition, coming)
    # Those who want to know how it was computed look where the data and the sources stand.
    last: Part = "annex" if annex_page(project, lang) else "report"
    groups = {
        part: [
            *_parts(parts, lang, part),
            *(_notebooks(project, notebooks, lang) if part == last else ()),
            *others,
        ]
        for part, kinds in PARTS.items()
        if "html" in kinds and part not in UNWRITTEN
    }
    return {"parts": parts, "notebooks": notebooks, "groups": groups}


def of_notebooks(project: Project, edition: Edition, coming: Collection[str]) -> str:
    """Return what the edition's pages of notebooks lead to, in the form of `as_json`."""
    content = _content(project, edition, coming)
    exists = partial(_exists, project, coming)
    folder, lang = project.output / edition.folder, edition.lang
    parts, places = content["parts"], _embedding(project, lang)
    for name in edition.notebooks:
        others = {other: page for other, page in content["notebooks"].items() if other != name}
        content["groups"][f"notebook-{name}"] = [
            *_sections(places.get(name, {}), parts, lang),
            _source(project, name, lang),
            *_parts(parts, lang, "notebooks"),
            *_notebooks(project, others, lang),
            *_languages(project, folder, lang, exists, partial(notebook_page, name)),
            *_scenarios(project, edition, exists, notebook_page(name, lang)),
        ]
    return _written(content)


def of_each(project: Project, edition: Edition, code: str, coming: Collection[str]) -> str:
    """Return what a page of which there is one for each of something leads to, in the form of `as_json`."""
    content = _content(project, edition, coming)
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
    return _written(content | {"groups": {EACH: [*parts, *pages]}})


def notebook_pages(project: Project, edition: Edition, coming: Collection[str]) -> dict[str, str]:
    """Return the pages of notebooks that are built or will be, by the name of the notebook."""
    folder, lang = project.output / edition.folder, edition.lang
    pages = {name: notebook_page(name, lang) for name in notebook_names(project, ["notebooks"])}
    return {name: page for name, page in pages.items() if _exists(project, coming, folder / page)}


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


def index_page(lang: str) -> str:
    """Return the name of the page before all reports in a language."""
    return f"{stem('index', lang)}.html"


def _exists(project: Project, coming: Collection[str], file: Path) -> bool:
    return file.relative_to(project.root).as_posix() in coming or file.is_file()


def _notebooks(project: Project, pages: dict[str, str], lang: str) -> list[Group]:
    titles = chapters.titles(project, lang)
    links = [{"text": chapters.title_of(name, titles), "href": page} for name, page in pages.items()]
    return [{"name": PART_NAMES["notebooks"].of(lang), "links": links}] if links else []


def _embedding(project: Project, lang: str) -> dict[str, dict[tuple[str, str], str]]:
    """Return the headings of the sections that show something of a notebook, by notebook, part and label."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for part in source.read(source.editions(project)[lang], project.root, lambda name: None):
        name, label, title = Path(part.lines[0].file).stem, "", ""
        for line in part.lines:
            if heading := HEADING.fullmatch(line.prose or ""):
                label, title = heading["id"] or "", heading["title"]
            if embed := EMBED.fullmatch((line.prose or "").strip()):
                label = label or embed["label"]
                found.setdefault(embed["notebook"], {})[name, label] = title
    return found


def _sections(
    places: dict[tuple[str, str], str], parts: dict[Part, dict[Format, str]], lang: str
) -> list[Group]:
    """Return a group for each part whose page shows something of a notebook."""
    groups = []
    for part, named in parts.items():
        links = [
            {"text": printed(title, lang), "href": f"{named['html']}#{label}"}
            for (where, label), title in places.items()
            if where == part and "html" in named
        ]
        if links:
            name = t("Visas i {part:|lower}", part=PART_NAMES[part])
            groups.append({"name": name.of(lang), "links": links})
    return groups


def _source(project: Project, name: str, lang: str) -> Group:
    """Return where a notebook can be fetched as it was run, and where its source lies."""
    links = [{"text": f"{name}.ipynb", "href": notebook_file(name, lang)}]
    if address := publication.repository(project):
        links.append({"text": t("Källkoden").of(lang), "href": address})
    return {"name": t("Hämta").of(lang), "links": links}


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
        if links:
            groups.append({"name": PART_NAMES[part].of(lang), "links": links})
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
    overview = {"text": t("Alla scenarier").of(edition.lang), "href": f"../{index_page(edition.lang)}"}
    return [{"name": t("Andra scenarier").of(edition.lang), "links": [*links, overview]}]


def _title(run: Run, lang: str) -> str:
    return t(run.about["title"]).of(lang)
