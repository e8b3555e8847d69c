"""Imported by the process that notebooks are forked from, and by nothing else.

Unlike every other module it works at import: what is done here is not done again in any notebook.
"""

import importlib
import io
import os
import pkgutil
import signal
import sys

# A process group of its own: Ctrl-C goes to the command, and the command decides what ends.
os.setpgid(0, 0)
signal.signal(signal.SIGINT, signal.SIG_IGN)

# With JupyterLab installed, jsonschema would compile 35 grammars for one format check (1 s).
sys.modules["rfc3987_syntax"] = None
import nbformat  # noqa: E402

del sys.modules["rfc3987_syntax"]

# As in a kernel: the working folder comes after the standard library.
KERNEL_PATH = [entry for entry in sys.path if entry]
KERNEL_PATH.insert(next((n for n, e in enumerate(KERNEL_PATH) if "-packages" in e), len(KERNEL_PATH)), "")
import pandas  # noqa: E402, F401
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

import energikontoret  # noqa: E402
from energikontoret.execution import execute, kernel  # noqa: E402, F401

NOT_FOR_NOTEBOOKS = ("execution", "rendering", "review", "cli")


def import_package() -> None:
    """Import the modules that notebooks use."""
    for module in pkgutil.walk_packages(energikontoret.__path__, "energikontoret."):
        if module.name.split(".")[1] not in NOT_FOR_NOTEBOOKS:
            importlib.import_module(module.name)


def draw_once() -> None:
    """Draw a figure nobody sees: the first one costs twice as much as the next."""
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([1, 2], [1, 2], label="a")
    axes.legend()
    for kind in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=kind)


def check_once() -> None:
    """Validate an empty notebook: the schema is compiled at the first one."""
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))


import_package()
draw_once()
check_once()
kernel.make_kernel()
