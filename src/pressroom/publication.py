"""The door: one value says what a report is, and the engine knows nothing else about it.

Every process finds it the same way, from the working folder: command line, forked worker, Jupyter kernel,
Dask worker, plain papermill. The pyproject.toml of the project names the place of the value:

    [tool.pressroom]
    publication = "package:publication"
"""

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressroom import project
from pressroom.errors import UserError
from pressroom.project import Project

if TYPE_CHECKING:
    from pressroom.language.text import Text


@dataclass(frozen=True)
class Landing:
    """The page that leads to all scenarios' reports, in each language in which one is built.

    `answer` are the sentences of the reference run that it begins with, by id; `figures` the key figures of
    its table: id → (heading, scale of amounts or "", decimals).
    """

    title: "Text"
    subtitle: "Text"
    series: "Text"
    answer: tuple[str, ...]
    figures: Mapping[str, tuple["Text", str, int]]
    caption: "Text"


EACH = "each"
"""The name of the text that is filled in for each page of `Each`, and of the values of its own."""


@dataclass(frozen=True)
class Each:
    """Pages of one kind: one for each row of a data resource, made by `report --each [CODE]`.

    The text is report/each.qmd, the page's file `stem`-CODE.html. `title` stands over the links to them.
    `pages` is the place of a function that returns the pages (pressroom.rendering.each.Page) by code, from
    the parameters of a run and the codes. The text may name `values` as each.NAME, and embed `shown` of
    executed/each.ipynb.
    """

    stem: str
    title: "Text"
    resource: str
    code: str
    name: str
    pages: str
    values: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Publication:
    """What the engine knows of a report.

    What takes time to import is a place, "module" or "module:attribute", which `at` loads where it is needed.
    """

    # The command, the prefix of the MIME types, of temporary folders and of the user's cache folder.
    name: str
    # Its modules are what the notebooks import, and part of what their outputs rest on.
    package: str
    version: str
    # The first one is the source, in which notebooks and text are written.
    languages: tuple[str, ...]
    landing: Landing
    # A mapping: name of a unit → pressroom.language.numbers.Unit.
    units: str
    # A module: of_tables(tables) and of_values(tables, values) return problems (pressroom.checks.Problem);
    # of_scenarios(tables, names), where there is one, those of the published scenarios together.
    checks: str
    # A module: tables(values) returns tables of its own for the workbook (pressroom.export.sheet.Own), and
    # RANGES names the key figures that are the ends of another's range: id → (low, high).
    workbook: str = ""
    each: Each | None = None
    # A module: SCRIPTS are the files of the script that lets a reader of the web page try values, and
    # content(values, lang) returns what it computes with, as JSON values.
    panel: str = ""
    # Commands of its own beside those of the engine: name → place of a function that typer understands.
    commands: Mapping[str, str] = field(default_factory=dict)


def current() -> Publication:
    """Return the publication of the project that the working folder lies in."""
    return _current(os.environ.get(project.ROOT), os.getcwd())


def name() -> str:
    """Return the publication's name; outside of a project, that of the engine."""
    try:
        return current().name
    except UserError:
        return __package__


def command(words: str) -> str:
    """Return how a command is called, for a message."""
    return f"{name()} {words}"


def of(project: Project) -> Publication:
    """Return the publication of a project; a UserError says where none is named or it cannot be imported."""
    return _of(project.root)


def at(place: str) -> Any:
    """Return the module "package.module", or what has the name in "package.module:name".

    Raises UserError with the line where the report's code stops on the way.
    """
    try:
        return _loaded(place)
    except Exception as error:
        raise _refusal(error, place) or error from None


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    found = importlib.import_module(module)
    return getattr(found, name) if name else found


def _refusal(error: Exception, place: str) -> UserError | None:
    """Return in two lines what stops the code at a place; None where it is not reached."""
    if isinstance(error, UserError):
        return error
    # Loaded here: a run whose code is whole never asks.
    from pressroom import faulty_code

    return faulty_code.refusal(error, place.partition(".")[0])


@cache
def _current(root: str | None, folder: str) -> Publication:
    # It is asked for at every number: to look for the project each time would take longer than to write it.
    return of(project.find())


@cache
def _of(root: Path) -> Publication:
    place = _place(root / "pyproject.toml")
    try:
        publication = at(place)
    except (ImportError, AttributeError) as error:
        raise UserError(
            f"pyproject.toml: the publication '{place}' cannot be imported ({error}).",
            "Install the project into this Python: pip install --editable .",
        ) from error
    if not isinstance(publication, Publication):
        raise UserError(
            f"pyproject.toml: '{place}' is no publication.", "Name a value of the class Publication."
        )
    return publication


def repository(project: Project) -> str:
    """Return the web address of the source that pyproject.toml names; empty where it names none."""
    urls = _toml(project.root / "pyproject.toml").get("project", {}).get("urls", {})
    named = {name.lower(): address for name, address in urls.items()}
    address = named.get("repository") or named.get("source") or ""
    return address if address.startswith("https://") else ""


def _toml(path: Path) -> dict[str, Any]:
    # Loaded here: what finds no project needs no reader of TOML.
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def _place(path: Path) -> str:
    try:
        return _toml(path)["tool"]["pressroom"]["publication"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(
            f"'{path}' does not name the publication.",
            'Write in it, under [tool.pressroom]: publication = "package:publication"',
        ) from None
