"""What the report's data are and come from, as sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from pressroom.export import sheet
from pressroom.export.of_run import ID, columns
from pressroom.export.sheet import Cell, Sheet
from pressroom.language.text import t
from pressroom.notebook import data, tables
from pressroom.project import Project
from pressroom.rendering import datalog
from pressroom.rendering.datalog import Log, licence_of

PUBLISHER, RETRIEVED, TITLE = t("Utgivare"), t("Hämtad"), t("Titel")


def sources(project: Project, log: Log, sheets: Sequence[Sheet], lang: str) -> Sheet:
    """Return every source, with the data it is used in and the sheets that rest on it."""
    used = datalog.used_in(log)
    rows = [
        [
            *_source(row, lang),
            ", ".join(used.get(row["source_id"], [])) or None,
            ", ".join(each.tab for each in sheets if row["source_id"] in each.sources) or None,
        ]
        for row in data.texts(project, "sources").to_dict("records")
    ]
    heads = {"id": ID, "title": TITLE, "publisher": PUBLISHER, "language": t("Språk"), "address": t("Adress")}
    heads |= {"licence": t("Licens"), "published": t("Utgiven"), "retrieved": RETRIEVED}
    heads |= {"note": t("Anmärkning"), "used_in": t("Används i"), "sheets": t("Blad")}
    title = t("Källor till data och parametrar").of(lang)
    return Sheet("sources", t("Källor").of(lang), title, [], columns(heads, lang), rows)


def resources(log: Log, behind: Mapping[str, list[str]], lang: str) -> Sheet:
    """Return every resource, with the sources behind it."""
    titles, publishers = log.titles(lang), log.publishers()
    rows: list[list[Cell]] = [
        [
            *(entry["name"], sheet.words(titles[entry["name"]]), sheet.words(publishers[entry["name"]])),
            *(entry.get("retrieved"), ", ".join(behind.get(entry["name"], [])) or None),
        ]
        for entry in log.entries
    ]
    heads = {"id": ID, "title": TITLE, "publisher": PUBLISHER, "retrieved": RETRIEVED, "sources": t("Källor")}
    title = t("Datamängder som rapporten bygger på").of(lang)
    return Sheet("data", t("Data").of(lang), title, [], columns(heads, lang), rows)


def _source(row: Mapping[Any, Any], lang: str) -> list[Cell]:
    names = (
        "source_id",
        "title",
        "publisher",
        "language",
        "url",
        "licence",
        "published",
        "retrieved",
        "note",
    )
    plain = {name: sheet.cell(tables.plain(row.get(name)), lang) for name in names}
    plain["licence"] = licence_of(row, lang) or None
    return list(plain.values())
