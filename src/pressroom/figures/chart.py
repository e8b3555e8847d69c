"""The specification of a chart: everything needed to draw it again in another language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pressroom.errors import NoSuchName
from pressroom.language.numbers import unit_named
from pressroom.language.text import Text, message_of
from pressroom.notebook.tables import plain

Labels = Mapping[Any, Text]


@dataclass(frozen=True)
class Chart:
    """One chart: its kind, the data behind it, its texts and how it is drawn."""

    kind: str
    data: dict[str, Any]
    text: dict[str, Any]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def spec(self) -> dict[str, Any]:
        """Return the chart as plain JSON values."""
        return {"chart": self.kind, "data": self.data, "text": self.text, "options": self.options}


def build(
    kind: str,
    frame: pd.DataFrame,
    columns: Mapping[str, str | None],
    texts: Mapping[str, Text | None],
    labels: Labels | None = None,
    units: Mapping[str, str] | None = None,
    **options: Any,
) -> Chart:
    """Return the chart of `frame`; `columns` says which of its columns plays which role.

    A cell that is a `Text` becomes its wording in the source language, and the text one of the labels.
    """
    used = list(dict.fromkeys(name for name in columns.values() if name is not None))
    for name in used:
        if name not in frame.columns:
            raise NoSuchName(f"The frame has no column '{name}'", name, map(str, frame.columns))
    for unit in (units or {}).values():
        unit_named(unit)
    found = {str(code): message_of("labels", text) for code, text in (labels or {}).items()}
    said = {name: message_of(name, text) for name, text in texts.items() if text is not None}
    rows = [_row(values, found) for values in zip(*(frame[name] for name in used), strict=True)]
    roles = {role: name for role, name in columns.items() if name is not None}
    kept = {name: plain(value) for name, value in options.items() if value is not None}
    return Chart(
        kind,
        {"columns": used, "rows": rows},
        plain(said) | {"labels": plain(found)},
        {"roles": roles, "units": dict(units or {}), **kept},
    )


def _row(values: Sequence[Any], labels: dict[str, Text]) -> list[Any]:
    for value in values:
        if isinstance(value, Text):
            labels[str(value)] = value
    return [str(value) if isinstance(value, Text) else plain(value) for value in values]
