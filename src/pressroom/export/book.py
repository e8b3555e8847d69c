"""The book of a run: what stands on its cover, and its sheets in the order that a reader looks for them."""

from collections.abc import Mapping
from pathlib import Path

from pressroom import yamlfile
from pressroom.errors import UserError
from pressroom.export import of_data, of_report, of_run, sheet
from pressroom.export.sheet import Book
from pressroom.export.shown import shown
from pressroom.language.catalogue import SOURCE, printed
from pressroom.language.text import t
from pressroom.project import Project
from pressroom.rendering import datalog, embedded, mistakes, variables
from pressroom.rendering import report as reports
from pressroom.runs import Run

# What the report says of itself, in the order of the cover.
_SAID = ("subtitle", "author", "edition", "scenario")


def book(project: Project, run: Run, lang: str) -> Book:
    """Return the tables of a run, with words in `lang`; a UserError names a mistake in the report's text."""
    for mistake in mistakes.before_run(project, [lang]):
        raise UserError(str(mistake), mistake.todo)
    folder = project.report if lang == SOURCE else project.report / lang
    log, values = datalog.read_log(project), variables.values(project, run, lang)
    behind = log.behind()
    places = shown(folder, run, reports.appendices(project, run, log, lang))
    head = _head(folder / "report.qmd", values, lang)
    lines = [head[name] for name in _SAID if head.get(name)]
    lines += filter(None, [sheet.words(values.get("scenario.description", ""))])
    of_results = (of_run.key_figures(project, run, lang), of_run.conclusions(run, lang))
    sheets = [
        *(each for each in of_results if each.rows),
        *of_run.own(project, run, behind, lang),
        *of_report.sheets(project, run, places, behind, values, lang),
        of_run.parameters(project, run, lang),
    ]
    sheets += [of_data.sources(project, log, sheets, lang), of_data.resources(log, behind, lang)]
    without = [of_report.tab(each, lang) for each in places if each.spec is None]
    if without:
        lines.append(t("Utan data, och därför utan blad: {names:|and}.", names=without).of(lang))
    links = {id: (source["title"], source["url"]) for id, source in log.sources().items()}
    day = variables.retrieved_day(project)
    return Book(head.get("title", ""), lines, lang, head.get("lang", lang), day, sheets, links)


def _head(path: Path, values: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return what the head of the report says of it, with the values filled in."""
    _, _, text = path.read_text(encoding="utf-8").partition("---\n")
    said = yamlfile.parse(text.partition("\n---")[0], path.name).values
    return {
        name: sheet.words(printed(embedded.fill_in(words, values, path.name), lang))
        for name, words in said.items()
        if isinstance(words, str)
    }
