"""The web page's panel: controls, tables and places for drawings, which theme/panel.js brings to life."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pressroom.language.numbers import format_value, scale_of, unit_header
from pressroom.language.text import Text, t

WORDS = {
    "controls": t("Antaganden att ändra", "Assumptions to change"),
    "reset": t("Tillbaka till scenariot", "Back to the scenario"),
    "link": t("Länk till de här valen", "Link to these choices"),
    "chosen": t("Med dina val", "With your choices"),
    "start": t("I scenariot", "In the scenario"),
    "behind": t("Siffrorna bakom: {}, tusen kronor", "The numbers behind: {}, SEK thousand"),
    "year": t("År", "Year"),
    "total": t("Summa", "Total"),
    "mark": t("Scenariots nivå", "The scenario's level"),
}
# What the script says; {} stands for what it fills in.
SAID = {
    "exact": t(
        "Alla värden är beräknade med rapportens modell.", "All values are computed with the report's model."
    ),
    "between": t(
        "Värden med cirka är interpolerade, alltså uppskattade mellan värden som modellen har beräknat. {}",
        "Values with about are interpolated, that is, estimated between values that the model computed. {}",
    ),
    "pair": t("{}: mellan {} och {}.", "{}: between {} and {}."),
    "drawn": t("Figurerna är också interpolerade.", "The drawings are interpolated as well."),
    "outside": t(
        "Länken hade ett värde utanför panelens gränser, så det närmaste visas: {}.",
        "The link had a value outside the panel's limits, so the nearest is shown: {}.",
    ),
    "about": t("cirka {}", "about {}"),
    "bars": t("Staplar per år: {}, {}. {}.", "Bars by year: {}, {}. {}."),
}
ARRAYS = "@arrays@"
# How a computed and an interpolated number is rounded, in the words of the browser's Intl.NumberFormat.
_WHOLE, _ONE, _TWO = ({"maximumFractionDigits": digits} for digits in range(3))
_ROUNDED = {"kr": (_WHOLE, {"maximumSignificantDigits": 4}), "andel": (_TWO, _ONE), "personer": (_ONE, _ONE)}


def html(spec: Mapping[str, Any], lang: str, id: str = "panel") -> str:
    """Return the panel in `lang` as it stands in the page, hidden until the script shows it.

    ARRAYS stands where the page gets the numbers of the specification, which are the same in each language.
    """
    axes = [_axis(axis) for axis in spec["axes"]]
    start = [axis["start"] for axis in axes]
    groups = [_group(one, spec["arrays"], start, lang) for one in spec["groups"]]
    return _template().render(
        id=id,
        lang=lang,
        axes=axes,
        groups=groups,
        figures=[figure | {"behind": _behind(figure, lang)} for figure in spec["figures"]],
        words={name: words._asdict()[lang] for name, words in WORDS.items()},
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


def _group(one: Mapping[str, Any], arrays: Sequence[str], start: Sequence[int], lang: str) -> dict[str, Any]:
    """Return a group whose heading names the unit where all its numbers have the same."""
    units = {number["unit"] for number in one["numbers"]}
    title, header = one["title"][lang], unit_header(min(units), lang)
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
        "label": number["label"][lang],
        "header": unit_header(number["unit"], lang),
        "written": written.removeprefix(before).removesuffix(after),
        # A name is the same in both languages, and Swedish.
        "name": lang != "sv" and len(set(number["label"].values())) == 1,
    }


def _around(unit: str, lang: str) -> tuple[str, str]:
    """Return the words before and after a number of the unit."""
    factor = 100 if unit == "andel" else 1
    before, _, after = format_value(2 / factor, unit, lang, "exact").partition("2")
    return before, after


def _data(spec: Mapping[str, Any], axes: list[dict[str, Any]], lang: str) -> str:
    """Return what the script reads; no sign of it can end the element it stands in."""
    kept = ("name", "computed", "stops", "at")
    content = {
        "lang": lang,
        "axes": [
            {name: axis[name] for name in kept}
            | {"label": axis["label"][lang], "words": [words[lang] for words in axis["words"]]}
            for axis in axes
        ],
        "numbers": [
            {name: number[name] for name in ("id", "unit", "shape", "array")}
            | {"label": number["label"][lang]}
            for one in spec["groups"]
            for number in one["numbers"]
        ],
        "figures": [_figure(figure, lang) for figure in spec["figures"]],
        "units": {unit: _unit(unit, lang) for unit in _ROUNDED},
        "said": {name: words._asdict()[lang] for name, words in SAID.items()},
        "arrays": ARRAYS,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _figure(figure: Mapping[str, Any], lang: str) -> dict[str, Any]:
    series = [one | {"label": one["label"][lang]} for one in figure["series"]]
    divisor, scale = scale_of(figure["most"], figure["unit"])
    axis = unit_header(figure["unit"], lang, scale)
    words = {"title": figure["title"][lang], "axis": axis, "divisor": divisor}
    return {name: figure[name] for name in ("id", "places", "most")} | words | {"series": series}


def _behind(figure: Mapping[str, Any], lang: str) -> str:
    return WORDS["behind"]._asdict()[lang].format(figure["title"][lang])


def _unit(unit: str, lang: str) -> dict[str, Any]:
    """Return how a number of the unit is written: factor, rounding, and the words around it."""
    (before, after), (exact, about) = _around(unit, lang), _ROUNDED[unit]
    factor = 100 if unit == "andel" else 1
    return {"factor": factor, "exact": exact, "about": about, "before": before, "after": after}


def texts() -> list[Text]:
    """Return every text of the panel's own."""
    return [*WORDS.values(), *SAID.values()]
