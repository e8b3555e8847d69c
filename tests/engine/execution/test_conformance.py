"""The warm engine writes what the ordinary kernel writes.

One notebook of many cells goes through both. Small notebooks of each kind go through every way to the engine:
Papermill's function, its command, and the project's own run; `make trials` executes all, in minutes.
"""

import json

import doors
import pytest

import trials
from pressroom.execution import dispatch, environment, local
from pressroom.execution.job import Job

CELLS = doors.cells()
# One of each: what is slow in both engines is left to `make trials`.
USUAL = (
    "children", "stack", "reaching back", "at exit", "here and now", "backend", "death", "killed", "streams",
    "skipped and tagged", "parameters of every type", "asked at import", "displayed by children", "debugger",
    "what can be seen", "folders",
)  # fmt: skip
BY_COMMAND = ("at exit", "death")
ALONE = {f"only {name}": doors.notebook(source) for name, source in CELLS.items()}
KINDS = doors.notebooks() | doors.shapes() | ALONE
SMALL = {name: document for name, document in KINDS.items() if trials.SEED or name in USUAL}


def notebook_of() -> dict:
    """Return the notebook of all cells, whose errors do not stop it."""
    return doors.notebook(*CELLS.values())


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, list[dict]]:
    """The cells as each engine wrote them."""
    jobs = []
    for engine in ("warm", "kernel"):
        folder = tmp_path_factory.mktemp("run")
        jobs.append(Job(engine, engine, notebook_of(), {}, str(folder), engine))
    done = dispatch.in_processes(jobs, 2, local.pool)
    return {job.name: json.loads(outcome.text) for job, outcome in done}


def cell_of(notebook: dict, number: int) -> dict:
    """Return a cell by its id, as Papermill puts a notice before one with an error."""
    return next(cell for cell in notebook["cells"] if cell["id"] == f"c{number}")


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(CELLS)), ids=list(CELLS))
def test_a_cell_gives_the_same_outputs_in_both_engines(written, number):
    assert cell_of(written["warm"], number) == cell_of(written["kernel"], number)


@pytest.mark.slow
def test_the_notebooks_metadata_are_the_same(written):
    assert written["warm"]["metadata"] == written["kernel"]["metadata"]


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[tuple[str, str], doors.Result]:
    """What became of each small notebook, by its name and the way it was executed."""
    folder, found = tmp_path_factory.mktemp("doors"), {}
    with environment.controlled(folder):
        for name, document in SMALL.items():
            for way, engine in (("kernel", None), ("library", "warm")):
                place = folder / way / name
                place.mkdir(parents=True)
                found[name, way] = doors.library(document, place, engine)
        for name in SMALL if trials.SEED else BY_COMMAND:
            place = folder / "command" / name
            place.mkdir(parents=True)
            found[name, "command"] = doors.command(SMALL[name], place)
    for name, result in doors.run(SMALL, folder / "run"):
        found[name, "run"] = result
    return found


@trials.trial("kinds of notebooks, every door against the kernel", 1, 1)
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "way"),
    [
        (name, way)
        for way in ("library", "command", "run")
        for name in SMALL
        if trials.SEED or way != "command" or name in BY_COMMAND
    ],
)
def test_a_notebook_comes_out_as_from_an_ordinary_kernel(results, name, way):
    assert results[name, way] == results[name, "kernel"]
