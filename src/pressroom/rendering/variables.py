"""The values that the text may name: key figures, parameters and facts, in the report's language."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.catalogue import SOURCE, printed
from pressroom.language.numbers import format_value
from pressroom.language.text import t
from pressroom.language.words import day_written
from pressroom.notebook import data, declarations, results
from pressroom.project import Project
from pressroom.runs import Run
from pressroom.scenarios import declared

FILE = "_variables.yml"
WORDS = ("name", "title", "description")


def values(project: Project, run: Run, lang: str = SOURCE) -> dict[str, str]:
    """Return the text of every value by its dotted name.

    `chapter.name` is written for running text and `chapter.name_exact` with all its digits; parameters are
    `params.NAME`, single facts `facts.NAME`, the scenario's own words `scenario.title` and the like;
    `edition.version` and `edition.retrieved_day` say what the report is made from.
    """
    texts: dict[str, str] = {}
    for figure in run.figures:
        _add(texts, figure["id"], results.value(figure), figure["unit"], lang)
    parameters = declared(project)
    for name, value in run.parameters.items():
        _add(texts, f"params.{name}", value, parameters[name].unit if name in parameters else "text", lang)
    for id, (value, unit) in _facts(project, lang).items():
        _add(texts, id, value, unit, lang)
    about = {key: str(run.about[key]) for key in WORDS if run.about.get(key) is not None}
    for key, word in about.items():
        said = word if key == "name" else t(word).of(lang)
        texts[f"scenario.{key}"] = said
    texts |= _edition(project, lang)
    return texts if lang == SOURCE else {name: printed(word, lang) for name, word in texts.items()}


def declared_names(project: Project) -> set[str]:
    """Return the names of all values that there may be in a run of the project (see `values`)."""
    facts = [row["id"] for row in data.rows(project, "facts")]
    ids = {*declarations.declared(project), *(f"params.{name}" for name in declared(project)), *facts}
    exact = {f"{id}_exact" for id in ids}
    words = {f"scenario.{key}" for key in WORDS}
    return ids | exact | words | {"edition.version", "edition.retrieved_day"}


def _edition(project: Project, lang: str) -> dict[str, str]:
    """Return the version, and the day when the newest data were retrieved: nothing from the clock."""
    day = retrieved_day(project)
    newest = {"edition.retrieved_day": day_written(day, lang)} if day else {}
    return {"edition.version": publication.of(project).version} | newest


def retrieved_day(project: Project) -> str:
    """Return the ISO day when the newest data were retrieved, empty where none says it."""
    days = [entry["retrieved"] for entry in data.package(project)["resources"] if "retrieved" in entry]
    return max(days, default="")


def as_yaml(values: Mapping[str, str]) -> str:
    """Return `values` as the nested mapping of Quarto's _variables.yml, one line for each."""
    lines: list[str] = []
    open_groups: list[str] = []
    for name in sorted(values, key=lambda name: name.split(".")):
        *groups, key = name.split(".")
        shared = 0
        while shared < min(len(groups), len(open_groups)) and groups[shared] == open_groups[shared]:
            shared += 1
        lines += [f"{'  ' * depth}{groups[depth]}:" for depth in range(shared, len(groups))]
        lines.append(f"{'  ' * len(groups)}{key}: {json.dumps(values[name], ensure_ascii=False)}")
        open_groups = groups
    return "\n".join(lines) + "\n"


def _add(texts: dict[str, str], id: str, value: Any, unit: str, lang: str) -> None:
    if isinstance(value, list):
        value = ", ".join(value) or "–"
    texts[id] = format_value(value, unit, lang, "running")
    texts[f"{id}_exact"] = format_value(value, unit, lang, "exact")


def _facts(project: Project, lang: str) -> dict[str, tuple[Any, str]]:
    facts = {}
    for row in data.rows(project, "facts"):
        text = t(row["value"]) if row["unit"] == "text" else row["value"]
        facts[row["id"]] = (data.fact_value(text, row["unit"]), row["unit"])
    return facts


def names(path: Path) -> set[str]:
    """Return the dotted names in a _variables.yml of ours, or none where the file is missing."""
    return {*written(path.read_text(encoding="utf-8"))} if path.is_file() else set()


def written(text: str) -> dict[str, str]:
    """Return what stands in the text of a _variables.yml of ours, by its dotted name."""
    found: dict[str, str] = {}
    groups: list[str] = []
    for line in text.splitlines():
        key, _, value = line.strip().partition(":")
        depth = (len(line) - len(line.lstrip())) // 2
        groups = [*groups[:depth], key]
        if value.strip():
            found[".".join(groups)] = value.strip()
    return found
