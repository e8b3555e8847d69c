"""Measure what each key figure, table and figure of a notebook rests on.

The notebook's code is run at many places: the reference, every scenario, and random ones. At each, one input
is moved at a time, and what is recorded or shown differently rests on it. Inputs of which the same is known
are first moved together, and told apart only where something moves.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pressroom.execution import places
from pressroom.execution.world import TRIES, Bench, Outputs, World
from pressroom.project import Project
from pressroom.runs.dependence import DATA, Rests

RANDOM_PLACES, SEED = 20, 1
TRIAL_SEEDS = (2, 20_221_231)
"""The seeds with which single inputs are moved at every scenario."""
AGAIN, AGAIN_SEED, MOST_AGAIN = 20, 3, 200
"""How many more random places, and runs, are spent at most on what an input moved before and does not now."""
IDLE_TRIES = 40
"""How often a resource is tried that has moved nothing."""


def measure(
    project: Project,
    path: Path,
    parts: Mapping[str, Any],
    count: int = RANDOM_PLACES,
    before: Rests | None = None,
) -> dict[str, frozenset[str]]:
    """Return which inputs moved each output of a notebook in at least one trial; `parts` are of its run key.

    Outputs are key figures by id, and tables and figures by label. What was measured `before`, with other
    code, is looked for once more before it is given up. Raises UserError where a scenario cannot be run.
    """
    bench = Bench(project, path, parts, SEED)
    seen: dict[str, set[str]] = {label: set() for label in bench.inputs}
    outputs: set[str] = set()
    for place in bench.places(count):
        found = bench.standing(place)
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
    for seed in TRIAL_SEEDS:
        for label, changed in places.trials(bench.seeded(seed)):
            seen[label] |= changed
    for label, changed in places.known(bench, places.read(project).get(path.stem, {})):
        seen[label] |= changed
    # Some outputs are there in some places only.
    outputs |= set().union(*seen.values())
    _look_again(bench.seeded(AGAIN_SEED), lambda: lost(before or {}, _by_output(seen, outputs)), seen)
    return _by_output(seen, outputs)


def lost(before: Rests, after: Rests) -> dict[str, frozenset[str]]:
    """Return the inputs that moved outputs, by input, which are still there and which they no longer move."""
    gone = {output: before[output] - after[output] for output in before.keys() & after.keys()}
    return {
        label: frozenset(output for output, labels in gone.items() if label in labels)
        for label in sorted(frozenset().union(*gone.values()))
    }


def _by_output(seen: Mapping[str, set[str]], outputs: set[str]) -> dict[str, frozenset[str]]:
    return {
        output: frozenset(label for label, moved in seen.items() if output in moved) for output in outputs
    }


def _look_again(
    bench: Bench, missing: Callable[[], Mapping[str, frozenset[str]]], seen: dict[str, set[str]]
) -> None:
    """Move the inputs that no longer move what they did at more places, and add to `seen` what they move."""
    for place in bench.places(AGAIN):
        labels = [label for label in missing() if label in seen]
        if not labels or bench.runs > MOST_AGAIN:
            return
        found = bench.outputs(place) or {}
        for label in labels:
            seen[label] |= bench.changed(found, place, label)


def _locate(
    bench: Bench,
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
