"""The book as a data package: a CSV file a table, and datapackage.json, which describes them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pressroom.export import sheet
from pressroom.export.sheet import FORMULA, Book, Cell, Column, Quantity, Sheet
from pressroom.files import digest
from pressroom.language.numbers import unit_named
from pressroom.language.text import t

FILE = "datapackage.json"


def package(book: Book, about: Mapping[str, Any]) -> dict[str, str]:
    """Return the files by name; `about` is what the package says beside its title, such as its licences."""
    contents = {f"{each.name}.csv": _csv(each) for each in book.sheets}
    content = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        **about,
        "title": book.title,
        "description": "\n".join(book.lines),
        "resources": [
            _resource(each, name, contents[name], book)
            for each, name in zip(book.sheets, list(contents), strict=True)
        ],
    }
    return contents | {FILE: json.dumps(content, ensure_ascii=False, indent=1) + "\n"}


def _csv(each: Sheet) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in each.columns])
    writer.writerows([_written(value) for value in row] for row in each.rows)
    return file.getvalue()


def _written(value: Cell) -> str | int | float:
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, str) and FORMULA.match(value):
        # A spreadsheet takes what follows an apostrophe for text.
        return f"'{value}"
    return "" if value is None else value


def _resource(each: Sheet, path: str, content: str, book: Book) -> dict[str, Any]:
    fields = [
        _field(column, [row[place] for row in each.rows], book.lang)
        for place, column in enumerate(each.columns)
    ]
    raw = content.encode()
    about = {
        "name": each.name,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": each.title,
        "bytes": len(raw),
        "hash": f"sha256:{digest(raw)}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
    if each.notes:
        about["description"] = " ".join(each.notes)
    sources = [_source(*book.sources[id]) for id in each.sources]
    return about | ({"sources": sources} if sources else {})


def _source(title: str, address: str | None) -> dict[str, str]:
    return {"title": title} | ({"path": address} if isinstance(address, str) else {})


def _field(column: Column, values: Sequence[Cell], lang: str) -> dict[str, str]:
    field = {"name": column.name, "title": column.title, "type": _type(column, values)}
    unit = sheet.unit_in_words(column.unit, lang)
    if unit_named(column.unit).factor != 1:
        unit = t("del av ett").of(lang)
    return field | ({"unit": unit} if unit else {})


def _type(column: Column, values: Sequence[Cell]) -> str:
    """Return the type that every value of a column has."""
    kinds = {_kind(value) for value in values if value is not None}
    if not kinds:
        return "string" if column.unit == "text" else "number"
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "any"


def _kind(value: Cell) -> str:
    if isinstance(value, Quantity):
        return "number"
    return {str: "string", int: "integer", float: "number"}[type(value)]
