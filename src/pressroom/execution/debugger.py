"""What a debugger nobody attaches leaves behind in an ordinary kernel, without loading one."""

import builtins
import importlib
import io
import os
import sys
from contextlib import redirect_stderr
from importlib.util import find_spec
from typing import Any

# As pydevd sets them for its own console; some programs call them in notebooks.
RUNS = {"execfile": "_pydev_bundle.pydev_imports", "runfile": "_pydev_bundle.pydev_umd"}


def debugpy_breakpointhook() -> None:
    """Do nothing, as debugpy where nobody is attached."""


debugpy_breakpointhook.__module__ = "debugpy._vendored.force_pydevd"


def is_there() -> bool:
    """Tell whether an ordinary kernel would load debugpy, which comes with JupyterLab alone."""
    return find_spec("debugpy") is not None


def leave_traces() -> None:
    """Let `breakpoint()` pass, and set what debugpy sets in the environment and among the built-in names."""
    if not is_there():
        return
    sys.breakpointhook = debugpy_breakpointhook
    for name, module in RUNS.items():
        setattr(builtins, name, _loaded_when_called(module, name))


def set_environment() -> None:
    """Set the variable that debugpy sets."""
    if sys.breakpointhook is debugpy_breakpointhook:
        os.environ.setdefault("PYDEVD_USE_FRAME_EVAL", "NO")


def _loaded_when_called(module: str, name: str) -> Any:
    def call(*arguments: Any, **options: Any) -> Any:
        with redirect_stderr(io.StringIO()):  # it tells how it is started
            importlib.import_module("debugpy._vendored.force_pydevd")
        return getattr(importlib.import_module(module), name)(*arguments, **options)

    return call
