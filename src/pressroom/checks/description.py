"""What each resource of `data/datapackage.json` must say about itself, so that readers can be told."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pressroom.checks import Problem

Said = Annotated[str, Field(min_length=1)]
Kind = Literal["string", "integer", "number", "year", "boolean", "object"]


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
    """The other table that columns point into."""

    resource: Said
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
    retrieved: Annotated[str, Field(pattern=r"^20\d\d-\d\d-\d\d$")]
    caveats: list[Said]
    bytes: int
    hash: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    schema_: Annotated[Columns, Field(alias="schema")]


def check(entries: list[dict[str, Any]]) -> list[Problem]:
    """Return what the descriptions leave out, or misspell."""
    problems = []
    for entry in entries:
        where = f"data/datapackage.json, resource '{entry['name']}'"
        try:
            resource = Resource.model_validate(entry)
        except ValidationError as error:
            problems += [_problem(where, detail) for detail in error.errors()]
            continue
        keys = filter(None, resource.schema_.uniqueKeys)
        problems += [strange for key in keys if (strange := _strange_key(where, resource, key))]
    return problems


def _problem(where: str, detail: Any) -> Problem:
    place = ".".join(str(part) for part in detail["loc"])[:120]
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
