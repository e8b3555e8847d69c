"""What each key figure, table and figure rests on, as it was measured (`pressroom.execution.measure`).

The measurement is kept with the published run, under each notebook's code key: where the code is another,
nothing is known. An input is "param:NAME", "scenarios:NAME" (a parameter in the scenarios' files, for
notebooks that read them all) or "data:RESOURCE".
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pressroom.files import digest
from pressroom.project import Project

FILE = "dependence.json"
EXECUTION = "pressroom/execution/"
PARAM, SCENARIOS, DATA = "param:", "scenarios:", "data:"

Rests = Mapping[str, frozenset[str]]
"""Output → the inputs that moved it: a key figure by its id, a table or figure by its label."""


def path(project: Project) -> Path:
    """Return where the measurement stands."""
    return project.executed / FILE


def code_key(parts: Mapping[str, Any]) -> str:
    """Return the hash of a notebook's cells and of the modules it imports, from the parts of its run key.

    Its words and its parameters' values are not among them, nor is what executes notebooks: the measurement
    gives other values, and runs the code without it.
    """
    code = {file: key for file, key in parts["code"].items() if not file.startswith(EXECUTION)}
    # A run from before manifests held the hash of the cells has that of the notebook.
    cells = parts.get("cells", parts["notebook"])
    return digest(json.dumps([cells, code], sort_keys=True).encode())


def measured(project: Project, notebook: str, parts: Mapping[str, Any]) -> Rests | None:
    """Return what a notebook's outputs were seen to rest on; None where this code was not measured."""
    return _of_this_code(_known(project), notebook, parts)


def measured_in(content: bytes, notebook: str, parts: Mapping[str, Any]) -> Rests | None:
    """Return the same by the content of a run's file of it, which somebody else may have made."""
    return _of_this_code(_read_if_possible(content), notebook, parts)


def measured_before(project: Project, notebook: str) -> Rests:
    """Return what a notebook's outputs were last seen to rest on, whatever its code was then."""
    return _known(project).get(notebook, ("", {}))[1]


def text(project: Project, found: Mapping[str, tuple[str, Rests]]) -> str:
    """Return the file's text with the measurements of some notebooks, as (code key, rests), put anew."""
    names = {each.stem for each in project.notebooks.glob("*.ipynb")}
    kept = {name: entry for name, entry in (_known(project) | dict(found)).items() if name in names}
    return json.dumps(dict(map(_entry, sorted(kept.items()))), indent=1) + "\n"


def with_sources(
    project: Project, notebook: str, parts: Mapping[str, Any], figures: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return key figures with their `sources`: the data that move them, and `params` for parameters.

    Where nothing was measured they are all that the notebook reads.
    """
    rests = measured(project, notebook, parts)
    resources = [name for name in parts["data"] if "/" not in name]
    every = frozenset(
        [*(f"{DATA}{name}" for name in resources), *(f"{PARAM}{name}" for name in parts["parameters"])]
    )
    return [
        {**figure, "sources": _named(every if rests is None else rests.get(figure["id"], frozenset()))}
        for figure in figures
    ]


def _named(inputs: frozenset[str]) -> list[str]:
    data = sorted(name.removeprefix(DATA) for name in inputs if name.startswith(DATA))
    return [*data, *(["params"] if len(data) < len(inputs) else [])]


def _entry(item: tuple[str, tuple[str, Rests]]) -> tuple[str, dict[str, Any]]:
    """Return a notebook's entry of the file: most outputs rest on one of a few sets of inputs."""
    name, (key, rests) = item
    sets = sorted({tuple(sorted(inputs)) for inputs in rests.values()})
    outputs = {output: sets.index(tuple(sorted(inputs))) for output, inputs in sorted(rests.items())}
    return name, {"code": key, "inputs": [" ".join(inputs) for inputs in sets], "outputs": outputs}


def _of_this_code(
    known: Mapping[str, tuple[str, Rests]], notebook: str, parts: Mapping[str, Any]
) -> Rests | None:
    entry = known.get(notebook)
    return entry[1] if entry and entry[0] == code_key(parts) else None


def _known(project: Project) -> dict[str, tuple[str, Rests]]:
    """Return what the file holds by notebook; nothing where it is missing or of another form."""
    try:
        return _read_if_possible(path(project).read_bytes())
    except OSError:
        return {}


def _read_if_possible(content: bytes) -> dict[str, tuple[str, Rests]]:
    try:
        return _read(content)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}


@lru_cache(maxsize=4)
def _read(content: bytes) -> dict[str, tuple[str, Rests]]:
    known: dict[str, tuple[str, Rests]] = {}
    for name, entry in json.loads(content).items():
        sets = [frozenset(inputs.split()) for inputs in entry["inputs"]]
        known[name] = (entry["code"], {output: sets[place] for output, place in entry["outputs"].items()})
    return known
