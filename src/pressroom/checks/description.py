"""What each resource of `data/datapackage.json` must say about itself, so that readers can be told."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pressroom.checks import Problem
from pressroom.checks.blanks import MARK
from pressroom.errors import near
from pressroom.language.units import units

Said = Annotated[str, Field(min_length=1)]
Kind = Literal["string", "integer", "number", "year", "boolean", "object"]


def _day(said: str) -> str:
    """Return a day as it is written; ValueError where there is no such day."""
    date.fromisoformat(said)
    return said


class Strict(BaseModel):
    """A part of the description that knows only its own keys."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Constraints(Strict):
    """What a value must keep to."""

    required: bool = False
    unique: bool = False
    minimum: int | float | None = None
    maximum: int | float | None = None
    pattern: str | None = None
    enum: list[str] | None = None


class Column(Strict):
    """One column: its type, what it holds, its unit; whether its words go to the catalogues, and as what."""

    name: Said
    type: Kind
    description: Said
    unit: Said | None = None
    translatable: bool = False
    context: Said | None = None
    constraints: Constraints | None = None

    @model_validator(mode="after")
    def bounds_fit_the_type(self) -> "Column":
        """Refuse 1.5 as a bound of whole numbers, and a bound of text."""
        limits = [self.constraints.minimum, self.constraints.maximum] if self.constraints else []
        kinds: dict[str, tuple[type, ...]] = {"integer": (int,), "year": (int,), "number": (int, float)}
        allowed = kinds.get(self.type, ())
        if not all(limit is None or isinstance(limit, allowed) for limit in limits):
            raise ValueError(f"minimum and maximum do not fit the type '{self.type}'")
        return self


class Reference(Strict):
    """The other table that columns point into; without a name their own."""

    resource: str
    fields: Said | list[Said]


class Pointer(Strict):
    """Columns whose values stand in another table."""

    fields: Said | list[Said]
    reference: Reference


class Columns(Strict):
    """The columns of a file and what tells its rows apart."""

    fields: Annotated[list[Column], Field(min_length=1)]
    primaryKey: Said | list[Said] | None = None
    uniqueKeys: list[list[Said]] = []
    foreignKeys: list[Pointer] = []


class Licence(Strict):
    """A licence; the name `other-unspecified` says that none is known."""

    name: Said
    title: Said
    path: Said | None = None


class Origin(Strict):
    """A source as the standard has it; ids of sources.csv stand in the rows or in `source_ids`."""

    title: Said
    path: Said | None = None


class Resource(Strict):
    """One file in data/, with all that the data log for readers says of it."""

    name: Said
    type: Literal["table", "json"]
    path: Said
    scheme: Literal["file"]
    format: Literal["csv", "geojson"]
    mediatype: Said
    encoding: Literal["utf-8"]
    title: Said
    description: Said
    publisher: Said
    licenses: Annotated[list[Licence], Field(min_length=1)]
    sources: Annotated[list[Origin], Field(min_length=1)]
    source_ids: list[Said] = []
    retrieved: Annotated[str, Field(pattern=r"^20\d\d-\d\d-\d\d$"), AfterValidator(_day)]
    caveats: list[Said]
    bytes: int
    hash: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    schema_: Annotated[Columns, Field(alias="schema")]


def check(entries: list[dict[str, Any]]) -> list[Problem]:
    """Return what the descriptions leave out, or misspell."""
    problems = []
    for entry in entries:
        where = _where(entry)
        try:
            resource = Resource.model_validate(entry)
        except ValidationError as error:
            problems += [_problem(where, detail) for detail in error.errors()]
            continue
        keys = filter(None, resource.schema_.uniqueKeys)
        problems += [strange for key in keys if (strange := _strange_key(where, resource, key))]
    return problems


def of_schemas(entries: list[dict[str, Any]]) -> Iterator[Problem]:
    """Yield what keeps the rows from being compared with what is said of them."""
    twice = [name for name, count in Counter(entry["name"] for entry in entries).items() if count > 1]
    for name in twice:
        yield Problem(f"data/datapackage.json: two resources have the name '{name}'.", "Rename one of them.")
    schemas: dict[str, Columns] = {}
    for entry in entries:
        try:
            schemas[entry["name"]] = Columns.model_validate(entry.get("schema"))
        except ValidationError as error:
            yield from (_problem(_where(entry), detail, "schema") for detail in error.errors())
    for entry in entries:
        if entry["name"] in schemas and not twice:
            yield from _of_columns(_where(entry), schemas[entry["name"]], schemas, entries)


def _where(entry: dict[str, Any]) -> str:
    return f"data/datapackage.json, resource '{entry['name']}'"


def _of_columns(
    where: str, schema: Columns, schemas: Mapping[str, Columns], entries: list[dict[str, Any]]
) -> Iterator[Problem]:
    own = [column.name for column in schema.fields]
    for name in _names(schema.primaryKey):
        if name not in own:
            yield Problem(f"{where}: primaryKey names '{name}', which is no column.", near(name, own))
    for column in schema.fields:
        if column.name.endswith("code") and column.type != "string":
            what = f"{where}: '{column.name}' is not a string."
            yield Problem(what, 'Set its type to "string"; codes such as 0114 lose their zero otherwise.')
        if column.unit and MARK not in column.unit and column.unit not in units():
            yield Problem(
                f"{where}: '{column.name}' has the unit '{column.unit}'.", near(column.unit, units())
            )
        if not _is_pattern(column.constraints.pattern if column.constraints else None):
            what = f"{where}: the pattern of '{column.name}' is no regular expression."
            yield Problem(what, "Compare with the other resources.")
    for pointer in schema.foreignKeys:
        yield from _of_pointer(where, pointer, own, schemas, [entry["name"] for entry in entries])


def _of_pointer(
    where: str, pointer: Pointer, own: list[str], schemas: Mapping[str, Columns], names: list[str]
) -> Iterator[Problem]:
    resource = pointer.reference.resource
    for name in _names(pointer.fields):
        if name not in own:
            yield Problem(f"{where}: foreignKeys names '{name}', which is no column.", near(name, own))
    if resource and resource not in names:
        yield Problem(
            f"{where}: foreignKeys names '{resource}', which is no resource.", near(resource, names)
        )
    elif resource in schemas or not resource:
        there = [column.name for column in schemas[resource].fields] if resource else own
        for name in _names(pointer.reference.fields):
            if name not in there:
                what = f"{where}: foreignKeys names '{name}', which is no column of '{resource}'."
                yield Problem(what, near(name, there))


def _names(fields: str | list[str] | None) -> list[str]:
    return [fields] if isinstance(fields, str) else fields or []


def _is_pattern(pattern: str | None) -> bool:
    try:
        re.compile(pattern or "")
    except re.error:
        return False
    return True


def _problem(where: str, detail: Any, within: str = "") -> Problem:
    place = ".".join(str(part) for part in ([within] if within else []) + [*detail["loc"]])[:120]
    return Problem(
        f"{where}: {place}: {detail['msg'][:200]}.",
        "Compare with the other resources; CONTRIBUTING says what a resource must tell.",
    )


def _strange_key(where: str, resource: Resource, key: list[str]) -> Problem | None:
    names = {column.name for column in resource.schema_.fields}
    strange = [name for name in key if name not in names]
    if not strange:
        return None
    return Problem(f"{where}: uniqueKeys names '{strange[0]}', which is no column.", "Name its columns only.")
