"""Keep the measurement of what outputs rest on up to date, and search for more."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.execution import places, worker
from pressroom.execution.measure import lost, measure
from pressroom.execution.world import Bench
from pressroom.project import Project
from pressroom.runs import dependence
from pressroom.runs.keys import Inputs
from pressroom.scenarios import Scenario

# How many places a worker searches before it takes another notebook's.
_AT_ONCE = 20


@dataclass(frozen=True)
class Measured:
    """A notebook that was measured, its processor time, and the inputs that no longer move what they did."""

    notebook: str
    seconds: float
    lost: Mapping[str, frozenset[str]]


Wanted = Mapping[Path, Mapping[str, Any]]
"""Notebooks to be measured, and the parts of their run keys."""


def wanted(project: Project, reference: Scenario, every: bool = False) -> Wanted:
    """Return the notebooks whose code was not measured, or all."""
    inputs, found = Inputs(project), {}
    for path in sorted(project.notebooks.glob("*.ipynb")):
        parts = inputs.parts_of(path, reference.values)
        if every or dependence.measured(project, path.stem, parts) is None:
            found[path] = parts
    return found


def update(project: Project, wanted: Wanted) -> Iterator[Measured]:
    """Measure notebooks; yield each when it is done. What is found is written when all is measured."""
    found = {}
    with ProcessPoolExecutor(initializer=worker.end_with_parent) as pool:
        works = {pool.submit(_timed, project, path, parts): path for path, parts in wanted.items()}
        for work in as_completed(works):
            path = works[work]
            rests, seconds = work.result()
            found[path.stem] = (dependence.code_key(wanted[path]), rests)
            yield Measured(path.stem, seconds, lost(dependence.measured_before(project, path.stem), rests))
    files.write(dependence.path(project), dependence.text(project, found))


def search(project: Project, reference: Scenario, count: int) -> dict[str, list[str]]:
    """Move inputs at `count` random places for each notebook, and keep what is found and where.

    Returns, by notebook, the inputs that were seen to move more than was known. All notebooks are measured.
    """
    inputs = Inputs(project)
    paths = sorted(project.notebooks.glob("*.ipynb"))
    parts = {path: inputs.parts_of(path, reference.values) for path in paths}
    known = {path: dict(dependence.measured(project, path.stem, parts[path]) or {}) for path in paths}
    seeds = range(places.FIRST_SEED, places.FIRST_SEED + count)
    with ProcessPoolExecutor(initializer=worker.end_with_parent) as pool:
        works = [
            (path, pool.submit(_searched, project, path, parts[path], known[path], seeds[at : at + _AT_ONCE]))
            for path in paths
            for at in range(0, count, _AT_ONCE)
        ]
        kept = {notebook: {**labels} for notebook, labels in places.read(project).items()}
        found: dict[str, list[str]] = {}
        for path, work in works:
            for seed, label, outputs in work.result():
                new = {output for output in outputs if label not in known[path].get(output, ())}
                known[path] |= {output: known[path].get(output, frozenset()) | {label} for output in new}
                if new:
                    of_label = kept.setdefault(path.stem, {}).get(label, [])
                    kept[path.stem][label] = [*of_label, seed]
                    found.setdefault(path.stem, []).append(label)
    places.write(project, kept)
    of_key = {path.stem: (dependence.code_key(parts[path]), known[path]) for path in paths}
    files.write(dependence.path(project), dependence.text(project, of_key))
    return found


def _searched(
    project: Project, path: Path, parts: dict[str, Any], rests: dependence.Rests, seeds: Sequence[int]
) -> list[tuple[int, str, set[str]]]:
    return places.search(Bench(project, path, parts, 0), rests, seeds)


def _timed(project: Project, path: Path, parts: Mapping[str, Any]) -> tuple[dict[str, frozenset[str]], float]:
    started = time.process_time()
    before = dependence.measured_before(project, path.stem)
    return measure(project, path, parts, before=before), time.process_time() - started
