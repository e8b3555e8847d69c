"""A draft: a scenario file with each parameter it may set explained, and how it is published."""

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressroom import files, names
from pressroom.checks import checklist, scenario_files
from pressroom.errors import UserError, near
from pressroom.project import DRAFTS, REFERENCE, Project
from pressroom.runs.named import asked
from pressroom.scenarios import declare, explain
from pressroom.scenarios.load import label, load
from pressroom.scenarios.schema import DESCRIPTION

NOTHING: Mapping[str, Any] = MappingProxyType({})
SCHEMA = "# yaml-language-server: $schema={}schema.json"


def write(project: Project, name: str, origin: str = REFERENCE, values: Mapping[str, Any] = NOTHING) -> Path:
    """Write params/drafts/<name>.yml and return its path; a name in params/ is never taken twice.

    It sets those of `values` that `origin` has otherwise.
    """
    name = unicodedata.normalize("NFC", name)
    names.refuse(name, f"'{name}'")
    for other in project.named():
        # On some disks the same letters in other capitals are the same file.
        if other.lower() == name.lower():
            raise UserError(f"{label(project, other)} exists already.", "Edit it, or choose another name.")
    if asked(project, name) and (project.runs / name).is_dir():
        raise UserError(f"'{name}' is the name of a run, runs/{name}.", "Choose another name, or remove it.")
    path = project.params / DRAFTS / f"{name}.yml"
    text = content(project, name, project.scenario_name(origin), values)
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        # Somebody else wrote it since it was looked for.
        raise UserError(
            f"{label(project, name)} exists already.", "Edit it, or choose another name."
        ) from None
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def content(project: Project, name: str, origin: str, values: Mapping[str, Any] = NOTHING) -> str:
    """Return the text of a scenario file that inherits from `origin` all that `values` does not change."""
    inherited = load(project, origin)
    lines = [
        SCHEMA.format("../"),
        "",
        f"scenario: {name}",
        f"title: {json.dumps(name, ensure_ascii=False)}",
        f"description: {DESCRIPTION}",
        f"extends: {origin}",
    ]
    for name, about in declare.declared(project).items():
        if about.same:
            continue
        value = values.get(name, inherited.values[name])
        sign = "# " if value == inherited.values[name] else ""
        stated = f"{sign}{name}: {json.dumps(value, ensure_ascii=False)}"
        lines += ["", f"# {explain.in_one_line(about)}", stated]
    return "\n".join(lines) + "\n"


def publish(project: Project, given: str) -> Path:
    """Move a draft to params/ and return its new path; what a published scenario may not be is refused."""
    name = project.scenario_name(given)
    names.refuse_shared(project, name)
    if name not in project.drafts():
        is_there = name in project.scenarios()
        todo = "It is published already." if is_there else near(name, project.drafts())
        raise UserError(f"There is no draft '{name}' (params/drafts/{name}.yml).", todo)
    draft, path = project.scenario_file(name), project.params / f"{name}.yml"
    scenario = load(project, name, published=True)
    for problem in [*scenario_files.of_file(project, draft), *checklist.of_scenario(project, scenario)]:
        raise UserError(*problem)
    text = draft.read_text(encoding="utf-8").replace(SCHEMA.format("../"), SCHEMA.format(""), 1)
    files.write(path, text)
    draft.unlink()
    return path
