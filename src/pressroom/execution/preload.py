"""Imported by the process that notebooks are forked from, and by nothing else.

Unlike every other module it works at import: what is done here is not done again in any notebook. What fails
here fails again in the notebook that needs it, and is told there.
"""

import gc
import importlib
import os
import signal
import sys
from contextlib import ExitStack, suppress
from typing import Any

# A process group of its own: Ctrl-C goes to the command, and the command decides what ends.
os.setpgid(0, 0)
signal.signal(signal.SIGINT, signal.SIG_IGN)

STARTED_BY = os.getppid()
# Nothing imported here is garbage; to look for some takes a fifth of the time.
gc.disable()

# With JupyterLab installed, jsonschema would compile 35 grammars for one format check (1 s), and load a
# calendar for another; notebooks use neither.
UNUSED = ("rfc3987_syntax", "isoduration")
HIDDEN: dict[str, Any] = dict.fromkeys(UNUSED)
sys.modules |= HIDDEN
import nbformat  # noqa: E402

for name in UNUSED:
    del sys.modules[name]

# As in a kernel: the working folder comes after the standard library.
KERNEL_PATH = [entry for entry in sys.path if entry]
KERNEL_PATH.insert(next((n for n, e in enumerate(KERNEL_PATH) if "-packages" in e), len(KERNEL_PATH)), "")

from pressroom.execution import kernel  # noqa: E402

# pandas shows as many columns as fit a notebook, and click asks as one does, by what they find at import.
CELL = ExitStack()
CELL.enter_context(kernel.as_in_a_cell())

import pandas  # noqa: E402

from pressroom import project, scenarios  # noqa: E402
from pressroom.execution import execute, preloaded, surroundings, warm  # noqa: E402, F401
from pressroom.notebook import declarations, ipynb  # noqa: E402
from pressroom.runs import reads  # noqa: E402
from pressroom.runs.packages import packages  # noqa: E402


def wanted() -> list[str]:
    """Return the modules of the packages that the project's notebooks import."""
    ours, found = packages(project.find()), set()
    for path in project.find().notebooks.glob("*.ipynb"):
        found |= reads.named_in_notebook(ipynb.read(path)).modules
    return sorted(name for name in found if ours.file_of(name))


def end_if_left() -> None:
    """End this process when the command that started it has ended meanwhile."""
    if os.getppid() != STARTED_BY:
        os._exit(0)


def draw_once() -> None:
    """Draw a figure nobody sees, with the project's fonts: the first one costs twice as much as the next."""
    from pressroom import figures
    from pressroom.language.text import Text

    frame = pandas.DataFrame({"kind": ["a", "b"], "value": [1.0, 2.0]})
    figures.redraw(figures.bars(frame, "kind", "value", unit="kr", title=Text("Åäö")).spec)


def read_once() -> None:
    """Read what the notebooks ask for: text that is the same is not parsed again."""
    scenarios.load_all()
    declarations.declared(project.find())


def check_once() -> None:
    """Validate an empty notebook: the schema is compiled at the first one."""
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))


end_if_left()
WANTED: list[str] = []
with suppress(Exception):
    WANTED += wanted()
for name in WANTED:
    end_if_left()
    with suppress(Exception):
        importlib.import_module(name)
for each in (draw_once, read_once):
    with suppress(Exception):
        each()
check_once()
CELL.close()
preloaded.KERNEL_PATH += KERNEL_PATH
preloaded.remember()
# What is here stays: without this every collection in a child would look through it, and copy its pages.
gc.freeze()
gc.enable()
