"""Scenarios: strict loading of params/*.yml, with the reason when one is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pressroom import yamlfile
from pressroom.errors import UserError, near
from pressroom.project import REFERENCE, Project, find
from pressroom.scenarios import declare, refuse
from pressroom.scenarios.refuse import Where
from pressroom.scenarios.schema import ABOUT, REQUIRED, model

LARGEST_FILE = 64 * 1024


@dataclass(frozen=True)
class Scenario:
    """A named set of parameters; `values` holds every parameter as a JSON value."""

    name: str
    title: str
    description: str
    values: dict[str, Any]
    # The scenario or draft whose file it is, where the run has another name.
    origin: str = ""


def load(
    project: Project, name: str, overrides: Mapping[str, str] | None = None, *, published: bool = False
) -> Scenario:
    """Return the scenario or draft `name`, with the command line's `overrides` read by type.

    Raises UserError where the file, a name, a type or a range is wrong. With `published` a draft is read as
    what it is to become, which extends no draft.
    """
    about, given = _inherited(project, name, (), published or name in project.scenarios())
    typed, in_file = overrides or {}, _place(project, name)
    given |= {key: _typed(project, key, text) for key, text in typed.items()}

    def where(key: str) -> str:
        return f"-p {key}={typed[key]}" if key in typed else in_file(key)

    refuse.other_than_the_reference(project, typed, where)
    values = validate(project, given, where)
    title, description = about["title"], about["description"].strip()
    return Scenario(name, title, description, values, origin=name)


def load_all(project: Project | None = None) -> list[Scenario]:
    """Return every scenario of the project (default: around the working folder), the reference first."""
    project = project or find()
    return [load(project, name) for name in project.scenarios()]


def label(project: Project, name: str) -> str:
    """Return how a message calls the file of a scenario."""
    return project.scenario_file(name).relative_to(project.root).as_posix()


def chain(project: Project, name: str) -> Iterator[Path]:
    """Yield the files that a scenario's values come from: its own, and those that it extends."""
    seen: list[str] = []
    while name and name not in seen and (path := project.scenario_file(name)).is_file():
        yield path
        seen.append(name)
        name = yamlfile.read(path, label(project, name)).values.get("extends") or ""


def validate(project: Project, given: Mapping[str, Any], where: Where) -> dict[str, Any]:
    """Return the parameters as JSON values; a UserError says which cannot be, and where it stands."""
    declared = declare.declared(project)
    missing = [name for name in declared if name not in given]
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise UserError(
            f"{where(unknown[0])}: '{unknown[0]}' is not a parameter.", near(unknown[0], declared)
        )
    if missing:
        more, place = refuse.and_more(len(missing)), where(missing[0])
        is_reference = place == label(project, REFERENCE)
        raise UserError(
            f"{place}: the parameter '{missing[0]}' is missing{more}.",
            f"Add the line '{missing[0]}: …'."
            if is_reference
            else f"Add it, or inherit it with 'extends: {REFERENCE}'.",
        )
    try:
        values = model(project).model_validate(dict(given)).model_dump(mode="json")
    except ValidationError as error:
        raise refuse.value(project, error.errors(), where) from None
    refuse.unknown_codes(project, values, where)
    return values


def _inherited(
    project: Project, name: str, seen: tuple[str, ...], published: bool
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what describes the scenario, and its parameters on top of the inherited ones."""
    content, where = _read(project, name), _place(project, name)
    about = {key: content.pop(key) for key in ABOUT if key in content}
    _check_about(about, name, where)
    parent = about.get("extends")
    if parent is None:
        return about, content
    if parent in (*seen, name):
        raise UserError(f"{where('extends')}: 'extends' runs in a circle.", "Let it end at 'base'.")
    # What everybody reads does not rest on what only one person has.
    known = project.scenarios() if published else project.named()
    if parent not in known and parent in project.drafts():
        raise UserError(
            f"{where('extends')}: 'extends' is '{parent}', a draft that only commands which name it read.",
            f"Publish it first, or extend another: {', '.join(known)}.",
        )
    if parent not in known:
        raise UserError(
            f"{where('extends')}: 'extends' is '{parent}', and there is no such scenario.",
            near(parent, known),
        )
    inherited = _inherited(project, parent, (*seen, name), published)[1]
    validate(project, inherited, _place(project, parent))
    refuse.other_than_the_reference(project, content, where)
    return about, inherited | content


def _place(project: Project, name: str) -> Where:
    """Return what names the file of a scenario, and the line of a name in it."""
    file = label(project, name)
    lines = yamlfile.read(project.scenario_file(name), file).lines
    return lambda key: f"{file}, line {lines[key]}" if key in lines else file


def _check_about(about: Mapping[str, Any], name: str, where: Where) -> None:
    for key in REQUIRED:
        if key not in about:
            raise UserError(f"{where(key)}: '{key}' is missing.", f"Add the line '{key}: …'.")
    for key, text in about.items():
        if not (isinstance(text, str) and text.strip()):
            raise UserError(f"{where(key)}: '{key}' is {text!r}.", "Give it as text.")
    if about["scenario"] != name:
        raise UserError(
            f"{where('scenario')}: 'scenario' is '{about['scenario']}', but the file is named '{name}'.",
            f"Write 'scenario: {name}', or rename the file.",
        )


def _read(project: Project, name: str) -> dict[str, Any]:
    path, file, known = project.scenario_file(name), label(project, name), project.named()
    if name not in known:
        raise UserError(f"There is no scenario '{name}' ({file}).", near(name, known))
    if not path.is_file():
        raise UserError(f"{file} is no regular file.", "Take it away, or put a file in its place.")
    if path.stat().st_size > LARGEST_FILE:
        raise UserError(f"{file} is larger than 64 kB.", "A scenario is a short list of values.")
    return dict(yamlfile.read(path, file).values)


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
