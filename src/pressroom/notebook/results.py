"""Key figures: recorded by a notebook, carried inside it, collected from it."""

import importlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from pressroom.errors import UserError
from pressroom.language.text import Text
from pressroom.notebook import declarations, mime, person
from pressroom.project import find

# What a value of these units is; of all others it is a number.
KINDS = {"text": str, declarations.CONDITION: bool}


def record(chapter: str, /, **values: Any) -> None:
    """Display key figures as outputs of the notebook: `chapter.name` is the id of each value.

    A value is a number in the unit that report/key_figures.yml declares, a `Text` where that is "text", or
    true or false where it is a condition on which a part of the report is shown.
    A person who runs the cells sees them named and rounded in a table instead. Raises UserError for an id
    that is not declared, and for a value that cannot be published.
    """
    from IPython.display import display

    known = declarations.declared(find())
    figures = [_figure(f"{chapter}.{name}", value, known) for name, value in values.items()]
    if person.runs_cells():
        # By its name: no run key should cover what only a person sees.
        importlib.import_module("pressroom.notebook.overview").show(figures)
        return
    for figure in figures:
        plain = f"{figure['id']} = {figure['value']} {figure['unit']}"
        display({mime.of("result"): figure, "text/plain": plain}, raw=True)


def collect(notebook: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the key figures of an executed notebook (its JSON), in the order of recording.

    They are plain dicts at any depth: whoever they are sent to need not import nbformat for them.
    """
    return [json.loads(json.dumps(figure)) | {"notebook": name} for figure in _recorded(notebook)]


def value(figure: Mapping[str, Any]) -> Any:
    """Return the value of a collected key figure: a number, or a `Text` for any language."""
    return Text.from_json(figure["text"]) if "text" in figure else figure["value"]


def _recorded(notebook: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            if figure := mime.data(output.get("data", {}), "result"):
                yield figure


def _figure(id: str, value: Any, known: Mapping[str, declarations.KeyFigure]) -> dict[str, Any]:
    if id not in known:
        raise declarations.unknown(id, known, "The notebook")
    about = known[id]._asdict()
    if isinstance(value, Text):
        about |= {"value": str(value), "text": value.as_json()}
    else:
        about["value"] = _plain(id, value)
    if _kind(about["value"]) != KINDS.get(about["unit"], float):
        raise UserError(
            f"{id} is {about['value']!r}, but its unit is '{about['unit']}'.",
            f"Give it as it is declared, or change its unit in {declarations.FILE}.",
        )
    return {"id": id, **about}


def _kind(value: Any) -> type:
    return next((kind for kind in (str, bool) if isinstance(value, kind)), float)


def _plain(id: str, value: Any) -> Any:
    """Return a Python value for a NumPy scalar; a number that is not finite is refused."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UserError(f"{id} is {value}.", "A key figure is a finite number: mend how it is computed.")
        value = round(value, 10)
    return value
