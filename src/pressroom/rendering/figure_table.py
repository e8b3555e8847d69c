"""The data behind a figure, as a table for those who cannot or do not want to read the drawing."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pressroom.language.text import Text, t
from pressroom.notebook.tables import Column, render, specification

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
    frame = pd.DataFrame(spec["data"]["rows"], columns=spec["data"]["columns"], dtype=object)
    roles = spec["options"]["roles"]
    names, across = _CROSSED.get(spec["chart"], ((), None))
    if across in roles:
        return _crossed(spec, frame, [roles[name] for name in names], roles[across])
    # What names the row, then the value, then its range from low to high: as a reader looks for them.
    ordered = sorted(_once(roles), key=lambda item: _ORDER.get(item[0], len(_ORDER)))
    columns = [Column(name, _label(spec, name, role), _unit(spec, role)) for role, name in ordered]
    return specification(_worded(spec, frame, [column.key for column in columns]), columns)


def _crossed(spec: dict[str, Any], frame: pd.DataFrame, index: Sequence[str], across: str) -> dict[str, Any]:
    """Return one row for each `index` and one column for each value of `across`, per number shown."""
    roles = spec["options"]["roles"]
    shown = ["word"] if "word" in roles else [role for role in _NUMBERS if role in roles]
    rows = list(dict.fromkeys(zip(*(frame[name] for name in index), strict=True)))
    table = pd.DataFrame(rows, columns=list(index), dtype=object)
    columns = [
        Column(name, _label(spec, name, role), _unit(spec, role))
        for role, name in _once(roles)
        if name in index
    ]
    for code in dict.fromkeys(frame[across]):
        part = frame[frame[across] == code]
        keys = list(zip(*(part[name] for name in index), strict=True))
        for role in shown:
            values = dict(zip(keys, part[roles[role]], strict=True))
            if all(pd.isna(value) for value in values.values()):
                continue
            key = f"{code}:{role}"
            table[key] = pd.Series([values.get(row) for row in rows], dtype=object)
            label = _text(spec, code)
            if len(shown) > 1 and role != "value":
                label = t("{label}, {role:|lower}", label=label, role=_WORDS[role])
            columns.append(Column(key, label, _unit(spec, role)))
    used = [*index, *(column.key for column in columns if ":word" in column.key)]
    return specification(_worded(spec, table, used), columns, key=list(index))


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


def _worded(spec: dict[str, Any], frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Replace codes by the reader's words."""
    words = {
        name: [_text(spec, value) if isinstance(value, str) else value for value in frame[name]]
        for name in columns
    }
    return frame.assign(**{name: pd.Series(values, dtype=object) for name, values in words.items()})
