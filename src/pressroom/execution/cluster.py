"""Execute notebooks on a Dask cluster whose workers have the same checkout."""

import asyncio
import logging
import multiprocessing
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from pressroom.errors import UserError
from pressroom.execution import dispatch, local
from pressroom.execution.job import Job, Outcome
from pressroom.execution.plan import Task, differences
from pressroom.project import find
from pressroom.runs import keys

if TYPE_CHECKING:
    from distributed import Client

PATIENCE_SECONDS = 10
WATCH_SECONDS = 3
NO_WORKER = "--scheduler {0}: no worker is there; notebooks wait for 'dask worker {0}' in this checkout."
# A worker that goes takes its notebook with it; another one gets it, this often.
RETRIES = 3


def outcomes(
    jobs: Iterable[Job], address: str, tasks: Iterable[Task], note: Callable[[str], None]
) -> Iterator[dispatch.Done]:
    """Yield the outcomes as they come; security settings are those of Dask's own configuration.

    `note` is told where no worker is there to give any.
    Raises UserError where the scheduler does not answer, or a worker's checkout differs.
    """
    parts = {task.key: task.parts for task in tasks}
    with _client(address) as client, _watched(client, address, note):
        executor = client.get_executor(pure=False, retries=RETRIES)
        window = 4 * max(1, sum(client.nthreads().values()))
        for job, future in dispatch.stream(_Remote(executor, parts), jobs, window):
            outcome = _result(future, address)
            if isinstance(outcome, str):
                raise UserError(
                    f"{address}: a worker's checkout differs: {outcome}.",
                    "Bring the worker's checkout to the same state, and restart it there.",
                )
            yield job, outcome


@contextmanager
def _watched(client: "Client", address: str, note: Callable[[str], None]) -> Iterator[None]:
    """Say in a line when no worker is there, each time that it comes to that: notebooks wait for one."""
    done = Event()

    def watch() -> None:
        told = False
        # Workers that were started together with the command have this long to arrive, too.
        while not done.wait(WATCH_SECONDS):
            try:
                lonely = not client.nthreads()
            except Exception:  # What is lost with the scheduler is told by what waits for it.
                return
            if lonely and not told and not done.is_set():
                note(NO_WORKER.format(address))
            told = lonely

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(1)


def _result(future: Future[Any], address: str) -> Any:
    try:
        return future.result()
    except CancelledError:
        raise UserError(
            f"--scheduler {address}: it was lost while notebooks ran.",
            "Start it and its workers again, and then the command: what has run is kept.",
            code=1,
        ) from None


class _Remote:
    """Submits a job with the parts of its key."""

    def __init__(self, executor: Executor, parts: dict[str, dict[str, Any]]) -> None:
        self.executor, self.parts = executor, parts

    def submit(self, function: Callable[[Job], Outcome], job: Job, /) -> Future[Any]:
        return self.executor.submit(execute, job, self.parts[job.key])


def execute(job: Job, parts: dict[str, Any]) -> Outcome | str:
    """Execute a job on the worker that is asked, or say in which way its checkout differs."""
    try:
        project = find()
        here = keys.Inputs(project).local(parts)
    except UserError as error:
        return error.what
    sent = {name: parts[name] for name in ("notebook", "parameters")}  # these come along
    difference = next(differences(parts, here | sent), None)
    if difference:
        return difference
    # Dask runs its workers as daemons, which may not have children.
    multiprocessing.current_process().daemon = False
    job = replace(job, root=str(project.root))
    cache = project.runs / ".cache"
    ((_, outcome),) = dispatch.in_processes([job], 1, lambda n: local.pool(n, cache))
    return outcome


def _client(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise UserError(
            f"--scheduler {address}: Dask is not installed.", "Install it: make cluster"
        ) from None
    # A client that cannot connect takes long to give up, and says more than two lines.
    _refuse_unreachable(address)
    # What goes wrong is told by this command, in two lines.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    return Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)


def _refuse_unreachable(address: str) -> None:
    """Raise UserError where no scheduler answers, or does not agree with Dask's configuration on TLS."""
    from distributed.comm.core import FatalCommClosedError

    todo = "Check the address and Dask's configuration (distributed.comm: tls, require-encryption)."
    try:
        # In a thread of its own: whoever calls may have a running loop, as a notebook has.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _reach(address)).result()
    except (FatalCommClosedError, ssl.SSLError, FileNotFoundError) as error:
        what = str(error).partition(". ")[0] or "the scheduler refuses"
        raise UserError(f"--scheduler {address}: TLS fails: {what}.", todo) from None
    except OSError:
        raise UserError(
            f"--scheduler {address}: no answer.",
            "Start one with 'dask scheduler', and workers with 'dask worker ADDRESS' in this checkout.",
        ) from None
    except (RuntimeError, TypeError, ValueError) as error:  # a wrong address, or security that it lacks
        raise UserError(f"--scheduler {address}: {str(error).rstrip('.')}.", todo) from None


async def _reach(address: str) -> None:
    from distributed import Security
    from distributed.comm import connect

    comm = await connect(address, PATIENCE_SECONDS, **Security().get_connection_args("client"))
    await comm.close()
