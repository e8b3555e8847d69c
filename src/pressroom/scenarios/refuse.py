"""Why a value of a parameter is refused, in the words of the person who wrote it."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from pydantic_core import ErrorDetails

from pressroom import yamlfile
from pressroom.errors import UserError, near
from pressroom.language.catalogue import TERMINAL
from pressroom.language.numbers import unit_header, unit_named
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import declare
from pressroom.scenarios.declare import Parameter

Where = Callable[[str], str]
"""How a message calls the place where a parameter has its value, by the parameter's name."""
KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "codes": "a list of codes",
}


def value(project: Project, errors: list[ErrorDetails], where: Where) -> UserError:
    """Return the refusal of the first thing that is wrong with some values."""
    name, wrong = str(errors[0]["loc"][0]), errors[0]["input"]
    about = declare.declared(project)[name]
    return UserError(
        f"{where(name)}: '{name}' is {wrong!r}, but must be {expected(about)}{and_more(len(errors))}.",
        _advice(project, about, wrong),
    )


def unknown_codes(project: Project, values: Mapping[str, Any], where: Where) -> None:
    """Raise UserError for a code that the data do not have."""
    for name, about in declare.declared(project).items():
        if about.type != "codes" or not values[name]:
            continue
        known = declare.codes(project, about.codes_of)
        for place, code in enumerate(values[name]):
            if code in values[name][:place]:
                raise UserError(f"{where(name)}: '{name}' has '{code}' twice.", "Keep one of them.")
            if code not in known:
                raise UserError(
                    f"{where(name)}: '{name}' is '{code}', which is not in data/{about.codes_of}.csv.",
                    near(code, known),
                )


def other_than_the_reference(project: Project, given: Mapping[str, Any], where: Where) -> None:
    """Raise UserError for a parameter that must be the same in every scenario, since sums are compared."""
    for name in given:
        about = declare.declared(project).get(name)
        if about and about.same:
            raise UserError(
                f"{where(name)}: '{name}' is the same in every scenario, because their sums are compared.",
                f"Take it out here; its value stands in params/{REFERENCE}.yml.",
            )


def expected(about: Parameter) -> str:
    """Return what the value of a parameter may be."""
    if about.type == "word":
        return "one of " + ", ".join(f"'{choice}'" for choice in about.choices)
    if about.type == "codes":
        return f"{KINDS['codes']} of data/{about.codes_of}.csv"
    if about.type == "boolean":
        return KINDS["boolean"]
    low, high = (f"{end:.10g}" for end in about.ends)
    return f"{KINDS[about.type]} from {low} to {high}{_unit(about)}"


def and_more(count: int) -> str:
    """Return how many mistakes there are beside the first."""
    return f" (and {count - 1} more)" if count > 1 else ""


def _unit(about: Parameter) -> str:
    unit = unit_named(about.unit)
    if unit.factor == 100:
        return " (a share: 1 is all)"
    has_words = unit.words[1] != "{n}"
    return f" {word}" if has_words and (word := unit_header(about.unit, TERMINAL)) else ""


def _advice(project: Project, about: Parameter, wrong: Any) -> str:
    if about.type == "word":
        return near(str(wrong), about.choices)
    if about.type == "boolean":
        return f"Write {about.name}: true or {about.name}: false"
    if about.type == "codes":
        some = list(declare.codes(project, about.codes_of))[:2]
        return f"Write codes as quoted strings: {about.name}: {json.dumps(some)}"
    such = f"such as {about.name}: {_example(project, about)}"
    if isinstance(wrong, str):
        whole = about.type == "integer"
        kind, form = ("whole number", "without a") if whole else ("number", "with a decimal point and no")
        return f"Write the {kind} alone, {form} unit, {such}"
    share = unit_named(about.unit).factor == 100 and isinstance(wrong, int | float)
    if share and not isinstance(wrong, bool) and 1 < wrong <= 100:
        return f"Shares are given as parts of one: {wrong:g} percent is {wrong / 100:g}."
    return f"Write {KINDS[about.type]}, {such}"


def _example(project: Project, about: Parameter) -> int | float:
    """Return the reference value of a number, where it is one that is allowed."""
    low, high = about.ends
    with suppress(UserError):
        value = yamlfile.read(project.params / f"{REFERENCE}.yml", REFERENCE).values.get(about.name)
        if isinstance(value, int | float) and low <= value <= high:
            return value
    return int(low) if about.type == "integer" else low
