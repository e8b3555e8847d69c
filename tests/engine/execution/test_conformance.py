"""The warm engine writes what the ordinary kernel writes: one notebook of many cells through both."""

import json
from pathlib import Path

import pytest

from pressroom.execution import dispatch, local
from pressroom.execution.job import Job

CELLS = dict(
    cell.split("\n", 1)
    for cell in (Path(__file__).parent / "conformance_cells.txt")
    .read_text(encoding="utf-8")
    .split("# %% ")[1:]
)


def notebook_of() -> dict:
    """Return the notebook of all cells, whose errors do not stop it."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {"tags": ["raises-exception"]},
            "outputs": [],
            "source": source.rstrip("\n"),
        }
        for number, source in enumerate(CELLS.values())
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


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
