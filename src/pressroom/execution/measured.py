"""Keep the measurement of what outputs rest on up to date."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.execution import worker
from pressroom.execution.measure import measure
from pressroom.project import Project
from pressroom.runs import dependence
from pressroom.runs.keys import Inputs
from pressroom.scenarios import Scenario


def update(project: Project, reference: Scenario, every: bool = False) -> Iterator[tuple[str, float]]:
    """Measure the notebooks whose code was not measured, or all; yield each with the seconds it took.

    What is found is written when all is measured.
    """
    inputs, wanted = Inputs(project), {}
    for path in sorted(project.notebooks.glob("*.ipynb")):
        parts = inputs.parts_of(path, reference.values)
        if every or dependence.measured(project, path.stem, parts) is None:
            wanted[path] = parts
    if not wanted:
        return
    found = {}
    with ProcessPoolExecutor(initializer=worker.end_with_parent) as pool:
        works = {pool.submit(_timed, project, path, parts): path for path, parts in wanted.items()}
        for work in as_completed(works):
            path = works[work]
            rests, seconds = work.result()
            found[path.stem] = (dependence.code_key(wanted[path]), rests)
            yield path.stem, seconds
    files.write(dependence.path(project), dependence.text(project, found))


def _timed(project: Project, path: Path, parts: dict[str, Any]) -> tuple[dict[str, frozenset[str]], float]:
    started = time.process_time()
    return measure(project, path, parts), time.process_time() - started
