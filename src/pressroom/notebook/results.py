"""Key figures: recorded by a notebook, carried inside it, collected from it."""

import itertools
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pressroom.language.numbers import UNITS
from pressroom.language.text import Text
from pressroom.notebook import mime

ID = re.compile(r"[a-z]+\.[a-z0-9_]+")


def record(
    id: str,
    value: Any,
    *,
    unit: str,
    label: str,
    sources: Sequence[str],
    label_en: str | None = None,
) -> None:
    """Display a key figure as an output of the notebook.

    `value` is a number in `unit`, or with the unit "text" a bilingual `Text`;
    `sources` names the data resources and parameters that it rests on.
    Raises ValueError for an id, a unit or a value that cannot be published.
    """
    from IPython.display import display

    figure = {"id": id, "value": _plain(id, value), "unit": unit, "label": label, "sources": list(sources)}
    if not ID.fullmatch(id):
        raise ValueError(f"'{id}' is not an id of the form chapter.name_unit")
    if unit not in UNITS:
        raise ValueError(f"{id}: '{unit}' is not a unit of the project: {', '.join(sorted(UNITS))}")
    if isinstance(value, Text):
        figure |= {"value": value.sv, "value_en": value.en}
    if label_en:
        figure["label_en"] = label_en
    display({mime.RESULT: figure, "text/plain": f"{id} = {figure['value']} {unit}"}, raw=True)


def collect(notebook: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the key figures of an executed notebook (its JSON), in the order of recording."""
    return [figure | {"notebook": name} for figure in _recorded(notebook)]


def document(scenario: str, figures: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of results.json, sorted by id.

    Raises ValueError where two figures have one id.
    """
    ordered = sorted(figures, key=lambda figure: figure["id"])
    for one, other in itertools.pairwise(ordered):
        if one["id"] == other["id"]:
            raise ValueError(f"{one['id']} is recorded twice: {one['notebook']} and {other['notebook']}")
    content = {"scenario": scenario, "results": ordered}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _recorded(notebook: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            if mime.RESULT in output.get("data", {}):
                yield output["data"][mime.RESULT]


def _plain(id: str, value: Any) -> Any:
    """Return a Python value for a NumPy scalar; a number that is not finite is refused."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{id} is {value}: a key figure is a finite number")
        value = round(value, 10)
    return value
