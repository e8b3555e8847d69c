"""What the benchmark runs in processes of its own: `python -m bench.worker CASE [ARGUMENT …]`."""

import dataclasses
import importlib
import json
import os
import sys
import threading
import time
from pathlib import Path

import psutil

from bench.measure import SAMPLE_SECONDS, tree_memory
from pressroom import scenarios
from pressroom.execution.job import USUAL, Execution
from pressroom.execution.plan import plan
from pressroom.execution.progress import Silent
from pressroom.execution.run import run
from pressroom.execution.tasks import execute_tasks
from pressroom.project import REFERENCE, Project, find
from pressroom.runs.store import Store
from pressroom.sweep import grid as grids
from pressroom.sweep.sweep import sweep

NOTEBOOK = "01_agreement_finances"


def papermill_library() -> None:
    """Execute the notebooks one after another with papermill as a library."""
    import papermill

    project = find()
    values = scenarios.load(project, REFERENCE).values
    for path in sorted(project.notebooks.glob("*.ipynb")):
        out = project.root / f"{path.stem}.out.ipynb"
        papermill.execute_notebook(path, out, values, progress_bar=False, cwd=project.root)


def script() -> None:
    """Run the code of the notebooks one after another, and nothing else: no kernel, no outputs kept."""
    project = find()
    for path in sorted(project.notebooks.glob("*.ipynb")):
        names: dict[str, object] = {"__name__": "__main__"}
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)


def execnb() -> None:
    """Execute the notebooks one after another with execnb: in this process, a new shell for each."""
    # By their names: they are installed beside the environment.
    shells = importlib.import_module("execnb.shell")
    project = find()
    for path in sorted(project.notebooks.glob("*.ipynb")):
        shell = shells.CaptureShell(path=project.root)
        shell.execute(path, str(project.root / f"{path.stem}.out.ipynb"), exc_stop=True)
        shell.close()


def ploomber() -> None:
    """Execute the notebooks one after another with ploomber-engine: in this process."""
    os.environ["PLOOMBER_STATS_ENABLED"] = "false"
    engine = importlib.import_module("ploomber_engine")
    project = find()
    values = dict(scenarios.load(project, REFERENCE).values)
    for path in sorted(project.notebooks.glob("*.ipynb")):
        out = project.root / f"{path.stem}.out.ipynb"
        engine.execute_notebook(path, out, parameters=values, progress_bar=False, cwd=str(project.root))


def warm() -> None:
    """Run the reference scenario twice in one process; print the seconds of the second time."""
    project = find()
    scenario = scenarios.load(project, REFERENCE)
    run(project, [scenario], Execution(force=True))
    started = time.perf_counter()
    run(project, [scenario], Execution(force=True))
    print(time.perf_counter() - started)


def sets(count: str, kept: str) -> None:
    """Run one notebook for `count` parameter sets, drawn and kept or for its key figures alone."""
    project = find()
    path = project.root / "sets.yml"
    path.write_text(f"grid: {{price_index: {{from: 0.0, to: 0.1, steps: {count}}}}}\n")
    grid = grids.read(project, path)
    tasks = plan(project, grid.sets, [NOTEBOOK])
    execute_tasks(project, tasks, Store(project.runs / ".store"), USUAL, Silent(), notebooks=kept == "kept")


class Watching(Silent):
    """Notes when each notebook ended and, if asked, how much memory the process tree held meanwhile."""

    def __init__(self, memory: bool = False) -> None:
        self.ends: list[float] = []
        self.memory: list[tuple[float, int]] = []
        if memory:
            threading.Thread(target=self._sample, daemon=True).start()

    def finished(self, scenario: str, notebook: str, seconds: float) -> None:
        self.ends.append(time.perf_counter())

    def _sample(self) -> None:
        top = psutil.Process()
        while True:
            self.memory.append((time.perf_counter(), tree_memory(top)))
            time.sleep(SAMPLE_SECONDS)

    def peak(self, start: float, end: float) -> int:
        return max((bytes_ for when, bytes_ in self.memory if start <= when <= end), default=0)


def growing(count: str, what: str) -> None:
    """Sweep `count` sets of one notebook; print the seconds or the memory of the first and the last tenth.

    Not both: to read the memory of a process tree takes time.
    """
    project = only(find(), NOTEBOOK)
    path = project.root / "growing.yml"
    path.write_text(f"grid: {{price_index: {{from: 0.0, to: 0.1, steps: {count}}}}}\n")
    watching = Watching(memory=what == "memory")
    started = time.perf_counter()
    sweep(project, grids.read(project, path), listener=watching)
    seconds = (time.perf_counter() - started) / int(count)
    ends, tenth = watching.ends, max(int(count) // 10, 1)
    # The first notebook waits for the preloaded parent, so the clock starts when it has ended.
    parts = {"first": (ends[0], ends[tenth]), "last": (ends[-1 - tenth], ends[-1])}
    if what == "memory":
        print(json.dumps({name: watching.peak(*part) for name, part in parts.items()}))
    else:
        each = {name: (end - start) / tenth for name, (start, end) in parts.items()}
        print(json.dumps({"all": seconds} | each))


def overhead(count: str) -> None:
    """Run an almost empty notebook `count` times, one at a time; print the seconds for each."""
    project = only(find(), NOTEBOOK)
    path = project.notebooks / f"{NOTEBOOK}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    path.write_text(json.dumps(notebook | {"cells": cells}), encoding="utf-8")
    watching = Watching()
    file = project.root / "overhead.yml"
    file.write_text(f"grid: {{price_index: {{from: 0.0, to: 0.1, steps: {count}}}}}\n")
    sweep(project, grids.read(project, file), Execution(jobs=1), listener=watching)
    print((watching.ends[-1] - watching.ends[0]) / (int(count) - 1))


def only(project: Project, name: str) -> Project:
    """Leave one notebook in this copy of the project."""
    for path in project.notebooks.glob("*.ipynb"):
        if path.stem != name:
            path.unlink()
    return dataclasses.replace(project, root=Path(project.root))


if __name__ == "__main__":
    cases = (papermill_library, script, execnb, ploomber, warm, sets, growing, overhead)
    {f.__name__: f for f in cases}[sys.argv[1]](*sys.argv[2:])
