"""Scenarios: strict loading of params/*.yml, with the reason when one is refused."""

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from energikontoret.parameters import Parameters
from pressroom.errors import UserError, near
from pressroom.project import Project, find

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = "base"
ABOUT = ("scenario", "title", "description")
ABOUT_OPTIONAL = ("title_en", "description_en", "extends")
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


class Parameter(NamedTuple):
    """What the model declares about one parameter."""

    name: str
    default: Any
    unit: str
    status: str
    label: str
    label_en: str


def parameters() -> list[Parameter]:
    """Return every parameter in the order of the notebooks."""
    return [
        Parameter(name, field.default, *(field.json_schema_extra[key] for key in Parameter._fields[2:]))
        for name, field in Parameters.model_fields.items()
    ]


def names(project: Project) -> list[str]:
    """Return the scenarios' names, the reference scenario first."""
    found = sorted(path.stem for path in project.params.glob("*.yml"))
    return sorted(found, key=lambda name: name != REFERENCE)


def load(project: Project, name: str, overrides: Mapping[str, str] | None = None) -> Scenario:
    """Return the scenario `name`, with the command line's `overrides` read by type.

    Raises UserError where the file, a name, a type or a range is wrong.
    """
    about, given = _inherited(project, name, seen=())
    file = f"params/{name}.yml"
    given |= {key: _typed(key, text) for key, text in (overrides or {}).items()}
    values = validate(given, file if not overrides else f"{file} with -p")
    title, description = about["title"], about["description"].strip()
    english = about.get("title_en", title), about.get("description_en", description).strip()
    return Scenario(name, title, description, values, *english)


def load_all(project: Project | None = None) -> list[Scenario]:
    """Return every scenario of the project (default: around the working folder), the reference first."""
    project = project or find()
    return [load(project, name) for name in names(project)]


def validate(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the parameters as JSON values; `where` names their file in a message."""
    missing = [name for name in Parameters.model_fields if name not in given]
    unknown = [name for name in given if name not in Parameters.model_fields]
    if unknown:
        raise UserError(
            f"{where}: '{unknown[0]}' is not a parameter.", near(unknown[0], Parameters.model_fields)
        )
    if missing:
        raise UserError(
            f"{where}: the parameter '{missing[0]}' is missing{_and_more(len(missing))}.",
            "Add it, or inherit it with 'extends: base'.",
        )
    try:
        return Parameters.model_validate(dict(given)).model_dump(mode="json")
    except ValidationError as error:
        raise _refusal(error.errors(), where) from None


def schema() -> str:
    """Return the JSON Schema of a scenario file, as params/schema.json holds it."""
    document = Parameters.model_json_schema()
    for field in document["properties"].values():
        field.pop("title", None)
    about = {
        "scenario": {"type": "string", "description": "The file's name without its ending"},
        "title": {"type": "string", "description": "Short title in Swedish"},
        "description": {"type": "string", "description": "What the scenario assumes, in Swedish"},
        "title_en": {"type": "string", "description": "The title in English"},
        "description_en": {"type": "string", "description": "The description in English"},
        "extends": {"type": "string", "description": "The scenario whose values are inherited"},
    }
    document["properties"] = about | document["properties"]
    document |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario",
        "description": "A scenario of the report; unknown names are refused.",
        "required": ["scenario", "title", "description"],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _inherited(project: Project, name: str, seen: tuple[str, ...]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what describes the scenario, and its parameters on top of the inherited ones."""
    content = _read(project, name)
    about = {key: content.pop(key) for key in (*ABOUT, *ABOUT_OPTIONAL) if key in content}
    _check_about(about, name)
    parent = about.get("extends")
    if parent is None:
        return about, content
    if parent in (*seen, name):
        raise UserError(f"params/{name}.yml: 'extends' runs in a circle.", "Let it end at 'base'.")
    if parent not in names(project):
        raise UserError(
            f"params/{name}.yml: 'extends' is '{parent}', and there is no such scenario.",
            near(parent, names(project)),
        )
    inherited = _inherited(project, parent, (*seen, name))[1]
    validate(inherited, f"params/{parent}.yml")
    return about, inherited | content


def _check_about(about: Mapping[str, Any], name: str) -> None:
    file = f"params/{name}.yml"
    for key in ABOUT:
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
    path = project.params / f"{name}.yml"
    if name not in names(project):
        raise UserError(f"There is no scenario '{name}' (params/{name}.yml).", near(name, names(project)))
    try:
        content = _parse(path)
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1
        raise UserError(
            f"params/{name}.yml, line {line}: a name is given twice.", "Keep one of them."
        ) from None
    except (YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise UserError(
            f"params/{name}.yml{_line_of(error)}: this is not valid YAML.",
            "Write one 'name: value' a line, with a space after the colon.",
        ) from None
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise UserError(
            f"params/{name}.yml: it is not a flat list of names and values.",
            "Write one 'name: value' a line; compare params/base.yml.",
        )
    return content


def _parse(path: Path) -> Any:
    if path.stat().st_size > LARGEST_FILE:
        raise UserError(f"params/{path.name} is larger than 64 kB.", "A scenario is a short list of values.")
    return deepcopy(_read_yaml(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=16)
def _read_yaml(text: str) -> Any:
    # Every scenario reads the one that it extends.
    return YAML(typ="safe", pure=True).load(text)


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _typed(name: str, text: str) -> Any:
    """Read a value of the command line by the type of its parameter, never by its looks."""
    if name not in Parameters.model_fields:
        raise UserError(
            f"-p {name}={text}: '{name}' is not a parameter.", near(name, Parameters.model_fields)
        )
    annotation = Parameters.model_fields[name].annotation
    try:
        if annotation in (int, float):
            return annotation(text)
    except ValueError:
        return text
    if getattr(annotation, "__origin__", None) is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _refusal(errors: list[ErrorDetails], where: str) -> UserError:
    """Say the first thing that is wrong, in the words of the person who wrote the file."""
    first = errors[0]
    name = str(first["loc"][0])
    if name == "opted_out" and isinstance(first["input"], str) and len(first["loc"]) > 1:
        return UserError(
            f"{where}: 'opted_out' is '{first['input']}', which is no municipality of the county.",
            "Use the codes of data/municipalities.csv, such as '2303'.",
        )
    about = Parameters.model_fields[name]
    value = first["input"]
    return UserError(
        f"{where}: '{name}' is {value!r}, but must be {_expected(name)}{_and_more(len(errors))}.",
        _advice(name, value, about.json_schema_extra["unit"], about.default),
    )


def _expected(name: str) -> str:
    rule = Parameters.model_json_schema()["properties"][name]
    kinds = {"integer": "a whole number", "number": "a number", "string": "text", "array": "a list of codes"}
    if "enum" in rule:
        return "one of " + ", ".join(f"'{value}'" for value in rule["enum"])
    bounds = f" from {rule['minimum']:g} to {rule['maximum']:g}" if "minimum" in rule else ""
    unit = {"andel": " (a share: 1 is all)", "kr": " kronor"}.get(rule["unit"], "")
    return f"{kinds[rule['type']]}{bounds}{unit}"


def _advice(name: str, value: Any, unit: str, reference: Any) -> str:
    if isinstance(value, str) and unit != "text":
        return f"Write the number alone, with a decimal point and no unit, such as {name}: {reference}"
    if (
        unit == "andel"
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and 1 < value <= 100
    ):
        return f"Shares are given as parts of one: {value:g} percent is {value / 100:g}."
    if name == "opted_out":
        return 'Write municipality codes as quoted strings: opted_out: ["2303", "2305"]'
    if unit == "text" and isinstance(value, str):
        allowed = Parameters.model_json_schema()["properties"][name].get("enum", [])
        return near(value, allowed)
    return f"The reference scenario has {name}: {reference}"


def _and_more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""


def explain(name: str | None = None) -> str:
    """Return every parameter with its reference value, range and reason, or one in full."""
    if name is not None and name not in Parameters.model_fields:
        raise UserError(f"'{name}' is not a parameter.", near(name, Parameters.model_fields))
    chosen = [name] if name else list(Parameters.model_fields)
    return "\n".join(_explained(each) for each in chosen)


def explained(name: str) -> str:
    """Return what a parameter is and may be, in one line."""
    about = Parameters.model_fields[name].json_schema_extra
    span = f", varied {about['low']}–{about['high']}" if about["status"] == "assumption" else ""
    return f"{about['label_en']} ({about['status']}; {_expected(name)}{span})"


def _explained(name: str) -> str:
    field = Parameters.model_fields[name]
    about = field.json_schema_extra
    source = f" Source: {about['source']}." if about.get("source") else ""
    return f"{name} = {json.dumps(field.default)}\n    {explained(name)}\n    {about['reason_en']}{source}"


def ranges(values: Mapping[str, Any], names: Iterable[str]) -> "pd.DataFrame":
    """Return the ranges of the assumptions among `names` that are numbers (index: parameter).

    Columns: low, high, mode (the scenario's value), whole, label and label_en. A scenario's value outside of
    the declared range widens it.
    """
    import pandas as pd

    rows = {}
    for name in names:
        field = Parameters.model_fields[name]
        about = field.json_schema_extra
        if about["status"] != "assumption" or field.annotation not in (int, float):
            continue
        low, high = min(about["low"], values[name]), max(about["high"], values[name])
        labels = {key: about[key] for key in ("label", "label_en", "unit")}
        rows[name] = {
            "low": low,
            "high": high,
            "mode": values[name],
            "whole": field.annotation is int,
        } | labels
    return pd.DataFrame.from_dict(rows, orient="index")


def given(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters among a notebook's variables, by name."""
    return {name: namespace[name] for name in Parameters.model_fields if name in namespace}
