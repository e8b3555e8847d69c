"""The parameters as params/parameters.yml declares them: what each is, may be and rests on.

Their values are not here: the reference scenario's stand in params/base.yml, and only there.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from keyword import iskeyword
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pressroom import yamlfile
from pressroom.errors import UserError, near
from pressroom.language.text import Text, t
from pressroom.language.units import units
from pressroom.project import PARAMETERS, Project, find

FILE = f"params/{PARAMETERS}"
TAKEN = ("scenario", "title", "description", "extends")
"""What a scenario file says beside its parameters."""
NUMBERS = ("integer", "number")
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Parameter(BaseModel):
    """One parameter; `low` and `high` bound what is drawn where no source states its value."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    type: Literal["integer", "number", "boolean", "word", "codes"]
    status: Literal["fact", "assumption", "choice"]
    label: Words
    reason: Words
    source: str = ""
    unit: str = "text"
    range: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    low: Any = None
    high: Any = None
    choices: dict[str, str] | list[str] = []
    codes_of: str = ""
    # A value that is enough to see what moves, where the full one takes long.
    few: int | None = None
    # The same in every scenario, since their sums are compared: only the reference may set it.
    same: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its value is a number."""
        return self.type in NUMBERS

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of its range, which every number has."""
        assert self.range is not None, f"{self.name} has no range"
        low, high = self.range
        return low, high

    def text(self, key: str) -> Text:
        """Return its label or its reason."""
        return t(getattr(self, key))

    def word(self, value: str) -> Text:
        """Return how one of its choices is called."""
        named = self.choices if isinstance(self.choices, dict) else {}
        return t(named[value]) if value in named else t("{value}", value=value)


def declared(project: Project | None = None) -> Mapping[str, Parameter]:
    """Return every parameter by its name, in the order of the file.

    Raises UserError, with the line, for a declaration that is not complete or contradicts itself.
    """
    return parse(text(project or find()))


def text(project: Project) -> str:
    """Return the declarations as they are written."""
    return yamlfile.source(project.root / FILE, FILE)


def given(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters among a notebook's variables, by name."""
    return {name: namespace[name] for name in declared() if name in namespace}


def code_names(project: Project) -> dict[str, str]:
    """Return what the codes that a parameter may hold stand for."""
    resources = {about.codes_of for about in declared(project).values() if about.codes_of}
    return {code: name for resource in sorted(resources) for code, name in codes(project, resource).items()}


def codes(project: Project, resource: str) -> dict[str, str]:
    """Return the columns `code` and `name` of a data resource."""
    try:
        with (project.data / f"{resource}.csv").open(encoding="utf-8", newline="") as rows:
            return {row["code"]: row["name"] for row in csv.DictReader(rows)}
    except UnicodeDecodeError:
        raise UserError(f"data/{resource}.csv is not in UTF-8.", "Save it as CSV in UTF-8.") from None
    except (OSError, KeyError):
        raise UserError(
            f"{FILE} takes codes of '{resource}', and data/{resource}.csv has no 'code' and 'name'.",
            "Name a data resource with these columns in 'codes_of'.",
        ) from None


@lru_cache(maxsize=8)
def parse(declarations: str) -> Mapping[str, Parameter]:
    """Return the parameters that a text declares; see `declared`."""
    file = yamlfile.parse(declarations, FILE)
    return {name: _parameter(name, about, file.lines[name]) for name, about in file.values.items()}


def _parameter(name: str, about: Any, line: int) -> Parameter:
    where = f"{FILE}, line {line}: '{name}'"
    if not isinstance(about, dict):
        raise UserError(f"{where} has no declaration.", "Write its type, unit, label and reason below it.")
    try:
        parameter = Parameter(name=name, **about)
    except (ValidationError, TypeError) as error:
        raise _refusal(where, error) from None
    wrong = _contradiction(parameter)
    if wrong:
        raise UserError(f"{where} {wrong[0]}.", wrong[1])
    return parameter


def _refusal(where: str, error: ValidationError | TypeError) -> UserError:
    if isinstance(error, TypeError):
        return UserError(f"{where} has 'name', which is its key already.", "Take the line out.")
    # A name that says nothing is often one that is missing, misspelt.
    first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
    key = str(first["loc"][0])
    match first["type"]:
        case "missing":
            return UserError(f"{where} has no '{key}'.", f"Add the line '{key}: …' below it.")
        case "extra_forbidden":
            return UserError(f"{where} has '{key}', which says nothing.", near(key, Parameter.model_fields))
    allowed = str(first.get("ctx", {}).get("expected", ""))
    todo = f"Write {allowed}." if allowed else f"{first['msg']}."
    return UserError(f"{where} has the {key} {first['input']!r}.", todo)


def _contradiction(about: Parameter) -> tuple[str, str] | None:
    """Return what does not fit in a declaration, and what to do; None where all of it does."""
    if not about.name.isidentifier() or iskeyword(about.name) or about.name in TAKEN:
        return (
            "cannot be the name of a parameter",
            "Use small letters, digits and '_', and no word that Python has.",
        )
    needed = {"word": "choices", "codes": "codes_of", "boolean": "label"}.get(about.type, "range")
    if not getattr(about, needed):
        return f"has no '{needed}'", f"A parameter of the type {about.type} needs it."
    if about.unit not in units():
        return f"has the unit '{about.unit}'", near(about.unit, units())
    if about.is_number and not (all(map(isfinite, about.ends)) and about.ends[0] < about.ends[1]):
        return f"has the range {about.range}", "Write two numbers, the lower one first."
    drawn = (about.low, about.high)
    if about.status == "assumption" and None in drawn:
        return "has no 'low' or no 'high'", "An assumption needs both: what is drawn lies between them."
    if about.is_number and not all(isinstance(end, int | float | None) for end in drawn):
        return f"has low {about.low!r} and high {about.high!r}", "Write both as numbers."
    if about.is_number and None not in drawn and sorted([*about.ends, *drawn]) != _spread(about):
        return f"has low {about.low!r}, high {about.high!r} and range {about.range}", "Put them in order."
    if about.type == "word" and not {*drawn} <= {None, *about.choices}:
        return f"has low {about.low!r} and high {about.high!r}", "Both must be among its choices."
    return None


def _spread(about: Parameter) -> list[float]:
    return [about.ends[0], about.low, about.high, about.ends[1]]
