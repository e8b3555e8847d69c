"""A notebook's cells in a process forked for them, and followed cell by cell."""

import os
from multiprocessing import connection
from types import SimpleNamespace
from typing import Any

from pressroom.execution import local, worker


def execute_in_fork(nb_man, **options: Any):
    """Execute the cells in a process forked for them, and follow it cell by cell.

    Raises what the notebook client raises there, and DeadKernelError when the process dies.
    """
    from nbclient.exceptions import DeadKernelError
    from papermill.clientwrap import PapermillNotebookClient

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

    worker.start()

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
        worker.execute_here(relay, **options)
        metadata = {key: nb.metadata[key] for key in ("language_info", "widgets") if key in nb.metadata}
        pipe.send(("metadata", metadata))
    except Exception as error:
        pipe.send(("raised", error))
