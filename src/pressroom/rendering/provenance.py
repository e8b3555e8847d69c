"""How we know each key figure: its value, what it rests on, its notebook, its data and their sources.

The web page folds it beside the figures; it is written from the results, the notebooks and the data package.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any, NamedTuple

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value
from pressroom.language.text import Text, t
from pressroom.notebook import results
from pressroom.project import Project
from pressroom.rendering.appendix import trace_labels
from pressroom.rendering.datalog import Log
from pressroom.rendering.parameters import shown
from pressroom.runs import Run, dependence
from pressroom.scenarios import Parameter, declare

PARTS = (t("Värde"), t("Slag", context="status"), t("Anteckningsbok"), t("Data"), t("Källa"))
GROUPS = {"assumption": t("Antaganden"), "fact": t("Uppgifter ur källa"), "choice": t("Metodval")}
# Whether it rests on assumptions, and on the report's own judgements.
KINDS = {
    (False, False): t("Uppgift, inga antaganden"),
    (True, False): t("Vilar på antaganden"),
    (False, True): t("Rapportens bedömning"),
    (True, True): t("Vilar på antaganden och bedömningar"),
}
_MANY = 4
_NOT_MEASURED = t("Kan vila på alla parametrar i anteckningsboken; det är inte uppmätt.")


class _Evidence(NamedTuple):
    """What the folds of one edition are written from."""

    values: Mapping[str, Any]
    titles: Mapping[str, str]
    publishers: Mapping[str, str]
    own: Collection[str]
    sources: Mapping[str, Mapping[str, Any]]
    behind: Mapping[str, list[str]]
    names: Mapping[str, str]
    declared: Mapping[str, Parameter]
    lang: str
    annex: str | None
    tables: Mapping[str, str]
    """The table of the annex that holds a notebook's key figures."""
    pages: Mapping[str, str]
    """The page of a notebook, where it is built."""

    def say(self, words: Text) -> str:
        """Return the words in the edition's language."""
        return words.of(self.lang)

    def link(self, place: str, html: str, marks: str = "") -> str:
        """Return what leads to a place of the annex; without a link where there is none."""
        return html if self.annex is None else f'<a href="{self.annex}#{place}"{marks}>{html}</a>'

    def notebook(self, name: str) -> str:
        """Return a notebook's name, leading to its page, else to its table in the annex."""
        html = f"<code>{escape(name)}.ipynb</code>"
        if page := self.pages.get(name):
            return f'<a href="{page}">{html}</a>'
        return self.link(self.tables.get(name, "sec-traceability"), html)


def folds(
    project: Project,
    run: Run,
    log: Log,
    lang: str = SOURCE,
    annex: str | None = "",
    pages: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the folds as JSON, in HTML, by the id of the key figure.

    `annex` is the page with the tables that they lead to: empty for their own page, None for none; `pages`
    are those of notebooks, by name.
    """
    evidence = _Evidence(
        run.parameters,
        log.titles(lang),
        log.publishers(),
        log.own,
        log.sources(),
        log.behind(),
        declare.code_names(project),
        declare.declared(project),
        lang,
        annex,
        trace_labels(run),
        pages,
    )
    rests = {name: dependence.measured(project, name, made.parts) for name, made in run.notebooks.items()}
    folds = {}
    # What says nothing in a scenario needs no grounds.
    for figure in (figure for figure in run.figures if figure["value"] != ""):
        known = rests.get(figure["notebook"])
        inputs = None if known is None else known.get(figure["id"], frozenset())
        folds[figure["id"]] = _fold(figure, inputs, evidence)
    return json.dumps(folds, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _fold(figure: Mapping[str, Any], inputs: Collection[str] | None, evidence: _Evidence) -> str:
    """Return the fold of a figure; `inputs` are those that move it, None where that was not measured."""
    own, everywhere = (
        [name for name in evidence.declared if f"{kind}{name}" in (inputs or ())]
        for kind in (dependence.PARAM, dependence.SCENARIOS)
    )
    names = list(dict.fromkeys([*own, *everywhere]))
    resources = [name for name in figure["sources"] if name in evidence.titles]
    said = (
        _value(figure, evidence),
        _NOT_MEASURED.of(evidence.lang) if inputs is None else _status(own, everywhere, resources, evidence),
        evidence.notebook(figure["notebook"]),
        _data(resources, evidence),
        _source(names, resources, evidence),
    )
    parts = zip(PARTS, said, strict=True)
    rows = "".join(f"<dt>{evidence.say(name)}</dt><dd>{words}</dd>" for name, words in parts)
    label = evidence.say(t(figure["label"]))
    return f"<details><summary>{escape(label)}</summary><dl>{rows}</dl></details>"


def _value(figure: Mapping[str, Any], evidence: _Evidence) -> str:
    return escape(format_value(results.value(figure), figure["unit"], evidence.lang, "exact"))


def _status(
    names: Sequence[str], everywhere: Sequence[str], resources: Sequence[str], evidence: _Evidence
) -> str:
    """Say whether the figure is a fact or rests on assumptions or judgements, and name the parameters.

    `everywhere` are those whose values in every scenario go into it.
    """
    groups = {
        status: [name for name in names if evidence.declared[name].status == status] for status in GROUPS
    }
    judged = any(evidence.publishers[name] in evidence.own for name in resources)
    assumed = [name for name in (*names, *everywhere) if evidence.declared[name].status == "assumption"]
    kind = f"<strong>{evidence.say(KINDS[bool(assumed), judged])}</strong>"
    if names or everywhere:
        kind = evidence.link("sec-assumptions", kind)
    said = [kind + (f": {_listed(groups.pop('assumption'), evidence)}" if groups["assumption"] else "") + "."]
    said += [
        f"{evidence.say(GROUPS[status])}: {_listed(found, evidence)}."
        for status, found in groups.items()
        if found
    ]
    if elsewhere := [name for name in everywhere if name not in names]:
        labels = "; ".join(escape(evidence.say(evidence.declared[name].text("label"))) for name in elsewhere)
        said.append(f"{evidence.say(t('I alla scenarier'))}: {labels}.")
    return " ".join(said)


def _listed(names: Sequence[str], evidence: _Evidence) -> str:
    """Return the parameters with their values."""
    said = []
    for about in (evidence.declared[name] for name in names):
        value = shown(about, evidence.values[about.name], evidence.lang, evidence.names)
        said.append(escape(f"{evidence.say(about.text('label'))} {value}"))
    return "; ".join(said)


def _data(resources: Sequence[str], evidence: _Evidence) -> str:
    if not resources:
        return evidence.say(t("Inga data, bara parametrar."))
    named = (
        f"{evidence.link('tbl-data', escape(evidence.titles[name]))} (<code>{name}</code>)"
        for name in resources
    )
    return "; ".join(named)


def _source(names: Sequence[str], resources: Sequence[str], evidence: _Evidence) -> str:
    """Return the sources behind the data and the parameters; of many, how many they are."""
    stated = [evidence.behind.get(name, []) for name in resources]
    stated.append([source for name in names if (source := evidence.declared[name].source)])
    found = list(dict.fromkeys(source for each in stated for source in each))
    if not found:
        return evidence.say(t("Ingen: rapportens egna antaganden."))
    if len(found) > _MANY:
        said = evidence.say(t("{number} källor", number=len(found)))
        return evidence.link("sec-sources", said)
    return "; ".join(_link(id, evidence) for id in found)


def _link(id: str, evidence: _Evidence) -> str:
    source = evidence.sources[id]
    marked = "" if source["language"] == evidence.lang else f' lang="{source["language"]}"'
    return f"{evidence.link(id, escape(source['title']), marked)}, {escape(source['publisher'])}"
