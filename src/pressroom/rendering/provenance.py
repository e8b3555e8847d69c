"""How we know each key figure: its value, what it rests on, its notebook, its data and their sources.

The web page folds it beside the figures; it is written from the results, the notebooks and the data package.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value
from pressroom.language.text import Text, plural, t
from pressroom.notebook import ipynb, results
from pressroom.project import Project
from pressroom.rendering.datalog import Log
from pressroom.rendering.parameters import shown
from pressroom.runs import Run, lineage
from pressroom.scenarios import Parameter, declare

PARTS = (
    t("Värde"),
    t("Slag"),
    t("Anteckningsbok"),
    t("Data"),
    t("Källa"),
)
GROUPS = {
    "assumption": t("Antaganden"),
    "fact": t("Uppgifter ur källa"),
    "choice": t("Metodval"),
}
# Whether it rests on assumptions, and on the report's own judgements.
KINDS = {
    (False, False): t("Uppgift, inga antaganden"),
    (True, False): t("Vilar på antaganden"),
    (False, True): t("Rapportens bedömning"),
    (True, True): t("Vilar på antaganden och bedömningar"),
}
_MANY = 4


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

    def say(self, words: Text) -> str:
        """Return the words in the edition's language."""
        return words.of(self.lang)


def folds(project: Project, run: Run, log: Log, lang: str = SOURCE) -> str:
    """Return the folds as JSON, in HTML, by the id of the key figure."""
    known = _Evidence(
        run.parameters,
        log.titles(lang),
        log.publishers(),
        log.own,
        log.sources(),
        log.behind(),
        declare.code_names(project),
        declare.declared(project),
        lang,
    )
    recorded: dict[str, dict[str, set[str]]] = {}
    folds = {}
    for figure in run.figures:
        name = figure["notebook"]
        if name not in recorded:
            notebook = ipynb.read(project.notebooks / f"{name}.ipynb")
            recorded[name] = lineage.of_notebook(notebook)
        folds[figure["id"]] = _fold(figure, lineage.of_figure(figure["id"], recorded[name]), known)
    return json.dumps(folds, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _fold(figure: Mapping[str, Any], origins: set[str], known: _Evidence) -> str:
    names = [name for name in known.declared if f"param:{name}" in origins]
    resources = [name for name in figure["sources"] if name in known.titles]
    notebook = figure["notebook"]
    said = (
        _value(figure, known),
        _status(names, resources, lineage.SCENARIOS in origins, known),
        f'<a href="#tbl-trace-{notebook[:2]}"><code>{escape(notebook)}.ipynb</code></a>',
        _data(resources, known),
        _source(names, resources, known),
    )
    parts = zip(PARTS, said, strict=True)
    rows = "".join(f"<dt>{known.say(name)}</dt><dd>{words}</dd>" for name, words in parts)
    label = known.say(t(figure["label"]))
    return f"<details><summary>{escape(label)}</summary><dl>{rows}</dl></details>"


def _value(figure: Mapping[str, Any], known: _Evidence) -> str:
    return escape(format_value(results.value(figure), figure["unit"], known.lang, "exact"))


def _status(names: Sequence[str], resources: Sequence[str], everywhere: bool, known: _Evidence) -> str:
    """Say whether the figure is a fact or rests on assumptions or judgements, and name the parameters.

    `everywhere`: the parameters of every scenario go into it.
    """
    groups = {status: [name for name in names if known.declared[name].status == status] for status in GROUPS}
    judged = any(known.publishers[name] in known.own for name in resources)
    kind = f"<strong>{known.say(KINDS[bool(groups['assumption']), judged])}</strong>"
    if names:
        kind = f'<a href="#sec-assumptions">{kind}</a>'
    if everywhere:
        return f"{kind}: {known.say(t('alla scenariers parametrar'))}."
    said = [kind + (f": {_listed(groups.pop('assumption'), known)}" if groups["assumption"] else "") + "."]
    said += [
        f"{known.say(GROUPS[status])}: {_listed(found, known)}." for status, found in groups.items() if found
    ]
    return " ".join(said)


def _listed(names: Sequence[str], known: _Evidence) -> str:
    """Return the parameters with their values."""
    said = []
    for about in (known.declared[name] for name in names):
        value = shown(about, known.values[about.name], known.lang, known.names)
        said.append(escape(f"{known.say(about.text('label'))} {value}"))
    return "; ".join(said)


def _data(resources: Sequence[str], known: _Evidence) -> str:
    if not resources:
        return known.say(t("Inga data, bara parametrar."))
    named = (
        f'<a href="#tbl-data">{escape(known.titles[name])}</a> (<code>{name}</code>)' for name in resources
    )
    return "; ".join(named)


def _source(names: Sequence[str], resources: Sequence[str], known: _Evidence) -> str:
    """Return the sources behind the data and the parameters; of many, how many they are."""
    stated = [known.behind.get(name, []) for name in resources]
    stated.append([source for name in names if (source := known.declared[name].source)])
    found = list(dict.fromkeys(source for each in stated for source in each))
    if not found:
        return known.say(t("Ingen: rapportens egna antaganden."))
    if len(found) > _MANY:
        said = known.say(plural("{number} källa", "{number} källor", len(found)))
        return f'<a href="#sec-sources">{said}</a>'
    return "; ".join(_link(id, known) for id in found)


def _link(id: str, known: _Evidence) -> str:
    source = known.sources[id]
    marked = "" if source["language"] == known.lang else f' lang="{source["language"]}"'
    return f'<a href="#{id}"{marked}>{escape(source["title"])}</a>, {escape(source["publisher"])}'
