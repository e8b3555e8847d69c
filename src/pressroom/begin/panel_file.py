"""What the panel of a page saved: the values that somebody tried, read as a stranger's file.

It is JSON: {"publication": …, "scenario": …, "values": {parameter: value}}. `pressroom.rendering.panel` gives
the page what it begins with, and the publication's script adds the values.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication
from pressroom.checks import checklist
from pressroom.errors import UserError, near
from pressroom.notebook.bounded import Refused, loads
from pressroom.project import Project
from pressroom.safe import line
from pressroom.scenarios import declare, load, validate
from pressroom.scenarios.refuse import other_than_the_reference

LARGEST = 64 * 1024
PARTS = {"publication": str, "scenario": str, "values": dict}
AGAIN = "Save it anew on the report's page."


class Tried(NamedTuple):
    """The scenario whose page it was, and the values of the panel's parameters."""

    scenario: str
    values: dict[str, Any]


def read(project: Project, path: Path) -> Tried:
    """Return what a file of the panel says.

    Raises UserError for what is no such file, and for a name or a value that no scenario may have.
    """
    name, content = line(path), _content(path)
    wrong = [f"'{line(key, 60)}' is not part of it" for key in content.keys() - PARTS.keys()]
    wrong += [f"'{key}' is missing" for key, kind in PARTS.items() if not isinstance(content.get(key), kind)]
    if wrong:
        raise UserError(f"{name}: {wrong[0]}.", AGAIN)
    own, scenario, values = publication.of(project).name, content["scenario"], content["values"]
    if content["publication"] != own:
        raise UserError(f"{name} is of '{line(content['publication'], 60)}', not of '{own}'.", AGAIN)
    if scenario not in project.named():
        what = f"{name}: there is no scenario '{line(scenario, 60)}'."
        raise UserError(what, near(line(scenario, 60), project.named()))
    try:
        return Tried(scenario, _checked(project, scenario, values, name))
    except UserError as error:
        raise UserError(line(error.what, 300), line(error.todo, 300)) from None


def _content(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file."""
    name = line(path)
    if not path.is_file():
        raise UserError(f"{name} is no file.", "Name the file that the report's page saved.")
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise UserError(f"{name} is larger than {LARGEST // 1024} kB.", AGAIN)
    try:
        content = loads(raw, once=True)
    except Refused as refused:
        raise UserError(f"{name} {line(refused)}.", AGAIN) from None
    if not isinstance(content, dict):
        raise UserError(f"{name} is not what a page saves.", AGAIN)
    return content


def _checked(project: Project, scenario: str, values: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the values as a scenario holds them, alone and together; UserError says which cannot be."""
    declared, origin = declare.declared(project), load(project, scenario)
    for key in values:
        if key not in declared:
            raise UserError(f"{name}: '{line(key, 60)}' is not a parameter.", near(line(key, 60), declared))
    other_than_the_reference(project, values, lambda key: name)
    every = validate(project, origin.values | values, lambda key: name)
    for problem in checklist.of_scenario(project, replace(origin, values=every)):
        raise UserError(f"{name}: {problem.what}", problem.todo)
    return {key: every[key] for key in values}
