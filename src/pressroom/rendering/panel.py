"""The web page's panel: controls, tables and places for drawings, which theme/panel.js brings to life."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value, scale_of, unit_header, unit_named
from pressroom.language.text import Text, in_language, t

WORDS = {
    "controls": t("Antaganden att ändra"),
    "reset": t("Tillbaka till scenariot"),
    "link": t("Länk till de här valen"),
    "chosen": t("Med dina val"),
    "start": t("I scenariot"),
    "year": t("År"),
    "total": t("Summa"),
    "mark": t("Scenariots nivå"),
}
# What the script says; {} stands for what it fills in.
SAID = {
    "exact": t("Alla värden är beräknade med rapportens modell."),
    "between": t(
        "Värden med cirka är interpolerade, alltså uppskattade mellan värden som modellen har beräknat. {}"
    ),
    "pair": t("{}: mellan {} och {}."),
    "drawn": t("Figurerna är också interpolerade."),
    "outside": t("Länken hade ett värde utanför panelens gränser, så det närmaste visas: {}."),
    "about": t("cirka {}"),
    "bars": t("Staplar per år: {}, {}. {}."),
}
ARRAYS = "@arrays@"
# How a computed and an interpolated number is rounded, in the words of the browser's Intl.NumberFormat.
_WHOLE, _ONE, _TWO = ({"maximumFractionDigits": digits} for digits in range(3))
_MONEY, _SHARE, _OTHER = (_WHOLE, {"maximumSignificantDigits": 4}), (_TWO, _ONE), (_ONE, _ONE)


def html(spec: Mapping[str, Any], lang: str, id: str = "panel") -> str:
    """Return the panel in `lang` as it stands in the page, hidden until the script shows it.

    ARRAYS stands where the page gets the numbers of the specification, which are the same in each language.
    """
    marked = {**spec, "groups": [_marked(one, lang) for one in spec["groups"]]}
    spec = in_language(marked, lang)
    axes = [_axis(axis) for axis in spec["axes"]]
    start = [axis["start"] for axis in axes]
    groups = [_group(one, spec["arrays"], start, lang) for one in spec["groups"]]
    return _template().render(
        id=id,
        lang=lang,
        source=SOURCE,
        axes=axes,
        groups=groups,
        figures=[figure | {"behind": _behind(figure, lang)} for figure in spec["figures"]],
        words={name: words.of(lang) for name, words in WORDS.items()},
        data=Markup(_data(spec, axes, lang)),
    )


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined).get_template("panel.html")


def _axis(axis: Mapping[str, Any]) -> dict[str, Any]:
    """Return an axis with its start as a place among the stops and among the computed values."""
    computed = [axis["stops"].index(value) for value in axis["values"]]
    places = {"computed": computed, "at": axis["stops"].index(axis["start"])}
    return {**axis, **places, "start": axis["values"].index(axis["start"])}


def _marked(group: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a group whose numbers say which labels are names, the same in every language."""
    numbers = []
    for number in group["numbers"]:
        label = Text.from_json(number["label"])
        numbers.append({**number, "name": lang != SOURCE and label.of(lang) == label.of(SOURCE)})
    return {**group, "numbers": numbers}


def _group(one: Mapping[str, Any], arrays: Sequence[str], start: Sequence[int], lang: str) -> dict[str, Any]:
    """Return a group whose heading names the unit where all its numbers have the same."""
    units = {number["unit"] for number in one["numbers"]}
    title, header = one["title"], unit_header(min(units), lang)
    numbers = [_number(number, arrays, start, lang) for number in one["numbers"]]
    if len(units) > 1:
        return {"title": title, "numbers": numbers}
    return {"title": f"{title} ({header})", "numbers": [number | {"header": ""} for number in numbers]}


def _number(
    number: Mapping[str, Any], arrays: Sequence[str], start: Sequence[int], lang: str
) -> dict[str, Any]:
    values, place = arrays[number["array"]].split(" "), 0
    for at, size in zip(start, number["shape"], strict=False):
        place = place * size + min(at, size - 1)
    before, after = _around(number["unit"], lang)
    written = format_value(float(values[place]), number["unit"], lang, "exact")
    return {
        "id": number["id"],
        "label": number["label"],
        "header": unit_header(number["unit"], lang),
        "written": written.removeprefix(before).removesuffix(after),
        "name": number["name"],
    }


def _around(unit: str, lang: str) -> tuple[str, str]:
    """Return the words before and after a number of the unit."""
    factor = unit_named(unit).factor
    before, _, after = format_value(2 / factor, unit, lang, "exact").partition("2")
    return before, after


def _data(spec: Mapping[str, Any], axes: list[dict[str, Any]], lang: str) -> str:
    """Return what the script reads; no sign of it can end the element it stands in."""
    kept = ("name", "computed", "stops", "at", "label", "words")
    content = {
        "lang": lang,
        "axes": [{name: axis[name] for name in kept} for axis in axes],
        "numbers": [
            {name: number[name] for name in ("id", "unit", "shape", "array", "label")}
            for one in spec["groups"]
            for number in one["numbers"]
        ],
        "figures": [_figure(figure, lang) for figure in spec["figures"]],
        "units": {unit: _unit(unit, lang) for unit in dict.fromkeys(_units(spec))},
        "said": {name: words.of(lang) for name, words in SAID.items()},
        "arrays": ARRAYS,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _figure(figure: Mapping[str, Any], lang: str) -> dict[str, Any]:
    divisor, scale = scale_of(figure["most"], figure["unit"])
    axis = unit_header(figure["unit"], lang, scale)
    kept = {name: figure[name] for name in ("id", "places", "most", "title", "series")}
    return kept | {"axis": axis, "divisor": divisor, "behind": _scale_behind(figure["unit"])[0]}


def _behind(figure: Mapping[str, Any], lang: str) -> str:
    unit = unit_header(figure["unit"], lang, _scale_behind(figure["unit"])[1])
    return t("Siffrorna bakom: {title}, {unit}", title=figure["title"], unit=unit).of(lang)


def _scale_behind(unit: str) -> tuple[int, str]:
    """Return divisor and scale of the numbers behind a drawing: the smallest that the unit has."""
    return min(((scale.size, scale.name) for scale in unit_named(unit).scales), default=(1, ""))


def _units(spec: Mapping[str, Any]) -> Iterator[str]:
    yield from (number["unit"] for group in spec["groups"] for number in group["numbers"])
    yield from (figure["unit"] for figure in spec["figures"])


def _unit(unit: str, lang: str) -> dict[str, Any]:
    """Return how a number of the unit is written: factor, rounding, and the words around it."""
    how, (before, after) = unit_named(unit), _around(unit, lang)
    exact, about = _MONEY if how.scales else _SHARE if how.factor != 1 else _OTHER
    return {"factor": how.factor, "exact": exact, "about": about, "before": before, "after": after}
