"""Scenarios: strict loading of params/*.yml, with the reason when one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pressroom import yamlfile
from pressroom.errors import UserError, near
from pressroom.project import Project, find
from pressroom.scenarios import declare, refuse
from pressroom.scenarios.schema import ABOUT, REQUIRED, model

LARGEST_FILE = 64 * 1024


@dataclass(frozen=True)
class Scenario:
    """A named set of parameters; `values` holds every parameter as a JSON value."""

    name: str
    title: str
    description: str
    values: dict[str, Any]
    title_en: str
    description_en: str


def load(project: Project, name: str, overrides: Mapping[str, str] | None = None) -> Scenario:
    """Return the scenario `name`, with the command line's `overrides` read by type.

    Raises UserError where the file, a name, a type or a range is wrong.
    """
    about, given = _inherited(project, name, seen=())
    file = f"params/{name}.yml"
    given |= {key: _typed(project, key, text) for key, text in (overrides or {}).items()}
    refuse.other_than_the_reference(project, overrides or {}, "-p")
    values = validate(project, given, file if not overrides else f"{file} with -p")
    title, description = about["title"], about["description"].strip()
    english = about.get("title_en", title), about.get("description_en", description).strip()
    return Scenario(name, title, description, values, *english)


def load_all(project: Project | None = None) -> list[Scenario]:
    """Return every scenario of the project (default: around the working folder), the reference first."""
    project = project or find()
    return [load(project, name) for name in project.scenarios()]


def validate(project: Project, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the parameters as JSON values; `where` names their file in a message."""
    declared = declare.declared(project)
    missing = [name for name in declared if name not in given]
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise UserError(f"{where}: '{unknown[0]}' is not a parameter.", near(unknown[0], declared))
    if missing:
        more = refuse.and_more(len(missing))
        raise UserError(
            f"{where}: the parameter '{missing[0]}' is missing{more}.",
            "Add it, or inherit it with 'extends: base'.",
        )
    try:
        values = model(project).model_validate(dict(given)).model_dump(mode="json")
    except ValidationError as error:
        raise refuse.value(project, error.errors(), where) from None
    refuse.unknown_codes(project, values, where)
    return values


def _inherited(project: Project, name: str, seen: tuple[str, ...]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what describes the scenario, and its parameters on top of the inherited ones."""
    content = _read(project, name)
    about = {key: content.pop(key) for key in ABOUT if key in content}
    _check_about(about, name)
    parent = about.get("extends")
    if parent is None:
        return about, content
    if parent in (*seen, name):
        raise UserError(f"params/{name}.yml: 'extends' runs in a circle.", "Let it end at 'base'.")
    if parent not in project.scenarios():
        raise UserError(
            f"params/{name}.yml: 'extends' is '{parent}', and there is no such scenario.",
            near(parent, project.scenarios()),
        )
    inherited = _inherited(project, parent, (*seen, name))[1]
    validate(project, inherited, f"params/{parent}.yml")
    refuse.other_than_the_reference(project, content, f"params/{name}.yml")
    return about, inherited | content


def _check_about(about: Mapping[str, Any], name: str) -> None:
    file = f"params/{name}.yml"
    for key in REQUIRED:
        if key not in about:
            raise UserError(f"{file}: '{key}' is missing.", f"Add the line '{key}: …'.")
    for key, text in about.items():
        if not (isinstance(text, str) and text.strip()):
            raise UserError(f"{file}: '{key}' is {text!r}.", "Give it as text.")
    if about["scenario"] != name:
        raise UserError(
            f"{file}: 'scenario' is '{about['scenario']}', but the file is named '{name}'.",
            f"Write 'scenario: {name}', or rename the file.",
        )


def _read(project: Project, name: str) -> dict[str, Any]:
    path, known = project.params / f"{name}.yml", project.scenarios()
    if name not in known:
        raise UserError(f"There is no scenario '{name}' (params/{name}.yml).", near(name, known))
    if path.stat().st_size > LARGEST_FILE:
        raise UserError(f"params/{path.name} is larger than 64 kB.", "A scenario is a short list of values.")
    return dict(yamlfile.read(path, f"params/{path.name}").values)


def _typed(project: Project, name: str, text: str) -> Any:
    """Read a value of the command line by the type of its parameter, never by its looks."""
    declared = declare.declared(project)
    if name not in declared:
        raise UserError(f"-p {name}={text}: '{name}' is not a parameter.", near(name, declared))
    match declared[name].type:
        case "codes":
            return [part.strip() for part in text.split(",") if part.strip()]
        case "word":
            return text
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
    try:
        return int(text) if declared[name].type == "integer" else float(text)
    except ValueError:
        return text
