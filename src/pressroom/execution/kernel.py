"""An IPython kernel, reached over a pair of sockets for requests and one for what it publishes.

Everything that shapes an output is the ordinary code: ipykernel's application, shell, display hook and
handlers of requests. Only the transport is ours, and that all is made before the process is forked.
"""

import asyncio
import atexit
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from ipykernel import kernelapp
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import Kernel
from tornado import ioloop
from traitlets import Type

from pressroom.execution import audit, debugger, seeds, visible
from pressroom.execution.channel import Channel, session
from pressroom.execution.streams import OutStream, Publisher

# As nbclient asks of a kernel: no history file, and so no thread that writes it.
ARGUMENTS = ("--HistoryManager.hist_file=:memory:",)

# What threading keeps to itself, and no types tell of.
_threading: Any = threading


class MainThread:
    """What the kernel asks of the thread that ZMQ's requests come in: there is none but the main one."""

    parent_thread = threading.main_thread()

    def __bool__(self) -> bool:
        return False


class WarmKernel(IPythonKernel):
    """The IPython kernel, with one thread for everything."""

    shell_channel_thread = MainThread()
    session: Any
    shell: Any
    shell_stream: Any = None  # a Channel, where an ordinary kernel has a stream of ZMQ
    _supports_kernel_subshells = False

    def begin(self, requests: Channel) -> None:
        """Serve the requests that come while the loop runs."""
        self.session.pid = os.getpid()
        self.shell_stream = requests
        self.shell.exit_now = False
        # Not IPythonKernel's, which warns where there is no debugger.
        Kernel.start(self)

    def do_shutdown(self, restart: bool) -> Any:
        """Shut down, and tell which inputs were opened."""
        return super().do_shutdown(restart) | {"opened": sorted(audit.opened())}

    def _process_children(self) -> list[Any]:
        # To look through all processes of the machine takes longer than the rest of the shutdown.
        with suppress(AttributeError):
            try:
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return []
        return super()._process_children()


# Others tell a kernel by the name of its class.
WarmKernel.__name__ = WarmKernel.__qualname__ = IPythonKernel.__name__
WarmKernel.__module__ = IPythonKernel.__module__


class IPKernelApp(kernelapp.IPKernelApp):
    """The kernel's application, with nobody to connect to."""

    __module__ = kernelapp.__name__
    shell: Any
    kernel_class = Type(WarmKernel, klass=Kernel)

    def _nothing(self, *_: Any, **__: Any) -> None: ...

    # Sockets, a thread that beats and a file that tells of them; signals and streams wait for the fork.
    init_connection_file = init_poller = init_heartbeat = _nothing
    write_connection_file = log_connection_info = init_signal = _nothing

    def init_sockets(self) -> None:
        """Make what the kernel publishes through."""
        self.session = session(parent=self)
        self.iopub_thread = self.iopub_socket = Publisher()
        self.configure_tornado_logger()

    def init_io(self) -> None:
        """Set the display hook; the streams are the process's own."""
        self.displayhook = sys.displayhook = kernelapp.import_item(str(self.displayhook_class))(
            self.session, self.iopub_socket
        )
        self.patch_io()

    def init_kernel(self) -> None:
        """Make the kernel."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count


def make() -> IPKernelApp:
    """Return the kernel's application of this process, made at the first call."""
    if IPKernelApp.initialized():
        return IPKernelApp.instance()
    app = IPKernelApp.instance()
    debugger.leave_traces()
    with without("debugpy"):  # nobody attaches a debugger here, and to load it takes as long as all the rest
        app.initialize(list(ARGUMENTS))
    seeds.load_ipython_extension(app.shell)
    return app


@contextmanager
def as_in_a_cell() -> Iterator[None]:
    """Let what is imported here find what it would in a cell: a notebook around it, and nobody to ask."""
    app = make()
    app.kernel._forward_input()
    try:
        with app.shell.builtin_trap:
            yield
    finally:
        app.kernel._restore_input()


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let an optional module seem not to be installed, unless it is already there."""
    if module in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules[module] = None
    try:
        yield
    finally:
        del sys.modules[module]


def begin(requests: Channel, published: Channel | None) -> Any:
    """Begin to serve in this process, which was forked for it; return the loop to run.

    What is published goes nowhere where nobody takes it.
    """
    app = make()
    asyncio.set_event_loop(asyncio.new_event_loop())
    loop = requests.io_loop = ioloop.IOLoop.current()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # but while a cell runs
    visible.give_no_input()
    publisher = app.iopub_thread
    sys.stdout = OutStream(app.session, publisher, "stdout", 1)
    sys.stderr = errors = OutStream(app.session, publisher, "stderr", 2)
    visible.send_log_to_caller(app.log, errors._original_stdstream_copy)
    publisher.begin(published, requests)
    visible.start_idle_threads()
    app.kernel.begin(requests)
    return loop


def end() -> None:
    """Do what an interpreter does at its end, except to take its modules apart, which takes longest."""
    app = make()
    app.reset_io()
    app.iopub_thread.channel = None
    _threading._shutdown()
    atexit._run_exitfuncs()
    app.shell.user_ns.clear()
    gc.collect()
    # What is still open and not written, in a module or wherever it is held.
    for each in gc.get_objects():
        if type(each) in (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom):
            with suppress(Exception):
                each.flush()
