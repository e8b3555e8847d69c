"""An IPython kernel inside this process, and the Papermill client that talks to it without sockets.

Everything that shapes an output is the ordinary code: ipykernel's shell, display hook and publisher, and
nbclient's handling of their messages. Only the transport between the two is ours.
"""

import asyncio
import contextvars
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from ipykernel import eventloops, zmqshell
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import Kernel
from IPython.core.error import UsageError
from jupyter_client.session import Session, json_packer, json_unpacker
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from traitlets import Type
from traitlets.config import Config

from pressroom.execution import seeds
from pressroom.execution.limits import time_limit

HEADER = {"header": {"msg_id": "cell", "session": "warm"}}


class Messages(Session):
    """A Jupyter session whose messages are handed to a function instead of a socket."""

    deliver: Callable[[dict], Any] | None = None

    def send(self, stream, msg_or_type, content=None, parent=None, *args, buffers=None, **kwargs):
        """Deliver one message in the form it would have after its way through JSON."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = {"header": {"msg_type": msg_or_type}, "content": content or {}}
        message = {
            "header": {"msg_type": message["header"]["msg_type"]},
            "msg_type": message["header"]["msg_type"],
            "parent_header": HEADER["header"],
            "content": json_unpacker(json_packer(message["content"])),
            "buffers": [memoryview(buffer) for buffer in buffers or []],
        }
        if self.deliver is not None:
            self.deliver(message)
        return message


class Stream(io.TextIOBase):
    """Standard output or error of a cell, with what child processes write to the same descriptor."""

    encoding = "UTF-8"

    def __init__(self, session: Messages, name: str, descriptor: int) -> None:
        self.session, self.name = session, name
        self.buffer_: list[str] = []
        self.descriptor = descriptor
        self.original = os.dup(descriptor)
        self.capture = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (closed in restore)
        os.dup2(self.capture.fileno(), descriptor)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._drain()
        self.buffer_.append(text)
        return len(text)

    def flush(self) -> None:
        self._drain()
        text, self.buffer_ = "".join(self.buffer_), []
        if text:
            self.session.send(None, "stream", {"name": self.name, "text": text})

    def restore(self) -> None:
        """Give the descriptor back to where it pointed before."""
        self.flush()
        os.dup2(self.original, self.descriptor)
        os.close(self.original)
        self.capture.close()

    def _drain(self) -> None:
        if os.fstat(self.capture.fileno()).st_size:
            self.capture.seek(0)
            self.buffer_.append(self.capture.read().decode(errors="replace"))
            self.capture.seek(0)
            self.capture.truncate()


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """The kernel's shell, which finds its kernel without an application around it.

    Keeps its name: rich and tqdm know a notebook by it.
    """

    def enable_gui(self, gui=None) -> None:
        """Enable the event loop of a GUI, as `%matplotlib` asks for."""
        try:
            eventloops.enable_gui(gui, self.kernel)
        except ValueError as error:
            raise UsageError(str(error)) from None
        self.active_eventloop = gui


class WarmKernel(IPythonKernel):
    """The IPython kernel, asked directly instead of over sockets."""

    shell_class = Type(ZMQInteractiveShell)

    # what do_execute looks at to tell a main shell from a subshell
    shell_channel_thread = SimpleNamespace(parent_thread=None)
    eventloop = None

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        # One for all cells, so that a variable set in one is seen in the next.
        self.context = contextvars.copy_context()

    async def run(self, source: str) -> dict[str, Any]:
        """Execute one cell and return the content of the execute reply."""
        self.set_parent([], HEADER)
        self._publish_execute_input(source, HEADER, self.shell.execution_count)
        reply = await self.do_execute(source, silent=False, store_history=True)
        sys.stdout.flush()
        sys.stderr.flush()
        return reply


class WarmClient(PapermillNotebookClient):
    """Papermill's notebook client on a kernel in this process."""

    kernel: WarmKernel

    def execute(self, **kwargs: Any):
        """Execute all cells of the notebook and return it."""
        self.reset_execution_trackers()
        with redirected(make_kernel()) as self.kernel:
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = dict(self.kernel.language_info)
            self.set_widgets_metadata()
        return self.nb

    async def async_execute_cell(self, cell, cell_index, execution_count=None, store_history=True):
        """Execute one cell; its messages become outputs as they come."""
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or skipped:
            return cell
        if self.kernel.shell.exit_now:
            raise DeadKernelError("Kernel died")
        cell.outputs, self.clear_before_next_output = [], False
        self.kernel.session.deliver = lambda message: self.process_message(message, cell, cell_index)
        timeout = self._get_timeout(cell)
        running = asyncio.create_task(self.kernel.run(cell.source), context=self.kernel.context)
        with time_limit(timeout, running) as limit:
            await asyncio.wait([running])
        if limit.reached:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", timeout, cell)
        self.code_cells_executed += 1
        await self._check_raise_for_error(cell, cell_index, {"content": running.result()})
        return cell

    execute_cell = run_sync(async_execute_cell)


def make_kernel() -> WarmKernel:
    """Return the kernel of this process, made at the first call."""
    if Kernel.initialized():
        return Kernel.instance()
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # As nbclient asks of a kernel: no history file, and so no thread that writes it.
    config = Config({"HistoryManager": {"hist_file": ":memory:"}})
    with without("debugpy"):  # nobody attaches a debugger here, and to load it takes as long as all the rest
        kernel = WarmKernel.instance(
            config=config, session=Messages(key=b""), log=logging.getLogger(__name__)
        )
    seeds.load_ipython_extension(kernel.shell)
    return kernel


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let an optional module seem not to be installed, unless it is already there."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None
    try:
        yield
    finally:
        del sys.modules[module]


@contextmanager
def redirected(kernel: WarmKernel):
    """Send what is printed, by Python or by child processes, to the kernel's messages."""
    before = sys.stdout, sys.stderr, sys.displayhook
    streams = Stream(kernel.session, "stdout", 1), Stream(kernel.session, "stderr", 2)
    sys.stdout, sys.stderr = streams
    try:
        yield kernel
    finally:
        for stream in streams:
            stream.restore()
        sys.stdout, sys.stderr, sys.displayhook = before
        kernel.session.deliver = None
