"""The process that executes one notebook."""

import os
import signal
import sys
import threading
from multiprocessing import connection, parent_process
from types import SimpleNamespace
from typing import Any

# What nbclient can be told about executing cells, apart from kernels.
CLIENT_OPTIONS = (
    "allow_error_names",
    "allow_errors",
    "coalesce_streams",
    "force_raise_errors",
    "skip_cells_with_tag",
    "store_widget_state",
    "timeout_func",
)

_fresh = False


def start() -> None:
    """Prepare a process that was just forked for one notebook."""
    global _fresh
    from pressroom.execution import preload  # already there, unless the forking process could not

    _fresh = True
    sys.path[:] = preload.KERNEL_PATH
    preload.forget_if_changed()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def start_unforked() -> None:
    """Prepare a process that starts an ordinary kernel for one notebook."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def is_fresh() -> bool:
    """Whether this process was made for a notebook and has not executed one."""
    return _fresh


def execute_here(nb_man, **options: Any):
    """Execute the cells in this process, which must be fresh."""
    global _fresh
    from pressroom.execution.kernel import WarmClient

    _fresh = False
    return WarmClient(nb_man, record_timing=False, **options).execute()


def execute_in_fork(nb_man, **options: Any):
    """Execute the cells in a process forked for them, and follow it cell by cell.

    Raises what the notebook client raises there, and DeadKernelError when the process dies.
    """
    from nbclient.exceptions import DeadKernelError
    from papermill.clientwrap import PapermillNotebookClient

    from pressroom.execution import local

    log = PapermillNotebookClient(nb_man, **options).log_output_message
    here, there = local.context().Pipe(duplex=False)
    parent_only = ("log_output", "stdout_file", "stderr_file")
    sent = {name: value for name, value in options.items() if name not in parent_only}
    with local.process(_serve, (there, nb_man.nb, sent)):
        there.close()
        while True:
            try:
                event, *details = here.recv()
            except EOFError:
                raise DeadKernelError("Kernel died") from None
            if event == "raised":
                raise details[0]
            if event == "metadata":
                nb_man.nb.metadata.update(details[0])
                return nb_man.nb
            _follow(nb_man, event, *details, log=log)


def _follow(nb_man, event: str, index: int, changes: dict, *, log) -> None:
    cell = nb_man.nb.cells[index]
    cell.update(changes)
    for output in changes.get("outputs", []):
        log(output)
    getattr(nb_man, event)(cell, cell_index=index)


def _serve(pipe: connection.Connection, nb: Any, options: dict[str, Any]) -> None:
    from pressroom.execution import limits

    start()

    def tell(event: str, cell, index: int) -> None:
        changes = {key: cell[key] for key in ("outputs", "execution_count") if key in cell}
        pipe.send((event, index, changes if event == "cell_complete" else {}))

    relay = SimpleNamespace(
        nb=nb,
        cell_start=lambda cell, cell_index: tell("cell_start", cell, cell_index),
        cell_exception=lambda cell, cell_index, exception: tell("cell_exception", cell, cell_index),
        cell_complete=lambda cell, cell_index: tell("cell_complete", cell, cell_index),
        autosave_cell=lambda: None,
    )
    limits.report = open(os.devnull, "w")  # noqa: SIM115  (for as long as the process lives)
    try:
        execute_here(relay, **options)
        metadata = {key: nb.metadata[key] for key in ("language_info", "widgets") if key in nb.metadata}
        pipe.send(("metadata", metadata))
    except Exception as error:
        pipe.send(("raised", error))


def _end_with_parent() -> None:
    connection.wait([parent_process().sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
