"""The pages of which there is one for each row of a data resource: one text, filled in from one run."""

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.language.numbers import format_value
from pressroom.language.text import Text
from pressroom.notebook import mime, tables
from pressroom.project import Project
from pressroom.publication import EACH
from pressroom.rendering import embedded, links, pandoc, source, staging, variables
from pressroom.rendering.edition import EVERY, Edition, page_of
from pressroom.runs import Run

NOTEBOOK = f"{EACH}.ipynb"


class Shown(NamedTuple):
    """A figure or a table of a page: `content` is the specification of a chart, or of a table."""

    label: str
    caption: Text
    content: Mapping[str, Any]
    alt: Text | None = None


class Page(NamedTuple):
    """What a page has of its own: values by name, each with its unit, and what its text embeds."""

    values: Mapping[str, tuple[Any, str]]
    shown: Sequence[Shown]


def chosen(project: Project, given: str, lang: str) -> tuple[str, ...]:
    """Return the codes that "all" or a code names.

    Raises UserError for a report without such pages, where their text is missing, and for an unknown code.
    """
    codes = list(links.named_pages(project))
    if not codes:
        raise UserError("--each: this report has no pages of this kind.", "Leave --each out.")
    text = _text(project, lang)
    if not text.is_file():
        path = text.relative_to(project.root).as_posix()
        raise UserError(f"--each: their text {path} is missing.", f"Restore it: git checkout -- {path}")
    if given != EVERY and given not in codes:
        raise UserError(f"--each {given}: there is no such code.", near(given, [*codes, EVERY]))
    return tuple(codes) if given == EVERY else (given,)


def render(project: Project, edition: Edition, folder: Path, coming: Collection[str]) -> list[Path]:
    """Make the edition's pages in `folder`, and return where they lie."""
    each = publication.of(project).each
    if each is None or not edition.each:
        return []
    run = Run.read(project.runs / edition.folder)
    shared = variables.values(project, run, edition.lang)
    pages: Mapping[str, Page] = publication.at(each.pages)(run.parameters, edition.each)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".each-") as name,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        rendering = []
        for code, page in pages.items():
            staged = Path(name) / code
            content = _content(page, shared, edition.lang) | run.published()
            content[links.FILE] = links.of_each(project, edition, code, coming)
            _stage(project, staged, content, edition.lang)
            rendering.append(pool.submit(pandoc.render, staged, staged, {EACH: ["html"]}, edition.lang))
        return [
            work.result()[EACH]["html"].replace(folder / page_of(code, edition.lang))
            for code, work in zip(pages, rendering, strict=True)
        ]


def _stage(project: Project, staged: Path, content: Mapping[str, str], lang: str) -> None:
    """Put what pandoc reads for one page into a folder."""
    report = staging.beside(project, staged)
    for name, text in content.items():
        (report / "executed" / name).write_text(text, encoding="utf-8")
    shutil.copyfile(_text(project, lang), report / f"{EACH}.qmd")


def _text(project: Project, lang: str) -> Path:
    """Return where the text that every page has lies in a language."""
    return source.editions(project)[lang] / f"{EACH}.qmd"


def _content(page: Page, shared: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return the files of executed/ that are the page's own."""
    own = {
        f"{EACH}.{name}": format_value(value, unit, lang, "running")
        for name, (value, unit) in page.values.items()
    }
    cells = [_cell(shown, lang) for shown in page.shown]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return {
        "_variables.yml": variables.as_yaml({**shared, **own}),
        NOTEBOOK: json.dumps(notebook, ensure_ascii=False),
    }


def _cell(shown: Shown, lang: str) -> dict[str, Any]:
    """Return the executed cell that a text embeds."""
    is_figure = "chart" in shown.content
    bundle = _figure(shown.content, lang) if is_figure else _table(shown.content, lang)
    options = {"label": shown.label, f"{'fig' if is_figure else 'tbl'}-cap": shown.caption.of(lang)}
    if shown.alt:
        options["fig-alt"] = shown.alt.of(lang)
    return {
        "cell_type": "code",
        "id": shown.label,
        "execution_count": None,
        "metadata": {},
        "source": embedded.source_of(options, ""),
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": bundle}],
    }


def _figure(spec: Mapping[str, Any], lang: str) -> dict[str, Any]:
    # Imported here: what shows tables only needs nothing that draws.
    from pressroom import figures
    from pressroom.rendering import figure_table

    drawn = figures.redraw(dict(spec), lang)
    return {
        mime.of("figure"): {**spec, "markdown": figure_table.markdown(dict(spec), lang)},
        "image/svg+xml": drawn["svg"],
        "image/png": base64.b64encode(drawn["png"]).decode(),
    }


def _table(spec: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {mime.of("table"): spec, "text/markdown": tables.render(dict(spec), lang, "markdown")}
