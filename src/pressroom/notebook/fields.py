"""A field for each parameter of an open notebook, made from its declaration in params/parameters.yml.

What is put in is taken as if it were written in `lab.use`; the cells below compute with it when they are run.
"""

import math
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.scenarios import declare
from pressroom.scenarios.declare import Parameter

Values = Mapping[str, Any]
Take = Callable[[Values], tuple[Values, list[str]]]
"""Gives the notebook values besides the scenario's; returns all that it then has, and what is said."""
PUT: dict[str, Any] = {}
"""What a person has put in, be it refused or not: it stands when all cells are run again."""
RUN = "Run all cells to compute with it."
WIDE = {"description_width": "50em"}


def show(project: Project, take: Take) -> None:
    """Display the fields; raises UserError, below them, where what stands in one is refused."""
    start, _ = take({})
    known = declare.declared(project)
    fields = {
        name: _field(project, known[name], PUT.get(name, start[name]))
        for name in start
        if not known[name].same
    }
    said = widgets.HTML()

    def put(_: object) -> None:
        PUT.clear()
        PUT.update({name: value for name, field in fields.items() if (value := _value(field)) != start[name]})
        try:
            lines = [*take(PUT)[1], RUN]
        except UserError as error:
            lines = [error.what, error.todo]
        said.value = _lines(lines)

    def reset(_: object) -> None:
        for name, field in fields.items():
            field.value = start[name]

    for field in fields.values():
        field.observe(put, "value")
    button = widgets.Button(description="Reset all")
    button.on_click(reset)
    rows = [widgets.HBox([field, widgets.Label(_range(known[name]))]) for name, field in fields.items()]
    display(widgets.VBox([*rows, button, said]))
    said.value = _lines(take(PUT)[1])


def _field(project: Project, about: Parameter, value: Any) -> widgets.ValueWidget:
    how: dict[str, Any] = {"value": value, "description": about.label, "tooltip": about.name, "style": WIDE}
    how["layout"] = {"width": "62em"}
    match about.type:
        case "boolean":
            return widgets.Checkbox(**how, indent=True)
        case "word":
            return widgets.Dropdown(**how, options=[(str(about.word(each)), each) for each in about.choices])
        case "codes":
            names = declare.codes(project, about.codes_of)
            return widgets.SelectMultiple(
                **how, options=[(name, code) for code, name in names.items()], rows=min(8, len(names))
            )
        case "integer":
            return widgets.IntText(**how)
    return widgets.FloatText(**how, step=_step(about))


def _value(field: widgets.ValueWidget) -> Any:
    return list(field.value) if isinstance(field, widgets.SelectMultiple) else field.value


def _step(about: Parameter) -> float:
    """Return a round step of which the range has some twenty to two hundred."""
    low, high = about.ends
    return float(10.0 ** math.floor(math.log10((high - low) / 20)))


def _range(about: Parameter) -> str:
    """Return what a number may be."""
    return "–".join(f"{end:.10g}" for end in about.ends) if about.is_number else ""


def _lines(lines: list[str]) -> str:
    return f"<pre>{escape(chr(10).join(lines))}</pre>"
