"""The sources as reference managers read them: CSL-JSON, and BibTeX made from it."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from pressroom.language.text import t
from pressroom.rendering.datalog import Log
from pressroom.rendering.pandoc import program


def csl(log: Log, lang: str) -> str:
    """Return every source as CSL-JSON, with notes in `lang`, by its id."""
    return _json([_item(row, lang) for row in _in_order(log)])


def bibtex(log: Log, lang: str) -> str:
    """Return every source as BibTeX; what has no field of its own there stands in the note."""
    items = []
    for row in _in_order(log):
        item = _item(row, lang)
        read = t("Läst {day}.", day=row["retrieved"]).of(lang) if row["retrieved"] else ""
        items.append(item | {"note": " ".join(filter(None, [item.get("note"), read]))})
    words = [program(), "--from=csljson", "--to=bibtex", "--wrap=none"]
    made = subprocess.run(
        words, input=_json(items), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return made.stdout


def _in_order(log: Log) -> list[Mapping[str, Any]]:
    return sorted(log.tables["sources"], key=lambda row: str(row["source_id"]))


def _item(row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    item = {
        "id": row["source_id"],
        "type": "webpage" if row["url"] else "document",
        "title": row["title"],
        "author": [{"literal": row["publisher"]}],
        "publisher": row["publisher"],
        "URL": row["url"],
        "issued": _date(row["published"]),
        "accessed": _date(row["retrieved"]),
        "language": row["language"],
        "note": t(row["note"]).of(lang) if row["note"] else None,
    }
    return {key: value for key, value in item.items() if value}


def _date(iso: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else None


def _json(items: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
