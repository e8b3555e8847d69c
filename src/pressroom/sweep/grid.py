"""Read the declaration of a sweep; every parameter set is checked before anything runs."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def read(project: Project, path: Path) -> Grid:
    """Return the sweep that a YAML file declares; a UserError says what is wrong, and with which set."""
    names.refuse(path.stem, f"{path}: '{path.stem}'")
    content = _parse(path)
    unknown = [key for key in content if key not in KEYS]
    if unknown:
        raise UserError(f"{path}: '{unknown[0]}' is not part of a sweep.", near(unknown[0], KEYS))
    base = load(project, _text(path, content, "scenario", REFERENCE))
    given = [*_grid(path, content.get("grid")), *_sets(path, content.get("sets"))]
    if not given:
        raise UserError(f"{path}: it declares no parameter set.", "Give 'grid' or 'sets'; see the README.")
    sets = _checked(project, path, base, given)
    known = [name for name in base.values if any(name in one for one in given)]
    wanted = [_figure(project, path, entry, known) for entry in _list(path, content, "figures")]
    return Grid(path.stem, base, sets, known, len(given) - len(sets), wanted)


def wanted(project: Project, text: str, varied: list[str]) -> Wanted:
    """Return the figure that the command line asks for as RESULT:PARAMETER[,PARAMETER]."""
    result, _, over = text.partition(":")
    entry = {"result": result, "over": [name for name in over.split(",") if name]}
    return _figure(project, Path(f"--figure {text}"), entry, varied)


def _parse(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise UserError(f"{path} does not exist.", "Name a file such as sweeps/index_and_grant.yml.")
    return yamlfile.read(path, str(path)).values


def _grid(path: Path, axes: Any) -> Iterator[dict[str, Any]]:
    """Yield every combination of the axes' values."""
    if axes is None:
        return
    if not isinstance(axes, dict) or not axes:
        raise UserError(
            f"{path}: 'grid' is not a list of parameters.", "Write 'name: [value, value]' below it."
        )
    values = {name: _axis(path, name, axis) for name, axis in axes.items()}
    count = 1
    for axis in values.values():
        count *= len(axis)
    if count > MOST_SETS:
        raise UserError(f"{path}: {count} parameter sets are too many.", f"Stay below {MOST_SETS}.")
    for combination in itertools.product(*values.values()):
        yield dict(zip(values, combination, strict=True))


def _axis(path: Path, name: str, axis: Any) -> list[Any]:
    if isinstance(axis, list) and axis:
        return axis
    numbers = isinstance(axis, dict) and set(axis) == RANGE and all(map(_is_number, axis.values()))
    if not numbers or not isinstance(axis["steps"], int) or axis["steps"] < 2:
        raise UserError(
            f"{path}: '{name}' has no values.",
            f"Write '{name}: [1, 2]', or '{name}: {{from: 1, to: 2, steps: 5}}' with at least two steps.",
        )
    if axis["steps"] > MOST_SETS:
        raise UserError(
            f"{path}: {axis['steps']} values of '{name}' are too many.", f"Stay below {MOST_SETS}."
        )
    low, high, steps = axis["from"], axis["to"], axis["steps"]
    whole = isinstance(low, int) and (high - low) % (steps - 1) == 0
    width = (high - low) // (steps - 1) if whole else (high - low) / (steps - 1)
    # Twelve digits, so that 0.1 + 0.2 is the 0.3 of a list.
    return [low + n * width if whole else float(f"{low + n * width:.12g}") for n in range(steps)]


def _sets(path: Path, sets: Any) -> Iterator[dict[str, Any]]:
    if sets is None:
        return
    if not isinstance(sets, list) or not all(isinstance(one, dict) for one in sets):
        raise UserError(
            f"{path}: 'sets' is not a list of parameter sets.", "Write '- {name: value}' below it."
        )
    yield from sets


def _checked(
    project: Project, path: Path, base: Scenario, given: Sequence[Mapping[str, Any]]
) -> list[Scenario]:
    """Return the different sets as scenarios, numbered; the first wrong value is refused."""
    found: dict[str, Scenario] = {}
    for number, one in enumerate(given, start=1):
        values = validate(project, {**base.values, **one}, f"{path}, set {number}")
        name = f"set-{len(found) + 1}"
        found.setdefault(
            json.dumps(values, sort_keys=True),
            Scenario(name, base.title, base.description, values),
        )
    return list(found.values())


def _figure(project: Project, path: Path, entry: Any, varied: list[str]) -> Wanted:
    if not isinstance(entry, dict) or set(entry) != {"result", "over"}:
        raise UserError(
            f"{path}: a figure needs a result and parameters.", "Write '- {result: …, over: [parameter]}'."
        )
    over = entry["over"] if isinstance(entry["over"], list) else [entry["over"]]
    strange = [name for name in over if name not in varied]
    if strange:
        raise UserError(f"{path}: '{strange[0]}' does not vary in this sweep.", near(str(strange[0]), varied))
    if not 1 <= len(over) <= MOST_OVER or len(set(over)) != len(over):
        raise UserError(f"{path}: a figure is drawn over one or two parameters.", "Leave the others out.")
    return Wanted(_number(project, path, str(entry["result"])), tuple(over))


def _number(project: Project, path: Path, id: str) -> str:
    declared = declarations.declared(project)
    if id not in declared:
        raise UserError(f"{path}: there is no key figure '{id}'.", near(id, declared))
    if declared[id].unit in KINDS:
        numbers = [name for name, about in declared.items() if about.unit not in KINDS]
        raise UserError(f"{path}: the key figure '{id}' is not a number.", near(id, numbers))
    return id


def _text(path: Path, content: Mapping[str, Any], key: str, default: str) -> str:
    value = content.get(key, default)
    if not isinstance(value, str):
        raise UserError(f"{path}: '{key}' is {value!r}.", "Give a name.")
    return value


def _list(path: Path, content: Mapping[str, Any], key: str) -> list[Any]:
    value = content.get(key) or []
    if not isinstance(value, list):
        raise UserError(f"{path}: '{key}' is not a list.", "Write one entry a line, each after '- '.")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
