"""One notebook with its parameters, and what became of it: the function that workers call."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_ENGINE = "warm"


@dataclass(frozen=True)
class Limits:
    """Seconds that a cell and a whole notebook may take; None is no limit."""

    cell: float | None = None
    run: float | None = None


@dataclass(frozen=True)
class Job:
    """All that a worker needs: the notebook itself travels along, and not its path."""

    key: str
    name: str
    notebook: dict[str, Any]
    parameters: dict[str, Any]
    root: str
    engine: str = DEFAULT_ENGINE
    limits: Limits = Limits()
    marker: str | None = None


@dataclass(frozen=True)
class Failure:
    """Where a notebook stopped: the cell's number in the source, its name, and the error in one line."""

    notebook: str
    cell: int | None
    label: str
    error: str

    def __str__(self) -> str:
        place = f", cell {self.cell} ({self.label})" if self.cell else ""
        return f"{self.notebook}{place}: {self.error}"


@dataclass(frozen=True)
class Outcome:
    """The canonical executed notebook, with the traceback in it where there is a failure."""

    text: str | None
    seconds: float
    failure: Failure | None = None


def execute(job: Job) -> Outcome:
    """Execute one notebook with Papermill in this process, which must be made for it."""
    from energikontoret.execution.canonical import canonical

    if job.marker:
        Path(job.marker).touch()
    if job.engine == "kernel":
        _silence()
    started = time.perf_counter()
    executed, failure = _papermill(job)
    seconds = time.perf_counter() - started
    text = canonical(executed, {job.root: "."}) if executed is not None else None
    if job.marker:
        Path(job.marker).unlink(missing_ok=True)
    return Outcome(text, seconds, failure)


def _silence() -> None:
    """Keep what a kernel logs about itself off the user's terminal."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)


def _papermill(job: Job) -> tuple[dict[str, Any] | None, Failure | None]:
    """Return the executed notebook, up to where it stopped, and the failure if there is one."""
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from energikontoret.execution.canonical import with_ids

    seen: list[Any] = []
    source = with_ids(job.notebook)
    try:
        return papermill.execute_notebook(
            nbformat.from_dict(source),
            None,
            job.parameters,
            engine_name=_engine(job.engine, seen.append),
            kernel_name="python3",
            cwd=job.root,
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            **_options(job),
        ), None
    except PapermillExecutionError as error:
        return _stopped(job, source, seen, f"{error.ename}: {error.evalue}")
    except Exception as error:  # whatever stops a notebook is its failure, and must not stop the others
        return _stopped(job, source, seen, f"{type(error).__name__}: {error}")


def _stopped(job: Job, source, seen, error: str) -> tuple[dict[str, Any] | None, Failure]:
    notebook = seen[0] if seen else None
    running = [c for c in notebook.cells if "papermill" in c.metadata] if notebook else []
    cell = next((c for c in running if c.metadata.papermill["status"] in ("failed", "running")), None)
    if cell is None:
        cell = next((c for c in running if c.metadata.papermill["exception"]), None)
    numbers = {c["id"]: number for number, c in enumerate(source["cells"], start=1)}
    first_line = next((line for line in error.splitlines() if line.strip()), error)
    label = cell.id if cell is not None else ""
    return notebook, Failure(job.name, numbers.get(label), label, first_line.strip())


def _engine(name: str, see: Callable[[Any], None]) -> str:
    """Register the engine so that `see` gets the notebook it works on; return its name."""
    from papermill.engines import papermill_engines

    class Seen(papermill_engines.get_engine({"kernel": "nbclient"}.get(name, name))):
        @classmethod
        def execute_managed_notebook(cls, nb_man, kernel_name, **options):
            see(nb_man.nb)
            return super().execute_managed_notebook(nb_man, kernel_name, **options)

    papermill_engines.register("energikontoret", Seen)
    return "energikontoret"


def _options(job: Job) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if job.engine == "kernel":
        options |= kernel_options()
    if job.limits.cell or job.limits.run:
        options["timeout_func"] = _time_left(job.limits)
    return options


def kernel_options() -> dict[str, Any]:
    """Return how an ordinary kernel is started: reached over a local socket, and with fixed seeds."""
    from traitlets.config import Config

    return {
        "config": Config({"KernelManager": {"transport": "ipc"}}),
        "extra_arguments": ["--InteractiveShellApp.extensions=energikontoret.execution.seeds"],
    }


def _time_left(limits: Limits) -> Callable[[Any], float]:
    end = time.monotonic() + limits.run if limits.run else float("inf")

    def seconds(cell: Any) -> float:
        return min(limits.cell or float("inf"), max(end - time.monotonic(), 0.01))

    return seconds
