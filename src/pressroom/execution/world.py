"""A notebook's code at a place: run, nothing drawn, with what it is given there, and with inputs moved.

What an input becomes at a place hangs on the seed, the place and the input alone: another parameter, scenario
or resource leaves the places that have been tried where they were.
"""

import copy
import json
import warnings
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pressroom import figures, publication, scenarios
from pressroom.errors import UserError
from pressroom.notebook import data, ipynb, results, tables
from pressroom.notebook.ipynb import PARAMETERS
from pressroom.project import REFERENCE, Project
from pressroom.runs.dependence import DATA, PARAM, SCENARIOS
from pressroom.scenarios import Parameter, Scenario, declare

TRIES = 8
"""How often something is drawn anew where the code cannot be run with it."""
MOST_RUNS = 450
"""After so many runs of a notebook's code no further random place is tried."""
# What is left as it is in a table, beside its keys.
_NAMES = ("code", "year", "position")

Outputs = dict[str, str]


@dataclass(frozen=True)
class World:
    """A place: what a notebook is given there, its parameters, the scenarios' files, the data."""

    name: str
    values: Mapping[str, Any]
    scenarios: Sequence[Scenario]
    tables: Mapping[str, pd.DataFrame]


class Bench:
    """One notebook's code, compiled once, and the inputs that it may rest on."""

    def __init__(self, project: Project, path: Path, parts: Mapping[str, Any], seed: int) -> None:
        notebook = ipynb.read(path)
        self.project, self.path, self.seed = project, path, seed
        self.drawn: Counter[tuple[str, str]] = Counter()
        # The cell for JupyterLab asks for a shell.
        cells = [cell for cell in notebook.code_cells if "scenario" not in cell.tags]
        self.cells = [(cell, compile(cell.python, f"{path.name}, {cell.id}", "exec")) for cell in cells]
        self.declared = declare.declared(project)
        self.every = scenarios.load_all(project)
        self.parameters = [name for name in notebook.parameters() if name in self.declared]
        resources = [name for name in parts["data"] if "/" not in name]
        self.tables = {name: data.read(project, name) for name in resources}
        self.runs = 0
        self.inputs = [f"{PARAM}{name}" for name in self.parameters]
        self.inputs += [f"{DATA}{name}" for name in resources]
        if any(name.startswith("params/") and name != declare.FILE for name in parts["data"]):
            self.inputs += [f"{SCENARIOS}{name}" for name in self.declared]

    def seeded(self, seed: int) -> "Bench":
        """Return the same bench with draws of its own."""
        other = copy.copy(self)
        other.seed, other.drawn, other.runs = seed, Counter(), 0
        return other

    def random(self, place: str, label: str) -> np.random.Generator:
        """Return what draws an input's next value at a place."""
        self.drawn[place, label] += 1
        names = (zlib.crc32(name.encode()) for name in (place, label))
        return np.random.default_rng([self.seed, *names, self.drawn[place, label]])

    def places(self, count: int) -> Iterator[World]:
        """Yield the reference, every other scenario, and `count` random places at which the code runs."""
        for scenario in self.every:
            yield self._world(scenario)
        labels = [label for label in self.inputs if not label.startswith(DATA)]
        for number in range(count):
            if self.runs > MOST_RUNS:
                return
            start = replace(self.reference, name=f"place {number}")
            for often in np.linspace(0.6, 0.1, TRIES):
                chosen = [label for label in labels if self.random(start.name, label).random() < often]
                place = self.moved(start, chosen)
                if self.outputs(place) is not None:
                    yield place
                    break

    @cached_property
    def reference(self) -> World:
        """The place that the others are compared with."""
        return self._world(next(each for each in self.every if each.name == REFERENCE))

    def changed(self, before: Outputs, place: World, label: str) -> set[str]:
        """Return the outputs that one move of an input changes at a place, where they are `before`."""
        after = self.outputs(self.moved(place, [label]))
        return {name for name in before if after and after.get(name) != before[name]}

    def moved(self, world: World, labels: Sequence[str]) -> World:
        """Return a place that differs in these inputs."""
        values, tables = dict(world.values), dict(world.tables)
        elsewhere = [(scenario, dict(scenario.values)) for scenario in world.scenarios]
        for label in labels:
            kind, _, name = label.partition(":")
            if label.startswith(DATA):
                tables[name] = self._other_table(name, self.random(world.name, label))
                continue
            targets = [("", values)] if f"{kind}:" == PARAM else [(s.name, given) for s, given in elsewhere]
            for scenario, given in targets:
                random = self.random(world.name, label + scenario)
                given[name] = self._other_value(self.declared[name], given[name], random)
        every = [replace(scenario, values=given) for scenario, given in elsewhere]
        return World(world.name, values, every, tables)

    def outputs(self, world: World) -> Outputs | None:
        """Return what the code recorded and showed, None where it cannot be run with these inputs."""
        try:
            return self._run(world)
        except Exception:
            return None

    def standing(self, world: World) -> Outputs:
        """Return what the code recorded and showed at a place where it must run; UserError where it does not.

        What cannot be run there would seem to rest on nothing.
        """
        try:
            return self._run(world)
        except Exception as error:
            said, *_ = str(error).splitlines() or [""]
            raise UserError(
                f"{self.path.name} cannot be measured in '{world.name}': {type(error).__name__}: {said}",
                f"See whether '{publication.command('run')} {world.name}' runs, and what it says.",
                code=3,
            ) from error

    def _run(self, world: World) -> Outputs:
        self.runs += 1
        found: Outputs = {}
        names: dict[str, Any] = {"__name__": "__main__"}
        # What a place makes odd is no news: it is tried for what it moves.
        with warnings.catch_warnings(action="ignore"), self._given(world, found) as at:
            for cell, code in self.cells:
                at(str(cell.options.get("label", cell.id)))
                exec(code, names)
                if PARAMETERS in cell.tags:
                    names |= {name: world.values[name] for name in self.parameters}
        return found

    @contextmanager
    def _given(self, world: World, found: Outputs) -> Iterator[Callable[[str], None]]:
        """Let the engine's functions give what the place holds, and note what is recorded and shown."""
        cell = ""

        def at(label: str) -> None:
            nonlocal cell
            cell = label

        def record(chapter: str, **recorded: Any) -> None:
            found.update({f"{chapter}.{name}": repr(value) for name, value in recorded.items()})

        def show_table(*arguments: Any, **options: Any) -> None:
            found[cell] = json.dumps(tables.specification(*arguments, **options), default=str)

        def show_figure(chart: Any) -> None:
            found[cell] = json.dumps(chart.spec, default=str)

        def read(project: Project, resource: str) -> pd.DataFrame:
            return world.tables[resource].copy()

        instead = [
            (results, "record", record),
            (tables, "show", show_table),
            (figures, "show", show_figure),
            (data, "read", read),
            (scenarios, "load_all", lambda project=None: list(world.scenarios)),
        ]
        with ExitStack() as stack:
            for module, name, function in instead:
                stack.callback(setattr, module, name, getattr(module, name))
                setattr(module, name, function)
            yield at

    def _world(self, scenario: Scenario) -> World:
        few = {name: about.few for name, about in self.declared.items() if about.few is not None}
        return World(scenario.name, {**scenario.values, **few}, self.every, self.tables)

    def _other_value(self, about: Parameter, value: Any, random: np.random.Generator) -> Any:
        """Return another value of a parameter, as its declaration allows."""
        if about.type == "boolean":
            return not value
        if about.type == "word":
            return random.choice([word for word in about.choices if word != value])
        if about.type == "codes":
            known = list(declare.codes(self.project, about.codes_of))
            return [str(random.choice([code for code in known if [code] != value]))]
        low, high = (about.low, about.high) if about.low is not None else about.ends
        if about.few is not None:
            low, high = about.few, 2 * about.few
        if about.type == "integer":
            return int(
                random.choice(
                    [each for each in (*range(int(low), int(low) + 400),) if each != value and each <= high]
                )
            )
        return float(random.uniform(low, high))

    def _other_table(self, name: str, random: np.random.Generator) -> pd.DataFrame:
        """Return a resource with other numbers, fewer rows, or the contents of its rows exchanged."""
        table, keys = self.tables[name].copy(), _keys(data.entry_of(self.project, name))
        measures = [column for column in _others(table, keys) if pd.api.types.is_numeric_dtype(table[column])]
        ways = [_shortened]
        ways += [partial(_scaled, columns=measures)] if measures else []
        ways += [partial(_exchanged, columns=contents)] if (contents := _others(table, keys)) else []
        return ways[random.integers(len(ways))](table, random)


def _scaled(table: pd.DataFrame, random: np.random.Generator, columns: Sequence[str]) -> pd.DataFrame:
    for column in columns:
        numbers = pd.to_numeric(table[column]) * random.lognormal(0, 0.3, len(table))
        whole = pd.api.types.is_integer_dtype(table[column])
        table[column] = numbers.round().astype(table[column].dtype) if whole else numbers
    return table


def _shortened(table: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    most = max(1, 2 * len(table) // 3)
    gone = random.choice(table.index, random.integers(1, most + 1), replace=False)
    return table.drop(index=gone.tolist()).reset_index(drop=True)


def _exchanged(table: pd.DataFrame, random: np.random.Generator, columns: Sequence[str]) -> pd.DataFrame:
    table[columns] = table[columns].iloc[random.permutation(len(table))].to_numpy()
    return table


def _keys(entry: Mapping[str, Any]) -> set[str]:
    """Return the columns that name a row or refer to one."""
    schema = entry.get("schema", {})
    refers = [name for key in schema.get("foreignKeys", []) for name in _listed(key["fields"])]
    return {*_listed(schema.get("primaryKey", [])), *refers}


def _others(table: pd.DataFrame, keys: set[str]) -> list[str]:
    """Return the columns of contents: those that neither name a row nor say when it was."""
    return [name for name in table.columns if name not in keys and not name.endswith(_NAMES)]


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
