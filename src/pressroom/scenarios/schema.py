"""What a value must be, by the declarations: the model that validates it, and the JSON Schema for editors."""

import json
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from pressroom.project import Project
from pressroom.scenarios import declare
from pressroom.scenarios.declare import Parameter

ABOUT = {
    "scenario": "The file's name without its ending",
    "title": "Short title, in the language of the sources",
    "description": "What the scenario assumes, in the language of the sources",
    "extends": "The scenario whose values are inherited",
}
REQUIRED = ("scenario", "title", "description")
DESCRIPTION = "Beskriv vad scenariot antar, i en eller två meningar."
"""Stands in a new file until its author writes another; `check` says so."""


class Values(BaseModel):
    """Unknown names, guessed types and infinite numbers are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


def model(project: Project) -> type[Values]:
    """Return the model of the values of a scenario."""
    return _model(declare.text(project))


def schema(project: Project) -> str:
    """Return the JSON Schema of a scenario file, as params/schema.json holds it."""
    document = model(project).model_json_schema()
    for name, field in document["properties"].items():
        field.pop("title", None)
        about = declare.declared(project)[name]
        if about.codes_of:
            field["items"] = {"enum": list(declare.codes(project, about.codes_of))}
    words = {name: {"type": "string", "description": text} for name, text in ABOUT.items()}
    document["properties"] = words | document["properties"]
    document |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario",
        "description": "A scenario of the report; unknown names are refused.",
        "required": list(REQUIRED),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@lru_cache(maxsize=8)
def _model(declarations: str) -> type[Values]:
    fields: dict[str, Any] = {name: _field(about) for name, about in declare.parse(declarations).items()}
    return create_model("Scenario", __base__=Values, **fields)


def _field(about: Parameter) -> tuple[Any, Any]:
    kinds: dict[str, Any] = {"integer": int, "number": float, "boolean": bool, "codes": list[str]}
    kind: Any = Literal[tuple(about.choices)] if about.type == "word" else kinds[about.type]
    bounds = dict(zip(("ge", "le"), map(kind, about.ends), strict=True)) if about.is_number else {}
    return kind, Field(description=about.label, **bounds)
