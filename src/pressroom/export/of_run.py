"""Key figures, parameters and the publication's own tables as sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from pressroom import publication
from pressroom.export import sheet
from pressroom.export.sheet import Cell, Column, Own, Quantity, Sheet
from pressroom.language.text import Text, t
from pressroom.notebook import declarations, results
from pressroom.project import REFERENCE, Project
from pressroom.rendering.appendix import STATUS
from pressroom.rendering.parameters import shown
from pressroom.runs import Run
from pressroom.scenarios import Parameter, declare, load

ID, LABEL, UNIT = t("Id"), t("Benämning"), t("Enhet")
LOW, HIGH = t("Spann från"), t("Spann till")


def key_figures(project: Project, run: Run, lang: str) -> Sheet:
    """Return the key figures that are numbers, each with its unit, and its range where it has one."""
    ranges = publication.at(place).RANGES if (place := publication.of(project).workbook) else {}
    rows = [_key_figure(figure, run.by_id, ranges, lang) for figure in run.figures if _is_number(figure)]
    heads = {"label": LABEL, "value": t("Värde"), "unit": UNIT, "low": LOW, "high": HIGH}
    heads |= {"id": ID, "notebook": t("Anteckningsbok"), "data": t("Bygger på")}
    title = t("Nyckeltal som rapportens text nämner eller bygger på")
    note = t("Spannets ändar är nyckeltal de också. Vad spannet omfattar står i rapporten.")
    tab = t("Nyckeltal").of(lang)
    return Sheet("key-figures", tab, title.of(lang), [note.of(lang)], columns(heads, lang), rows)


def conclusions(run: Run, lang: str) -> Sheet:
    """Return the key figures that are words."""
    rows = [
        [_label(figure, lang), sheet.cell(results.value(figure), lang), figure["id"]]
        for figure in run.figures
        if figure["unit"] == "text"
    ]
    heads = {"label": LABEL, "words": t("Ordalydelse"), "id": ID}
    title = t("Slutsatser och andra meningar som följer av talen")
    return Sheet("conclusions", t("Slutsatser").of(lang), title.of(lang), [], columns(heads, lang), rows)


def parameters(project: Project, run: Run, lang: str) -> Sheet:
    """Return the parameters: the value of the run, the reference's, the range, and why."""
    reference, names = load(project, REFERENCE), declare.code_names(project)
    rows = [
        _parameter(about, run.parameters[name], reference.values[name], names, lang)
        for name, about in declare.declared(project).items()
        if name in run.parameters
    ]
    heads = {
        "label": LABEL,
        "value": t("Värde"),
        "reference": t("Värde i referensen"),
        "differs": t("Skiljer sig"),
    }
    heads |= {"unit": UNIT, "low": LOW, "high": HIGH, "status": t("Slag"), "reason": t("Skäl")}
    heads |= {"source": t("Källa"), "id": ID}
    title = t("Parametrar: vad scenariot antar")
    said = t(reference.title).of(lang)
    note = t("Referensen är scenariot {title}. Skäl och källa gäller värdet där.", title=said).of(lang)
    tab = t("Parametrar").of(lang)
    return Sheet("parameters", tab, title.of(lang), [sheet.words(note)], columns(heads, lang), rows)


def own(project: Project, run: Run, behind: Mapping[str, list[str]], lang: str) -> Iterator[Sheet]:
    """Yield the tables that the publication itself makes; `behind` are the sources of each data resource."""
    place = publication.of(project).workbook
    tables: list[Own] = publication.at(place).tables(run.parameters) if place else []
    for table in tables:
        heads, rows = sheet.content(table.spec, lang)
        sources = dict.fromkeys(source for name in table.resources for source in behind.get(name, []))
        title, note = (sheet.words(text.of(lang)) for text in (table.title, table.note))
        yield Sheet(table.name, title, title, [note], heads, rows, list(sources))


def columns(heads: Mapping[str, Text], lang: str) -> list[Column]:
    """Return columns of words, by name."""
    return [Column(name, head.of(lang)) for name, head in heads.items()]


def _is_number(figure: Mapping[str, Any]) -> bool:
    return figure["unit"] not in ("text", declarations.CONDITION)


def _key_figure(
    figure: Mapping[str, Any],
    by_id: Mapping[str, Mapping[str, Any]],
    ranges: Mapping[str, tuple[str, str]],
    lang: str,
) -> list[Cell]:
    unit = figure["unit"]
    ends = [by_id[id]["value"] for id in ranges.get(figure["id"], ()) if id in by_id]
    low, high = (Quantity(end, unit) for end in ends) if len(ends) == 2 else (None, None)
    return [
        _label(figure, lang),
        Quantity(figure["value"], unit),
        sheet.unit_in_words(unit, lang) or None,
        *(low, high),
        *(figure["id"], figure["notebook"], ", ".join(figure["sources"]) or None),
    ]


def _label(figure: Mapping[str, Any], lang: str) -> str:
    return sheet.words(t(figure["label"]).of(lang))


def _parameter(
    about: Parameter, value: Any, reference: Any, names: Mapping[str, str], lang: str
) -> list[Cell]:
    def written(value: Any) -> Cell:
        if value is None:
            return None
        return (
            Quantity(value, about.unit) if about.is_number else sheet.words(shown(about, value, lang, names))
        )

    return [
        sheet.words(about.text("label").of(lang)),
        written(value),
        written(reference),
        sheet.cell(value != reference, lang),
        sheet.unit_in_words(about.unit, lang) or None,
        *(written(about.low), written(about.high)),
        STATUS[about.status].of(lang),
        sheet.words(about.text("reason").of(lang)),
        *(about.source or None, about.name),
    ]
