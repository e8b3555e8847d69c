"""Run a notebook for its key figures alone: in a kernel as always, with nobody to take its messages.

Most of the time goes to messages, outputs and the notebook that they are put in, and a sweep wants none of
them. A notebook that fails is run again with a client, which knows what to tell.
"""

import asyncio
import json
import socket
from collections.abc import Callable, Sequence
from contextlib import chdir
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from pressroom.execution.audit import Audit
from pressroom.execution.channel import Channel
from pressroom.execution.forked import ForkedKernel
from pressroom.execution.job import Job
from pressroom.execution.server import Popen, server
from pressroom.notebook import mime


@dataclass
class UnseenKernel(ForkedKernel):
    """A kernel that runs some cells and ends."""

    cells: Sequence[str]

    def prepared(self) -> Callable[[], Any]:
        return self.run

    def run(self) -> None:
        """Run the cells, and tell what they recorded and opened, unless one of them failed."""
        from pressroom.execution import audit, kernel

        requests = Channel(self.requests)
        loop = kernel.begin(requests, None)
        app = kernel.make()
        recorded: list[dict[str, Any]] = []

        def take(message: dict[str, Any]) -> None:
            if figure := mime.data(message["content"].get("data", {}), "result"):
                recorded.append(figure)

        app.shell.display_pub.register_hook(take)
        if loop.asyncio_loop.run_until_complete(_run(app.shell, self.cells)):
            said = {"figures": recorded, "opened": sorted(audit.opened())}
            requests.send_multipart([json.dumps(said).encode()])


def figures(job: Job, audit: Audit) -> list[dict[str, Any]] | None:
    """Return the key figures that a job's notebook records; None where only a client can tell of it."""
    if not server.inherited:
        return None
    ours, theirs = socket.socketpair()
    with ours, chdir(job.root):
        with theirs:
            process: Any = UnseenKernel(theirs, audit.root, _cells(job))
            started = Popen(process)
        channel = Channel(ours)
        while not (messages := channel.receive()) and not channel.ended:
            connection.wait([ours])
        started.wait()
    if not messages:
        return None
    said = json.loads(messages[0][0])
    audit.opened |= set(said["opened"])
    return [figure | {"notebook": job.name} for figure in said["figures"]]


async def _run(shell: Any, cells: Sequence[str]) -> bool:
    """Run cells as a kernel runs those that it is sent; return whether none failed."""
    for cell in cells:
        result = await shell.run_cell_async(
            cell, store_history=True, transformed_cell=shell.transform_cell(cell)
        )
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
        if not result.success or shell.exit_now:
            return False
        await asyncio.sleep(0)  # what a cell leaves to run goes on between two of them
    return True


def _cells(job: Job) -> list[str]:
    """Return the code of each cell of a job's notebook with its parameters, as Papermill puts them there."""
    notebook = load_notebook_node(nbformat.from_dict(job.notebook))
    notebook = parameterize_notebook(notebook, job.parameters, engine_name=job.engine)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
