"""A new scenario file: every parameter it may set explained, with the inherited value behind a '#'."""

import json
import re
from pathlib import Path

from pressroom.errors import UserError
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import declare, explain
from pressroom.scenarios.load import load

NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
DESCRIPTION = "Beskriv vad scenariot antar, i en eller två meningar."
"""Stands in a new file until its author writes another; `check` says so."""


def write(project: Project, name: str, origin: str = REFERENCE) -> Path:
    """Write params/<name>.yml and return its path; an existing file is never overwritten."""
    if not NAME.fullmatch(name):
        raise UserError(
            f"'{name}' cannot be a scenario's name.", "Use small letters, digits and '_', such as 'my_case'."
        )
    path = project.params / f"{name}.yml"
    text = content(project, name, origin)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(f"params/{name}.yml exists already.", "Edit it, or choose another name.") from None
    return path


def content(project: Project, name: str, origin: str) -> str:
    """Return the text of a scenario file that inherits everything from `origin`."""
    inherited = load(project, origin)
    lines = [
        "# yaml-language-server: $schema=schema.json",
        "",
        f"scenario: {name}",
        f"title: {json.dumps(name)}",
        f"description: {DESCRIPTION}",
        f"extends: {origin}",
    ]
    for name, about in declare.declared(project).items():
        if about.same:
            continue
        value = json.dumps(inherited.values[name], ensure_ascii=False)
        lines += ["", f"# {explain.in_one_line(about)}", f"# {name}: {value}"]
    return "\n".join(lines) + "\n"
