"""The data behind a figure, as a table for those who cannot or do not want to read the drawing."""

from collections.abc import Sequence
from typing import Any

from pressroom.language.text import Text, t
from pressroom.notebook.tables import Column, of_rows, render

SOFT_HYPHEN = "\u00ad"

# Which roles name a row and which role is spread over the columns, per kind that has several series.
_CROSSED = {
    "stacked_bars": (("x",), "by"),
    "bars": (("category",), "by"),
    "lines": (("x",), "by"),
    "small_multiples": (("panel", "x"), "by"),
    "matrix": (("row",), "column"),
}
_WORDS = {
    "x": t("År"),
    "category": t("Post", context="of a figure"),
    "panel": t("Område"),
    "code": t("Område"),
    "row": t("Rad"),
    "activity": t("Aktivitet"),
    "start": t("Från"),
    "end": t("Till"),
    "value": t("Värde"),
    "word": t("Bedömning"),
    "mid": t("Värde"),
    "low": t("Lägst"),
    "high": t("Högst"),
    "count": t("Antal"),
    "by": t("Grupp"),
}
_ORDER = {role: place for place, role in enumerate(_WORDS)}
_NUMBERS = ("value", "low", "mid", "high")


def markdown(spec: dict[str, Any], lang: str) -> str:
    """Return the data of a figure's specification as a pipe table in `lang`."""
    return render(data_table(spec), lang, "markdown").replace(SOFT_HYPHEN, "")


def data_table(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a figure's specification as the specification of a table (see `tables.render`)."""
    data, roles = spec["data"], spec["options"]["roles"]
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    names, across = _CROSSED.get(spec["chart"], ((), None))
    if across in roles:
        return _crossed(spec, rows, [roles[name] for name in names], roles[across])
    # What names the row, then the value, then its range from low to high: as a reader looks for them.
    ordered = sorted(_once(roles), key=lambda item: _ORDER.get(item[0], len(_ORDER)))
    columns = [Column(name, _label(spec, name, role), _unit(spec, role)) for role, name in ordered]
    return of_rows([[_worded(spec, row[column.key]) for column in columns] for row in rows], columns)


def _crossed(
    spec: dict[str, Any], rows: Sequence[dict[str, Any]], index: Sequence[str], across: str
) -> dict[str, Any]:
    """Return one row for each `index` and one column for each value of `across`, per number shown."""
    roles = spec["options"]["roles"]
    shown = ["word"] if "word" in roles else [role for role in _NUMBERS if role in roles]
    keys = list(dict.fromkeys(tuple(row[name] for name in index) for row in rows))
    named = [(role, name) for role, name in _once(roles) if name in index]
    columns = [Column(name, _label(spec, name, role), _unit(spec, role)) for role, name in named]
    cells = [[_worded(spec, key[list(index).index(name)]) for _, name in named] for key in keys]
    for code in dict.fromkeys(row[across] for row in rows):
        part = {tuple(row[name] for name in index): row for row in rows if row[across] == code}
        for role in shown:
            values = [part[key][roles[role]] if key in part else None for key in keys]
            if all(value is None for value in values):
                continue
            label = _text(spec, code)
            if len(shown) > 1 and role != "value":
                label = t("{label}, {role:|lower}", label=label, role=_WORDS[role])
            columns.append(Column(f"{code}:{role}", label, _unit(spec, role)))
            for row, value in zip(cells, values, strict=True):
                row.append(_worded(spec, value) if role == "word" else value)
    return of_rows(cells, columns, list(index))


def _once(roles: dict[str, str]) -> list[tuple[str, str]]:
    """Return (role, column) with each column named once."""
    first: dict[str, str] = {}
    for role, name in roles.items():
        first.setdefault(name, role)
    return [(role, name) for name, role in first.items()]


def _unit(spec: dict[str, Any], role: str) -> str:
    units = spec["options"]["units"]
    if role in ("start", "end"):
        return "år"
    if role == "x":
        return units.get(
            "x", "år" if all(isinstance(row[0], int) for row in spec["data"]["rows"]) else "text"
        )
    if role == "count":
        return "antal"
    return units.get("value", "text") if role in _NUMBERS else "text"


def _label(spec: dict[str, Any], name: str, role: str) -> Text:
    if name in spec["text"]["labels"]:
        return _text(spec, name)
    axis = spec["text"].get("axis")
    if role == "category" and spec["chart"] == "dot_range":
        return t("Vad som jämförs")
    return Text.from_json(axis) if role == "value" and axis else _WORDS[role]


def _text(spec: dict[str, Any], code: Any) -> Text:
    label = spec["text"]["labels"].get(str(code))
    return Text.from_json(label) if label else t("{code}", code=str(code))


def _worded(spec: dict[str, Any], value: Any) -> Any:
    """Return the reader's words for a code, any other value as it is."""
    return _text(spec, value).as_json() if isinstance(value, str) else value
