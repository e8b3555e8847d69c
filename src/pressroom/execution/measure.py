"""Measure what each key figure, table and figure of a notebook rests on.

The notebook's code is run, nothing drawn, at many places: the reference, every scenario, and random ones. At
each, one input is moved at a time, and what is recorded or shown differently rests on it. Inputs of which the
same is known are first moved together, and told apart only where something moves.
"""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pressroom import figures, scenarios, yamlfile
from pressroom.notebook import data, ipynb, results, tables
from pressroom.notebook.ipynb import PARAMETERS
from pressroom.project import REFERENCE, Project
from pressroom.runs.dependence import DATA, PARAM, SCENARIOS
from pressroom.scenarios import Parameter, Scenario, declare

RANDOM_PLACES, SEED, TRIES = 20, 1, 8
MOST_RUNS = 450
"""After so many runs of a notebook's code no further random place is tried."""
TRIALS, TRIAL_SEEDS = 6, (2, 20_221_231)
"""How many single inputs each place of a trial moves, and the trials: one that finds more is added."""
PLACES = "places.yml"
"""The file in report/ of such trials at a random place only: their seeds, by notebook."""
FEW = 3
"""How many single inputs a trial at a random place moves."""
IDLE_TRIES = 40
"""How often a resource is tried that has moved nothing."""
# What is left as it is in a table, beside its keys.
_NAMES = ("code", "year", "position")

Outputs = dict[str, str]


@dataclass(frozen=True)
class World:
    """What a notebook is given: its parameters, the scenarios' files, the data."""

    values: Mapping[str, Any]
    scenarios: Sequence[Scenario]
    tables: Mapping[str, pd.DataFrame]


def measure(
    project: Project, path: Path, parts: Mapping[str, Any], places: int = RANDOM_PLACES, seed: int = SEED
) -> dict[str, frozenset[str]]:
    """Return which inputs moved each output of a notebook in at least one trial; `parts` are of its run key.

    Outputs are key figures by id, and tables and figures by label.
    """
    bench = Bench(project, path, parts, seed)
    seen: dict[str, set[str]] = {label: set() for label in bench.inputs}
    outputs: set[str] = set()
    for place in bench.places(places):
        found = bench.outputs(place)
        if found is None:
            continue
        outputs |= found.keys()
        groups: dict[frozenset[str], list[str]] = {}
        for label, moved in seen.items():
            groups.setdefault(frozenset(found.keys() - moved), []).append(label)
        for missing, labels in groups.items():
            if missing:
                _locate(bench, place, found, labels, missing, seen)
    idle = [label for label, moved in seen.items() if label.startswith(DATA) and not moved]
    for label in idle:
        for _ in range(IDLE_TRIES):
            seen[label] |= bench.changed(bench.outputs(bench.reference) or {}, bench.reference, label)
    for each in TRIAL_SEEDS:
        for label, changed in trials(Bench(project, path, parts, each)):
            seen[label] |= changed
    for each in _places(project, path.stem):
        for label, changed in trial(Bench(project, path, parts, each)):
            seen[label] |= changed
    # Some outputs are there in some places only.
    outputs |= set().union(*seen.values())
    return {
        output: frozenset(label for label, moved in seen.items() if output in moved) for output in outputs
    }


def trials(bench: "Bench") -> Iterator[tuple[str, set[str]]]:
    """Move single inputs at every scenario and at a random place; yield each with the outputs it changes."""
    for place in list(bench.places(1)):
        yield from _moves(bench, place, TRIALS)


def trial(bench: "Bench") -> Iterator[tuple[str, set[str]]]:
    """Move a few single inputs at a random place; yield each with the outputs it changes."""
    *_, place = bench.places(1)
    yield from _moves(bench, place, FEW)


def _places(project: Project, notebook: str) -> list[int]:
    """Return the seeds of the trials that have moved what nothing else had."""
    path = project.report / PLACES
    known = yamlfile.read(path, PLACES).values if path.is_file() else {}
    return list(known.get(notebook, []))


def _moves(bench: "Bench", place: World, most: int) -> Iterator[tuple[str, set[str]]]:
    before = bench.outputs(place) or {}
    for label in bench.random.choice(bench.inputs, min(most, len(bench.inputs)), replace=False):
        yield str(label), bench.changed(before, place, str(label))


def _locate(
    bench: "Bench",
    place: World,
    found: Outputs,
    labels: Sequence[str],
    missing: frozenset[str],
    seen: dict[str, set[str]],
) -> None:
    """Add to `seen` which of the inputs move which of the missing outputs at this place."""
    # Many inputs moved together seldom fit with each other, and are told apart sooner than tried again.
    tries = TRIES if len(labels) == 1 else 2
    moved = next(filter(None, (bench.outputs(bench.moved(place, labels)) for _ in range(tries))), None)
    changed = {name for name in missing if moved and moved.get(name) != found.get(name)}
    if moved is not None and not changed:
        return
    if len(labels) == 1:
        seen[labels[0]] |= changed
        return
    half = len(labels) // 2
    for part in (labels[:half], labels[half:]):
        _locate(bench, place, found, part, missing, seen)


class Bench:
    """One notebook's code, compiled once, and the inputs that it may rest on."""

    def __init__(self, project: Project, path: Path, parts: Mapping[str, Any], seed: int) -> None:
        notebook = ipynb.read(path)
        self.project, self.path, self.random = project, path, np.random.default_rng(seed)
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

    def places(self, count: int) -> Iterator[World]:
        """Yield the reference, every other scenario, and `count` random places at which the code runs."""
        for scenario in self.every:
            yield self._world(scenario.values)
        labels = [label for label in self.inputs if not label.startswith(DATA)]
        for _ in range(count):
            if self.runs > MOST_RUNS:
                return
            for often in np.linspace(0.6, 0.1, TRIES):
                chosen = [label for label in labels if self.random.random() < often]
                place = self.moved(self.reference, chosen)
                if self.outputs(place) is not None:
                    yield place
                    break

    @cached_property
    def reference(self) -> World:
        """The place that the others are compared with."""
        return self._world(next(each.values for each in self.every if each.name == REFERENCE))

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
                tables[name] = self._other_table(name)
                continue
            targets = [values] if f"{kind}:" == PARAM else [given for _, given in elsewhere]
            for given in targets:
                given[name] = self._other_value(self.declared[name], given[name])
        return World(values, [replace(scenario, values=given) for scenario, given in elsewhere], tables)

    def outputs(self, world: World) -> Outputs | None:
        """Run the code; return what it recorded and showed, None where it cannot be run with these inputs."""
        self.runs += 1
        found: Outputs = {}
        names: dict[str, Any] = {"__name__": "__main__"}
        try:
            # What a place makes odd is no news: it is tried for what it moves.
            with warnings.catch_warnings(action="ignore"), self._given(world, found) as at:
                for cell, code in self.cells:
                    at(str(cell.options.get("label", cell.id)))
                    exec(code, names)
                    if PARAMETERS in cell.tags:
                        names |= {name: world.values[name] for name in self.parameters}
        except Exception:
            return None
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

    def _world(self, values: Mapping[str, Any]) -> World:
        few = {name: about.few for name, about in self.declared.items() if about.few is not None}
        return World({**values, **few}, self.every, self.tables)

    def _other_value(self, about: Parameter, value: Any) -> Any:
        """Return another value of a parameter, as its declaration allows."""
        if about.type == "boolean":
            return not value
        if about.type == "word":
            return self.random.choice([word for word in about.choices if word != value])
        if about.type == "codes":
            known = list(declare.codes(self.project, about.codes_of))
            return [str(self.random.choice([code for code in known if [code] != value]))]
        low, high = (about.low, about.high) if about.low is not None else about.ends
        if about.few is not None:
            low, high = about.few, 2 * about.few
        if about.type == "integer":
            return int(
                self.random.choice(
                    [each for each in (*range(int(low), int(low) + 400),) if each != value and each <= high]
                )
            )
        return float(self.random.uniform(low, high))

    def _other_table(self, name: str) -> pd.DataFrame:
        """Return a resource with other numbers, fewer rows, or the contents of its rows exchanged."""
        table, keys = self.tables[name].copy(), _keys(data.entry_of(self.project, name))
        measures = [column for column in _others(table, keys) if pd.api.types.is_numeric_dtype(table[column])]
        ways = [self._shortened]
        ways += [self._scaled] if measures else []
        ways += [self._exchanged] if _others(table, keys) else []
        return ways[self.random.integers(len(ways))](table, measures, keys)

    def _scaled(self, table: pd.DataFrame, measures: Sequence[str], keys: set[str]) -> pd.DataFrame:
        for column in measures:
            numbers = pd.to_numeric(table[column]) * self.random.lognormal(0, 0.3, len(table))
            whole = pd.api.types.is_integer_dtype(table[column])
            table[column] = numbers.round().astype(table[column].dtype) if whole else numbers
        return table

    def _shortened(self, table: pd.DataFrame, measures: Sequence[str], keys: set[str]) -> pd.DataFrame:
        most = max(1, 2 * len(table) // 3)
        gone = self.random.choice(table.index, self.random.integers(1, most + 1), replace=False)
        return table.drop(index=gone.tolist()).reset_index(drop=True)

    def _exchanged(self, table: pd.DataFrame, measures: Sequence[str], keys: set[str]) -> pd.DataFrame:
        columns = _others(table, keys)
        table[columns] = table[columns].iloc[self.random.permutation(len(table))].to_numpy()
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
