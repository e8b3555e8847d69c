"""One notebook with its parameters, and what became of it: what travels to a worker and back."""

from dataclasses import dataclass
from typing import Any, Literal

Engine = Literal["warm", "kernel"]


@dataclass(frozen=True)
class Limits:
    """Seconds that a cell and a whole notebook may take; None is no limit."""

    cell: float | None = None
    run: float | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Execution:
    """How notebooks are executed: by which engine, how many at a time, how long at most, on whose cluster.

    `jobs` None is one for each core; `force` executes what is up to date, too.
    """

    engine: Engine = "warm"
    jobs: int | None = None
    limits: Limits = NO_LIMITS
    scheduler: str | None = None
    force: bool = False


USUAL = Execution()


@dataclass(frozen=True)
class Job:
    """All that a worker needs: the notebook itself travels along, and not its path.

    `files` are the files, relative to `root`, that the run key covers (None: no check); without `draw`,
    figures stay specifications.
    """

    key: str
    name: str
    notebook: dict[str, Any]
    parameters: dict[str, Any]
    root: str
    engine: Engine = "warm"
    limits: Limits = NO_LIMITS
    files: frozenset[str] | None = None
    draw: bool = True


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
    """The canonical executed notebook and its key figures; a failure's notebook holds the traceback.

    `text` is None where nothing was executed, or where a notebook that did not fail was run unseen.
    `killed` is whether something else killed its kernel, as a machine does that runs out of memory.
    """

    text: str | None
    seconds: float
    failure: Failure | None = None
    figures: tuple[dict[str, Any], ...] = ()
    killed: bool = False


def failure_at(job: Job, cell_id: str, error: str) -> Failure:
    """Return the failure of a job at a cell, with the first line of the error."""
    ids = [cell.get("id", f"cell-{number}") for number, cell in enumerate(job.notebook["cells"], start=1)]
    line = next((line.strip() for line in error.splitlines() if line.strip()), error)
    return Failure(job.name, ids.index(cell_id) + 1 if cell_id in ids else None, cell_id, line)
