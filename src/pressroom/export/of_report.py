"""The figures and tables of the report as sheets, each with the number that it has there."""

import re
from collections.abc import Iterator, Mapping

from pressroom.export import sheet
from pressroom.export.sheet import Sheet
from pressroom.export.shown import Shown
from pressroom.language.catalogue import printed
from pressroom.language.numbers import unit_named
from pressroom.language.text import Text, t
from pressroom.project import Project
from pressroom.rendering import embedded, figure_table
from pressroom.rendering.links import PART_NAMES
from pressroom.runs import Run, dependence

_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_MARKS = re.compile(r"[*`]|\\(\W)")
_FIRST_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÅÄÖ])")


def sheets(
    project: Project,
    run: Run,
    shown: list[Shown],
    behind: Mapping[str, list[str]],
    values: Mapping[str, str],
    lang: str,
) -> Iterator[Sheet]:
    """Yield a sheet for each figure and table that carries data.

    `behind` are the sources of each data resource, `values` what a caption may name.
    """
    names = sheet.unique([(each.cell.options.get("label") or each.cell.id).lower() for each in shown])
    for name, each in zip(names, shown, strict=True):
        if each.spec is None:
            continue
        spec = figure_table.data_table(each.spec) if each.kind == "figure" else each.spec
        columns, rows = sheet.content(spec, lang)
        title, notes = _said(each, values, lang)
        heads = {
            sheet.unit_in_words(column.unit, lang) for column in columns if unit_named(column.unit).scales
        }
        notes += [_in_unit(each, head).of(lang) for head in sorted(heads)]
        place = tab(each, lang)
        sources = _sources(project, run, each, behind)
        yield Sheet(name, place, f"{place}. {title}", notes, columns, rows, sources)


def tab(each: Shown, lang: str) -> str:
    """Return what a figure or table is called by its number, and by its part where that is not the report."""
    word = t("Figur {n}", n=each.number) if each.kind == "figure" else t("Tabell {n}", n=each.number)
    if each.part == "report":
        return word.of(lang)
    return f"{PART_NAMES[each.part].of(lang)}, {word.of(lang).lower()}"


def _in_unit(each: Shown, unit: str) -> Text:
    """Say which unit the sheet has; a drawing may round numbers, a table only what it shows."""
    if each.kind == "figure":
        return t("På bladet är talen i {unit}.", unit=unit)
    return t("På bladet är talen i {unit} och inte avrundade.", unit=unit)


def _said(each: Shown, values: Mapping[str, str], lang: str) -> tuple[str, list[str]]:
    """Return the title and what follows: a figure's message and its caption, a table's caption in two."""
    key = "fig-cap" if each.kind == "figure" else "tbl-cap"
    options = each.cell.options
    written = t(options.get(key, "")).of(lang)
    caption = plain(embedded.fill_in(written, values, f"{each.notebook}.ipynb"), lang)
    message = (each.spec or {}).get("text", {}).get("title") if each.kind == "figure" else None
    said = [Text.from_json(message).of(lang), caption] if message else _FIRST_SENTENCE.split(caption, 1)
    title, *notes = (sheet.words(words) for words in said if words)
    return title, notes


def plain(markdown: str, lang: str) -> str:
    """Return a line of Markdown as a reader sees it."""
    return printed(_MARKS.sub(r"\1", _LINK.sub(r"\1", markdown)), lang)


def _sources(project: Project, run: Run, each: Shown, behind: Mapping[str, list[str]]) -> list[str]:
    """Return the ids of the sources behind the data that a figure or table rests on."""
    made, label = run.notebooks.get(each.notebook), each.cell.options.get("label")
    if made is None:
        return []
    [found] = dependence.with_sources(project, each.notebook, made.parts, [{"id": label}])
    return list(dict.fromkeys(source for name in found["sources"] for source in behind.get(name, [])))
