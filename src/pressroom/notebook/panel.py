"""A panel to try values in: what may vary, and results for every combination of the computed values.

A notebook shows it as data; the web page makes controls, numbers and drawings of it (`rendering.panel`).
Results are arrays with one dimension an axis, in the order of the axes, and a last one for the places of a
figure. They are one long where an axis does not move them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from pressroom.language.numbers import format_value, unit_named
from pressroom.language.text import Text, quantity, t
from pressroom.notebook import mime
from pressroom.scenarios import declared

# What is kept of a number: whole kronor, and more of a share than is ever shown.
_MONEY, _SHARE, _OTHER = 0, 6, 4


class Axis(NamedTuple):
    """One parameter that varies: the values that are computed, those that may be set, the scenario's own."""

    name: str
    values: list[Any]
    stops: list[Any]
    start: Any
    label: Text
    unit: str
    words: list[Text]
    kind: str


class Number(NamedTuple):
    """One result that follows; `id` is that of the key figure it equals."""

    id: str
    label: Text
    unit: str
    values: np.ndarray


class Figure(NamedTuple):
    """Bars for each of `places`, stacked by series."""

    id: str
    title: Text
    unit: str
    places: list[int]
    series: list[tuple[Text, np.ndarray]]


class Group(NamedTuple):
    """Numbers that stand together under a heading."""

    title: Text
    numbers: list[Number]


def slider(given: Mapping[str, Any], name: str, values: Sequence[float], step: float) -> Axis:
    """Return the axis of a number: `values` and the scenario's are computed, every `step` may be set."""
    computed = sorted({*values, given[name]})
    count = round((computed[-1] - computed[0]) / step)
    between = [float(f"{computed[0] + n * step:.12g}") for n in range(count + 1)]
    stops = sorted({*(stop for stop in between if stop <= computed[-1]), *computed})
    return _axis(given, name, computed, stops, {}, "slider")


def choice(given: Mapping[str, Any], name: str, words: Mapping[Any, Text]) -> Axis:
    """Return the axis of a choice between `words` and the scenario's own value."""
    own = [] if given[name] in words else [given[name]]
    return _axis(given, name, [*words, *own], [*words, *own], words, "choice")


def grid(axes: Sequence[Axis]) -> dict[str, list[Any]]:
    """Return the computed values of each axis by parameter."""
    return {axis.name: axis.values for axis in axes}


def show(axes: Sequence[Axis], groups: Sequence[Group], figures: Sequence[Figure]) -> None:
    """Display the panel as data, and as text what varies and between which values the results move."""
    from IPython.display import display

    spec = specification(axes, groups, figures)
    display({mime.of("panel"): spec, "text/plain": _summary(axes, groups, figures)}, raw=True)


def specification(axes: Sequence[Axis], groups: Sequence[Group], figures: Sequence[Figure]) -> dict[str, Any]:
    """Return the panel as plain JSON values; raises ValueError where a result does not fit the axes."""
    for name, values, places in _arrays(groups, figures):
        wanted = [*(len(axis.values) for axis in axes), places]
        if values.ndim != len(wanted) or any(
            have not in (1, want) for have, want in zip(values.shape, wanted, strict=True)
        ):
            raise ValueError(f"{name}: its shape {values.shape} does not fit the axes {tuple(wanted)}")
    arrays: list[str] = []
    return {
        "axes": [_plain(axis) for axis in axes],
        "groups": [
            {
                "title": group.title.as_json(),
                "numbers": [_number(number, arrays) for number in group.numbers],
            }
            for group in groups
        ],
        "figures": [_figure(figure, arrays) for figure in figures],
        "arrays": arrays,
    }


def one_at_a_time(axes: Sequence[Axis], results: Mapping[str, np.ndarray]) -> list[dict[str, Any]]:
    """Return rows for a table: the scenario's own, then each axis at its ends, or at each other choice.

    A row has the parameter and what it is set to (`Text`), and the results by name.
    """
    start = [axis.values.index(axis.start) for axis in axes]
    own = t("Scenariot")
    rows = [{"parameter": own, "set_to": own} | _at(results, start)]
    for number, axis in enumerate(axes):
        last = len(axis.values) - 1
        chosen = range(last + 1) if axis.kind == "choice" else sorted({0, last})
        for place in chosen:
            if place != start[number]:
                value = axis.words[axis.stops.index(axis.values[place])]
                words = t("{name}: {value}", name=axis.label, value=value)
                point = _at(results, [*start[:number], place, *start[number + 1 :]])
                rows.append({"parameter": axis.label, "set_to": words} | point)
    return rows


def _at(results: Mapping[str, np.ndarray], point: Sequence[int]) -> dict[str, float]:
    """Return the first place of each result at a point of the grid."""
    return {
        name: float(
            values[tuple(min(one, size - 1) for one, size in zip(point, values.shape, strict=False))].flat[0]
        )
        for name, values in results.items()
    }


def _axis(given, name, values, stops, words, kind) -> Axis:
    about = declared()[name]
    named = [words.get(stop) or quantity(stop, about.unit, "exact") for stop in stops]
    label = about.text("label")
    return Axis(name, list(values), list(stops), given[name], label, about.unit, named, kind)


def _plain(axis: Axis) -> dict[str, Any]:
    return axis._asdict() | {
        "label": axis.label.as_json(),
        "words": [words.as_json() for words in axis.words],
    }


def _number(number: Number, arrays: list[str]) -> dict[str, Any]:
    about = {"id": number.id, "label": number.label.as_json(), "unit": number.unit}
    return about | _packed(number.values, number.unit, arrays)


def _figure(figure: Figure, arrays: list[str]) -> dict[str, Any]:
    drawn = [
        {"label": label.as_json()} | _packed(values, figure.unit, arrays) for label, values in figure.series
    ]
    most = float(sum(values for _, values in figure.series).max())
    about = {"id": figure.id, "title": figure.title.as_json(), "unit": figure.unit, "most": round(most, 6)}
    return about | {"places": list(map(int, figure.places)), "series": drawn}


def _packed(values: np.ndarray, unit: str, arrays: list[str]) -> dict[str, Any]:
    """Add the numbers to `arrays` on one line, so that a change of them is one line too; say where."""
    kept = np.round(values.astype(float), _decimals(unit)).ravel()
    arrays.append(" ".join(f"{value + 0.0:.10g}" for value in kept))
    return {"shape": list(values.shape), "array": len(arrays) - 1}


def _decimals(unit: str) -> int:
    how = unit_named(unit)
    return _MONEY if how.scales else _SHARE if how.factor != 1 else _OTHER


def _arrays(groups: Sequence[Group], figures: Sequence[Figure]):
    for group in groups:
        yield from ((number.id, number.values, 1) for number in group.numbers)
    for figure in figures:
        yield from ((str(label), values, len(figure.places)) for label, values in figure.series)


def _summary(axes: Sequence[Axis], groups: Sequence[Group], figures: Sequence[Figure]) -> str:
    lines = [f"{axis.name}: {', '.join(map(str, axis.values))}; start {axis.start}" for axis in axes]
    units = {number.id: number.unit for group in groups for number in group.numbers}
    units |= {str(label): figure.unit for figure in figures for label, _ in figure.series}
    for name, values, _ in _arrays(groups, figures):
        ends = (format_value(end, units[name], style="exact") for end in (values.min(), values.max()))
        lines.append(f"{name}: {' – '.join(ends)}")
    return "\n".join(lines)
