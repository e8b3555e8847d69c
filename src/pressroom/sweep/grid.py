"""Read the declaration of a sweep; every parameter set is checked before anything runs."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import names, yamlfile
from pressroom.errors import UserError, near
from pressroom.notebook import declarations
from pressroom.notebook.results import KINDS
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import Scenario, load, validate

KEYS = ("scenario", "grid", "sets", "figures")
RANGE = {"from", "to", "steps"}
MOST_SETS = 100_000
MOST_OVER = 2


@dataclass(frozen=True)
class Wanted:
    """A figure of one result against one or two parameters."""

    result: str
    over: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A checked sweep: the different parameter sets, which parameters vary, how many sets were equal."""

    name: str
    base: Scenario
    sets: list[Scenario]
    varied: list[str]
    folded: int
    figures: list[Wanted]


def varying(sets: Sequence[Scenario], names: Sequence[str]) -> list[str]:
    """Return the parameters that have several values: what a figure can be drawn over."""
    return [name for name in names if any(one.values[name] != sets[0].values[name] for one in sets)]


class _File(NamedTuple):
    """The file of a sweep: what messages call it, and what it says."""

    name: str
    said: yamlfile.Mapping

    def at(self, *names: str | int) -> str:
        """Return how a message calls the place to which names lead."""
        return f"{self.name}, line {self.said.line(*names)}"

    def text(self, key: str, default: str) -> str:
        value = self.said.values.get(key, default)
        if not isinstance(value, str):
            raise UserError(f"{self.at(key)}: '{key}' is {value!r}.", "Give a name.")
        return value

    def list(self, key: str) -> Sequence[Any]:
        value = self.said.values.get(key) or []
        if not isinstance(value, list):
            raise UserError(
                f"{self.at(key)}: '{key}' is not a list.", "Write one entry a line, each after '- '."
            )
        return value


class _Set(NamedTuple):
    """Values that one set gives, and the names that lead to them in the file."""

    values: Mapping[str, Any]
    place: tuple[str | int, ...]


def read(project: Project, path: Path) -> Grid:
    """Return the sweep that a YAML file declares; a UserError says what is wrong, and with which set."""
    names.refuse(path.stem, f"{path}: '{path.stem}'")
    file = _parse(path)
    unknown = [key for key in file.said.values if key not in KEYS]
    if unknown:
        raise UserError(
            f"{file.at(unknown[0])}: '{unknown[0]}' is not part of a sweep.", near(unknown[0], KEYS)
        )
    base = _base(project, file)
    given = [*_grid(file), *_sets(file)]
    if not given:
        raise UserError(
            f"{path}: it declares no parameter set.", "Give 'grid' or 'sets'; see docs/execution.md."
        )
    sets = _checked(project, file, base, given)
    known = [name for name in base.values if any(name in one.values for one in given)]
    figures = enumerate(file.list("figures"))
    drawn_over = varying(sets, known)
    wanted = [_figure(project, file.at("figures", place), entry, drawn_over) for place, entry in figures]
    return Grid(path.stem, base, sets, known, len(given) - len(sets), wanted)


def wanted(project: Project, text: str, grid: Grid) -> Wanted:
    """Return the figure that the command line asks for as RESULT:PARAMETER[,PARAMETER]."""
    result, _, over = text.partition(":")
    entry = {"result": result, "over": [name for name in over.split(",") if name]}
    return _figure(project, f"--figure {text}", entry, varying(grid.sets, grid.varied))


def _parse(path: Path) -> _File:
    if not path.is_file():
        what = "is no file" if path.exists() else "does not exist"
        raise UserError(f"{path} {what}.", "Name a file such as sweeps/index_and_grant.yml.")
    return _File(str(path), yamlfile.read(path, str(path)))


def _base(project: Project, file: _File) -> Scenario:
    """Return the scenario whose values the sets start from."""
    name, known = file.text("scenario", REFERENCE), project.named()
    if name not in known:
        what = f"{file.at('scenario')}: 'scenario' is '{name}', and there is no such scenario."
        raise UserError(what, near(name, known))
    return load(project, name)


def _grid(file: _File) -> Iterator[_Set]:
    """Yield every combination of the axes' values."""
    axes = file.said.values.get("grid")
    if axes is None:
        return
    if not isinstance(axes, dict) or not axes:
        raise UserError(
            f"{file.at('grid')}: 'grid' is not a list of parameters.",
            "Write 'name: [value, value]' below it.",
        )
    values = {name: _axis(file.at("grid", name), name, axis) for name, axis in axes.items()}
    count = 1
    for axis in values.values():
        count *= len(axis)
    if count > MOST_SETS:
        raise UserError(
            f"{file.at('grid')}: {count} parameter sets are too many.", f"Stay below {MOST_SETS}."
        )
    for combination in itertools.product(*values.values()):
        yield _Set(dict(zip(values, combination, strict=True)), ("grid",))


def _axis(where: str, name: str, axis: Any) -> list[Any]:
    if isinstance(axis, list) and axis:
        return axis
    numbers = isinstance(axis, dict) and set(axis) == RANGE and all(map(_is_number, axis.values()))
    if not numbers or not isinstance(axis["steps"], int) or axis["steps"] < 2:
        raise UserError(
            f"{where}: '{name}' has no values.",
            f"Write '{name}: [1, 2]', or '{name}: {{from: 1, to: 2, steps: 5}}' with at least two steps.",
        )
    if axis["steps"] > MOST_SETS:
        raise UserError(
            f"{where}: {axis['steps']} values of '{name}' are too many.", f"Stay below {MOST_SETS}."
        )
    low, high, steps = axis["from"], axis["to"], axis["steps"]
    whole = isinstance(low, int) and (high - low) % (steps - 1) == 0
    width = (high - low) // (steps - 1) if whole else (high - low) / (steps - 1)
    # Twelve digits, so that 0.1 + 0.2 is the 0.3 of a list.
    return [low + n * width if whole else float(f"{low + n * width:.12g}") for n in range(steps)]


def _sets(file: _File) -> Iterator[_Set]:
    sets = file.said.values.get("sets")
    if sets is None:
        return
    if not isinstance(sets, list) or not all(isinstance(one, dict) for one in sets):
        raise UserError(
            f"{file.at('sets')}: 'sets' is not a list of parameter sets.", "Write '- {name: value}' below it."
        )
    for number, one in enumerate(sets):
        yield _Set(one, ("sets", number))


def _checked(project: Project, file: _File, base: Scenario, given: Sequence[_Set]) -> list[Scenario]:
    """Return the different sets as scenarios, numbered; the first wrong value is refused."""
    found: dict[str, Scenario] = {}
    for number, one in enumerate(given, start=1):
        where = partial(_of_set, file, one.place, number)
        values = validate(project, {**base.values, **one.values}, where)
        name = f"set-{len(found) + 1}"
        found.setdefault(
            json.dumps(values, sort_keys=True),
            Scenario(name, base.title, base.description, values),
        )
    return list(found.values())


def _of_set(file: _File, place: Sequence[str | int], number: int, name: str) -> str:
    return f"{file.at(*place, name)}, set {number}"


def _figure(project: Project, where: str, entry: Any, varied: list[str]) -> Wanted:
    if not isinstance(entry, dict) or set(entry) != {"result", "over"}:
        raise UserError(
            f"{where}: a figure needs a result and parameters.", "Write '- {result: …, over: [parameter]}'."
        )
    over = entry["over"] if isinstance(entry["over"], list) else [entry["over"]]
    strange = [name for name in over if name not in varied]
    if strange:
        raise UserError(f"{where}: '{strange[0]}' does not vary in this sweep.", _hint(strange[0], varied))
    if not 1 <= len(over) <= MOST_OVER or len(set(over)) != len(over):
        raise UserError(f"{where}: a figure is drawn over one or two parameters.", "Leave the others out.")
    return Wanted(_number(project, where, str(entry["result"])), tuple(over))


def _hint(name: Any, varied: Sequence[str]) -> str:
    return near(str(name), varied) if varied else "Give a parameter several values, or leave the figure out."


def _number(project: Project, where: str, id: str) -> str:
    declared = declarations.declared(project)
    if id not in declared:
        raise UserError(f"{where}: there is no key figure '{id}'.", near(id, declared))
    if declared[id].unit in KINDS:
        numbers = [name for name, about in declared.items() if about.unit not in KINDS]
        raise UserError(f"{where}: the key figure '{id}' is not a number.", near(id, numbers))
    return id


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
