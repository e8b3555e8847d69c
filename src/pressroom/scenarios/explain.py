"""What a parameter is and may be, for the terminal and for a new scenario file."""

import json
from typing import Any

from pressroom.errors import UserError, near
from pressroom.language.catalogue import TERMINAL
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import declare, refuse
from pressroom.scenarios.declare import Parameter
from pressroom.scenarios.load import load


def explain(project: Project, name: str | None = None) -> str:
    """Return every parameter with its reference value, range and reason, or one in full."""
    declared = declare.declared(project)
    if name is not None and name not in declared:
        raise UserError(f"'{name}' is not a parameter.", near(name, declared))
    values = load(project, REFERENCE).values
    return "\n".join(_in_full(declared[each], values[each]) for each in ([name] if name else declared))


def in_one_line(about: Parameter) -> str:
    """Return what a parameter is and may be, in one line."""
    span = f", varied {about.low}–{about.high}" if about.status == "assumption" else ""
    return f"{about.text('label').of(TERMINAL)} ({about.status}; {refuse.expected(about)}{span})"


def _in_full(about: Parameter, value: Any) -> str:
    source = f" Source: {about.source}." if about.source else ""
    reason = about.text("reason").of(TERMINAL)
    return f"{about.name} = {json.dumps(value)}\n    {in_one_line(about)}\n    {reason}{source}"
