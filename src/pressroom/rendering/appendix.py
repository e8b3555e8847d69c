"""Appendices that the model and the results write themselves: assumptions and traceability."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value
from pressroom.language.text import t
from pressroom.notebook import ipynb
from pressroom.notebook.declarations import CONDITION
from pressroom.project import Project
from pressroom.rendering import chapters
from pressroom.rendering.parameters import shown, span
from pressroom.runs import Run
from pressroom.scenarios import Parameter, declare, declared

STATUS = {
    "fact": t("uppgift"),
    "assumption": t("antagande"),
    "choice": t("metodval"),
}

ASSUMPTIONS_HEAD = (
    t("Parameter"),
    t("Värde"),
    t("Intervall"),
    t("Slag", context="status"),
    t("Skäl"),
)
# Where the files of the scenarios lie.
SCENARIOS = "params/"
TRACE_HEAD = (t("Nyckeltal", context="one"), t("Värde"), t("Id"), t("Bygger på"))


class Reader(NamedTuple):
    """For whom an appendix is written: the language, the names of codes, the sources by id (as Markdown)."""

    lang: str = SOURCE
    names: Mapping[str, str] = {}
    sources: Mapping[str, str] = {}


def assumptions(project: Project, values: Mapping[str, Any], reader: Reader) -> str:
    """Return the appendix of parameters: one table a chapter, with value, range, status and reason.

    A chapter with a single parameter has no table of its own: it is a row of the table before.
    """
    parameters, titles = declared(project), chapters.titles(project, reader.lang)
    sections: list[tuple[str, str, list[list[str]]]] = []
    for notebook, names in by_notebook(project).items():
        rows = [_parameter_row(parameters[name], values[name], reader) for name in names if name in values]
        title = chapters.title_of(notebook, titles).lower()
        if len(rows) == 1 and sections:
            first, before, others = sections[-1]
            sections[-1] = (first, f"{before.rstrip('?')}; {title}", [*others, *rows])
        else:
            sections.append((notebook, title, rows))
    return "\n".join(_chapter(*section, reader.lang) for section in sections)


def by_notebook(project: Project) -> dict[str, list[str]]:
    """Return the parameters by the first notebook that has them, in the order of their declaration."""
    names: dict[str, str] = {}
    for path in sorted(project.notebooks.glob("[0-9]*.ipynb")):
        for name in ipynb.read(path).parameters():
            names.setdefault(name, path.stem)
    order = [name for name in declared(project) if name in names]
    return {stem: [name for name in order if names[name] == stem] for stem in sorted(set(names.values()))}


def traceability(project: Project, run: Run, lang: str = SOURCE) -> str:
    """Return the appendix of key figures: value, id, notebook, and the data and parameters behind it.

    As in `assumptions`, a single key figure has no table of its own.
    """
    titles, labels = chapters.titles(project, lang), trace_labels(run)
    captions: dict[str, list[str]] = {}
    rows: dict[str, list[list[str]]] = {}
    for name, figures in _traced(run).items():
        caption = _trace_caption(name, chapters.title_of(name, titles), run.notebooks[name].parts, lang)
        captions.setdefault(labels[name], []).append(caption)
        rows.setdefault(labels[name], []).extend(_trace_row(figure, lang) for figure in figures)
    return "\n".join(_trace(label, " ".join(captions[label]), rows[label], lang) for label in rows)


def trace_labels(run: Run) -> dict[str, str]:
    """Return the label of the table that holds a notebook's key figures, by the notebook."""
    labels: dict[str, str] = {}
    label = ""
    for name, figures in _traced(run).items():
        if len(figures) > 1 or not label:
            label = f"tbl-trace-{name[:2]}"
        labels[name] = label
    return labels


def _traced(run: Run) -> dict[str, list[Mapping[str, Any]]]:
    """Return the key figures that are no words, by notebook."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for figure in run.figures:
        if figure["unit"] not in ("text", CONDITION):
            found.setdefault(figure["notebook"], []).append(figure)
    return dict(sorted(found.items()))


def _chapter(notebook: str, title: str, rows: list[list[str]], lang: str) -> str:
    _say_once(rows, t("Som ovan.").of(lang))
    caption = t("Parametrar: {title}", title=ended(title)).of(lang)
    head = [words.of(lang) for words in ASSUMPTIONS_HEAD]
    label = f"tbl-params-{notebook[:2]}"
    return pipe_table(head, rows, widths=(28, 14, 16, 12, 30), caption=caption, label=label)


def ended(title: str) -> str:
    """Return a title as the end of a sentence: a question keeps its own mark."""
    return title if title.endswith("?") else f"{title}."


def _say_once(rows: list[list[str]], again: str) -> None:
    """Put `again` for a reason that is the one of the row before."""
    reasons = [row[-1] for row in rows]
    for row, before in zip(rows[1:], reasons[:-1], strict=True):
        if row[-1] == before:
            row[-1] = again


def _parameter_row(parameter: Parameter, value: Any, reader: Reader) -> list[str]:
    lang = reader.lang
    return [
        parameter.text("label").of(lang),
        shown(parameter, value, lang, reader.names),
        span(parameter, lang, reader.names) if parameter.status == "assumption" else "–",
        STATUS[parameter.status].of(lang),
        parameter.text("reason").of(lang) + (_source(parameter.source, reader) if parameter.source else ""),
    ]


def _source(id: str, reader: Reader) -> str:
    return f" {t('Källa').of(reader.lang)}: [{reader.sources.get(id, id)}](#{id})."


def _trace_row(figure: Mapping[str, Any], lang: str) -> list[str]:
    return [
        t(figure["label"]).of(lang),
        traced_value(figure, lang),
        f"`{figure['id']}`",
        ", ".join(f"`{source}`" for source in figure["sources"]),
    ]


def _trace_caption(name: str, title: str, parts: Mapping[str, Any], lang: str) -> str:
    named = sorted(name for name in parts["data"] if name != declare.FILE)
    resources = [f"`{name}`" for name in named if not name.startswith(SCENARIOS)]
    if len(resources) < len(named):
        resources.append(t("scenariernas filer i `{folder}`", folder=SCENARIOS.rstrip("/")).of(lang))
    data = ", ".join(resources) or "–"
    said = t(
        "Nyckeltal ur `{name}.ipynb`: {title} Data som läses: {data}.",
        **{"name": name, "title": ended(title.lower()), "data": data},
    )
    return said.of(lang)


def _trace(label: str, caption: str, rows: list[list[str]], lang: str) -> str:
    head = [words.of(lang) for words in TRACE_HEAD]
    return pipe_table(head, rows, widths=(34, 20, 28, 18), caption=caption, label=label)


def traced_value(figure: Mapping[str, Any], lang: str) -> str:
    """Return a key figure's value as it is, not rounded as running text does."""
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
