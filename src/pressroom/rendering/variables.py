"""The values that the text may name: key figures, parameters and facts, in the report's language."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_value
from pressroom.language.text import t
from pressroom.language.words import day_written
from pressroom.notebook import data, declarations, results
from pressroom.project import Project
from pressroom.runs import Run
from pressroom.scenarios import declared

WORDS = ("name", "title", "description")


def values(project: Project, run: Run, lang: str = SOURCE) -> dict[str, str]:
    """Return the text of every value by its dotted name.

    `chapter.name` is written for running text and `chapter.name_exact` with all its digits; parameters are
    `params.NAME`, single facts `facts.NAME`, the scenario's own words `scenario.title` and the like;
    `edition.version` and `edition.retrieved_day` say what the report is made from.
    """
    found: dict[str, str] = {}
    for figure in run.figures:
        _add(found, figure["id"], results.value(figure), figure["unit"], lang)
    known = declared(project)
    for name, value in run.parameters.items():
        _add(found, f"params.{name}", value, known[name].unit if name in known else "text", lang)
    for id, (value, unit) in _facts(project).items():
        _add(found, id, value, unit, lang)
    words = {key: t(run.about[key]).of(lang) for key in ("title", "description") if key in run.about}
    words |= {"name": run.about["name"]} if "name" in run.about else {}
    found |= {f"scenario.{key}": word for key, word in words.items()}
    return found | _edition(project, lang)


def declared_names(project: Project) -> set[str]:
    """Return the names of all values that there may be in a run of the project (see `values`)."""
    facts = data.read(project, "facts")["id"]
    ids = {*declarations.declared(project), *(f"params.{name}" for name in declared(project)), *facts}
    exact = {f"{id}_exact" for id in ids}
    words = {f"scenario.{key}" for key in WORDS}
    return ids | exact | words | {"edition.version", "edition.retrieved_day"}


def _edition(project: Project, lang: str) -> dict[str, str]:
    """Return the version, and the day when the newest data were retrieved: nothing from the clock."""
    days = [entry["retrieved"] for entry in data.package(project)["resources"] if "retrieved" in entry]
    newest = {"edition.retrieved_day": day_written(max(days), lang)} if days else {}
    return {"edition.version": publication.of(project).version} | newest


def as_yaml(values: Mapping[str, str]) -> str:
    """Return `values` as the nested mapping of Quarto's _variables.yml, one line for each."""
    lines, open_groups = [], []
    for name in sorted(values, key=lambda name: name.split(".")):
        *groups, key = name.split(".")
        shared = 0
        while shared < min(len(groups), len(open_groups)) and groups[shared] == open_groups[shared]:
            shared += 1
        lines += [f"{'  ' * depth}{groups[depth]}:" for depth in range(shared, len(groups))]
        lines.append(f"{'  ' * len(groups)}{key}: {json.dumps(values[name], ensure_ascii=False)}")
        open_groups = groups
    return "\n".join(lines) + "\n"


def _add(found: dict[str, str], id: str, value: Any, unit: str, lang: str) -> None:
    if isinstance(value, list):
        value = ", ".join(value) or "–"
    found[id] = format_value(value, unit, lang, "running")
    found[f"{id}_exact"] = format_value(value, unit, lang, "exact")


def _facts(project: Project) -> dict[str, tuple[Any, str]]:
    rows = data.texts(project, "facts").to_dict("records")
    return {row["id"]: (data.fact_value(row["value"], row["unit"]), row["unit"]) for row in rows}


def names(path: Path) -> set[str]:
    """Return the dotted names in a _variables.yml of ours, or none where the file is missing."""
    found, groups = set(), []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        key, _, value = line.strip().partition(":")
        depth = (len(line) - len(line.lstrip())) // 2
        groups = [*groups[:depth], key]
        if value.strip():
            found.add(".".join(groups))
    return found
