"""What a worker does: execute one notebook with Papermill."""

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from pressroom.execution.audit import Audit
from pressroom.execution.job import NO_LIMITS, Failure, Job, Limits, Outcome, failure_at
from pressroom.notebook import results
from pressroom.notebook.canonical import canonical, with_ids
from pressroom.project import CHECKED, ROOT

ENGINES = {"kernel": "nbclient"}


class Watch:
    """Knows the notebook being executed and the cell it has come to."""

    def __init__(self) -> None:
        self.notebook: dict[str, Any] | None = None
        self.cell = ""

    def engine(self, name: str) -> str:
        """Register Papermill's engine `name` with this watch on it; return the name to use."""
        watch = self

        engine: Any = papermill_engines.get_engine(ENGINES.get(name, name))

        class Watched(engine):
            @classmethod
            def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
                watch.notebook, start = nb_man.nb, nb_man.cell_start
                nb_man.cell_start = lambda cell, *details, **more: watch.start(cell, start, details, more)
                return super().execute_managed_notebook(nb_man, kernel_name, **options)

        papermill_engines.register("watched", Watched)
        return "watched"

    def start(
        self, cell: Any, start: Callable[..., None], details: Sequence[Any], more: Mapping[str, Any]
    ) -> None:
        """Note which cell starts."""
        self.cell = cell.id
        start(cell, *details, **more)


def execute(job: Job) -> Outcome:
    """Execute one notebook from this process, which is a worker."""
    watch, audit = Watch(), Audit(job.root)
    # A notebook may leave the folder; what it imports looks for the project all the same.
    os.environ |= {ROOT: job.root, CHECKED: "yes", "PRESSROOM_DRAW": "yes" if job.draw else "no"}
    _silence()
    started = time.perf_counter()
    found = _unseen(job, audit)
    failure = _papermill(job, watch, audit) if found is None else None
    seconds = time.perf_counter() - started
    undeclared = sorted(audit.opened - job.files) if job.files is not None and not failure else []
    if undeclared:
        error = f"it reads {undeclared[0]} without naming it in a data.load(…) or results.record(…)"
        failure = Failure(job.name, None, "", error)
    text: str | None = None
    if watch.notebook:
        text = canonical(watch.notebook, {job.root: "."})
        found = results.collect(watch.notebook, job.name)
    return Outcome(text, seconds, failure, tuple(found or ()), audit.killed)


def _unseen(job: Job, audit: Audit) -> list[dict[str, Any]] | None:
    """Return the key figures of a job that needs no client; None where it needs one."""
    if job.draw or job.engine == "kernel" or job.limits != NO_LIMITS:
        return None
    # Where no process can be forked there is nothing to import.
    from pressroom.execution import unseen

    return unseen.figures(job, audit)


def _silence() -> None:
    """Keep what Papermill and kernels log off the user's terminal."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)


def _papermill(job: Job, watch: Watch, audit: Audit) -> Failure | None:
    with tempfile.TemporaryDirectory(prefix="kernel-") as sockets:
        try:
            papermill.execute_notebook(
                nbformat.from_dict(with_ids(job.notebook)),
                None,
                job.parameters,
                engine_name=watch.engine(job.engine),
                kernel_name="python3",
                cwd=job.root,
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                **_options(job, sockets, audit),
            )
        except PapermillExecutionError as error:
            return failure_at(job, watch.cell, f"{error.ename}: {error.evalue}")
        except CellTimeoutError:
            return failure_at(job, watch.cell, "it took longer than its time limit")
        except DeadKernelError:
            return failure_at(job, watch.cell, "its process died")
        except Exception as error:  # whatever stops a notebook is its failure, and must not stop the others
            return failure_at(job, watch.cell, f"{type(error).__name__}: {error}")
    return None


def _options(job: Job, sockets: str, audit: Audit) -> dict[str, Any]:
    options: dict[str, Any] = {"record_timing": False}
    options |= kernel_options(sockets) if job.engine == "kernel" else {"audit": audit}
    if job.limits.cell or job.limits.run:
        options["timeout_func"] = _time_left(job.limits)
    return options


def kernel_options(sockets: str) -> dict[str, Any]:
    """Return how an ordinary kernel is started: reached over sockets in a folder, and with fixed seeds."""
    return {
        "config": Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}}),
        "extra_arguments": ["--InteractiveShellApp.extensions=pressroom.execution.seeds"],
    }


def _time_left(allowed: Limits) -> Callable[[Any], float]:
    end = time.monotonic() + allowed.run if allowed.run else float("inf")

    def seconds(cell: Any) -> float:
        return min(allowed.cell or float("inf"), max(end - time.monotonic(), 0.01))

    return seconds
