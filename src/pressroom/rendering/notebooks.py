"""Executed notebooks as pages beside the report: prose, code and outputs, in its look and language.

The page's frame is text as the report's own. What a notebook says goes into a file beside it, whoever wrote
it, and filters/cell.lua puts it in place; a figure or a table of ours is embedded as in the report.
"""

import base64
import binascii
import json
import os
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import files
from pressroom.language.catalogue import SOURCE
from pressroom.language.text import t
from pressroom.notebook import declarations, ipynb
from pressroom.notebook.ipynb import Cell, Notebook, Output
from pressroom.project import Project
from pressroom.rendering import chapters, links, pandoc, staging, variables
from pressroom.rendering.appendix import pipe_table, traced_value
from pressroom.rendering.edition import Edition, notebook_file
from pressroom.rendering.parameters import shown
from pressroom.runs import Run
from pressroom.runs.run import RESULTS
from pressroom.safe import clean
from pressroom.scenarios import Parameter, declare

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MARKUP = {"text/markdown": "markdown", "text/html": "html"}
LABEL = re.compile(r"(?:fig|tbl)-[\w-]+")
TITLE = re.compile(r"\s*# [^\n]*\n?")
# What the chart kit's drawings are made of, without their metadata.
_DRAWN = {"svg", "g", "path", "use", "defs", "clipPath", "rect", "style", "pattern", "?xml", "!DOCTYPE"}
_STYLE = re.compile(r"\*\{stroke-linejoin: round; stroke-linecap: butt\}")
_ACTIVE = re.compile(r"\son\w+\s*=|position\s*:|url\((?!#)|href\s*=\s*[\"'](?!#)", re.IGNORECASE)


class _Words(NamedTuple):
    """What an edition says of what any notebook holds."""

    lang: str
    titles: dict[str, str]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Any]
    codes: Mapping[str, str]
    figures: Mapping[str, declarations.KeyFigure]
    recorded: Mapping[str, Mapping[str, Any]]
    """The key figures of the run, by id."""

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, label: str) -> str:
        return pipe_table(head, rows, caption=caption, label=label, widths=(40, 30, 30))


def render(
    project: Project, edition: Edition, staged: Path, folder: Path, coming: Collection[str]
) -> list[Path]:
    """Make the edition's pages in `folder` from the staged report, and return them and their notebooks."""
    if not edition.notebooks:
        return []
    run, lang = Run.read(project.runs / edition.folder), edition.lang
    known = declarations.declared(project)
    words = _Words(
        lang,
        chapters.titles(project, lang),
        declare.declared(project),
        run.parameters,
        declare.code_names(project),
        {id: known[id] for id in run.by_id if id in known},
        run.by_id,
    )
    with tempfile.TemporaryDirectory(dir=folder, prefix=".notebooks-") as own:
        report = _stage(project, staged, Path(own))
        files.write(report / "executed" / links.FILE, links.of_notebooks(project, edition, coming))
        beside = []
        for name in edition.notebooks:
            source = report / "executed" / f"{name}.ipynb"
            beside.append(folder / notebook_file(name, lang))
            beside[-1].write_bytes(source.read_bytes())
            text, cells = _page(ipynb.read(source), words)
            (report / f"notebook-{name}.qmd").write_text(text, encoding="utf-8")
            (report / "executed" / f"notebook-{name}.json").write_text(json.dumps(cells), encoding="utf-8")
        wanted = {f"notebook-{name}": ["html"] for name in edition.notebooks}
        made = pandoc.render(Path(own), folder, wanted, lang)
    return [*(formats["html"] for formats in made.values()), *beside]


def _stage(project: Project, staged: Path, own: Path) -> Path:
    """Put what pandoc reads into a folder of their own, for the report is rendered meanwhile; return it."""
    report = staging.beside(project, own)
    executed = staged / "report" / "executed"
    for path in (*executed.glob("*.ipynb"), executed / RESULTS, executed / variables.FILE):
        os.symlink(path, report / "executed" / path.name)
    return report


def _page(notebook: Notebook, words: _Words) -> tuple[str, list[dict[str, Any]]]:
    """Return the page's text, and what its cells say, one entry a place `{{< cell FILE NUMBER >}}`."""
    titled = chapters.title_of(notebook.name, words.titles)
    head = {
        "title": titled,
        "subtitle": t("Anteckningsboken {name} som den kördes", name=f"{notebook.name}.ipynb").of(words.lang),
        "series": t("Anteckningsbok").of(words.lang),
        "edition": "Version {{< var edition.version >}}",
        "scenario": t("Scenario: {title}", title="{{< var scenario.title >}}").of(words.lang),
        "part": f"notebook-{notebook.name}",
        "lang": words.lang,
    }
    lines = [
        "---",
        *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()),
        "---",
    ]
    if words.lang != SOURCE:
        lines += ["", t("Anteckningsbokens egen text är på svenska.").of(words.lang)]
    cells: list[dict[str, Any]] = []
    for block in _blocks(notebook, words):
        if isinstance(block, dict):
            cells.append(block)
            block = f"{{{{< cell executed/notebook-{notebook.name}.json {len(cells)} >}}}}"
            if cells[-1]["kind"] == "prose" and words.lang != SOURCE:
                block = f'::: {{lang="{SOURCE}"}}\n\n{block}\n\n:::'
        lines += ["", block]
    return "\n".join([*lines, ""]), cells


def _blocks(notebook: Notebook, words: _Words) -> Iterator[str | dict[str, Any]]:
    """Yield the page in order: text as the report's own, and what cells say."""
    own = notebook.parameters()
    names = [name for name in words.parameters if name in own and name in words.values]
    told = begun = False
    for number, cell in enumerate(notebook.cells, start=1):
        if names and {ipynb.PARAMETERS, ipynb.INJECTED}.intersection(cell.tags):
            yield from () if told else _parameters(names, words)
            told = True
            continue
        if not begun and (told or cell.kind == "code"):
            yield f"# {t('Beräkningen').of(words.lang)} {{#sec-computed .unnumbered}}"
            begun = True
        if cell.kind == "markdown":
            text = cell.source if number > 1 else TITLE.sub("", cell.source, count=1)
            yield {"kind": "prose", "text": clean(text), "deepest": 2 if begun else 1}
        elif cell.source.strip():
            yield from _code(notebook, number, cell, words)


def _parameters(names: Sequence[str], words: _Words) -> Iterator[str]:
    yield f"# {t('Parametrar').of(words.lang)} {{#sec-parameters .unnumbered}}"
    title = t("Parametrarna och deras värden").of(words.lang)
    yield f'::: {{.callout-note title="{title}" collapse="true"}}'
    rows = []
    for name in names:
        about = words.parameters[name]
        value = shown(about, words.values[name], words.lang, words.codes)
        rows.append([about.text("label").of(words.lang), value, f"`{name}`"])
    head = [said.of(words.lang) for said in (t("Parameter"), t("Värde"), t("Id"))]
    yield words.table(head, rows, t("Parametrarna som körningen fick.").of(words.lang), "tbl-parameters")
    yield ":::"


def _code(notebook: Notebook, number: int, cell: Cell, words: _Words) -> Iterator[str | dict[str, Any]]:
    """Yield a cell's code, its outputs, and the key figures that it records."""
    yield {"kind": "code", "text": clean(cell.code)}
    outputs = [output for output in cell.outputs if not output.carries("result")]
    label = cell.options.get("label", "")
    is_named = LABEL.fullmatch(label) and notebook.by_key[label] is cell
    if outputs and is_named and all(map(_is_ours, outputs)):
        yield f"{{{{< embed executed/{notebook.name}.ipynb#{label} >}}}}"
        outputs = []
    for place, output in enumerate(outputs, start=1):
        caption = t("Utdata {place}", place=f"{number}.{place}").of(words.lang)
        yield _output(output) | {"caption": caption, "id": f"output-{number}-{place}"}
    recorded = [output.data("result") or {} for output in cell.outputs if output.carries("result")]
    ids = [id for figure in recorded if (id := str(figure.get("id"))) in words.figures]
    if ids:
        head = [t("Nyckeltal", context="one"), t("Värde"), t("Id")]
        rows = [[t(words.figures[id].label).of(words.lang), _value(id, words), f"`{id}`"] for id in ids]
        caption = t("Nyckeltal ur cellen ovanför.").of(words.lang)
        yield words.table([said.of(words.lang) for said in head], rows, caption, f"tbl-cell-{number}")


def _value(id: str, words: _Words) -> str:
    """Return a number as the annex has it, and words as the report has them."""
    figure = words.recorded[id]
    if figure["unit"] in ("text", declarations.CONDITION):
        return f"{{{{< var {id} >}}}}"
    return traced_value(figure, words.lang)


def _is_ours(output: Output) -> bool:
    """Return whether the report shows an output of this kind itself: a table, or a drawing of its kit."""
    if output.carries("figure"):
        return _is_drawing(output.text("image/svg+xml"))
    return output.carries("table") and bool(output.text("text/markdown"))


def _is_drawing(svg: str) -> bool:
    """Return whether a drawing holds nothing but shapes, so that it may stand in the page itself."""
    shapes = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    tags = set(re.findall(r"<[/]?([^\s/>]*)", shapes))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", shapes, re.DOTALL)
    return bool(svg) and tags <= _DRAWN and not _ACTIVE.search(shapes) and all(map(_STYLE.fullmatch, styles))


def _output(output: Output) -> dict[str, Any]:
    """Return the richest form of an output that can be shown; an image as an image, which runs nothing."""
    for name in PICTURES:
        if address := _address(name, output.text(name)):
            return {"kind": "image", "text": address}
    for name, kind in MARKUP.items():
        if text := output.text(name):
            return {"kind": kind, "text": clean(text, 200_000)}
    said = output.text()
    if not said:
        name, content = next(iter(output.bundle.items()), ("", ""))
        said = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
        said = f"{name}\n{said}"
    return {"kind": "text", "text": clean(said)}


def _address(name: str, content: str) -> str:
    """Return a data address of an image; empty where there is none."""
    if not name.endswith("svg+xml"):
        try:
            raw = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            return ""
    else:
        raw = content.encode(errors="replace")
    return f"data:{name};base64,{base64.b64encode(raw).decode()}" if raw else ""
