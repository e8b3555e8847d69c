"""The report's units: is each declared once, of the right types, and with a place for the number."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pressroom import publication
from pressroom.checks import Problem
from pressroom.faulty_code import named
from pressroom.language.units import BARE, Unit
from pressroom.project import Project

NUMBER = BARE[0]
FORM = TypeAdapter(Unit)
ONCE = "Take one of the two out, or call it otherwise."


def problems(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with each unit, with its line in the file where that can be told."""
    module, _, name = publication.of(project).units.partition(":")
    held: Mapping[str, Any] = publication.at(f"{module}:{name}")
    path, places = _declared(publication.at(module), name)
    first: dict[str, int] = {}
    for unit, line in places:
        if unit in first:
            what = f"the unit '{unit}' is declared in line {first[unit]} already."
            yield Problem(f"{named(path)}, line {line}: {what}", ONCE)
        first.setdefault(unit, line)
    for unit, how in held.items():
        where = f"{named(path)}, line {first[unit]}" if unit in first else named(path)
        for what, todo in _faults(how):
            yield Problem(f"{where}: the unit '{unit}' {what}", todo)


def _declared(module: ModuleType, name: str) -> tuple[Path, list[tuple[str, int]]]:
    """Return the file of the units, and each that is written in it, with its line."""
    path = Path(str(module.__file__))
    found = []
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        match node:
            case (
                ast.AnnAssign(target=ast.Name(id=target), value=ast.Dict(keys=keys))
                | ast.Assign(targets=[ast.Name(id=target)], value=ast.Dict(keys=keys))
            ) if target == name:
                found += [(str(k.value), k.lineno) for k in keys if isinstance(k, ast.Constant)]
    return path, found


def _faults(how: Any) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a unit, and what to write."""
    try:
        unit = FORM.validate_python(how, strict=True)
    except ValidationError as error:
        wrong = error.errors()[0]
        of = ".".join(map(str, wrong["loc"]))
        what = f"has {of}={wrong['input']!r}" if of else f"is {how!r}"
        wanted = wrong["msg"].removeprefix("Input should be ").removesuffix(f" or an instance of {of}")
        todo = f"Write {of} as {wanted}." if of else 'Write unit("…"), with the words behind the number.'
        yield f"{what}.", todo
        return
    if NUMBER in unit.head:
        yield f"has heading={unit.head!r}, and no number stands in a heading.", f"Take '{NUMBER}' out."
    for of, text in _patterns(unit):
        if text.count(NUMBER) != 1:
            yield (
                f"has {of}={text!r}, in which '{NUMBER}' stands {text.count(NUMBER)} times.",
                f"Write '{NUMBER}' where the number stands, once: {_mended(text)!r}.",
            )


def _patterns(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield every text of a unit that holds a number, by the name under which it is written."""
    yield from (("words", text) for text in dict.fromkeys(unit.words))
    if unit.short is not None:
        yield "short", unit.short
    for scale in unit.scales:
        yield from (("words", text) for text in dict.fromkeys(scale.words or ()))
        yield "short", scale.short


def _mended(text: str) -> str:
    """Return a text with one place for the number, before its words where it has none."""
    before, found, after = text.partition(NUMBER)
    bare = after.replace(NUMBER, "").rstrip("\u00a0 ")
    return f"{before}{NUMBER}{bare}" if found else f"{NUMBER}\u00a0{text.strip()}"
