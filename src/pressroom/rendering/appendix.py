"""Appendices that the model and the results write themselves: assumptions and traceability."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from energikontoret.parameters import Parameters
from pressroom.language.numbers import NBSP, format_value
from pressroom.language.text import Text, t
from pressroom.notebook.declarations import CONDITION
from pressroom.runs import Run

CHAPTERS = {
    "01": t("Överenskommelsens ekonomi", "Finances of the agreement"),
    "02": t("Energikontorets finansiering", "Funding of the energy office"),
    "03": t("Målen", "The goals"),
    "04": t("Fossilbränslefritt 2030", "Fossil-free 2030"),
    "05": t("Kostnadsfördelning", "Cost sharing"),
    "06": t("Organisationsalternativ", "Organisation options"),
    "07": t("Osäkerhet", "Uncertainty"),
    "08": t("Besluten", "The decisions"),
    "09": t("Scenarierna", "The scenarios"),
    "10": t("Pröva själv", "Try it yourself"),
}
STATUS = {
    "fact": t("uppgift ur källa", "fact from a source"),
    "assumption": t("antagande", "assumption"),
    "choice": t("metodval", "choice of method"),
}
WORDS = {
    "population": t("efter folkmängd", "by population"),
    "equal": t("lika delar", "equal shares"),
    "mixed": t("blandad", "mixed"),
    "base_funding": t("basfinansieringen", "the base funding"),
    "known_agreement": t("överenskommelsens kända del", "the known part of the agreement"),
    "amount": t("ett belopp", "an amount"),
}


def assumptions(
    values: Mapping[str, Any],
    lang: str = "sv",
    places: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> str:
    """Return the appendix of parameters: one table a chapter, with value, range, status and reason.

    `places` names the municipalities by their code, `sources` the sources by their id (as Markdown).
    """
    return "\n".join(
        _chapter(notebook, names, values, lang, places or {}, sources or {})
        for notebook, names in _by_notebook().items()
    )


def traceability(run: Run, lang: str = "sv") -> str:
    """Return the appendix of key figures: value, id, notebook, and the data and parameters behind it."""
    by_notebook: dict[str, list[Mapping[str, Any]]] = {}
    for figure in run.figures:
        if figure["unit"] not in ("text", CONDITION):
            by_notebook.setdefault(figure["notebook"], []).append(figure)
    return "\n".join(
        _trace(name, by_notebook[name], run.notebooks[name].parts, lang) for name in sorted(by_notebook)
    )


def _by_notebook() -> dict[str, list[str]]:
    chapters: dict[str, list[str]] = {}
    for name, field in Parameters.model_fields.items():
        chapters.setdefault(field.json_schema_extra["notebook"], []).append(name)
    return chapters


def _chapter(
    notebook: str,
    names: Sequence[str],
    values: Mapping[str, Any],
    lang: str,
    places: Mapping[str, str],
    sources: Mapping[str, str],
) -> str:
    head = (
        t("Parameter", "Parameter"),
        t("Värde", "Value"),
        t("Intervall", "Range"),
        t("Slag", "Status"),
        t("Skäl", "Reason"),
    )
    rows = [_parameter_row(name, values[name], lang, places, sources) for name in names]
    _say_once(rows, _in(t("Som ovan.", "As above."), lang))
    title = _in(CHAPTERS[notebook], lang)
    caption = _in(t(f"Parametrar: {title.lower()}.", f"Parameters: {title.lower()}."), lang)
    return pipe_table(
        [_in(word, lang) for word in head],
        rows,
        widths=(28, 14, 16, 12, 30),
        caption=caption,
        label=f"tbl-params-{notebook}",
    )


def _say_once(rows: list[list[str]], again: str) -> None:
    """Put `again` for a reason that is the one of the row before."""
    reasons = [row[-1] for row in rows]
    for row, before in zip(rows[1:], reasons[:-1], strict=True):
        if row[-1] == before:
            row[-1] = again


def _parameter_row(
    name: str, value: Any, lang: str, places: Mapping[str, str], sources: Mapping[str, str]
) -> list[str]:
    about = Parameters.model_fields[name].json_schema_extra
    label, reason = (about[key if lang == "sv" else f"{key}_en"] for key in ("label", "reason"))
    span = "–"
    if about["status"] == "assumption":
        span = _span(about, lang, places)
    source = f" {_source(about['source'], sources, lang)}" if about.get("source") else ""
    return [
        label,
        shown(value, about["unit"], lang, places),
        span,
        _in(STATUS[about["status"]], lang),
        reason + source,
    ]


def _source(id: str, sources: Mapping[str, str], lang: str) -> str:
    return f"{_in(t('Källa', 'Source'), lang)}: [{sources.get(id, id)}](#{id})."


def shown(value: Any, unit: str, lang: str, places: Mapping[str, str] | None = None) -> str:
    """Return a parameter's value as the report writes it; `places` names municipalities by their code."""
    if isinstance(value, list):
        named = (f"{places[code]} ({code})" if places and code in places else code for code in value)
        return ", ".join(named) or _in(t("ingen", "none"), lang)
    if isinstance(value, str):
        return _in(WORDS[value], lang) if value in WORDS else value
    return format_value(value, unit, lang, "exact" if unit in ("kr", "andel", "år") else "table")


def _span(about: Mapping[str, Any], lang: str, places: Mapping[str, str]) -> str:
    """Return the ends of a parameter's range; numbers stand close and share their unit: "20–80 procent"."""
    first, last = (shown(about[end], about["unit"], lang, places) for end in ("low", "high"))
    if not isinstance(about["low"], int | float):
        return f"{first} – {last}"
    if last.startswith(before := f"SEK{NBSP}"):
        return f"{first}–{last.removeprefix(before)}"
    number, _, word = last.rpartition(NBSP)
    if not word[:1].isalpha():
        return f"{first}–{last}"
    return f"{first.rpartition(NBSP)[0]}–{number} {word}"


def _trace(name: str, figures: Sequence[Mapping[str, Any]], parts: Mapping[str, Any], lang: str) -> str:
    head = (t("Nyckeltal", "Key figure"), t("Värde", "Value"), t("Id", "Id"), t("Bygger på", "Rests on"))
    rows = [
        [
            _in(t(figure["label"], figure.get("label_en", figure["label"])), lang),
            _value(figure, lang),
            f"`{figure['id']}`",
            ", ".join(figure["sources"]),
        ]
        for figure in figures
    ]
    chapter = _in(CHAPTERS[name[:2]], lang)
    data = ", ".join(f"`{resource}`" for resource in sorted(parts["data"])) or "–"
    caption = _in(
        t(
            f"Nyckeltal ur `{name}.ipynb`: {chapter.lower()}. Data som läses: {data}.",
            f"Key figures of `{name}.ipynb`: {chapter.lower()}. Data read: {data}.",
        ),
        lang,
    )
    return pipe_table(
        [_in(word, lang) for word in head],
        rows,
        widths=(34, 20, 28, 18),
        caption=caption,
        label=f"tbl-trace-{name[:2]}",
    )


def _value(figure: Mapping[str, Any], lang: str) -> str:
    if isinstance(figure["value"], str):
        return figure["value"]
    exact = format_value(figure["value"], figure["unit"], lang, "exact")
    # What is not nothing shall not be shown as 0; running text keeps the first digit of a small number.
    hidden = figure["value"] and not any(sign in "123456789" for sign in exact)
    return format_value(figure["value"], figure["unit"], lang) if hidden else exact


def pipe_table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    caption: str,
    label: str,
    widths: Sequence[int] = (),
    numbers: bool = False,
) -> str:
    """Return a pipe table; `widths` are relative; with `numbers`, all columns but the first hold numbers."""
    dashes = ["-" * width for width in widths or [3] * len(head)]
    rule = [f":{dashes[0]}", *(f"{dash}:" if numbers else f":{dash}" for dash in dashes[1:])]
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(rule) + "|"]
    lines += [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join([*lines, "", f": {caption} {{#{label}}}", ""])


def _in(text: Text, lang: str) -> Any:
    return text.sv if lang == "sv" else text.en
