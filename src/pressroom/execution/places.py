"""Random places where an input moved what it had moved nowhere else: report/places.yml.

What moves only where several other inputs are as they seldom are is found by searching at many places, once
(`dependence --search`). The seeds of those that found it are kept, and each later measurement goes there too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from pressroom import files, yamlfile
from pressroom.errors import UserError
from pressroom.execution.world import Bench, World
from pressroom.project import Project

FILE = "places.yml"
FIRST_SEED = 100_000
MANY, FEW = 12, 3
"""How many single inputs a search and a trial move at a random place."""
EACH = 6
"""How many single inputs are moved at every scenario."""
_HEAD = """\
# Random places where an input moved what it had moved nowhere else: by notebook and input, their seeds.
# Written by 'dependence --search' (CONTRIBUTING.md, "A chapter").
"""

Places = Mapping[str, Mapping[str, Sequence[int]]]
"""Notebook → input → seeds."""


def read(project: Project) -> Places:
    """Return the places that are known; a UserError where the file has another form."""
    path = project.report / FILE
    known = yamlfile.read(path, f"report/{FILE}").values if path.is_file() else {}
    for notebook, inputs in known.items():
        seeds = list(inputs.values()) if isinstance(inputs, dict) else [inputs]
        if not all(isinstance(each, list) and all(isinstance(seed, int) for seed in each) for each in seeds):
            raise UserError(
                f"report/{FILE}: '{notebook}' does not give lists of seeds by input.",
                "Delete the file, then 'dependence --search 300' writes it anew.",
            )
    return known


def write(project: Project, places: Places) -> None:
    """Keep these places."""
    sorted_places = {
        notebook: {label: sorted(seeds) for label, seeds in sorted(inputs.items())}
        for notebook, inputs in sorted(places.items())
    }
    text = yaml.safe_dump(sorted_places, default_flow_style=None, width=100, sort_keys=False)
    files.write(project.report / FILE, _HEAD + text)


def known(bench: Bench, seeds_of: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, set[str]]]:
    """Move inputs at the places known of them; yield each with the outputs it changes there."""
    for seed in sorted({seed for seeds in seeds_of.values() for seed in seeds}):
        there = bench.seeded(seed)
        place = _random_place(there)
        before = there.outputs(place) or {}
        for label in bench.inputs:
            if seed in seeds_of.get(label, ()):
                yield label, there.changed(before, place, label)


def trial(bench: Bench, most: int = FEW) -> Iterator[tuple[str, set[str]]]:
    """Move single inputs at the bench's random place; yield each with the outputs it changes."""
    yield from _moves(bench, _random_place(bench), most)


def trials(bench: Bench) -> Iterator[tuple[str, set[str]]]:
    """Move single inputs at every scenario and at a random place; yield each with the outputs it changes."""
    for place in list(bench.places(1)):
        yield from _moves(bench, place, EACH)


def search(bench: Bench, rests: Mapping[str, Any], seeds: Sequence[int]) -> list[tuple[int, str, set[str]]]:
    """Return, as (seed, input, outputs), what moves at these random places and is not known to."""
    return [
        (seed, label, new)
        for seed in seeds
        for label, changed in trial(bench.seeded(seed), MANY)
        if (new := {output for output in changed if label not in rests.get(output, ())})
    ]


def _random_place(bench: Bench) -> World:
    *_, place = bench.places(1)
    return place


def _moves(bench: Bench, place: World, most: int) -> Iterator[tuple[str, set[str]]]:
    before = bench.outputs(place) or {}
    # Drawn under a name of its own: how an input moves does not hang on how many are moved.
    order = {label: bench.random(f"{place.name}, order", label).random() for label in bench.inputs}
    for label in sorted(bench.inputs, key=order.__getitem__)[:most]:
        yield label, bench.changed(before, place, label)
