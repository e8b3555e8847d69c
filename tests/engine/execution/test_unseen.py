"""A notebook that is run for its key figures alone gives those that it gives with a client."""

import pytest

from pressroom import scenarios
from pressroom.execution.job import USUAL, Execution, Limits
from pressroom.execution.plan import plan
from pressroom.execution.progress import Silent
from pressroom.execution.tasks import execute_tasks
from pressroom.runs.store import Store

RECORDED = {
    "a task that goes on between cells": (
        "import asyncio\nheard = []\nasync def later():\n    heard.append(1.0)"
        "\ntask = asyncio.create_task(later())",
        "results.record('sum', extra_kg=heard[0])",
    ),
    "a cell that waits": ("import asyncio\nawait asyncio.sleep(0)\nresults.record('sum', extra_kg=2.0)",),
    "a magic and a value that is shown": ("%time 1\n[1]", "results.record('sum', extra_kg=float(len(Out)))"),
    "chance, and the folder": (
        "import os, random\nfrom pathlib import Path\nassert Path('notebooks').is_dir()",
        "results.record('sum', extra_kg=random.random())",
    ),
    "more output than a socket holds": ("print('x' * 5_000_000)\nresults.record('sum', extra_kg=4.0)",),
}


class Failures(Silent):
    """Keeps what is told of notebooks that failed."""

    def __init__(self):
        self.errors = []

    def failed(self, scenario, failure):
        self.errors.append(failure.error)


@pytest.fixture
def execute(project):
    """Run all notebooks, kept or for their figures; return the figures by notebook, and what failed."""
    with (project.report / "key_figures.yml").open("a", encoding="utf-8") as file:
        file.write("sum.extra_kg:\n  unit: kg\n  label: Ett nyckeltal\n")

    def run(notebooks, how=USUAL):
        tasks, listener = plan(project, [scenarios.load(project, "base")]), Failures()
        with Store(project.runs / ".store") as store:
            execute_tasks(project, tasks, store, how, listener, notebooks=notebooks)
            known = {task.notebook: store.get(task.key) for task in tasks}
            if notebooks:
                return {name: entry and entry.figures for name, entry in known.items()}, listener.errors
            assert set(known.values()) == {None}
            return {task.notebook: store.figures(task.key) for task in tasks}, listener.errors

    return run


@pytest.mark.parametrize("kind", RECORDED)
def test_the_figures_are_those_of_the_notebook_as_it_is_published(execute, add, kind):
    add("03_more", "from pressroom.notebook import results", *RECORDED[kind])
    alone, failed = execute(notebooks=False)
    assert failed == []
    assert [figure["id"] for figure in alone["03_more"]] == ["sum.extra_kg"]
    assert (alone, []) == execute(notebooks=True)


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (["1 / 0"], "ZeroDivisionError: division by zero"),
        (["import os\nos._exit(3)"], "its process died"),
        (["exit()", "import time\ntime.sleep(1)\n1"], "its process died"),
        (["open('data/varieties.csv').close()"], "it reads data/varieties.csv without naming it"),
    ],
)
def test_what_fails_is_told_as_with_a_client(execute, add, cells, error):
    add("03_fails", *cells)
    alone, [told] = execute(notebooks=False)
    assert error in told
    assert alone["03_fails"] is None
    assert execute(notebooks=True)[1] == [told]


def test_a_time_limit_holds(execute, add):
    add("03_waits", "import time\ntime.sleep(60)")
    how = Execution(limits=Limits(cell=0.5))
    assert execute(notebooks=False, how=how)[1] == ["it took longer than its time limit"]
